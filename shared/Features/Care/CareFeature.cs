using ChatGov.Registrations;
using ChatGov.Retention;
using ChatGov.Rights;
using ChatGov.Tasks;
using ChatGov.ToDo;

namespace ChatGov.Care;

/// <summary>关爱帮扶: who is looked after, how often, and by whom.</summary>
public static class CareFeature
{
    public static readonly Feature Feature = new()
    {
        Name = "Care",
        Tables =
        [
            "care_plan", "care_plan_state", "care_visit", "care_visit_state", "care_consent", "care_consent_form", "care_giver", "care_outcome", "care_reading", "care_tier", "care_way",
        ],
        Refusals = [.. CareRefusal.All],
        Machines = [CarePlanMachine.Table, CareVisitMachine.Table],
        Timers =
        [
            new(CarePlanMachine.FallsDue, CareSchedule.FallDue),
            new(CarePlanMachine.ConsentSoon, CarePlanning.ConsentEndsSoon),
            new(CarePlanMachine.ConsentOver, CarePlanning.ConsentEnds),
            new(CareVisitMachine.Unanswered, CareSchedule.TellUnanswered),
            new(CareVisitMachine.Red, CareSchedule.TellRed),
            new(CareVisitMachine.RedStill, CareSchedule.AskStreet),
        ],
        ToDo =
        [
            new(
                ToDoKind.VisitTime, Can.RunCare,
                """
                SELECT v.id, p.org_id, CAST(p.id AS TEXT) AS title, v.minutes, v.done_at AS since, CAST(NULL AS BIGINT) AS due_at
                FROM care_visit v JOIN care_plan p ON p.id = v.plan_id WHERE v.minutes IS NOT NULL AND v.time_task_id IS NULL
                """)
            {
                Quantity = "s.minutes",
            },
        ],
        MissesOffice = [$"SELECT org_id FROM care_plan WHERE state <> {CarePlanMachine.Ended}"],
        KeepsOpen = [$"SELECT org_id FROM care_plan WHERE state <> {CarePlanMachine.Ended}"],
        Follows = [Follower.On<ServingEnded>((tx, ended) => CareHandover.FromCommunity(tx, ended.PersonId, ended.OrgId, ended.ComesBack))],
        PhotosOf = Nothing.Because("no photo goes with it"),
        TasksOf = [new(TaskSource.Care, CareHelpers.TaskOver) { Placed = CareHelpers.Placed }],
        Holds =
        [
            PersonPlace.Shown(CarePairs.ToVisitor, "care_plan.first_id", "care_plan.second_id"),
            PersonPlace.NotShown("on 我的看望, with the plan", "care_visit.first_id", "care_visit.second_id"),
            PersonPlace.Shown(CarePairs.ToWhoeverWent, "care_visit.done_by", "care_reading.person_id"),
            PersonPlace.OfOffice("care_plan.made_by", "care_consent.recorded_by"),
        ],
        Leaves = Nothing.Because("whoever leaves serves in no community any more, and what they took is handed over with that"),
        Forgets = [CarePlanning.ForgetVisitor],
        Keeps =
        [
            new("care_plan.name_cipher", "of the person cared for, until the plan ends"),
            new("care_plan.door_cipher", "of the person cared for, until the plan ends"),
            new("care_plan.phone_cipher", "of the person cared for, until the plan ends"),
            new("care_plan.handover_cipher", "of the person cared for, until the plan ends"),
            new("care_plan.reason_cipher", "the community's, 183 days after the plan ended"),
            new("care_consent.scope_cipher", "of the person cared for, 3 years after it ended"),
            new("care_reading.reason_cipher", "why the office opened a door, 3 years"),
            new("care_visit.explained_cipher", "why the community missed a visit, 3 years"),
        ],
        Retention =
        [
            new("care_visit", RetentionRule.Years(1), $"due_at < @before AND state IN ({CareVisitMachine.Over}) AND note_cipher IS NOT NULL", Set: "note_cipher = NULL"),
            new("care_visit", RetentionRule.Years(3), $"due_at < @before AND state IN ({CareVisitMachine.Over}) AND explained_cipher IS NOT NULL", Set: "explained_cipher = NULL"),
            new("care_plan", TimeSpan.FromDays(183), "ended_at < @before AND reason_cipher IS NOT NULL", Set: "reason_cipher = NULL"),
            new("care_reading", RetentionRule.Years(3), "opened_at < @before"),
            new("care_consent", RetentionRule.Years(3), "COALESCE(withdrawn_at, until_at) < @before"),
        ],
        Merges = [CareRows.GoOver],
    };
}
