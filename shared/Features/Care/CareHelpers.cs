using ChatGov.Claims;
using ChatGov.Data;
using ChatGov.Outbox;
using ChatGov.Rights;
using ChatGov.Tasks;
using ChatGov.Texts;

namespace ChatGov.Care;

/// <summary>
/// The pair cannot: the visit becomes a task of the ordinary list, without a name or a door, and whoever the secretary
/// says yes to goes instead, with the same door for the same time.
/// </summary>
public static class CareHelpers
{
    /// <summary>A condition over visit <c>v</c>: the person was given a place in its task.</summary>
    internal static readonly string HelpsIn = $"EXISTS (SELECT 1 FROM claim h WHERE h.task_id = v.task_id AND h.person_id = @PersonId AND h.state IN ({ClaimMachine.Present}))";

    /// <summary>Asks the community. Each claim waits for the secretary's yes; the first visit, and every one to a minor, has two places.</summary>
    public static Outcome<VolunteerTask> Ask(Tx tx, long visitId, TaskDraft draft) => tx.UseCase<VolunteerTask>(() =>
    {
        if (CareRows.FindVisit(tx, visitId) is not { } known || CarePlanMachine.Table.Take(tx, known.PlanId) is not { } plan || !Can.RunCare.Over(tx, plan.OrgId))
        {
            return RefusalCode.NotFound;
        }

        var visit = CareRows.FindVisit(tx, visitId)!;
        if (plan.State != CarePlanState.Active || visit.State != CareVisitState.Due || visit.TaskId is not null)
        {
            return RefusalCode.WrongState;
        }

        if (CareDoorReading.AreNamedIn(tx, plan, [draft.Title, draft.Place, draft.Bring, draft.Risk]))
        {
            return RefusalCode.PersonalDataInText;
        }

        var missing = PeopleNeeded(plan) - visit.Takers.Count;
        var published = TaskPublishing.Publish(tx, plan.OrgId, draft with
        {
            PendingClaims = true, NeedsClearance = draft.NeedsClearance || plan.IsMinor, TwoPeople = missing > 1, Places = Math.Max(draft.Places ?? 1, missing),
        });
        if (published.Ok)
        {
            TaskSources.Mark(tx, published.Value.Id, TaskSource.Care, visitId);
            tx.Run("UPDATE care_visit SET task_id = @taskId, row_version = row_version + 1 WHERE id = @visitId", new { visitId, taskId = published.Value.Id });
            tx.Audit("care_visit", visitId, "ask_community");
        }

        return published;
    });

    /// <summary>The task is over or will not be. What nobody has said is open again.</summary>
    internal static void TaskOver(Tx tx, long visitId, long taskId, int attended)
    {
        if (CareRows.FindVisit(tx, visitId) is not { State: CareVisitState.Due or CareVisitState.Taken } visit || visit.TaskId != taskId)
        {
            return;
        }

        var plan = CareRows.Find(tx, visit.PlanId)!;
        if (attended == 0)
        {
            tx.Run("UPDATE care_visit SET task_id = NULL, row_version = row_version + 1 WHERE id = @visitId", new { visitId });
            tx.Audit("care_visit", visitId, "nobody_helps");
        }

        CareNotices.ToSecretaries(tx, plan, attended == 0 ? "care.notice.nobody_helps" : "care.notice.not_said");
    }

    /// <summary>Somebody was given a place: they are told where to find the rest.</summary>
    internal static void Placed(Tx tx, long visitId, long personId)
    {
        if (CareRows.FindVisit(tx, visitId) is { } visit)
        {
            tx.Send(personId, OutboxKind.Choice, "care.notice.helper", [("id", visit.PlanId), ("community", visit.OrgName)], new SendOptions
            {
                Choices = [new LabelledChoice("visit.choice.open", CareActions.Visit.On(visitId))],
            });
        }
    }

    /// <summary>Nobody needs to go any more: a task that has not begun is taken off the list.</summary>
    internal static void CallOff(Tx tx, CareVisit visit, string reason)
    {
        if (visit.TaskId is { } taskId && TaskRows.Take(tx, taskId) is { State: TaskState.Published or TaskState.Filled } task && task.StartsAt > tx.Now)
        {
            tx.Run("UPDATE care_visit SET task_id = NULL WHERE id = @Id", new { visit.Id });
            var shown = CareReasons.Shown(reason);
            foreach (var claim in TaskCancelling.End(tx, task, Show.Value(Language.Chinese, shown)))
            {
                tx.Send(claim.PersonId, OutboxKind.News, "task.notice.cancelled", [("title", task.Title), ("when", task.StartsAt), ("reason", shown)]);
            }
        }
    }

    internal static bool Helps(Tx tx, CareVisit visit, long personId) => visit.TaskId is not null && tx.Exists(
        $"SELECT COUNT(*) FROM care_visit v WHERE v.id = @Id AND {HelpsIn}", new { visit.Id, PersonId = personId });

    /// <summary>As many as it takes have said that they go.</summary>
    internal static bool AreEnough(Tx tx, CarePlan plan, CareVisit visit) =>
        visit.Takers.Count + tx.Count($"SELECT COUNT(*) FROM claim WHERE task_id = @TaskId AND state IN ({ClaimMachine.Present})", new { visit.TaskId }) >= PeopleNeeded(plan);

    /// <summary>The first visit, and every visit to a minor, needs two.</summary>
    internal static int PeopleNeeded(CarePlan plan) => plan.IsMinor || plan.VisitsDone == 0 ? 2 : 1;
}
