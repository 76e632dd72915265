using ChatGov.Data;
using ChatGov.Tasks;

namespace ChatGov.Cases;

/// <summary>A matter that takes hands becomes a task of the ordinary list; when it was done, whoever reported it is asked whether that solved it.</summary>
public static class CaseTasks
{
    public static Outcome<VolunteerTask> Schedule(Tx tx, long id, TaskDraft draft) => tx.UseCase<VolunteerTask>(() =>
    {
        if (CaseMachine.Table.Take(tx, id) is not { } row || !CaseLists.IsWorkedOn(tx, row))
        {
            return RefusalCode.NotFound;
        }

        if (row.State != CaseState.InProgress)
        {
            return RefusalCode.WrongState;
        }

        var published = TaskPublishing.Publish(tx, row.OrgId, draft);
        if (published.Ok)
        {
            TaskSources.Mark(tx, published.Value.Id, TaskSource.Case, id);
            tx.Audit(CaseMachine.Table.Entity, id, "schedule_task");
        }

        return published;
    });

    /// <summary>The task is over.</summary>
    internal static void Settle(Tx tx, long id, long taskId, int attended)
    {
        if (CaseMachine.Table.Take(tx, id) is { } row && CaseMachine.IsOpen(row.State))
        {
            CaseHelp.Settle(tx, row, attended > 0, "case.notice.task_failed");
        }
    }
}
