using ChatGov.Claims;
using ChatGov.Data;
using ChatGov.People;
using ChatGov.Tasks;

namespace ChatGov.Hours;

/// <summary>One line of the organiser's roster.</summary>
/// <param name="Name">The full name for a confirmed claim from a day before to a day after, covered otherwise.</param>
/// <param name="Number">The number on the roster.</param>
/// <param name="Phone">The number, from a day before to a day after; covered otherwise.</param>
public sealed record RosterLine(long Number, string Name, string? Phone, ClaimState State)
{
    /// <summary>The task was moved and they have not said yet whether they still come.</summary>
    public bool IsUnanswered { get; init; }
}

public sealed record TaskRoster(VolunteerTask Task, IReadOnlyList<RosterLine> Lines);

/// <summary>What came of a confirmation.</summary>
public sealed record ConfirmedRoster(VolunteerTask Task, int Attended, int Absent)
{
    /// <summary>Who confirmed was on the list: their own time waits for another's yes.</summary>
    public bool OwnTimeWaits { get; init; }
}

/// <summary>What a roster message would write, to be read before it counts.</summary>
/// <param name="Shorter">Those who were there for less, with their minutes.</param>
public sealed record RosterPreview(
    VolunteerTask Task, int Attended, IReadOnlyList<RosterLine> Absent, IReadOnlyList<(RosterLine Line, long Minutes)> Shorter, IReadOnlyList<WalkIn> WalkIns)
{
    /// <summary>Set when one of several of a name has to be chosen first.</summary>
    public NameToChoose? ToChoose { get; init; }

    /// <summary>The one who confirms is on the list.</summary>
    public bool OwnTimeWaits { get; init; }
}

/// <summary>确认名单: the organiser's one message that completes a task (D1). Nothing else is needed for the hours.</summary>
public static class TaskRosters
{
    private static readonly IReadOnlyDictionary<string, long> NobodyChosen = new Dictionary<string, long>();

    public static Outcome<TaskRoster> Roster(Tx tx, long taskId)
    {
        if (TaskRows.FindOrganised(tx, taskId) is not { } task)
        {
            return RefusalCode.NotFound;
        }

        return new TaskRoster(task, Lines(tx, task));
    }

    internal static List<RosterLine> Lines(Tx tx, VolunteerTask task) =>
        RosterMembers.Of(tx, task.Id).ConvertAll(member => Line(tx, task, member));

    /// <summary>A message that reads like one about a roster names people; a sentence about something else does not.</summary>
    public static bool NamesPeople(Tx tx, long taskId, RosterAnswer answer) =>
        Reading(tx, taskId)?.NamesPeople(answer) ?? false;

    /// <summary>And so do those whom it says to have come besides.</summary>
    public static bool AddsPeople(Tx tx, long taskId, RosterAnswer answer) => Reading(tx, taskId)?.AddsPeople(answer) ?? false;

    /// <summary>What a message would write. Nothing is changed by asking.</summary>
    /// <param name="chosen">Whom a name stands for, where several have it.</param>
    public static Outcome<RosterPreview> Preview(Tx tx, long taskId, RosterAnswer answer, IReadOnlyDictionary<string, long>? chosen = null)
    {
        if (Refuse(tx, taskId) is { } refusal)
        {
            return refusal;
        }

        var task = TaskRows.Find(tx, taskId)!;
        if (task.State is TaskState.Done or TaskState.Closed)
        {
            return HoursRefusal.RosterConfirmed;
        }

        var members = RosterMembers.ToConfirm(tx, taskId);
        return OwnPlace(tx, task, members) ?? new RosterReading(tx, task, members, chosen ?? NobodyChosen).Read(answer).Match<Outcome<RosterPreview>>(
            read => Show(tx, task, members, read),
            unread => unread);
    }

    /// <summary>The same for words that say only who did not come.</summary>
    /// <param name="absent">As <see cref="RosterAnswer"/> reads it: the numbers and names of those who did not come; empty for 都到了.</param>
    public static Outcome<ConfirmedRoster> Confirm(Tx tx, long taskId, IReadOnlyCollection<string> absent) =>
        Confirm(tx, taskId, new RosterAnswer([.. absent]));

    /// <summary>
    /// The organiser's word on who came, for how long, and who came besides. A second time, or the second of two at once,
    /// gets the answer of the first, and is told when it said more than that. Nobody writes down their own hours: staff on
    /// the roster cannot confirm it, and the time of a member who leads the task waits for another's yes.
    /// </summary>
    public static Outcome<ConfirmedRoster> Confirm(Tx tx, long taskId, RosterAnswer answer, IReadOnlyDictionary<string, long>? chosen = null) =>
        tx.UseCase<ConfirmedRoster>(() =>
        {
            if (Refuse(tx, taskId) is { } refusal)
            {
                return refusal;
            }

            chosen ??= NobodyChosen;
            var task = TaskRows.Find(tx, taskId)!;
            var named = answer.IsPlain ? [] : Read(tx, task, answer, chosen).Match<List<WalkIn>>(read => read.WalkIns, _ => []);

            // Persons first, in the order of their ids, then the task. After the end nobody joins or leaves the list.
            var locked = RosterMembers.Of(tx, taskId).Select(member => member.PersonId).Union(named.Select(walkIn => walkIn.PersonId)).ToHashSet();
            foreach (var personId in locked.Order())
            {
                Persons.Lock(tx, personId);
            }

            // Behind the locks once more: the role, and what the other of two has written.
            if (TaskRows.Take(tx, taskId) is null || TaskRows.FindOrganised(tx, taskId) is not { } taken)
            {
                return RefusalCode.NotFound;
            }

            return taken.State is TaskState.Done or TaskState.Closed
                ? Already(tx, taken, answer)
                : Decide(tx, TaskTimers.EndIfOver(tx, taken), answer, chosen, locked);
        });

    private static RosterReading? Reading(Tx tx, long taskId) =>
        TaskRows.FindOrganised(tx, taskId) is { } task ? new RosterReading(tx, task, RosterMembers.Of(tx, taskId), NobodyChosen) : null;

    private static Refusal? Refuse(Tx tx, long taskId) => TaskRows.FindOrganised(tx, taskId) is not { } task
        ? new Refusal(RefusalCode.NotFound)
        : tx.Now < task.EndsAt ? new Refusal(HoursRefusal.TaskNotEnded, ("when", task.EndsAt)) : null;

    private static Refusal? OwnPlace(Tx tx, VolunteerTask task, List<RosterMember> members) =>
        members.Exists(member => member.PersonId == tx.Actor.PersonId) && !TaskLeads.Leads(tx, task, tx.Actor.PersonId)
            ? new Refusal(HoursRefusal.OwnHours)
            : null;

    private static Outcome<ReadRoster> Read(Tx tx, VolunteerTask task, RosterAnswer answer, IReadOnlyDictionary<string, long> chosen) =>
        new RosterReading(tx, task, RosterMembers.ToConfirm(tx, task.Id), chosen).Read(answer);

    private static Outcome<ConfirmedRoster> Decide(
        Tx tx, VolunteerTask task, RosterAnswer answer, IReadOnlyDictionary<string, long> chosen, HashSet<long> locked)
    {
        if (!TaskMachine.Table.Allows(task.State, TaskState.Done, Who.Organiser | Who.Secretary))
        {
            return RefusalCode.WrongState;
        }

        var members = RosterMembers.ToConfirm(tx, task.Id);
        if (OwnPlace(tx, task, members) is { } own)
        {
            return own;
        }

        return Read(tx, task, answer, chosen).Match<Outcome<ConfirmedRoster>>(
            read => read.ToChoose is { } several ? new Refusal(HoursRefusal.SeveralOfThatName, ("name", several.Name))
                : read.WalkIns.TrueForAll(walkIn => locked.Contains(walkIn.PersonId)) ? Complete(tx, task, members, read)
                : RefusalCode.ChangedMeanwhile,
            refusal => refusal);
    }

    private static ConfirmedRoster Complete(Tx tx, VolunteerTask task, List<RosterMember> members, ReadRoster read)
    {
        TaskMachine.Table.Move(tx, task, TaskState.Done);
        foreach (var member in members)
        {
            RosterRecords.Write(tx, task, member, read);
        }

        foreach (var walkIn in read.WalkIns)
        {
            RosterRecords.WriteWalkIn(tx, task, walkIn);
        }

        var written = Written(tx, TaskRows.Find(tx, task.Id)!);
        TaskSources.Over(tx, task.Id, written.Attended);
        return written;
    }

    /// <summary>Words that say no more than what stands get the first answer; who said more is told that it was not written.</summary>
    private static Outcome<ConfirmedRoster> Already(Tx tx, VolunteerTask task, RosterAnswer answer) =>
        answer.IsPlain || RosterMembers.StandAs(tx, task, answer) ? Written(tx, task) : HoursRefusal.RosterConfirmed;

    private static ConfirmedRoster Written(Tx tx, VolunteerTask task)
    {
        var members = RosterMembers.Of(tx, task.Id);
        return new ConfirmedRoster(
            task,
            members.Count(member => member.State is ClaimState.Attended or ClaimState.Recorded or ClaimState.Adjusted),
            members.Count(member => member.State == ClaimState.Absent))
        {
            OwnTimeWaits = members.Exists(member => member.PersonId == tx.Actor.PersonId && member.State == ClaimState.Disputed),
        };
    }

    private static RosterPreview Show(Tx tx, VolunteerTask task, List<RosterMember> members, ReadRoster read)
    {
        var isOwn = members.Exists(member => member.PersonId == tx.Actor.PersonId);
        var absent = members.FindAll(member => RosterRecords.IsAbsent(member, read));
        return new RosterPreview(
            task,
            members.Count - absent.Count + read.WalkIns.Count,
            absent.ConvertAll(member => Line(tx, task, member)),
            [.. members.Where(member => read.Minutes.ContainsKey(member.Number)).Select(member => (Line(tx, task, member), read.Minutes[member.Number]))],
            read.WalkIns)
        {
            ToChoose = read.ToChoose,
            OwnTimeWaits = isOwn && !absent.Exists(member => member.PersonId == tx.Actor.PersonId),
        };
    }

    private static RosterLine Line(Tx tx, VolunteerTask task, RosterMember member)
    {
        var isOpen = ContactWindow.IsOpen(task, tx.Now);
        return new RosterLine(
            member.Number,
            isOpen ? member.Name : Texts.Show.CoveredName(member.Name),
            isOpen ? Persons.PhoneOf(tx, member.PersonId) : null,
            member.State)
        {
            IsUnanswered = member.State == ClaimState.Confirmed && member.AskedToStayAt is not null,
        };
    }
}
