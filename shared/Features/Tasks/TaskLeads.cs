using ChatGov.Actions;
using ChatGov.Claims;
using ChatGov.Data;
using ChatGov.Outbox;
using ChatGov.People;
using ChatGov.Texts;

namespace ChatGov.Tasks;

/// <summary>
/// 带队: the organiser hands one task to somebody who comes. They are asked, and until they say yes nothing changes. Then
/// they see who comes, may say something to all, and do the roster; their own time is confirmed by somebody else. It ends
/// with the task, with their place in it, or when the organiser takes it back.
/// </summary>
public static class TaskLeads
{
    /// <summary>Whether a person holds the organiser's role for a task now.</summary>
    internal static bool Leads(Tx tx, VolunteerTask task, long? personId) =>
        personId is not null && task.LeadId == personId && LeadOf(tx, task) is not null;

    /// <summary>Who holds it now, if anybody does: still on the list, and agreeing that their data is used.</summary>
    internal static long? LeadOf(Tx tx, VolunteerTask task) => task.LeadId is { } leadId
        && task.State is TaskState.Published or TaskState.Filled or TaskState.InProgress or TaskState.AwaitingConfirm or TaskState.Done
        && tx.Exists($"SELECT COUNT(*) FROM task t WHERE t.id = @Id AND {IsLedBy("@leadId")}", new { task.Id, leadId }) ? leadId : null;

    /// <summary>Of a task t: that person was asked to lead it, is still on its list, and agrees that their data is used.</summary>
    internal static string IsLedBy(string person) =>
        $"""
        (t.lead_id = {person} AND EXISTS (
            SELECT 1 FROM claim c JOIN consent a ON a.person_id = c.person_id AND a.scope = 'Service' AND a.withdrawn_at IS NULL
            WHERE c.task_id = t.id AND c.person_id = {person} AND c.state NOT IN ({ClaimMachine.GivenUp})))
        """;

    /// <summary>Tasks the actor leads that are not over yet, the next first.</summary>
    public static List<VolunteerTask> LedByMe(Tx tx) => tx.All<VolunteerTask>(
        $"""
        SELECT {TaskRows.Columns}
        FROM task t JOIN org o ON o.id = t.org_id
        WHERE {IsLedBy("@PersonId")} AND t.state IN ({TaskMachine.Open})
        ORDER BY t.starts_at, t.id
        """,
        new { tx.Actor.PersonId });

    /// <summary>Tasks the actor was asked to lead and has not answered.</summary>
    public static List<VolunteerTask> AskedOfMe(Tx tx) => tx.All<VolunteerTask>(
        $"""
        SELECT {TaskRows.Columns}
        FROM task t JOIN org o ON o.id = t.org_id
        WHERE t.lead_asked_id = @PersonId AND t.state IN ({TaskMachine.Open})
        ORDER BY t.starts_at, t.id
        """,
        new { tx.Actor.PersonId });

    /// <summary>Asks one of those who come. Asking the same person again changes nothing; asking another takes the question back.</summary>
    public static Outcome<VolunteerTask> Ask(Tx tx, long taskId, long number) => tx.UseCase<VolunteerTask>(() =>
    {
        if (TaskRows.FindRun(tx, taskId) is null || TaskRows.Take(tx, taskId) is not { } task)
        {
            return RefusalCode.NotFound;
        }

        if (!IsOpen(task))
        {
            return TaskRefusal.TaskOver;
        }

        var claim = ClaimRows.OpenOf(tx, taskId).Find(each => each.Number == number && ClaimRows.HoldsPlace(each.State));
        if (claim is null)
        {
            return RefusalCode.NotFound;
        }

        if (task.LeadAskedId == claim.PersonId || task.LeadId == claim.PersonId)
        {
            return task;
        }

        Set(tx, taskId, task.LeadId, asked: claim.PersonId, "ask_to_lead");
        tx.Send(claim.PersonId, OutboxKind.Choice, "task.notice.ask_to_lead", [("title", task.Title), ("when", new Period(task.StartsAt, task.EndsAt))],
            new SendOptions
            {
                Urgent = TaskReminders.WouldComeTooLate(tx.Now, task.StartsAt),
                ExpiresAt = task.EndsAt,
                Choices = [Choice("task.choice.lead_yes", TaskActions.LeadYes, taskId), Choice("task.choice.lead_no", TaskActions.LeadNo, taskId)],
            });
        return task with { LeadAskedId = claim.PersonId };
    });

    /// <summary>我来带队. A second time gives the same answer.</summary>
    public static Outcome<VolunteerTask> Accept(Tx tx, long taskId) => tx.UseCase<VolunteerTask>(() =>
    {
        var personId = tx.Actor.RequiredPersonId;
        Persons.Lock(tx, personId);
        if (TaskRows.Take(tx, taskId) is not { } task)
        {
            return RefusalCode.NotFound;
        }

        if (Leads(tx, task, personId))
        {
            return task;
        }

        if (task.LeadAskedId != personId || !IsOpen(task)
            || ClaimRows.FindOf(tx, taskId, personId) is not { } claim || !ClaimRows.HoldsPlace(claim.State))
        {
            return TaskRefusal.NotAskedToLead;
        }

        if (LeadOf(tx, task) is { } before)
        {
            tx.Send(before, OutboxKind.Receipt, "task.notice.lead_taken_back", [("title", task.Title)]);
        }

        Set(tx, taskId, lead: personId, asked: null, "lead");
        TellStaff(tx, task, "task.notice.leads", ("number", claim.Number));
        return task with { LeadId = personId, LeadAskedId = null };
    });

    /// <summary>No reason is asked, and nothing is kept of it.</summary>
    public static Outcome<VolunteerTask> Decline(Tx tx, long taskId) => tx.UseCase<VolunteerTask>(() =>
    {
        if (TaskRows.Take(tx, taskId) is not { } task)
        {
            return RefusalCode.NotFound;
        }

        if (task.LeadAskedId == tx.Actor.RequiredPersonId)
        {
            Set(tx, taskId, task.LeadId, asked: null, "decline_to_lead");
            TellStaff(tx, task, "task.notice.leads_not");
        }

        return task;
    });

    /// <summary>收回: the organiser's role goes back, and a question that nobody answered is withdrawn.</summary>
    public static Outcome<VolunteerTask> TakeBack(Tx tx, long taskId) => tx.UseCase<VolunteerTask>(() =>
    {
        if (TaskRows.FindRun(tx, taskId) is null || TaskRows.Take(tx, taskId) is not { } task)
        {
            return RefusalCode.NotFound;
        }

        if (task.LeadId is null && task.LeadAskedId is null)
        {
            return task;
        }

        if (LeadOf(tx, task) is { } lead)
        {
            tx.Send(lead, OutboxKind.Receipt, "task.notice.lead_taken_back", [("title", task.Title)]);
        }

        Set(tx, taskId, lead: null, asked: null, "take_back_lead");
        return task with { LeadId = null, LeadAskedId = null };
    });

    /// <summary>Who gives up their place gives up the role; the organiser learns it. Part of a use case that has taken the task.</summary>
    internal static void EndWith(Tx tx, VolunteerTask task, long personId)
    {
        if (task.LeadAskedId == personId)
        {
            Set(tx, task.Id, task.LeadId, asked: null, "end_lead");
        }

        if (task.LeadId == personId)
        {
            Set(tx, task.Id, lead: null, task.LeadAskedId == personId ? null : task.LeadAskedId, "end_lead");
            TellStaff(tx, task, "task.notice.lead_left");
        }
    }

    /// <summary>Somebody leaves: what they lead or were asked to lead, and has begun, goes back to the organiser.</summary>
    internal static void EndAllOf(Tx tx, long personId)
    {
        foreach (var id in tx.All<long>($"SELECT id FROM task WHERE (lead_id = @personId OR lead_asked_id = @personId) AND state IN ({TaskMachine.NotOver}) ORDER BY id", new { personId }))
        {
            EndWith(tx, TaskRows.Take(tx, id)!, personId);
        }
    }

    private static bool IsOpen(VolunteerTask task) =>
        task.State is TaskState.Published or TaskState.Filled or TaskState.InProgress or TaskState.AwaitingConfirm;

    private static void Set(Tx tx, long taskId, long? lead, long? asked, string action)
    {
        tx.Run(
            "UPDATE task SET lead_id = @lead, lead_asked_id = @asked, row_version = row_version + 1 WHERE id = @taskId",
            new { taskId, lead, asked });
        tx.Audit("task", taskId, action);
    }

    private static void TellStaff(Tx tx, VolunteerTask task, string key, params (string Name, object Value)[] args)
    {
        foreach (var each in TaskRows.AnswerableFor(tx, task))
        {
            tx.Send(each, OutboxKind.Receipt, key, [("title", task.Title), .. args]);
        }
    }

    private static LabelledChoice Choice(string key, ActionName action, long id) =>
        new(key, action.On(id));
}
