using ChatGov.Data;
using ChatGov.Registrations;
using ChatGov.Tasks;
using ChatGov.Texts;

namespace ChatGov.Claims;

/// <summary>
/// What a person must meet for a place, whichever way they come to it. Asked after their row was locked, so that two
/// claims of one person cannot both slip through.
/// </summary>
internal static class Eligibility
{
    [Limit("openClaims")]
    public const int MostOpen = 3;

    /// <summary>How many open claims a person has on tasks that are not over; person and now are named by the statement.</summary>
    internal static string OpenCount(string person) =>
        $"(SELECT COUNT(*) FROM claim c JOIN task held ON held.id = c.task_id WHERE c.person_id = {person} AND c.state IN ({ClaimMachine.Open}) AND held.ends_at > @Now)";

    /// <summary>How much time has to lie between two tasks of one person: to get from one to the other.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromHours(1);

    /// <summary>The first rule that stands against it; null when none does.</summary>
    public static RefusalCode? Against(Tx tx, VolunteerTask task, long personId)
    {
        if (task.OrganiserId == personId)
        {
            return ClaimRefusal.OrganiserOwnTask;
        }

        if (!IsRegistered(tx, personId))
        {
            return RegistrationRefusal.NotRegistered;
        }

        // What is over and waits for its roster bars nobody: they cannot hurry it.
        if (ClaimRows.OpenOfPerson(tx, personId).Count(claim => claim.EndsAt > tx.Now) >= MostOpen)
        {
            return ClaimRefusal.TooManyClaims;
        }

        return Clashes(tx, personId, task, exceptClaim: 0) ? ClaimRefusal.TimeClash : null;
    }

    public static bool Clashes(Tx tx, long personId, VolunteerTask task, long exceptClaim) =>
        ClaimRows.OpenOfPerson(tx, personId).Exists(other =>
            other.Id != exceptClaim && ClaimRows.HoldsPlace(other.State)
            && other.StartsAt < task.EndsAt + Grace && task.StartsAt < other.EndsAt + Grace);

    public static bool IsRegistered(Tx tx, long personId) => tx.Exists(
        $"""
        SELECT COUNT(*) FROM registration r
        WHERE r.person_id = @personId AND r.state IN ({RegistrationMachine.Open}) AND r.state IN ({RegistrationMachine.Serving})
        """,
        new { personId });
}
