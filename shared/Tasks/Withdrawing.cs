using ChatGov.Data;
using ChatGov.Outbox;
using ChatGov.People;

namespace ChatGov.Tasks;

/// <summary>退领: giving a place back, at any time before the start, without a reason.</summary>
public static class Withdrawing
{
    private static readonly TimeSpan ShortNotice = TimeSpan.FromHours(24);

    /// <summary>Gives back one's own place. A second time gives the same answer.</summary>
    public static Outcome<Claim> Withdraw(Tx tx, long claimId) => tx.UseCase<Claim>(() =>
    {
        Persons.Lock(tx, tx.Actor.RequiredPersonId);
        if (ClaimRows.Find(tx, claimId) is not { } claim || claim.PersonId != tx.Actor.PersonId)
        {
            return RefusalCode.NotFound;
        }

        if (claim.State == ClaimState.Withdrawn)
        {
            return claim;
        }

        if (!ClaimMachine.Table.Allows(claim.State, ClaimState.Withdrawn, Who.Member))
        {
            return RefusalCode.ClaimNotOpen;
        }

        if (claim.StartsAt <= tx.Now)
        {
            return RefusalCode.TaskStarted;
        }

        return GiveBack(tx, claim, ClaimState.Withdrawn, Who.Member, "withdraw")
            ? claim with { State = ClaimState.Withdrawn }
            : RefusalCode.ClaimNotOpen;
    });

    /// <summary>The same for people who know the task, not the claim.</summary>
    public static Outcome<Claim> WithdrawFrom(Tx tx, long taskId) =>
        ClaimRows.LatestOwn(tx, taskId) is { } claim ? Withdraw(tx, claim.Id) : RefusalCode.NotFound;

    /// <summary>
    /// Releases all that a person who leaves still holds. What has begun stays on the organiser's roster: time served
    /// is still recorded. Part of a use case that locked the person.
    /// </summary>
    /// <returns>How many places were given back.</returns>
    public static int ReleaseAllOf(Tx tx, long personId) => ClaimRows.OpenOfPerson(tx, personId)
        .Where(claim => claim.StartsAt > tx.Now)
        .OrderBy(claim => claim.TaskId)
        .Count(claim => GiveBack(tx, claim, ClaimState.Released, Who.System, "release"));

    /// <returns>False when the task began or ended first: then nothing was changed.</returns>
    private static bool GiveBack(Tx tx, Claim claim, ClaimState to, Who by, string action)
    {
        var task = TaskRows.Take(tx, claim.TaskId);
        if (task is not { State: TaskState.Published or TaskState.Filled } || !ClaimRows.Move(tx, claim.Id, claim.State, to, by, action))
        {
            return false;
        }

        if (!ClaimRows.HoldsPlace(claim.State))
        {
            return true;
        }

        tx.Run("UPDATE task SET taken = taken - 1 WHERE id = @Id", new { task.Id });
        if (task.State == TaskState.Filled)
        {
            TaskRows.Move(tx, task.Id, TaskState.Filled, TaskState.Published, Who.System, "reopen");
        }

        if (task.StartsAt - tx.Now < ShortNotice)
        {
            foreach (var organiser in TaskRows.AnswerableFor(tx, task))
            {
                tx.Send(organiser, OutboxKind.News, "task.notice.place_freed", [("title", task.Title), ("when", task.StartsAt)],
                    new SendOptions { Urgent = Reminding.WouldComeTooLate(tx.Now, task.StartsAt) });
            }
        }

        return true;
    }
}
