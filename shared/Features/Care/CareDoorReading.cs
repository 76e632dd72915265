using ChatGov.Access;
using ChatGov.Data;
using ChatGov.People;
using ChatGov.Rights;

namespace ChatGov.Care;

/// <summary>What those who go may read, for as long as they may.</summary>
/// <param name="Name">Whom to greet.</param>
/// <param name="Door">Where to knock.</param>
/// <param name="Phone">The number to call; empty where none is known.</param>
/// <param name="Handover">What the pair hands on: when to knock, where to ring.</param>
public sealed record CareDoor(string Name, string Door, string Phone, string Handover);

/// <summary>Somebody read a name and a door.</summary>
public sealed record CareReading : ISealedRow<CareReading>
{
    public long Id { get; init; }

    /// <summary>Who read.</summary>
    public string Reader { get; init; } = "";

    /// <summary>When.</summary>
    public DateTimeOffset OpenedAt { get; init; }

    /// <summary>Null for those who went; staff say why.</summary>
    public string? Reason { get; init; }

    internal byte[]? ReasonCipher { get; init; }

    CareReading ISealedRow<CareReading>.Opened(Vault vault) => this with { Reason = CareSeals.ReadingReason.Open(vault, Id, ReasonCipher), ReasonCipher = null };
}

/// <summary>
/// The only place that opens what names a person who is looked after. Those who took a visit read it from the day before to
/// the day after; the community's secretary with a reason. Every reading is kept, and the cared-for can ask who read.
/// </summary>
public static class CareDoorReading
{
    private const int AskingProof = 6;
    private static readonly TimeSpan Around = TimeSpan.FromDays(1);

    /// <summary>For one who took the visit or was given a place in it, in its time; else there is nothing to be found.</summary>
    public static Outcome<CareDoor> Read(Tx tx, long visitId) => tx.UseCase<CareDoor>(() =>
    {
        if (CareRows.FindVisit(tx, visitId) is not { } visit || tx.Actor.Grant is not null
            || CarePlanMachine.Table.Take(tx, visit.PlanId) is not { } plan || !(GoesOfPair(tx, plan, visit) || Helps(tx, plan, visit)))
        {
            return CareRefusal.DoorClosed;
        }

        return Open(tx, plan, visitId, reason: null);
    });

    /// <summary>For the community's secretary, who says why.</summary>
    public static Outcome<CareDoor> ReadAsStaff(Tx tx, long planId, string reason) => tx.UseCase<CareDoor>(() =>
    {
        if (CarePlanMachine.Table.Take(tx, planId) is not { } plan || !Can.RunCare.Over(tx, plan.OrgId))
        {
            return RefusalCode.NotFound;
        }

        if (WordsForOthers.RefuseReason(reason, CarePlanning.LongestText) is { } refusal)
        {
            return refusal;
        }

        return plan.State == CarePlanState.Ended || plan.ConsentUntil <= tx.Now ? CareRefusal.DoorClosed : Open(tx, plan, visitId: null, reason.Trim());
    });

    /// <summary>A code for the cared-for, with which they ask the bot themselves. Handed over once; a new one ends the old.</summary>
    public static Outcome<string> GiveAskingCode(Tx tx, long planId) => tx.UseCase<string>(() =>
    {
        if (CarePlanMachine.Table.Take(tx, planId) is not { } plan || !Can.RunCare.Over(tx, plan.OrgId))
        {
            return RefusalCode.NotFound;
        }

        if (plan.State == CarePlanState.Ended)
        {
            return RefusalCode.WrongState;
        }

        var secret = Codes.NewSecret(tx, CodeKind.CareAsking, () => Secret.New(AskingProof));
        Codes.Issue(tx, CodeKind.CareAsking, new CodeSubject { PlanId = planId }, secret, until: null);
        return secret.Reveal();
    });

    /// <summary>谁看过: to whoever has the code, without a word about whom it is for.</summary>
    /// <param name="identityKey">For whom wrong tries are counted.</param>
    public static Outcome<List<CareReading>> AskWithCode(Tx tx, string code, string identityKey) => tx.UseCase<List<CareReading>>(() =>
    {
        var subject = "care code " + identityKey;
        if (WrongTries.AreUsedUp(tx, subject))
        {
            return RefusalCode.TooManyTries;
        }

        var secret = Secret.Read(string.Concat(code.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant(), AskingProof);
        if (Codes.Find(tx, CodeKind.CareAsking, secret) is not { PlanId: { } planId } found || !found.IsOpen(tx.Now))
        {
            WrongTries.Count(tx, subject);
            return CareRefusal.CareCodeUnknown;
        }

        return ReadingsOf(tx, planId);
    });

    /// <summary>谁看过: told to the cared-for when they ask.</summary>
    public static Outcome<List<CareReading>> Readings(Tx tx, long planId) =>
        CareRows.Find(tx, planId) is { } plan && Can.RunCare.Over(tx, plan.OrgId)
            ? ReadingsOf(tx, planId)
            : RefusalCode.NotFound;

    private static List<CareReading> ReadingsOf(Tx tx, long planId) => tx.All<CareReading>(
        "SELECT r.id, p.name AS reader, r.opened_at, r.reason_cipher FROM care_reading r JOIN person p ON p.id = r.person_id WHERE r.plan_id = @planId ORDER BY r.id", new { planId });

    /// <summary>A text for everybody says who it is or where.</summary>
    internal static bool AreNamedIn(Tx tx, CarePlan plan, IEnumerable<string> texts)
    {
        var (name, door, phone, _) = Opened(tx, plan);
        var secrets = new[] { name, door, phone }.Select(PersonName.Key).Where(secret => secret.Length > 0).ToList();
        return texts.Select(PersonName.Key).Any(text => secrets.Exists(secret => text.Contains(secret, StringComparison.Ordinal)));
    }

    private static bool GoesOfPair(Tx tx, CarePlan plan, CareVisit visit) =>
        visit.IsTakenBy(tx.Actor.PersonId) && CarePairs.HasActor(tx, plan)
        && (visit is { State: CareVisitState.Taken or CareVisitState.Done, TaskId: null } || CareHelpers.AreEnough(tx, plan, visit))
        && IsOpen(tx, plan, visit);

    private static bool Helps(Tx tx, CarePlan plan, CareVisit visit) =>
        CareHelpers.Helps(tx, visit, tx.Actor.RequiredPersonId) && CareHelpers.AreEnough(tx, plan, visit) && IsOpen(tx, plan, visit);

    private static bool IsOpen(Tx tx, CarePlan plan, CareVisit visit) =>
        plan.State == CarePlanState.Active && plan.ConsentUntil > tx.Now && visit.State != CareVisitState.Missed
        && visit.PlannedAt is { } at && tx.Now >= at - Around && tx.Now <= at + Around;

    private static CareDoor Open(Tx tx, CarePlan plan, long? visitId, string? reason)
    {
        var id = tx.NextId("care_reading");
        tx.Run(
            "INSERT INTO care_reading (id, plan_id, visit_id, person_id, reason_cipher, opened_at) VALUES (@id, @plan, @visitId, @PersonId, @reason, @Now)",
            new { id, plan = plan.Id, visitId, PersonId = tx.Actor.RequiredPersonId, reason = CareSeals.ReadingReason.SealWords(tx.Vault, id, reason), tx.Now });
        tx.Audit("care_reading", id, "read_door");
        return Opened(tx, plan);
    }

    private static CareDoor Opened(Tx tx, CarePlan plan)
    {
        var row = tx.First<Row>("SELECT name_cipher, door_cipher, phone_cipher, handover_cipher FROM care_plan WHERE id = @Id", new { plan.Id })!;
        return new CareDoor(
            Text(CareSeals.Name, row.NameCipher), Text(CareSeals.Door, row.DoorCipher), Text(CareSeals.Phone, row.PhoneCipher), Text(CareSeals.Handover, row.HandoverCipher));

        string Text(SealedColumn column, byte[]? cipher) => column.Open(tx.Vault, plan.Id, cipher) ?? "";
    }

    private sealed record Row
    {
        public byte[]? NameCipher { get; init; }

        public byte[]? DoorCipher { get; init; }

        public byte[]? PhoneCipher { get; init; }

        public byte[]? HandoverCipher { get; init; }
    }
}
