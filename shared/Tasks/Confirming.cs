using System.Globalization;
using ChatGov.Data;
using ChatGov.Outbox;
using ChatGov.People;
using ChatGov.Tasks.Hours;
using ChatGov.Texts;

namespace ChatGov.Tasks;

/// <summary>One line of the organiser's roster.</summary>
/// <param name="Name">The full name for a confirmed claim from a day before to a day after, covered otherwise.</param>
public sealed record RosterLine(long Number, string Name, string? Phone, ClaimState State)
{
    /// <summary>The task was moved and they have not said yet whether they still come.</summary>
    public bool IsUnanswered { get; init; }
}

public sealed record TaskRoster(VolunteerTask Task, IReadOnlyList<RosterLine> Lines);

/// <summary>What came of a confirmation.</summary>
public sealed record ConfirmedRoster(VolunteerTask Task, int Attended, int Absent);

/// <summary>确认名单: the organiser's one message that completes a task (D1). Nothing else is needed for the hours.</summary>
public static class Confirming
{
    public static Outcome<TaskRoster> Roster(Tx tx, long taskId)
    {
        if (TaskRows.FindRun(tx, taskId) is not { } task)
        {
            return RefusalCode.NotFound;
        }

        return new TaskRoster(task, Lines(tx, task));
    }

    internal static List<RosterLine> Lines(Tx tx, VolunteerTask task)
    {
        var isOpen = ContactWindow.IsOpen(task, tx.Now);
        return Members(tx, task.Id).ConvertAll(member => new RosterLine(
            member.Number,
            isOpen ? member.Name : Show.CoveredName(member.Name),
            isOpen ? Persons.PhoneOf(tx, member.PersonId) : null,
            member.State)
        {
            IsUnanswered = member.State == ClaimState.Confirmed && member.AskedToStayAt is not null,
        });
    }

    /// <summary>
    /// The organiser's word on who came. A second time, or the second of two at once, gets the answer of the first.
    /// Those named on the roster cannot confirm it: nobody writes down their own hours.
    /// </summary>
    /// <param name="absent">As <see cref="RosterAnswer"/> reads it: the numbers and names of those who did not come; empty for 都到了.</param>
    public static Outcome<ConfirmedRoster> Confirm(Tx tx, long taskId, IReadOnlyCollection<string> absent) => tx.UseCase<ConfirmedRoster>(() =>
    {
        if (TaskRows.FindRun(tx, taskId) is not { } task)
        {
            return RefusalCode.NotFound;
        }

        if (tx.Now < task.EndsAt)
        {
            return new Refusal(RefusalCode.TaskNotEnded, ("when", task.EndsAt));
        }

        // Persons first, in the order of their ids, then the task. After the end nobody joins or leaves the roster.
        foreach (var personId in Members(tx, taskId).Select(member => member.PersonId).Order())
        {
            Persons.Lock(tx, personId);
        }

        task = TaskRows.Take(tx, taskId)!;
        return task.State is TaskState.Done or TaskState.Closed
            ? Already(tx, task)
            : Decide(tx, TaskTimers.EndIfOver(tx, task), absent);
    });

    private static Outcome<ConfirmedRoster> Decide(Tx tx, VolunteerTask task, IReadOnlyCollection<string> absent)
    {
        var by = task.OrganiserId == tx.Actor.PersonId ? Who.Organiser : Who.Secretary;
        if (!TaskMachine.Table.Allows(task.State, TaskState.Done, by))
        {
            return RefusalCode.WrongState;
        }

        var members = Members(tx, task.Id).FindAll(member => ClaimRows.HoldsPlace(member.State));
        if (members.Exists(member => member.PersonId == tx.Actor.PersonId))
        {
            return RefusalCode.OwnHours;
        }

        return Resolve(members, absent).Match<Outcome<ConfirmedRoster>>(
            gone => Complete(tx, task, members, gone, by),
            refusal => refusal);
    }

    private static ConfirmedRoster Complete(Tx tx, VolunteerTask task, List<Member> members, HashSet<long> gone, Who by)
    {
        TaskRows.Move(tx, task.Id, task.State, TaskState.Done, by, "confirm_roster");
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
        var served = CheckingIn.MinutesServed(task, member.CheckedInAt, member.CheckedOutAt, member.AutoCheckedOut);
        ClaimRows.Move(tx, member.Id, member.State, ClaimState.Attended, by, "attend");
        var minutes = ServiceRecords.Write(tx, member.Id, member.PersonId, task, served);
        tx.Run(
            "UPDATE claim SET minutes = @minutes, confirmed_by = @PersonId, confirmed_at = @Now WHERE id = @Id",
            new { member.Id, minutes, tx.Actor.PersonId, tx.Now });
        ClaimRows.Move(tx, member.Id, ClaimState.Attended, ClaimState.Recorded, Who.System, "record");
        Tell(tx, member, News.RosterConfirmed, minutes == served ? "task.notice.thanks" : "task.notice.thanks_full_day", task, minutes);
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
        tx.Run("UPDATE claim SET confirmed_by = @PersonId, confirmed_at = @Now WHERE id = @Id", new { member.Id, tx.Actor.PersonId, tx.Now });
        Tell(tx, member, of: null, "task.notice.absent", task, minutes: 0);
    }

    /// <summary>Who took back their agreement gets nothing more; what they served is still on record.</summary>
    private static void Tell(Tx tx, Member member, News? of, string key, VolunteerTask task, long minutes)
    {
        if (member.Agrees)
        {
            tx.Send(member.PersonId, OutboxKind.News, key, [("title", task.Title), ("hours", Show.Hours(minutes))], new SendOptions { Of = of });
        }
    }

    private static Outcome<HashSet<long>> Resolve(List<Member> members, IReadOnlyCollection<string> absent)
    {
        if (absent.Contains(RosterAnswer.Everybody))
        {
            return members.Select(member => member.Number).ToHashSet();
        }

        var gone = new HashSet<long>();
        var unknown = new List<string>();
        foreach (var word in absent.Select(word => word.Trim()).SelectMany(word => Names(members, word)))
        {
            var found = Find(members, word);
            if (found.Count > 1)
            {
                return new Refusal(RefusalCode.NamesakesOnRoster, ("name", word), ("numbers", string.Join("、", found.Select(member => member.Number))));
            }

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

    /// <summary>张三和李四 are two, 王和平 is one: the roster knows.</summary>
    private static IEnumerable<string> Names(List<Member> members, string word)
    {
        var cut = Find(members, word).Count > 0 ? -1 : Enumerable.Range(0, word.Length)
            .FirstOrDefault(i => word[i] is '和' or '跟' or '与' or '及' && Find(members, word[..i]).Count > 0, -1);
        return cut < 0 ? [word] : Names(members, word[(cut + 1)..]).Prepend(word[..cut]);
    }

    private static List<Member> Find(List<Member> members, string word) => members.FindAll(member =>
        member.Number.ToString(CultureInfo.InvariantCulture) == word || string.Equals(member.Name, word, StringComparison.OrdinalIgnoreCase));

    private static ConfirmedRoster Already(Tx tx, VolunteerTask task)
    {
        var members = Members(tx, task.Id);
        return new ConfirmedRoster(
            task,
            members.Count(member => member.State is ClaimState.Attended or ClaimState.Recorded or ClaimState.Adjusted),
            members.Count(member => member.State == ClaimState.Absent));
    }

    private static List<Member> Members(Tx tx, long taskId) => tx.All<Member>(
        """
        SELECT c.id, c.number, c.person_id, c.state, c.checked_in_at, c.checked_out_at, c.auto_checked_out, c.asked_to_stay_at, p.name,
               EXISTS (SELECT 1 FROM consent a WHERE a.person_id = c.person_id AND a.scope = 'Service' AND a.withdrawn_at IS NULL) AS agrees
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

        public bool Agrees { get; init; }

        public DateTimeOffset? CheckedInAt { get; init; }

        public DateTimeOffset? CheckedOutAt { get; init; }

        public bool AutoCheckedOut { get; init; }

        public DateTimeOffset? AskedToStayAt { get; init; }
    }
}
