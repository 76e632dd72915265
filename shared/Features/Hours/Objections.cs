using System.Globalization;
using ChatGov.Claims;
using ChatGov.Data;
using ChatGov.Outbox;
using ChatGov.People;
using ChatGov.Registrations;
using ChatGov.Tasks;

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
    private static readonly TimeSpan LateEntryWindow = TimeSpan.FromDays(30);

    /// <summary>What one can still speak up about, the latest first.</summary>
    public static List<Disputable> Mine(Tx tx) => tx.All<Disputable>(
        $"""
        SELECT claim_id, task_id, title, starts_at, state, minutes FROM (
            SELECT c.id AS claim_id, t.id AS task_id, t.title, t.starts_at, c.state, c.minutes
            FROM claim c JOIN task t ON t.id = c.task_id
            WHERE c.person_id = @PersonId
              AND ((c.state IN ('Absent', 'Recorded') AND t.state = 'Done') OR (c.state = 'Unconfirmed' AND t.ends_at > @since))
            UNION ALL
            SELECT NULL, t.id, t.title, t.starts_at, NULL, NULL
            FROM task t
            WHERE t.state IN ('Done', 'Closed') AND t.ends_at > @since AND t.organiser_id <> @PersonId
              AND t.org_id IN (SELECT r.org_id FROM registration r
                               WHERE r.person_id = @PersonId AND r.state IN ({RegistrationRows.OpenStates}) AND r.state IN ('Active', 'Transferring'))
              AND NOT EXISTS (SELECT 1 FROM claim c WHERE c.task_id = t.id AND c.person_id = @PersonId AND c.state NOT IN ({ClaimRows.GivenUp}))
              AND NOT {WalkIns.ServedMeanwhile("@PersonId")}) d
        ORDER BY CASE WHEN claim_id IS NULL THEN 1 ELSE 0 END, starts_at DESC
        LIMIT 9
        """,
        new { tx.Actor.PersonId, since = tx.Now - LateEntryWindow });

    /// <summary>Says how long it really was. While it is open, a second one is not needed.</summary>
    /// <param name="claimId">One's own claim; null for a late entry at <paramref name="taskId"/>.</param>
    public static Outcome<Claim> Raise(Tx tx, long? claimId, long taskId, long minutes, string? text) => tx.UseCase<Claim>(() =>
    {
        var personId = tx.Actor.RequiredPersonId;
        Persons.Lock(tx, personId);
        if (Mine(tx).Find(each => each.ClaimId == claimId && each.TaskId == taskId) is not { } disputable)
        {
            return RefusalCode.ObjectionTooLate;
        }

        if (minutes is < 1 or > ServiceRecords.MostMinutesADay)
        {
            return RefusalCode.MinutesUnclear;
        }

        var task = TaskRows.Take(tx, taskId)!;
        var claim = Dispute(tx, task, disputable, personId);
        if (claim is null)
        {
            return RefusalCode.ChangedMeanwhile;
        }

        Write(tx, task, claim, disputable.State, minutes, text, "task.notice.objection");
        return claim;
    });

    /// <summary>
    /// Who confirmed a roster they are on themselves does not confirm their own time: it waits for another's yes, as what
    /// anybody says about their own hours does. Part of a use case that holds the person and the task.
    /// </summary>
    internal static void RaiseOwn(Tx tx, VolunteerTask task, Claim claim, long minutes)
    {
        ClaimRows.Move(tx, claim.Id, claim.State, ClaimState.Disputed, Who.Member, "own_time");
        Write(tx, task, claim, claim.State, minutes, text: null, "task.notice.lead_hours");
    }

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
                new SendOptions { Choices = [new LabelledChoice("task.choice.review_objection", string.Create(CultureInfo.InvariantCulture, $"review_objection:{objectionId}"))] });
        }
    }

    private static Claim? Dispute(Tx tx, VolunteerTask task, Disputable disputable, long personId)
    {
        if (disputable.ClaimId is not { } claimId)
        {
            return ClaimRows.Insert(tx, task, personId, TaskRows.NextNumber(tx, task.Id), ClaimState.Disputed, "late_entry");
        }

        return ClaimRows.Move(tx, claimId, disputable.State!.Value, ClaimState.Disputed, Who.Member, "object")
            ? ClaimRows.Find(tx, claimId)
            : null;
    }
}
