using ChatGov.Claims;
using ChatGov.Data;
using ChatGov.Outbox;
using ChatGov.People;
using ChatGov.Registrations;
using ChatGov.Tasks;
using ChatGov.Texts;

namespace ChatGov.Hours;

/// <summary>Something a member may speak up about: a claim of theirs, or a task they served at without being on its list.</summary>
public sealed record Disputable
{
    /// <summary>Null for a late entry of somebody who was not on the list.</summary>
    public long? ClaimId { get; init; }

    public long TaskId { get; init; }

    public string Title { get; init; } = "";

    public DateTimeOffset StartsAt { get; init; }

    public ClaimState? State { get; init; }

    public long? Minutes { get; init; }
}

/// <summary>有误 and 补录: hours that were written down wrongly, or not at all. Another than the beneficiary decides.</summary>
public static class Objections
{
    [Limit("lateEntryDays")]
    private const int LateEntryDays = 30;

    private static readonly TimeSpan LateEntryWindow = TimeSpan.FromDays(LateEntryDays);

    /// <summary>What one can still speak up about, the latest first.</summary>
    public static List<Disputable> Mine(Tx tx) => tx.All<Disputable>(
        $"{MineSql} ORDER BY CASE WHEN claim_id IS NULL THEN 1 ELSE 0 END, starts_at DESC LIMIT 9", new { tx.Actor.PersonId, since = tx.Now - LateEntryWindow });

    private static Disputable? Find(Tx tx, long? claimId, long taskId) => tx.First<Disputable>(
        $"{MineSql} WHERE d.task_id = @taskId AND (d.claim_id = @claimId OR (@claimId IS NULL AND d.claim_id IS NULL))",
        new { tx.Actor.PersonId, since = tx.Now - LateEntryWindow, claimId, taskId });

    private static readonly string MineSql =
        $"""
        SELECT claim_id, task_id, title, starts_at, state, minutes FROM (
            SELECT c.id AS claim_id, t.id AS task_id, t.title, t.starts_at, c.state, c.minutes
            FROM claim c JOIN task t ON t.id = c.task_id
            WHERE c.person_id = @PersonId
              AND ((c.state IN ({ClaimMachine.Objectionable}) AND t.state = {TaskMachine.Objectionable}) OR (c.state = {ClaimMachine.WithoutRoster} AND t.ends_at > @since))
            UNION ALL
            SELECT NULL, t.id, t.title, t.starts_at, NULL, NULL
            FROM task t
            WHERE t.state IN ({TaskMachine.Done}) AND t.ends_at > @since AND t.organiser_id <> @PersonId
              AND t.org_id IN (SELECT r.org_id FROM registration r
                               WHERE r.person_id = @PersonId AND r.state IN ({RegistrationMachine.Open}) AND r.state IN ({RegistrationMachine.Serving}))
              AND NOT EXISTS (SELECT 1 FROM claim c WHERE c.task_id = t.id AND c.person_id = @PersonId AND c.state NOT IN ({ClaimMachine.GivenUp}))
              AND NOT {WalkIns.ServedMeanwhile("@PersonId")}) d
        """;

    /// <summary>Says how long it really was. While it is open, a second one is not needed.</summary>
    /// <param name="claimId">One's own claim; null for a late entry at <paramref name="taskId"/>.</param>
    public static Outcome<Claim> Raise(Tx tx, long? claimId, long taskId, long minutes, string? text) => tx.UseCase<Claim>(() =>
    {
        var personId = tx.Actor.RequiredPersonId;
        Persons.Lock(tx, personId);
        if (Find(tx, claimId, taskId) is not { } disputable)
        {
            return HoursRefusal.ObjectionTooLate;
        }

        if (minutes is < 1 or > ServiceRecords.MostMinutesADay)
        {
            return HoursRefusal.MinutesUnclear;
        }

        if (WordsForOthers.Refuse(text ?? "") is { } refusal)
        {
            return refusal;
        }

        var task = TaskRows.Take(tx, taskId)!;
        var claim = Dispute(tx, task, disputable, personId);
        Write(tx, task, claim, disputable.State, minutes, text, "task.notice.objection");
        return claim;
    });

    /// <summary>
    /// Who confirmed a roster they are on themselves does not confirm their own time: it waits for another's yes, as what
    /// anybody says about their own hours does. Part of a use case that holds the person and the task.
    /// </summary>
    internal static void RaiseOwn(Tx tx, VolunteerTask task, Claim claim, long minutes)
    {
        ClaimMachine.Table.Move(tx, claim, ClaimState.Disputed);
        Write(tx, task, claim, claim.State, minutes, text: null, "task.notice.lead_hours");
    }

    /// <summary>The roster is taken back, and with it what its writer said about their own time.</summary>
    internal static void TakeBackOwn(Tx tx, long claimId)
    {
        var id = tx.First<long>("SELECT id FROM objection WHERE claim_id = @claimId AND decided_at IS NULL", new { claimId });
        tx.Run("UPDATE objection SET decided_by = @PersonId, decided_at = @Now, text = NULL WHERE id = @id", new { id, tx.Actor.PersonId, tx.Now });
        tx.Audit("objection", id, "take_back");
    }

    /// <summary>Somebody spoke up about a roster, or decided on what its writer said of their own time.</summary>
    internal static bool AreAbout(Tx tx, long taskId) => tx.Exists(
        $"""
        SELECT COUNT(*) FROM objection b JOIN claim c ON c.id = b.claim_id
        WHERE c.task_id = @taskId
          AND (b.from_state IS NULL OR b.from_state NOT IN ({ClaimMachine.Upcoming}) OR (b.decided_by IS NULL AND b.first_by IS NOT NULL)
            OR (b.decided_by IS NOT NULL AND b.decided_by <> c.person_id))
        """,
        new { taskId });

    /// <summary>我的数据: what they said about their hours, in their own words until it is decided.</summary>
    internal static Phrase? ToMember(Tx tx, long personId)
    {
        var rows = tx.All<ObjectionRow>(
            """
            SELECT b.id, t.title, b.minutes, b.decided_at, b.text
            FROM objection b JOIN claim c ON c.id = b.claim_id JOIN task t ON t.id = c.task_id WHERE c.person_id = @personId ORDER BY b.id
            """,
            new { personId });
        return rows.Count == 0 ? null : new Phrase("my_data.objections", ("list", new Several(rows.Select(row => new Phrase(
            row.DecidedAt is null ? "my_data.objection.open" : "my_data.objection.decided",
            ("title", row.Title), ("hours", Show.Hours(row.Minutes)), ("words", TaskSeals.Objection.Open(tx.Vault, row.Id, row.Text) ?? ""))))));
    }

    /// <summary>The decision stays, what they wrote does not.</summary>
    internal static void ForgetWords(Tx tx, long personId) =>
        tx.Run("UPDATE objection SET text = NULL WHERE claim_id IN (SELECT id FROM claim WHERE person_id = @personId)", new { personId });

    private static void Write(Tx tx, VolunteerTask task, Claim claim, ClaimState? from, long minutes, string? text, string notice)
    {
        var id = tx.NextId("objection");
        tx.Run(
            """
            INSERT INTO objection (id, claim_id, from_state, minutes, text, raised_at)
            VALUES (@id, @claimId, @fromState, @minutes, @sealedText, @Now)
            """,
            new
            {
                id,
                claimId = claim.Id,
                fromState = from?.ToString(),
                minutes,
                sealedText = TaskSeals.Objection.SealWords(tx.Vault, id, text),
                tx.Now,
            });
        tx.Audit("objection", id, "raise");
        Tell(tx, task, id, notice, [claim.PersonId]);
    }

    /// <summary>Tells those in office; where all of them are <paramref name="except"/>, because it is about them or they have had their say, the office above.</summary>
    internal static void Tell(Tx tx, VolunteerTask task, long objectionId, string notice, List<long> except)
    {
        var answering = TaskRows.AnswerableFor(tx, task).Except(except).ToList();
        foreach (var secretary in answering.Count > 0 ? answering : Organisations.Offices.Above(tx, task.OrgId).Except(except))
        {
            tx.Notify(secretary, OutboxKind.Choice, notice, [("title", task.Title)],
                new SendOptions { Choices = [new LabelledChoice("task.choice.review_objection", HoursActions.ReviewObjection.On(objectionId))] });
        }
    }

    private static Claim Dispute(Tx tx, VolunteerTask task, Disputable disputable, long personId)
    {
        if (disputable.ClaimId is not { } claimId)
        {
            return ClaimRows.Insert(tx, task, personId, TaskRows.NextNumber(tx, task.Id), ClaimState.Disputed);
        }

        var claim = ClaimRows.Find(tx, claimId)!;
        ClaimMachine.Table.Move(tx, claim, ClaimState.Disputed);
        return claim with { State = ClaimState.Disputed };
    }

    private sealed record ObjectionRow
    {
        public long Id { get; init; }

        public string Title { get; init; } = "";

        public long Minutes { get; init; }

        public DateTimeOffset? DecidedAt { get; init; }

        public byte[]? Text { get; init; }
    }
}
