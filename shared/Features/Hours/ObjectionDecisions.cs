using ChatGov.Claims;
using ChatGov.Data;
using ChatGov.Outbox;
using ChatGov.Paging;
using ChatGov.People;
using ChatGov.Rights;
using ChatGov.Tasks;
using ChatGov.Texts;

namespace ChatGov.Hours;

/// <summary>An objection that waits to be decided.</summary>
public sealed record OpenObjection : ISealedRow<OpenObjection>
{
    public long Id { get; init; }

    /// <summary>The claim it is about.</summary>
    public long ClaimId { get; init; }

    public long TaskId { get; init; }

    /// <summary>The community of the task.</summary>
    public long OrgId { get; init; }

    /// <summary>What the task was.</summary>
    public string Title { get; init; } = "";

    public DateTimeOffset StartsAt { get; init; }

    /// <summary>The member's name.</summary>
    public string Name { get; init; } = "";

    /// <summary>What it was before; null for a late entry.</summary>
    public ClaimState? FromState { get; init; }

    /// <summary>What the member says it was.</summary>
    public long Minutes { get; init; }

    /// <summary>What stands now.</summary>
    public long? Recorded { get; init; }

    /// <summary>What the member says.</summary>
    public string? Text { get; init; }

    internal byte[]? TextCipher { get; init; }

    /// <summary>One has agreed to these minutes; above four hours another has to agree too.</summary>
    public long? FirstMinutes { get; init; }

    OpenObjection ISealedRow<OpenObjection>.Opened(Vault vault) => this with { Text = TaskSeals.Objection.Open(vault, Id, TextCipher), TextCipher = null };
}

/// <param name="Minutes">Null when it stays as it was, or waits for a second yes.</param>
public sealed record ObjectionDecision(OpenObjection Objection, long? Minutes, bool NeedsSecond);

/// <summary>
/// The decision on an objection or a late entry. Above four hours a late entry needs two who agree, and an objection
/// another than who confirmed the roster; nobody decides about their own hours.
/// </summary>
public static class ObjectionDecisions
{
    [Limit("longServiceHours")]
    private const int LongServiceHours = 4;

    private const int LongService = LongServiceHours * 60;

    private const string Select =
        """
        SELECT b.id, b.claim_id, t.id AS task_id, t.org_id, t.title, t.starts_at, p.name, b.from_state, b.minutes, c.minutes AS recorded, b.text AS text_cipher, b.first_minutes
        FROM objection b
        JOIN claim c ON c.id = b.claim_id
        JOIN task t ON t.id = c.task_id
        JOIN person p ON p.id = c.person_id
        WHERE b.decided_at IS NULL AND c.person_id <> @PersonId AND (b.first_by IS NULL OR b.first_by <> @PersonId)
        """;

    /// <summary>待办: what the actor can decide, oldest first.</summary>
    public static List<OpenObjection> WaitingForMe(Tx tx) => tx.All<OpenObjection>(
        Select +
        $"""
         AND {Can.RunCommunity.On("t.org_id")}
        ORDER BY b.id LIMIT 50
        """,
        new { tx.Actor.PersonId });

    /// <summary>The same at the desk: those of the part of the tree in which the actor runs the work.</summary>
    public static Page<OpenObjection> Waiting(Tx tx, PageRequest page) => page.Cut(
        tx.All<OpenObjection>(
            Select +
            $"""
             AND b.id > @After AND {Can.RunCommunity.On("t.org_id")}
            ORDER BY b.id LIMIT @Take
            """,
            new { tx.Actor.PersonId, page.After, page.Take }),
        objection => objection.Id);

    /// <summary>One that the actor can decide.</summary>
    public static OpenObjection? Find(Tx tx, long id) =>
        tx.First<OpenObjection>(Select + $" AND b.id = @id AND {Can.RunCommunity.On("t.org_id")}", new { id, tx.Actor.PersonId });

    /// <summary>Agrees to what the member says it was.</summary>
    public static Outcome<ObjectionDecision> AgreeTo(Tx tx, long objectionId) => Find(tx, objectionId) is { } open
        ? Decide(tx, objectionId, open.Minutes)
        : RefusalCode.NotFound;

    /// <param name="minutes">What is to be written; null when it stays as it was.</param>
    public static Outcome<ObjectionDecision> Decide(Tx tx, long objectionId, long? minutes) => tx.UseCase<ObjectionDecision>(() =>
    {
        if (Find(tx, objectionId) is not { } seen)
        {
            return RefusalCode.NotFound;
        }

        if (minutes is < 1 or > ServiceRecords.MostMinutesADay)
        {
            return HoursRefusal.MinutesUnclear;
        }

        var claim = ClaimRows.Find(tx, seen.ClaimId)!;
        Persons.Lock(tx, claim.PersonId);
        var task = TaskRows.Take(tx, claim.TaskId)!;

        // Asked again behind the locks: of two who decide at once, the second finds it decided.
        if (Find(tx, objectionId) is not { } objection)
        {
            return RefusalCode.NotFound;
        }

        return minutes is null
            ? LeaveAsItWas(tx, objection, claim)
            : Agree(tx, objection, claim, task, minutes.Value);
    });

    private static Outcome<ObjectionDecision> Agree(Tx tx, OpenObjection objection, Claim claim, VolunteerTask task, long minutes)
    {
        var isLate = objection.FromState is null or ClaimState.Unconfirmed;
        if (minutes > LongService && isLate && objection.FirstMinutes != minutes)
        {
            tx.Run(
                "UPDATE objection SET first_by = @PersonId, first_minutes = @minutes WHERE id = @Id",
                new { tx.Actor.PersonId, minutes, objection.Id });
            tx.Audit("objection", objection.Id, "agree_first");
            Objections.Tell(tx, task, objection.Id, "task.notice.objection_again", [claim.PersonId, tx.Actor.RequiredPersonId]);
            return new ObjectionDecision(objection, null, NeedsSecond: true);
        }

        if (minutes > LongService && !isLate && ConfirmerOf(tx, claim.Id) == tx.Actor.PersonId)
        {
            return HoursRefusal.AnotherMustConfirm;
        }

        ClaimMachine.Table.Move(tx, claim, ClaimState.Adjusted);
        ServiceRecords.Reverse(tx, claim.Id);
        var written = ServiceRecords.Write(tx, claim.Id, claim.PersonId, task, minutes);
        tx.Run(
            "UPDATE claim SET minutes = @written, confirmed_by = @PersonId, confirmed_at = @Now WHERE id = @Id",
            new { written, tx.Actor.PersonId, tx.Now, claim.Id });
        ClaimMachine.Table.MoveAsSystem(tx, claim with { State = ClaimState.Adjusted }, ClaimState.Recorded);
        Close(tx, objection, written);
        tx.Send(claim.PersonId, OutboxKind.Receipt, "task.notice.adjusted", [("title", task.Title), ("hours", Show.Hours(written))]);
        return new ObjectionDecision(objection, written, NeedsSecond: false);
    }

    private static Outcome<ObjectionDecision> LeaveAsItWas(Tx tx, OpenObjection objection, Claim claim)
    {
        var back = objection.FromState switch
        {
            null => ClaimState.Declined,
            ClaimState.Recorded => ClaimState.Attended,

            // Their own roster is confirmed: what nobody agrees to stays without hours, and can be said again.
            ClaimState.Confirmed or ClaimState.CheckedIn or ClaimState.CheckedOut => ClaimState.Unconfirmed,
            { } state => state,
        };
        ClaimMachine.Table.Move(tx, claim, back);
        if (back == ClaimState.Attended)
        {
            ClaimMachine.Table.MoveAsSystem(tx, claim with { State = back }, ClaimState.Recorded);
        }

        Close(tx, objection, null);
        tx.Send(claim.PersonId, OutboxKind.Receipt, "task.notice.not_adjusted", [("title", claim.Title)]);
        return new ObjectionDecision(objection, null, NeedsSecond: false);
    }

    private static void Close(Tx tx, OpenObjection objection, long? minutes)
    {
        tx.Run(
            "UPDATE objection SET decided_by = @PersonId, decided_minutes = @minutes, decided_at = @Now, text = NULL WHERE id = @Id AND decided_at IS NULL",
            new { tx.Actor.PersonId, minutes, tx.Now, objection.Id });
        tx.Audit("objection", objection.Id, minutes is null ? "leave_as_it_was" : "adjust");
    }

    private static long? ConfirmerOf(Tx tx, long claimId) =>
        tx.First<long?>("SELECT confirmed_by FROM claim WHERE id = @claimId", new { claimId });
}
