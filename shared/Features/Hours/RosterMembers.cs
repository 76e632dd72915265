using System.Globalization;
using ChatGov.Claims;
using ChatGov.Data;
using ChatGov.People;
using ChatGov.Tasks;

namespace ChatGov.Hours;

/// <summary>Somebody on the organiser's list.</summary>
internal sealed record RosterMember
{
    public long Id { get; init; }

    public long Number { get; init; }

    public long PersonId { get; init; }

    public ClaimState State { get; init; }

    public string Name { get; init; } = "";

    /// <summary>Agrees that their data is used: who took that back gets no message any more.</summary>
    public bool Agrees { get; init; }

    public long? Minutes { get; init; }

    public DateTimeOffset? CheckedInAt { get; init; }

    public DateTimeOffset? CheckedOutAt { get; init; }

    public bool AutoCheckedOut { get; init; }

    public DateTimeOffset? AskedToStayAt { get; init; }
}

/// <summary>The SQL of the organiser's list.</summary>
internal static class RosterMembers
{
    public static List<RosterMember> Of(Tx tx, long taskId) => tx.All<RosterMember>(
        $"""
        SELECT c.id, c.number, c.person_id, c.state, c.minutes, c.checked_in_at, c.checked_out_at, c.auto_checked_out, c.asked_to_stay_at, p.name,
               EXISTS (SELECT 1 FROM consent a WHERE a.person_id = c.person_id AND a.scope = 'Service' AND a.withdrawn_at IS NULL) AS agrees
        FROM claim c JOIN person p ON p.id = c.person_id
        WHERE c.task_id = @taskId AND c.state IN ({ClaimMachine.OnTheRoster})
        ORDER BY c.number
        """,
        new { taskId });

    /// <summary>Those about whom nothing is written yet.</summary>
    public static List<RosterMember> ToConfirm(Tx tx, long taskId) => Of(tx, taskId).FindAll(member => ClaimRows.HoldsPlace(member.State));

    /// <summary>Whether a confirmed roster already says what this answer says: the same message came twice.</summary>
    public static bool StandAs(Tx tx, VolunteerTask task, RosterAnswer answer)
    {
        var members = Of(tx, task.Id);
        bool Stands(string who, Func<RosterMember, bool> asSaid) =>
            members.Exists(member => asSaid(member) && (IsNamed(member, who) || who == RosterAnswer.Everybody));
        return answer.Shorter.All(time => Stands(time.Who, member => member.Minutes == time.Minutes))
            && answer.Absent.All(who => Stands(who, member => member.State == ClaimState.Absent))
            && answer.Added.All(added => members.Exists(member =>
                member.State == ClaimState.Recorded && PersonName.Key(added.Name).Contains(PersonName.Key(member.Name), StringComparison.Ordinal)));
    }

    public static bool IsNamed(RosterMember member, string word) =>
        member.Number.ToString(CultureInfo.InvariantCulture) == word || PersonName.AreSame(member.Name, word);
}
