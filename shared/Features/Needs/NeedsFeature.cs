using ChatGov.Data;
using ChatGov.Rights;
using ChatGov.ToDo;

namespace ChatGov.Needs;

/// <summary>需求: what people and communities lack.</summary>
public static class NeedsFeature
{
    public static readonly Feature Feature = new()
    {
        Name = "Needs",
        Tables = ["need", "need_task", "need_state", "need_form"],
        Machines = [NeedMachine.Table],
        Timers = new Dictionary<string, Action<Tx, long>>(StringComparer.Ordinal)
        {
            [NeedMachine.AnswerDue] = NeedDecisions.RemindSecretaries,
            [NeedMachine.RunsOut] = NeedDecisions.Expire,
        },
        ToDo =
        [
            new(ToDoKind.Need, Can.AnswerNeeds, $"SELECT n.id, n.org_id, '' AS title, n.created_at AS since, n.due_at FROM need n WHERE n.state IN ({NeedMachine.Waiting})"),
        ],
        Leaves = NeedRequests.LeaveUnanswered,
        Forgets = NeedRequests.ForgetAsker,
    };
}
