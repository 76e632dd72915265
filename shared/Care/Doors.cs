using ChatGov.Data;

namespace ChatGov.Care;

/// <summary>
/// The only place that opens what names a person who is looked after. Those who took a visit read it from the day before to
/// the day after; the community's secretary with a reason. Every reading is kept, and the cared-for can ask who read.
/// </summary>
public static class Doors
{
    private static readonly TimeSpan Around = TimeSpan.FromDays(1);

    /// <summary>For one who took the visit, in its time; else there is nothing to be found.</summary>
    public static Outcome<CareDoor> Read(Tx tx, long visitId) => tx.UseCase<CareDoor>(() =>
    {
        if (CareRows.FindVisit(tx, visitId) is not { } visit || !visit.IsTakenBy(tx.Actor.PersonId) || tx.Actor.Grant is not null
            || CareRows.Take(tx, visit.PlanId) is not { } plan || !Pairs.HasActor(tx, plan) || !IsOpen(tx, plan, visit))
        {
            return RefusalCode.DoorClosed;
        }

        return Open(tx, plan, visitId, reason: null);
    });

    /// <summary>For the community's secretary, who says why.</summary>
    public static Outcome<CareDoor> ReadAsStaff(Tx tx, long planId, string reason) => tx.UseCase<CareDoor>(() =>
    {
        if (CareRows.Take(tx, planId) is not { } plan || !CareRows.Cares(tx, plan.OrgId))
        {
            return RefusalCode.NotFound;
        }

        if (reason.Trim().Length is 0 or > Planning.LongestText)
        {
            return new Refusal(RefusalCode.ReasonMissing, ("limit", Planning.LongestText));
        }

        return plan.State == CarePlanState.Ended || plan.ConsentUntil <= tx.Now ? RefusalCode.DoorClosed : Open(tx, plan, visitId: null, reason.Trim());
    });

    /// <summary>谁看过: told to the cared-for when they ask.</summary>
    public static Outcome<List<CareReading>> Readings(Tx tx, long planId) =>
        CareRows.Find(tx, planId) is { } plan && CareRows.Cares(tx, plan.OrgId)
            ? tx.All<CareReading>(
                "SELECT r.id, p.name AS reader, r.opened_at, r.reason FROM care_reading r JOIN person p ON p.id = r.person_id WHERE r.plan_id = @planId ORDER BY r.id", new { planId })
            : RefusalCode.NotFound;

    private static bool IsOpen(Tx tx, CarePlan plan, CareVisit visit) =>
        plan.State == CarePlanState.Active && plan.ConsentUntil > tx.Now
        && visit is { State: CareVisitState.Taken or CareVisitState.Done, PlannedAt: { } planned }
        && tx.Now >= planned - Around && tx.Now <= planned + Around;

    private static CareDoor Open(Tx tx, CarePlan plan, long? visitId, string? reason)
    {
        var id = tx.Insert(
            "INSERT INTO care_reading (plan_id, visit_id, person_id, reason, opened_at) VALUES (@Id, @visitId, @PersonId, @reason, @Now) RETURNING id",
            new { plan.Id, visitId, PersonId = tx.Actor.RequiredPersonId, reason, tx.Now });
        tx.Audit("care_reading", id, "read_door");
        var row = tx.First<Row>("SELECT name_cipher, door_cipher, phone_cipher, handover_cipher FROM care_plan WHERE id = @Id", new { plan.Id })!;
        return new CareDoor(Text(row.NameCipher), Text(row.DoorCipher), Text(row.PhoneCipher), Text(row.HandoverCipher));

        string Text(byte[]? cipher) => cipher is null ? "" : tx.Vault.OpenText(cipher);
    }

    private sealed record Row
    {
        public byte[]? NameCipher { get; init; }

        public byte[]? DoorCipher { get; init; }

        public byte[]? PhoneCipher { get; init; }

        public byte[]? HandoverCipher { get; init; }
    }
}
