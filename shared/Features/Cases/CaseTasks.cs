using ChatGov.Data;
using ChatGov.Tasks;

namespace ChatGov.Cases;

/// <summary>A matter that takes hands becomes a task of the ordinary list; when it was done, whoever reported it is asked whether that solved it.</summary>
public static class CaseTasks
{
    public static Outcome<VolunteerTask> Schedule(Tx tx, long id, TaskDraft draft) => CaseHelp.Ask(
        tx, id, "schedule_task", org => TaskPublishing.Publish(tx, org, draft), task => TaskSources.Mark(tx, task.Id, TaskSource.Case, id));

    /// <summary>The task is over.</summary>
    internal static void Settle(Tx tx, long id, long taskId, int attended)
    {
        if (CaseMachine.Table.Take(tx, id) is { } row && CaseMachine.IsOpen(row.State))
        {
            CaseHelp.Settle(tx, row, attended > 0, "case.notice.task_failed");
        }
    }
}
