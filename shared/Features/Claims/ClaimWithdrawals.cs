using ChatGov.Data;
using ChatGov.People;
using ChatGov.Tasks;

namespace ChatGov.Claims;

/// <summary>退领: giving a place back, at any time before the start, without a reason.</summary>
public static class ClaimWithdrawals
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
            return ClaimRefusal.ClaimNotOpen;
        }

        if (claim.StartsAt <= tx.Now)
        {
            return ClaimRefusal.TaskStarted;
        }

        return GiveBack(tx, claim, ClaimState.Withdrawn)
            ? claim with { State = ClaimState.Withdrawn }
            : ClaimRefusal.ClaimNotOpen;
    });

    /// <summary>The same for people who know the task, not the claim.</summary>
    public static Outcome<Claim> WithdrawFrom(Tx tx, long taskId) =>
        ClaimRows.LatestOwn(tx, taskId) is { } claim ? Withdraw(tx, claim.Id) : RefusalCode.NotFound;

    /// <summary>
    /// Releases all that a person who leaves still holds. What has begun stays on the organiser's roster: time served
    /// is still recorded. Part of a use case that locked the person.
    /// </summary>
    public static void ReleaseAllOf(Tx tx, long personId)
    {
        foreach (var claim in ClaimRows.OpenOfPerson(tx, personId).Where(claim => claim.StartsAt > tx.Now).OrderBy(claim => claim.TaskId))
        {
            GiveBack(tx, claim, ClaimState.Released);
        }
    }

    /// <returns>False when the task began or ended first: then nothing was changed.</returns>
    private static bool GiveBack(Tx tx, Claim claim, ClaimState to)
    {
        if (TaskRows.Take(tx, claim.TaskId) is not { State: TaskState.Published or TaskState.Filled } task)
        {
            return false;
        }

        // Whoever waited may have been asked meanwhile: that holds a place.
        claim = ClaimRows.Find(tx, claim.Id)!;
        if (!ClaimMachine.Table.Allows(claim.State, to, to == ClaimState.Released ? Who.System : Who.Member))
        {
            return false;
        }

        if (to == ClaimState.Released)
        {
            ClaimMachine.Table.MoveAsSystem(tx, claim, to);
        }
        else
        {
            ClaimMachine.Table.Move(tx, claim, to);
        }

        TaskLeads.EndWith(tx, task, claim.PersonId);
        if (ClaimRows.HoldsPlace(claim.State) || claim.State == ClaimState.Offered)
        {
            FreePlace(tx, task);
        }

        return true;
    }

    /// <summary>
    /// A place of a task came free: it is held for the next who waits; else it is open again, and with less than a day
    /// left somebody is sought for it. Whoever calls has taken the task.
    /// </summary>
    internal static void FreePlace(Tx tx, VolunteerTask task)
    {
        if (PlaceOffers.OfferNext(tx, task))
        {
            return;
        }

        tx.Run("UPDATE task SET taken = taken - 1 WHERE id = @Id", new { task.Id });
        if (task.State == TaskState.Filled)
        {
            TaskMachine.Table.MoveAsSystem(tx, task, TaskState.Published);
        }

        if (task.StartsAt > tx.Now && task.StartsAt - tx.Now < ShortNotice)
        {
            StepInRequests.Ask(tx, task);
        }
    }
}
