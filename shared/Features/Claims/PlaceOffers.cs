using ChatGov.Actions;
using ChatGov.Data;
using ChatGov.Deadlines;
using ChatGov.Outbox;
using ChatGov.People;
using ChatGov.Tasks;
using ChatGov.Texts;

namespace ChatGov.Claims;

/// <summary>
/// A place that comes free is held for the first who waits, in the order in which the messages came in, until that
/// person answers or the clock runs out; then for the next. The clock starts with the delivery of the question: 12
/// hours, 2 when the task starts within a day; it rests at night, and ends with the start of the task.
/// </summary>
public static class PlaceOffers
{
    private static readonly TimeSpan ShortNotice = TimeSpan.FromHours(24);
    private static readonly TimeSpan TimeToAnswer = TimeSpan.FromHours(12);
    private static readonly TimeSpan ShortTimeToAnswer = TimeSpan.FromHours(2);

    /// <summary>我来: takes the place that is held. A second yes gives the same answer.</summary>
    public static Outcome<Claim> Accept(Tx tx, long claimId) => AcceptFor(tx, claimId, tx.Actor.RequiredPersonId);

    internal static Outcome<Claim> AcceptFor(Tx tx, long claimId, long personId) => tx.UseCase<Claim>(() =>
    {
        Persons.Lock(tx, personId);
        if (ClaimRows.Find(tx, claimId) is not { } claim || claim.PersonId != personId)
        {
            return RefusalCode.NotFound;
        }

        if (ClaimRows.HoldsPlace(claim.State))
        {
            return claim;
        }

        if (claim.State == ClaimState.Waitlisted)
        {
            return ClaimRefusal.StillWaiting;
        }

        if (claim.State != ClaimState.Offered || TaskRows.Take(tx, claim.TaskId) is not { } task)
        {
            return ClaimRefusal.OfferGone;
        }

        if (task.StartsAt <= tx.Now || claim.OfferedUntil <= tx.Now)
        {
            return ClaimRefusal.OfferGone;
        }

        if (Eligibility.Clashes(tx, claim.PersonId, task, exceptClaim: claimId))
        {
            return ClaimRefusal.TimeClash;
        }

        ClaimRows.MoveOwn(tx, claim, ClaimState.Confirmed);
        return claim with { State = ClaimState.Confirmed };
    });

    /// <summary>
    /// Holds a place that has just come free for the next who waits; whoever calls has taken the task and leaves its
    /// <c>taken</c> as it is.
    /// </summary>
    /// <returns>False when nobody waits.</returns>
    internal static bool OfferNext(Tx tx, VolunteerTask task)
    {
        if (task.StartsAt <= tx.Now || NextWaiting(tx, task.Id) is not { } claim)
        {
            return false;
        }

        // The clock runs also in case the question never arrives: then the place must not be held for ever.
        var until = AnswerBy(tx.Now, task);
        KeepDeadline(tx, claim.Id, until);
        ClaimMachine.Table.MoveAsSystem(tx, claim, ClaimState.Offered);
        tx.Send(claim.PersonId, OutboxKind.Choice, "task.notice.offered",
            [("title", task.Title), ("when", new Period(task.StartsAt, task.EndsAt)), ("place", task.Place), ("until", until)],
            new SendOptions
            {
                ExpiresAt = task.StartsAt,
                OnDelivery = new TimerOnDelivery(ClaimMachine.Delivered, claim.Id),
                Choices = [Choice("task.choice.accept", ClaimActions.AcceptOffer.Name, claim.Id), Choice("task.choice.decline", ClaimActions.Withdraw.Name, claim.Id)],
            });
        return true;
    }

    /// <summary>When an answer is due to a question that is delivered then.</summary>
    internal static DateTimeOffset AnswerBy(DateTimeOffset delivered, VolunteerTask task)
    {
        var until = RestingClock.Add(delivered, task.StartsAt - delivered < ShortNotice ? ShortTimeToAnswer : TimeToAnswer);
        return until < task.StartsAt ? until : task.StartsAt;
    }

    /// <summary>From now on there is so much time to answer; also when the task was moved meanwhile.</summary>
    internal static void StartClock(Tx tx, long claimId)
    {
        if (ClaimRows.Find(tx, claimId) is { State: ClaimState.Offered } claim && TaskRows.Find(tx, claim.TaskId) is { } task)
        {
            var until = AnswerBy(tx.Now, task);
            KeepDeadline(tx, claimId, until);
            Timers.Move(tx, ClaimMachine.RunsOut, claimId, until);
        }
    }

    internal static void Lapse(Tx tx, long claimId)
    {
        if (ClaimRows.Find(tx, claimId) is not { State: ClaimState.Offered } found || TaskRows.Take(tx, found.TaskId) is not { } task)
        {
            return;
        }

        // Whoever said yes meanwhile has it.
        if (ClaimRows.Find(tx, claimId) is not { State: ClaimState.Offered } claim)
        {
            return;
        }

        ClaimMachine.Table.MoveAsSystem(tx, claim, ClaimState.Lapsed);
        ClaimWithdrawals.FreePlace(tx, task);
        tx.Send(found.PersonId, OutboxKind.News, "task.notice.offer_lapsed", [("title", task.Title)],
            new SendOptions { ExpiresAt = task.StartsAt });
    }

    private static Claim? NextWaiting(Tx tx, long taskId) => tx.First<Claim>(
        ClaimRows.Select + $" WHERE c.task_id = @taskId AND c.state = {ClaimMachine.Waiting} ORDER BY COALESCE(c.inbox_id, 9223372036854775807), c.id LIMIT 1",
        new { taskId });

    private static void KeepDeadline(Tx tx, long claimId, DateTimeOffset until) =>
        tx.Run("UPDATE claim SET offered_until = @until WHERE id = @claimId", new { claimId, until });

    private static LabelledChoice Choice(string key, string intent, long id) =>
        new(key, ActionName.Print(intent, id));
}
