using System.Globalization;
using ChatGov.Data;
using ChatGov.People;
using ChatGov.Registrations;
using ChatGov.Rights;

namespace ChatGov.Demo;

/// <summary>Somebody one can be in the terminal.</summary>
/// <param name="UserId">The account in the terminal.</param>
/// <param name="Phone">Their own number, for those who share their contact.</param>
public sealed record DemoPersona(string UserId, string Name, string What, string? Phone, string? InviteCode = null);

/// <summary>The people of the demo whom one can be: a few by name, and every member on a roster by number.</summary>
public static class DemoPersonas
{
    public const string Channel = "terminal";
    private const string NewcomerCode = "DEMOWALK2026";
    internal const string Community = "贺兰山社区";

    /// <summary>The ready ones, the newcomer first.</summary>
    public static IReadOnlyList<DemoPersona> Ready { get; } =
    [
        new("member", DemoNames.Person(DemoBanner.NewcomerIndex), "党员，还没报到", DemoNames.Phone(DemoBanner.NewcomerIndex), "DEMO-WALK-2026"),
        new("secretary", "书记", $"{Community}书记", null),
        new("member2", "老党员", $"党员，已在{Community}报到", null),
        new("secretary2", "书记", "园林社区书记", null),
        new("liaison", "联络员", "单位联络员", null),
        new("banner", "旗里", "旗委社会工作部", null),
        new("visitor", "路人", "第一次来的人", null),
    ];

    /// <summary>By account, or by the number of a roster row (名册 17).</summary>
    public static DemoPersona? Find(Tx tx, string words)
    {
        if (Ready.FirstOrDefault(persona => persona.UserId.Equals(words, StringComparison.OrdinalIgnoreCase)) is { } ready)
        {
            return ready;
        }

        var row = long.TryParse(words, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? tx.First<RosterPerson>(
                "SELECT m.id, m.name, m.phone_cipher, u.name AS unit FROM roster m JOIN org u ON u.id = m.unit_id WHERE m.id = @id", new { id })
            : null;
        return row is null
            ? null
            : new DemoPersona(
                string.Create(CultureInfo.InvariantCulture, $"roster-{row.Id}"), row.Name, $"{row.Unit}的党员", Roster.SealedPhone.Open(tx.Vault, row.Id, row.PhoneCipher));
    }

    internal static void Bind(Tx tx, List<long> roster, List<OrgName> communities, List<OrgName> units, List<long> members)
    {
        InviteCodes.Create(tx, roster[DemoBanner.NewcomerIndex], RegistrationKind.Home, InviteCodes.SecretIn(NewcomerCode)!);
        Identity(tx, "secretary", HolderOf(tx, Role.Secretary, communities.Find(each => each.Name == Community)!.Id));
        Identity(tx, "secretary2", HolderOf(tx, Role.Secretary, communities.Find(each => each.Name == "园林社区")!.Id));
        Identity(tx, "liaison", HolderOf(tx, Role.UnitLiaison, units[0].Id));
        Identity(tx, "banner", tx.First<long>("SELECT person_id FROM staff_role WHERE role = 'BannerOffice'"));

        // Members are spread over the first communities in turn; the second one is 贺兰山.
        Identity(tx, "member2", members[communities.FindIndex(each => each.Name == Community)]);
    }

    private static long HolderOf(Tx tx, Role role, long orgId) => tx.First<long>(
        "SELECT person_id FROM staff_role WHERE role = @role AND org_id = @orgId", new { role = role.ToString(), orgId });

    private static void Identity(Tx tx, string userId, long personId) => tx.Run(
        "INSERT INTO chat_identity (channel, user_id, chat_id, person_id, linked_at) VALUES (@Channel, @userId, @userId, @personId, @Now)",
        new { Channel, userId, personId, tx.Now });

    private sealed record RosterPerson
    {
        public long Id { get; init; }

        public string Name { get; init; } = "";

        public string Unit { get; init; } = "";

        public byte[] PhoneCipher { get; init; } = [];
    }
}
