using ChatGov.Data;
using ChatGov.Hours;
using ChatGov.People;
using ChatGov.Tasks;

namespace ChatGov.Claims;

/// <summary>
/// 签到 and 签退: a convenience for those who like it, from half an hour before the start to two hours after the end.
/// The organiser's roster alone completes a task (D1); where somebody signed in and out, the time between counts.
/// </summary>
public static class CheckIns
{
    private static readonly TimeSpan Before = TimeSpan.FromMinutes(30);
    internal static readonly TimeSpan After = TimeSpan.FromHours(2);

    /// <summary>What one can check in to now: where tasks lie close together there are two, and nobody guesses which.</summary>
    public static List<Claim> Arriving(Tx tx) => Now(tx).FindAll(claim => claim.State == ClaimState.Confirmed);

    /// <summary>What one has checked in to and not out of.</summary>
    public static List<Claim> Leaving(Tx tx) => Now(tx).FindAll(claim => claim.State == ClaimState.CheckedIn);

    /// <summary>Checks in. A second time gives the same answer.</summary>
    /// <param name="claimId">Null for the only one that is on now.</param>
    public static Outcome<Claim> In(Tx tx, long? claimId = null) => tx.UseCase<Claim>(() =>
    {
        Persons.Lock(tx, tx.Actor.RequiredPersonId);
        if (Meant(tx, claimId, ClaimState.Confirmed) is not { } claim)
        {
            return HoursRefusal.NothingToCheckIn;
        }

        if (claim.State != ClaimState.Confirmed)
        {
            return claim;
        }

        TaskRows.Take(tx, claim.TaskId);
        tx.Run("UPDATE claim SET checked_in_at = @Now WHERE id = @Id", new { tx.Now, claim.Id });
        ClaimMachine.Table.Move(tx, claim, ClaimState.CheckedIn);
        return claim with { State = ClaimState.CheckedIn };
    });

    /// <param name="claimId">Null for the only one that is on now.</param>
    public static Outcome<Claim> Out(Tx tx, long? claimId = null) => tx.UseCase<Claim>(() =>
    {
        Persons.Lock(tx, tx.Actor.RequiredPersonId);
        if (Meant(tx, claimId, ClaimState.CheckedIn) is not { State: ClaimState.CheckedIn or ClaimState.CheckedOut } claim)
        {
            return HoursRefusal.NotCheckedIn;
        }

        if (claim.State == ClaimState.CheckedIn)
        {
            // Whoever cancels the task or confirms its roster holds it, and must not meet a claim that changes beside them.
            TaskRows.Take(tx, claim.TaskId);
            ClaimMachine.Table.Move(tx, claim, ClaimState.CheckedOut);
            tx.Run("UPDATE claim SET checked_out_at = @Now WHERE id = @Id", new { tx.Now, claim.Id });
        }

        return claim with { State = ClaimState.CheckedOut };
    });

    /// <summary>The minutes a roster writes down: the task's own, or fewer for who signed in and out within it.</summary>
    internal static long MinutesServed(VolunteerTask task, DateTimeOffset? from, DateTimeOffset? to, bool byItself)
    {
        if (from is null || to is null || byItself)
        {
            return task.Minutes;
        }

        var begin = from > task.StartsAt ? from.Value : task.StartsAt;
        var end = to < task.EndsAt ? to.Value : task.EndsAt;
        return Math.Clamp((long)(end - begin).TotalMinutes, 0, task.Minutes);
    }

    // The only one for which the step is still to come; where that is done, the one that was done last.
    private static Claim? Meant(Tx tx, long? claimId, ClaimState before)
    {
        var now = Now(tx);
        var open = now.FindAll(claim => claim.State == before);
        return claimId is { } id ? now.Find(claim => claim.Id == id)
            : open.Count > 0 ? (open.Count == 1 ? open[0] : null)
            : now.FindLast(claim => claim.State != ClaimState.Confirmed);
    }

    private static List<Claim> Now(Tx tx) => ClaimRows.OpenOfPerson(tx, tx.Actor.RequiredPersonId).FindAll(claim =>
        ClaimRows.HoldsPlace(claim.State) && tx.Now >= claim.StartsAt - Before && tx.Now <= claim.EndsAt + After);

    internal static void CheckOutByItself(Tx tx, long claimId)
    {
        if (ClaimMachine.Table.Take(tx, claimId) is { State: ClaimState.CheckedIn } claim)
        {
            ClaimMachine.Table.MoveAsSystem(tx, claim, ClaimState.CheckedOut);
            tx.Run("UPDATE claim SET checked_out_at = @Now, auto_checked_out = TRUE WHERE id = @claimId", new { tx.Now, claimId });
        }
    }
}
