using ChatGov.Data;
using ChatGov.Organisations;
using ChatGov.Rights;
using ChatGov.Texts;

namespace ChatGov.Access;

/// <summary>
/// The way in before there is any: a token of the banner's office. Where the tree is empty, its root and an office are
/// made, to be renamed.
/// </summary>
public static class FirstToken
{
    public const int Days = 30;
    private const string Mark = "first_token";

    /// <returns>Null when a first token was printed before: more are made by command.</returns>
    public static string? Once(Tx tx) => IsFirst(tx) ? Make(tx, "first").Value.Secret : null;

    /// <summary>A token of the banner's office, whoever holds that role first. None is printed at a start after that: it would stand in a log.</summary>
    /// <param name="orgId">The part of the tree; null for the whole banner.</param>
    public static Outcome<IssuedToken> Make(Tx tx, string name, int days = Days, long? orgId = null)
    {
        IsFirst(tx);
        var office = Appointments.FirstOf(tx, Role.BannerOffice) ?? Found(tx);
        return ApiTokens.Create(tx, new NewToken(name, office.Id, orgId, days));
    }

    private static bool IsFirst(Tx tx) => SettingRows.PutOnce(tx, Mark, "1");

    private static Appointment Found(Tx tx)
    {
        var banner = tx.First<long?>("SELECT id FROM org WHERE kind = 'Banner' AND closed_at IS NULL ORDER BY id LIMIT 1")
            ?? OrgTree.Create(tx, new NewOrg { Kind = OrgKind.Banner, Name = Catalog.Say(Language.Chinese, "desk.first.banner") }).Value;
        var person = tx.Insert(
            "INSERT INTO person (name, language, created_at) VALUES (@name, @Chinese, @Now) RETURNING id",
            new { name = Catalog.Say(Language.Chinese, "desk.first.office"), Language.Chinese, tx.Now });
        tx.Audit("person", person, "found_office");
        var id = Staff.Appoint(tx, person, Role.BannerOffice, banner, tx.Now, until: null).Value;
        return Appointments.Find(tx, id)!;
    }
}
