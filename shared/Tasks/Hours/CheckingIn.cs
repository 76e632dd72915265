using ChatGov.Data;
using ChatGov.Deadlines;
using ChatGov.People;

namespace ChatGov.Tasks.Hours;

/// <summary>
/// 签到 and 签退: a convenience for those who like it, from half an hour before the start to two hours after the end.
/// The organiser's roster alone completes a task (D1); where somebody signed in and out, the time between counts.
/// </summary>
public static class CheckingIn
{
    public const string Forgotten = "claim.check_out";

    private static readonly TimeSpan Before = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan After = TimeSpan.FromHours(2);

    public static readonly IReadOnlyDictionary<string, Action<Tx, long>> Handlers =
        new Dictionary<string, Action<Tx, long>>(StringComparer.Ordinal) { [Forgotten] = CheckOutByItself };

    /// <summary>Checks in to the one task that is on now. A second time gives the same answer.</summary>
    public static Outcome<Claim> In(Tx tx) => tx.UseCase<Claim>(() =>
    {
        Persons.Lock(tx, tx.Actor.RequiredPersonId);
        if (Now(tx) is not { } claim)
        {
            return RefusalCode.NothingToCheckIn;
        }

        if (claim.State != ClaimState.Confirmed)
        {
            return claim;
        }

        TaskRows.Take(tx, claim.TaskId);
        if (!ClaimRows.Move(tx, claim.Id, ClaimState.Confirmed, ClaimState.CheckedIn, Who.Member, "check_in"))
        {
            return RefusalCode.NothingToCheckIn;
        }

        tx.Run("UPDATE claim SET checked_in_at = @Now WHERE id = @Id", new { tx.Now, claim.Id });
        Timers.Set(tx, Forgotten, claim.Id, claim.EndsAt + After);
        return claim with { State = ClaimState.CheckedIn };
    });

    public static Outcome<Claim> Out(Tx tx) => tx.UseCase<Claim>(() =>
    {
        Persons.Lock(tx, tx.Actor.RequiredPersonId);
        if (Now(tx) is not { State: ClaimState.CheckedIn or ClaimState.CheckedOut } claim)
        {
            return RefusalCode.NotCheckedIn;
        }

        if (claim.State == ClaimState.CheckedIn)
        {
            // Whoever cancels the task or confirms its roster holds it, and must not meet a claim that changes beside them.
            TaskRows.Take(tx, claim.TaskId);
            if (!ClaimRows.Move(tx, claim.Id, ClaimState.CheckedIn, ClaimState.CheckedOut, Who.Member, "check_out"))
            {
                return RefusalCode.NotCheckedIn;
            }

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

    private static Claim? Now(Tx tx) => ClaimRows.OpenOfPerson(tx, tx.Actor.RequiredPersonId).Find(claim =>
        ClaimRows.HoldsPlace(claim.State) && tx.Now >= claim.StartsAt - Before && tx.Now <= claim.EndsAt + After);

    private static void CheckOutByItself(Tx tx, long claimId)
    {
        if (ClaimRows.Find(tx, claimId) is { State: ClaimState.CheckedIn } claim
            && TaskRows.Take(tx, claim.TaskId) is not null
            && ClaimRows.Move(tx, claimId, ClaimState.CheckedIn, ClaimState.CheckedOut, Who.System, "check_out"))
        {
            tx.Run("UPDATE claim SET checked_out_at = @Now, auto_checked_out = TRUE WHERE id = @claimId", new { tx.Now, claimId });
        }
    }
}
