using ChatGov.Photos;
using ChatGov.Retention;
using ChatGov.Rights;
using ChatGov.Tasks;
using ChatGov.ToDo;

namespace ChatGov.Needs;

/// <summary>需求: what people and communities lack.</summary>
public static class NeedsFeature
{
    public static readonly Feature Feature = new()
    {
        Name = "Needs",
        Tables = ["need", "need_task", "need_state", "need_form"],
        Refusals = [.. NeedRefusal.All],
        Machines = [NeedMachine.Table],
        Timers = [new(NeedMachine.AnswerDue, NeedDecisions.RemindSecretaries), new(NeedMachine.RunsOut, NeedDecisions.Expire)],
        ToDo =
        [
            new(ToDoKind.Need, Can.AnswerNeeds, $"SELECT n.id, n.org_id, '' AS title, n.created_at AS since, n.due_at, n.form || '.' || n.kind AS kind FROM need n WHERE n.state = {NeedMachine.Waiting}") { Variant = "s.kind" },
        ],
        MissesOffice = [$"SELECT org_id FROM need WHERE state IN ({NeedMachine.Open})"],
        KeepsOpen = [$"SELECT org_id FROM need WHERE state IN ({NeedMachine.Open}) OR held > 0"],
        Follows = Nothing.Because("nothing elsewhere concerns it but what the members below say"),
        PhotosOf = [new(PhotoSubject.Need, NeedRequests.Answers, (tx, id, _) => NeedRequests.IsOpenOf(tx, id))],
        TasksOf = [new(TaskSource.Need, NeedTasks.Settle)],
        Holds =
        [
            PersonPlace.Shown(NeedRequests.ToAsker, "need.asked_by") with { IsUse = $"created_at >= @without OR state IN ({NeedMachine.Open})" },
            PersonPlace.OfOffice("need.accepted_by"),
        ],
        Leaves = [NeedRequests.LeaveUnanswered],
        Forgets = [NeedRequests.ForgetAsker],
        Keeps = Nothing.Because("the row stays, without whoever asked and their words"),
        Retention =
        [
            new("need", RetentionRule.Years(1), $"created_at < @before AND asked_by IS NOT NULL AND state NOT IN ({NeedMachine.Open})", Set: NeedRequests.WithoutAsker),
        ],
        Merges = [NeedRows.GoOver],
    };
}
