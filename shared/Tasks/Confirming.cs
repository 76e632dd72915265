using ChatGov.Data;
using ChatGov.Deadlines;
using ChatGov.Outbox;
using ChatGov.People;
using ChatGov.Texts;

namespace ChatGov.Tasks;

/// <summary>One line of the organiser's roster.</summary>
/// <param name="Name">The full name for a confirmed claim from a day before to a day after, covered otherwise.</param>
public sealed record RosterLine(long Number, string Name, string? Phone, ClaimState State);

public sealed record TaskRoster(VolunteerTask Task, IReadOnlyList<RosterLine> Lines);

/// <summary>What came of a confirmation.</summary>
public sealed record ConfirmedRoster(VolunteerTask Task, int Attended, int Absent);

/// <summary>确认名单: the organiser's one message that completes a task (D1). Nothing else is needed for the hours.</summary>
public static class Confirming
{
    private const int MostMinutesADay = 8 * 60;
    private static readonly TimeSpan Window = TimeSpan.FromHours(24);

    public static Outcome<TaskRoster> Roster(Tx tx, long taskId)
    {
        if (TaskRows.FindRun(tx, taskId) is not { } task)
        {
            return RefusalCode.NotFound;
        }

        var isOpen = tx.Now >= task.StartsAt - Window && tx.Now <= task.EndsAt + Window;
        return new TaskRoster(task, Members(tx, taskId).ConvertAll(member => new RosterLine(
            member.Number,
            isOpen ? member.Name : Show.CoveredName(member.Name),
            isOpen ? Persons.PhoneOf(tx, member.PersonId) : null,
            member.State)));
    }

    /// <param name="absent">The numbers and names of those who did not come; empty for 都到了.</param>
    public static Outcome<ConfirmedRoster> Confirm(Tx tx, long taskId, IReadOnlyCollection<string> absent) => tx.UseCase<ConfirmedRoster>(() =>
    {
        if (TaskRows.FindRun(tx, taskId) is not { } task)
        {
            return RefusalCode.NotFound;
        }

        if (task.State is TaskState.Done or TaskState.Closed)
        {
            return Already(tx, task);
        }

        if (tx.Now < task.EndsAt)
        {
            return new Refusal(RefusalCode.TaskNotEnded, ("when", task.EndsAt));
        }

        // Persons first, in the order of their ids, then the task: the same order as everywhere.
        foreach (var personId in Members(tx, taskId).Select(member => member.PersonId).Order())
        {
            Persons.Lock(tx, personId);
        }

        var by = task.OrganiserId == tx.Actor.PersonId ? Who.Organiser : Who.Secretary;
        if (!TaskMachine.Table.Allows(task.State, TaskState.Done, by))
        {
            return RefusalCode.WrongState;
        }

        if (!TaskRows.Move(tx, taskId, task.State, TaskState.Done, by, "confirm_roster"))
        {
            return RefusalCode.ChangedMeanwhile;
        }

        var members = Members(tx, taskId).FindAll(member => IsOpen(member.State));
        var missing = Resolve(members, absent);
        return missing.Match<Outcome<ConfirmedRoster>>(
            gone => Complete(tx, task, members, gone, by),
            refusal => refusal);
    });

    private static ConfirmedRoster Complete(Tx tx, VolunteerTask task, List<Member> members, HashSet<long> gone, Who by)
    {
        foreach (var member in members)
        {
            if (gone.Contains(member.Number))
            {
                MarkAbsent(tx, task, member, by);
            }
            else
            {
                Record(tx, task, member, by);
            }
        }

        TaskTimers.CancelAll(tx, task.Id);
        TaskTimers.ArmObjections(tx, task.Id);
        return new ConfirmedRoster(TaskRows.Find(tx, task.Id)!, members.Count - gone.Count, gone.Count);
    }

    private static void Record(Tx tx, VolunteerTask task, Member member, Who by)
    {
        var day = Shanghai.DayKey(task.StartsAt);
        var soFar = tx.Count(
            "SELECT COALESCE(SUM(minutes), 0) FROM service_record WHERE person_id = @PersonId AND day = @day", new { member.PersonId, day });
        var minutes = Math.Max(0, Math.Min(task.Minutes, MostMinutesADay - soFar));
        ClaimRows.Move(tx, member.Id, member.State, ClaimState.Attended, by, "attend");
        tx.Run(
            "UPDATE claim SET minutes = @minutes, confirmed_by = @PersonId, confirmed_at = @Now WHERE id = @Id",
            new { member.Id, minutes, tx.Actor.PersonId, tx.Now });
        ClaimRows.Move(tx, member.Id, ClaimState.Attended, ClaimState.Recorded, Who.System, "record");
        var id = tx.Insert(
            """
            INSERT INTO service_record (claim_id, person_id, task_id, day, minutes, revision, confirmed_by, recorded_at)
            VALUES (@Id, @PersonId, @taskId, @day, @minutes, 1, @confirmer, @Now) RETURNING id
            """,
            new { member.Id, member.PersonId, taskId = task.Id, day, minutes, confirmer = tx.Actor.RequiredPersonId, tx.Now });
        tx.Audit("service_record", id, "write");
        tx.Send(member.PersonId, OutboxKind.News, "task.notice.thanks", [("title", task.Title), ("hours", Show.Hours(minutes))]);
    }

    private static void MarkAbsent(Tx tx, VolunteerTask task, Member member, Who by)
    {
        // Somebody who checked in was there: the organiser's list cannot say otherwise in one word.
        if (!ClaimMachine.Table.Allows(member.State, ClaimState.Absent, by))
        {
            Record(tx, task, member, by);
            return;
        }

        ClaimRows.Move(tx, member.Id, member.State, ClaimState.Absent, by, "absent");
        tx.Send(member.PersonId, OutboxKind.News, "task.notice.absent", [("title", task.Title)]);
    }

    private static Outcome<HashSet<long>> Resolve(List<Member> members, IReadOnlyCollection<string> absent)
    {
        var gone = new HashSet<long>();
        var unknown = new List<string>();
        foreach (var word in absent)
        {
            var found = members.FindAll(member =>
                member.Number.ToString(System.Globalization.CultureInfo.InvariantCulture) == word || member.Name == word);
            if (found.Count == 1)
            {
                gone.Add(found[0].Number);
            }
            else
            {
                unknown.Add(word);
            }
        }

        return unknown.Count == 0 ? gone : new Refusal(RefusalCode.UnknownNumbers, ("words", string.Join("、", unknown)));
    }

    private static ConfirmedRoster Already(Tx tx, VolunteerTask task)
    {
        var members = Members(tx, task.Id);
        return new ConfirmedRoster(
            task,
            members.Count(member => member.State is ClaimState.Attended or ClaimState.Recorded or ClaimState.Adjusted),
            members.Count(member => member.State == ClaimState.Absent));
    }

    private static bool IsOpen(ClaimState state) => state is ClaimState.Confirmed or ClaimState.CheckedIn or ClaimState.CheckedOut;

    private static List<Member> Members(Tx tx, long taskId) => tx.All<Member>(
        """
        SELECT c.id, c.number, c.person_id, c.state, p.name
        FROM claim c JOIN person p ON p.id = c.person_id
        WHERE c.task_id = @taskId AND c.state IN ('Confirmed', 'CheckedIn', 'CheckedOut', 'Attended', 'Absent', 'Recorded', 'Adjusted', 'Disputed', 'Unconfirmed')
        ORDER BY c.number
        """,
        new { taskId });

    private sealed record Member
    {
        public long Id { get; init; }

        public long Number { get; init; }

        public long PersonId { get; init; }

        public ClaimState State { get; init; }

        public string Name { get; init; } = "";
    }
}
