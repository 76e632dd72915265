using ChatGov.Claims;
using ChatGov.Data;
using ChatGov.Outbox;
using ChatGov.People;
using ChatGov.Texts;

namespace ChatGov.Tasks;

/// <summary>
/// Changes a published task. Nobody who has a place is dropped: they are told once what is new, and asked whether they still
/// come when the time is another. There can be more places, which go to those who wait; never fewer than are taken.
/// </summary>
public static class TaskAmendments
{
    /// <param name="draft">The task as it is to be from now on; what it asks of people stays as published, and the number to call where none is given.</param>
    public static Outcome<TaskView> Amend(Tx tx, long taskId, TaskDraft draft) => tx.UseCase<TaskView>(() =>
    {
        if (TaskRows.FindRun(tx, taskId) is null || TaskRows.Take(tx, taskId) is not { } task)
        {
            return RefusalCode.NotFound;
        }

        if (task.State is not (TaskState.Published or TaskState.Filled) || task.StartsAt <= tx.Now)
        {
            return TaskRefusal.TaskOver;
        }

        draft = draft.ContactPhone.Length == 0 ? draft with { ContactPhone = TaskSeals.NumberToCall(tx, taskId) } : draft;
        if (TaskPublishing.Refuse(draft, tx.Now) is { } refusal)
        {
            return refusal;
        }

        if (draft.Places < task.Taken)
        {
            return new Refusal(TaskRefusal.PlacesTaken, ("taken", task.Taken));
        }

        Write(tx, task, draft);
        if (SaysOtherwise(task, draft))
        {
            TellAll(tx, TaskRows.Find(tx, taskId)! with { StartsAt = draft.StartsAt!.Value, EndsAt = draft.EndsAt!.Value });
        }

        var moved = TaskPostponing.Postpone(tx, taskId, draft.StartsAt!.Value, draft.EndsAt!.Value);
        if (!moved.Ok)
        {
            return moved.Refusal!;
        }

        // Last: whoever is offered a new place reads the task as it is now.
        SetPlaces(tx, TaskRows.Find(tx, taskId)!, draft.Places!.Value);
        return TaskViews.Find(tx, taskId);
    });

    private static bool SaysOtherwise(VolunteerTask task, TaskDraft draft) =>
        task.Title != draft.Title.Trim() || task.Place != draft.Place.Trim() || task.Bring != draft.Bring.Trim() || task.Risk != draft.Risk.Trim();

    private static void Write(Tx tx, VolunteerTask task, TaskDraft draft)
    {
        tx.Run(
            """
            UPDATE task SET title = @title, place = @place, bring = @bring, risk = @risk, risk_level = @riskLevel, insurance_confirmed = @InsuranceConfirmed,
                contact_name_cipher = @contactName, contact_phone_cipher = @phone, row_version = row_version + 1
            WHERE id = @Id
            """,
            new
            {
                task.Id,
                title = draft.Title.Trim(),
                place = draft.Place.Trim(),
                bring = draft.Bring.Trim(),
                risk = draft.Risk.Trim(),
                riskLevel = draft.RiskLevel.ToString(),
                draft.InsuranceConfirmed,
                contactName = TaskSeals.ContactName.SealWords(tx.Vault, task.Id, draft.ContactName),
                phone = TaskSeals.ContactPhone.SealWords(tx.Vault, task.Id, Phone.Normalise(draft.ContactPhone)),
            });
        tx.Audit("task", task.Id, "amend");
    }

    private static void SetPlaces(Tx tx, VolunteerTask task, int places)
    {
        if (places == task.Places)
        {
            return;
        }

        tx.Run("UPDATE task SET places = @places WHERE id = @Id", new { task.Id, places });
        var free = places - task.Taken;
        while (free > 0 && PlaceOffers.OfferNext(tx, task))
        {
            tx.Run("UPDATE task SET taken = taken + 1 WHERE id = @Id", new { task.Id });
            free--;
        }

        if (free > 0 && task.State == TaskState.Filled)
        {
            TaskMachine.Table.MoveAsSystem(tx, task, TaskState.Published);
        }
        else if (free == 0 && task.State == TaskState.Published)
        {
            TaskMachine.Table.MoveAsSystem(tx, task, TaskState.Filled);
        }
    }

    private static void TellAll(Tx tx, VolunteerTask task)
    {
        foreach (var claim in ClaimRows.OpenOf(tx, task.Id))
        {
            tx.Send(
                claim.PersonId,
                OutboxKind.News,
                "task.notice.changed",
                [("title", task.Title), ("when", new Period(task.StartsAt, task.EndsAt)), ("place", task.Place), ("bring", task.Bring), ("risk", task.Risk)],
                new SendOptions { Of = News.TaskChanged, Urgent = TaskReminders.WouldComeTooLate(tx.Now, task.StartsAt), ExpiresAt = task.StartsAt });
        }
    }
}
