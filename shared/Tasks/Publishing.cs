using ChatGov.Data;
using ChatGov.Organisations;
using ChatGov.Outbox;
using ChatGov.People;

namespace ChatGov.Tasks;

/// <summary>发任务: a secretary publishes a concrete task for a community.</summary>
public static class Publishing
{
    public static Outcome<VolunteerTask> Publish(Tx tx, long orgId, TaskDraft draft) => tx.UseCase<VolunteerTask>(() =>
    {
        if (!OrgTree.IsCommunity(tx, orgId) || !Scope.RunsCommunity(tx, orgId))
        {
            return RefusalCode.NotFound;
        }

        if (Refuse(draft, tx.Now) is { } refusal)
        {
            return refusal;
        }

        var id = Insert(tx, orgId, draft);
        tx.Audit("task", id, "draft", to: nameof(TaskState.Draft));
        TaskRows.Move(tx, id, TaskState.Draft, TaskState.Published, Who.Secretary, "publish");
        TaskTimers.Arm(tx, id, draft.StartsAt!.Value, draft.EndsAt!.Value);
        return TaskRows.Find(tx, id)!;
    });

    /// <summary>Cancels with a reason; all who claimed are told at once, whatever the hour when it is today.</summary>
    public static Outcome<VolunteerTask> Cancel(Tx tx, long taskId, string reason) => tx.UseCase<VolunteerTask>(() =>
    {
        if (TaskRows.FindRun(tx, taskId) is not { } task)
        {
            return RefusalCode.NotFound;
        }

        if (string.IsNullOrWhiteSpace(reason))
        {
            return new Refusal(RefusalCode.ReasonMissing, ("limit", TaskDraft.LongestText));
        }

        if (!TaskMachine.Table.Allows(task.State, TaskState.Cancelled, Who.Secretary)
            || !TaskRows.Move(tx, taskId, task.State, TaskState.Cancelled, Who.Secretary, "cancel", reason.Trim()))
        {
            return RefusalCode.WrongState;
        }

        foreach (var claim in ClaimRows.OpenOf(tx, taskId))
        {
            ClaimRows.Move(tx, claim.Id, claim.State, ClaimState.Released, Who.System, "release");
            tx.Send(claim.PersonId, OutboxKind.News, "task.notice.cancelled", [("title", task.Title), ("reason", reason.Trim())],
                new SendOptions { Urgent = Deadlines.Shanghai.Day(task.StartsAt) == Deadlines.Shanghai.Day(tx.Now) });
        }

        tx.Run("UPDATE task SET taken = 0 WHERE id = @taskId", new { taskId });
        TaskTimers.CancelAll(tx, taskId);
        return TaskRows.Find(tx, taskId)!;
    });

    private static Refusal? Refuse(TaskDraft draft, DateTimeOffset now)
    {
        var missing = draft.Missing();
        if (missing.Count > 0)
        {
            return new Refusal(RefusalCode.TaskVague, ("missing", new TaskParts(missing)));
        }

        if (draft.StartsAt <= now)
        {
            return new Refusal(RefusalCode.TaskInThePast);
        }

        return draft.HasPersonalData() ? new Refusal(RefusalCode.PersonalDataInText) : null;
    }

    private static long Insert(Tx tx, long orgId, TaskDraft draft) => tx.Insert(
        """
        INSERT INTO task (org_id, title, place, bring, risk, risk_level, contact_name, contact_phone_cipher, contact_phone_key_id, skill,
                          two_people, starts_at, ends_at, places, organiser_id, state, published_at, created_at)
        VALUES (@orgId, @Title, @Place, @Bring, @Risk, @riskLevel, @ContactName, @phone, @CurrentKeyId, @skill,
                @TwoPeople, @StartsAt, @EndsAt, @Places, @organiser, 'Draft', @Now, @Now)
        RETURNING id
        """,
        new
        {
            orgId,
            draft.Title,
            draft.Place,
            draft.Bring,
            draft.Risk,
            riskLevel = draft.RiskLevel.ToString(),
            draft.ContactName,
            phone = tx.Vault.SealText(Phone.Normalise(draft.ContactPhone)),
            tx.Vault.CurrentKeyId,
            skill = draft.Skill?.ToString(),
            draft.TwoPeople,
            draft.StartsAt,
            draft.EndsAt,
            draft.Places,
            organiser = tx.Actor.RequiredPersonId,
            tx.Now,
        });
}

/// <summary>The parts a draft lacks, shown in the reader's language.</summary>
public sealed record TaskParts(IReadOnlyList<TaskPart> Parts) : Texts.IShown
{
    public string Show(string language) => string.Join(
        language == Texts.Language.Chinese ? "、" : ", ",
        Parts.Select(part => Texts.Catalog.Name(language, part)));
}
