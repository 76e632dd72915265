using ChatGov.Data;
using ChatGov.Hours;
using ChatGov.Outbox;
using ChatGov.Rights;
using ChatGov.Tasks;
using ChatGov.Texts;

namespace ChatGov.Care;

/// <summary>
/// The time a pair spent, said in one tap after the visit and written down with the secretary's: nobody types it twice, and
/// nobody writes down their own. The record names the task, not the person who was visited.
/// </summary>
public static class CareVisitTime
{
    public const int Most = 240;
    private static readonly TimeSpan Window = TimeSpan.FromDays(30);

    /// <summary>By one of the pair, once, within thirty days. Who helped through the list has their hours from its roster.</summary>
    public static Outcome<CareVisit> Say(Tx tx, long visitId, int minutes) => tx.UseCase<CareVisit>(() =>
    {
        if (CareRows.FindVisit(tx, visitId) is not { } visit || CarePlanMachine.Table.Take(tx, visit.PlanId) is not { } plan || !visit.IsTakenBy(tx.Actor.PersonId))
        {
            return RefusalCode.NotFound;
        }

        if (minutes is < 1 or > Most)
        {
            return HoursRefusal.MinutesUnclear;
        }

        if (visit.State != CareVisitState.Done || visit.DoneAt < tx.Now - Window)
        {
            return RefusalCode.WrongState;
        }

        if (tx.Run("UPDATE care_visit SET minutes = @minutes, row_version = row_version + 1 WHERE id = @visitId AND minutes IS NULL", new { visitId, minutes }) == 1)
        {
            tx.Audit("care_visit", visitId, "say_time");
            CareNotices.AskSecretaries(
                tx, plan, "care.notice.time", [("length", new Length(minutes))], new LabelledChoice("care.choice.agree_time", CareActions.AgreeVisitTime.On(visitId)));
        }

        return CareRows.FindVisit(tx, visitId)!;
    });

    /// <summary>The secretary's yes: it becomes hours.</summary>
    public static Outcome<CareVisit> Agree(Tx tx, long visitId) => tx.UseCase<CareVisit>(() =>
    {
        if (CareRows.FindVisit(tx, visitId) is not { } known || !Can.RunCare.Over(tx, known.OrgId))
        {
            return RefusalCode.NotFound;
        }

        // Persons before plans: whoever is erased meanwhile holds their own row and then asks for the plan.
        known.Takers.Order().ToList().ForEach(person => People.Persons.Lock(tx, person));
        CarePlanMachine.Table.Take(tx, known.PlanId);
        var visit = CareRows.FindVisit(tx, visitId)!;
        if (visit.TimeTaskId is not null)
        {
            return visit;
        }

        if (visit is not { Minutes: { } minutes, DoneAt: { } done })
        {
            return RefusalCode.WrongState;
        }

        // Of who was erased meanwhile nothing more is written down.
        var served = visit.Takers.Where(person => tx.Exists("SELECT COUNT(*) FROM person WHERE id = @person AND erased_at IS NULL", new { person })).ToList();
        if (served.Count == 0)
        {
            return RefusalCode.WrongState;
        }

        return ServedTasks.Record(tx, visit.OrgId, Draft(visit, done, minutes), served).Then(
            task =>
            {
                TaskSources.Mark(tx, task.Id, TaskSource.Care, visitId);
                tx.Run("UPDATE care_visit SET time_task_id = @taskId, row_version = row_version + 1 WHERE id = @visitId", new { visitId, taskId = task.Id });
                tx.Audit("care_visit", visitId, "agree_time");
                return CareRows.FindVisit(tx, visitId)!;
            });
    });

    private static TaskDraft Draft(CareVisit visit, DateTimeOffset done, long minutes) => new()
    {
        Title = Catalog.Say(Language.Chinese, visit.Way == CareWay.Call ? "care.task.call" : "care.task.visit"),
        Place = visit.OrgName,
        StartsAt = done.AddMinutes(-minutes),
        EndsAt = done,
        ContactName = visit.OrgName,
    };
}
