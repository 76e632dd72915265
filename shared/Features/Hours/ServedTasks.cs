using ChatGov.Data;
using ChatGov.People;
using ChatGov.Rights;
using ChatGov.Tasks;

namespace ChatGov.Hours;

/// <summary>
/// What was done without a task on the list: written down as one that is over, with those who served, in one step of the
/// secretary. Their hours follow the rules of every other roster, and they may object for seven days.
/// </summary>
internal static class ServedTasks
{
    /// <param name="draft">What, where, and from when to when; it lies in the past.</param>
    public static Outcome<VolunteerTask> Record(Tx tx, long orgId, TaskDraft draft, IReadOnlyList<long> people)
    {
        foreach (var person in people.Order())
        {
            Persons.Lock(tx, person);
        }

        if (!Can.RunCommunity.Over(tx, orgId))
        {
            return RefusalCode.NotAllowed;
        }

        var task = TaskPublishing.Write(tx, orgId, draft with { Places = people.Count });
        var served = people.Select(person => new WalkIn { PersonId = person, Minutes = task.Minutes }).ToList();
        if (served.Select(each => WalkIns.Against(tx, task, each)).FirstOrDefault(code => code is not null) is { } refused)
        {
            return refused;
        }

        TaskMachine.Table.MoveAsSystem(tx, task, TaskState.InProgress);
        TaskMachine.Table.MoveAsSystem(tx, task with { State = TaskState.InProgress }, TaskState.AwaitingConfirm);
        TaskMachine.Table.Move(tx, task with { State = TaskState.AwaitingConfirm }, TaskState.Done);
        served.ForEach(each => RosterRecords.WriteWalkIn(tx, task, each));
        return TaskRows.Find(tx, task.Id)!;
    }
}
