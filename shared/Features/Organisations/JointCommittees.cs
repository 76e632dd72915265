using ChatGov.Data;
using ChatGov.Paging;
using ChatGov.Rights;

namespace ChatGov.Organisations;

/// <summary>A unit's time in a joint committee.</summary>
public sealed record CommitteeMember
{
    public long Id { get; init; }

    public long UnitId { get; init; }

    public string UnitName { get; init; } = "";

    /// <summary>Since when it sits there.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>Null while it is a member.</summary>
    public DateTimeOffset? Until { get; init; }
}

/// <summary>联合党委: which units sit in it, from when until when.</summary>
public static class JointCommittees
{
    private const string Select =
        "SELECT m.id, m.unit_id, o.name AS unit_name, m.since, m.until FROM joint_committee_member m JOIN org o ON o.id = m.unit_id";

    /// <param name="past">Those that left, instead of those that sit in it.</param>
    public static Outcome<Page<CommitteeMember>> Members(Tx tx, long committeeId, bool past, PageRequest page) => Find(tx, committeeId) is { } refusal
        ? refusal
        : page.Cut(
            tx.All<CommitteeMember>(
                Select + " WHERE m.committee_id = @committeeId AND m.id > @After AND (m.until IS NOT NULL) = @past ORDER BY m.id LIMIT @Take",
                new { committeeId, past, page.After, page.Take }),
            member => member.Id);

    /// <summary>A unit joins; asked again it is a member once.</summary>
    public static Outcome<CommitteeMember> Join(Tx tx, long committeeId, long unitId) => Change(tx, committeeId, () =>
    {
        if (OrgViews.Find(tx, unitId) is not { Ok: true, Value: var unit })
        {
            return RefusalCode.NotFound;
        }

        if (unit.Kind != OrgKind.Unit || unit.ClosedAt is not null)
        {
            return OrgRefusal.CannotStandThere;
        }

        if (Sitting(tx, committeeId, unitId) is { } member)
        {
            return member;
        }

        var id = tx.Insert(
            "INSERT INTO joint_committee_member (committee_id, unit_id, since) VALUES (@committeeId, @unitId, @Now) RETURNING id",
            new { committeeId, unitId, tx.Now });
        tx.Audit("joint_committee_member", id, "join");
        return Sitting(tx, committeeId, unitId)!;
    });

    public static Outcome<CommitteeMember> Leave(Tx tx, long committeeId, long unitId) => Change(tx, committeeId, () =>
    {
        if (Sitting(tx, committeeId, unitId) is not { } member)
        {
            return RefusalCode.NotFound;
        }

        tx.Run("UPDATE joint_committee_member SET until = @Now WHERE id = @Id", new { member.Id, tx.Now });
        tx.Audit("joint_committee_member", member.Id, "leave");
        return tx.First<CommitteeMember>(Select + " WHERE m.id = @Id", new { member.Id })!;
    });

    private static Outcome<CommitteeMember> Change(Tx tx, long committeeId, Func<Outcome<CommitteeMember>> change) => tx.UseCase<CommitteeMember>(() =>
    {
        // Two that join at once: the second finds the first.
        tx.Lock("UPDATE org SET row_version = row_version WHERE id = @committeeId", new { committeeId });
        return Find(tx, committeeId) is { } refusal ? refusal
            : Can.RunCommunity.Over(tx, committeeId) ? change()
            : RefusalCode.NotAllowed;
    });

    private static Refusal? Find(Tx tx, long committeeId) =>
        OrgViews.Find(tx, committeeId) is { Ok: true, Value: { Kind: OrgKind.JointCommittee, ClosedAt: null } } ? null : new Refusal(RefusalCode.NotFound);

    private static CommitteeMember? Sitting(Tx tx, long committeeId, long unitId) => tx.First<CommitteeMember>(
        Select + " WHERE m.committee_id = @committeeId AND m.unit_id = @unitId AND m.until IS NULL", new { committeeId, unitId });
}
