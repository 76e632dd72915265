using ChatGov.Data;
using ChatGov.Organisations;
using ChatGov.Paging;
using ChatGov.People;
using ChatGov.Registrations;

namespace ChatGov.Rosters;

/// <summary>A member on a unit's roster, and whether they have reported: where and how often they serve is not the unit's to know.</summary>
public sealed record RosterMember
{
    public long Id { get; init; }

    /// <summary>The member's name.</summary>
    public string Name { get; init; } = "";

    /// <summary>The number, covered but for its end; null where the unit gave none.</summary>
    public string? Phone { get; init; }

    /// <summary>The WeCom account as the unit gave it; null where it gave none.</summary>
    public string? WeComUserId { get; init; }

    /// <summary>在职党员已报到 or not, and nothing else.</summary>
    public bool HasReported { get; init; }
}

/// <summary>A unit's roster as its liaison keeps it.</summary>
public static class RosterViews
{
    private static readonly string Select =
        $"""
        SELECT r.id, r.name, CASE WHEN r.phone_last4 IS NULL THEN NULL ELSE '*******' || r.phone_last4 END AS phone, r.wecom_user_id,
               EXISTS (SELECT 1 FROM registration g JOIN person p ON p.id = g.person_id
                       WHERE g.person_id = r.person_id AND g.state IN ({RegistrationMachine.Reported}) AND p.kind = 'ServingMember') AS has_reported
        FROM roster r
        """;

    public static readonly Sorts Sorts = new("roster", "r", ("name", "name"));

    public static Outcome<Page<RosterMember>> List(Tx tx, long unitId, bool? reported, PageRequest page) => Keeping.KeepsUnit(tx, unitId)
        ? page.Cut(
            tx.All<RosterMember>(
                $"""
                SELECT id, name, phone, wecom_user_id, has_reported FROM ({Select} WHERE r.unit_id = @unitId AND r.left_at IS NULL AND {page.Behind(Sorts)}) m
                WHERE @every OR m.has_reported = @wanted
                ORDER BY {page.Order(Sorts with { Alias = "m" })} LIMIT @Take
                """,
                new { unitId, page.After, page.Take, every = reported is null, wanted = reported ?? false }),
            member => member.Id)
        : RefusalCode.NotFound;

    public static Outcome<RosterMember> Add(Tx tx, long unitId, string name, string? phone, string? weComUserId) => tx.UseCase<RosterMember>(() =>
    {
        OrgTree.LockRows(tx, unitId);
        if (!Keeping.Keeps(tx, unitId) || !tx.Exists("SELECT COUNT(*) FROM org WHERE id = @unitId AND kind = 'Unit' AND closed_at IS NULL", new { unitId }))
        {
            return RefusalCode.NotFound;
        }

        if (phone is not null && !Phone.IsMobile(phone))
        {
            return RosterRefusal.PhoneWrong;
        }

        var userId = weComUserId is null ? null : WeComAccount.Read(weComUserId);
        if (userId is null && weComUserId is not null)
        {
            return RosterRefusal.WeComUserIdWrong;
        }

        return IsThere(tx, unitId, name, phone, userId) ? RosterRefusal.AlreadyOnRoster : Find(tx, Roster.Add(tx, unitId, name, phone, userId));
    });

    /// <summary>The member left the unit; a second time the row is not found.</summary>
    public static Outcome<bool> Leave(Tx tx, long unitId, long rowId) =>
        Roster.Find(tx, rowId)?.UnitId == unitId ? RegistrationEndings.LeftUnit(tx, rowId) : RefusalCode.NotFound;

    /// <summary>Where neither a number nor an account tells namesakes apart, the name has to be alone.</summary>
    private static bool IsThere(Tx tx, long unitId, string name, string? phone, string? userId) =>
        (phone is null && userId is null && tx.All<string>("SELECT name FROM roster WHERE unit_id = @unitId AND left_at IS NULL", new { unitId }).Exists(each => PersonName.AreSame(each, name)))
        || (userId is not null && tx.Exists("SELECT COUNT(*) FROM roster WHERE wecom_user_id = @userId AND unit_id = @unitId AND left_at IS NULL", new { userId, unitId }))
        || (phone is not null && tx.Vault.Hashes(Phone.Normalise(phone)).Any(hash => tx.Exists(
            "SELECT COUNT(*) FROM roster WHERE phone_hash = @hash AND unit_id = @unitId AND left_at IS NULL", new { hash, unitId })));

    private static RosterMember Find(Tx tx, long id) => tx.First<RosterMember>(Select + " WHERE r.id = @id", new { id })!;
}
