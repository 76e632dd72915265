using ChatGov.Data;
using ChatGov.Machines;
using ChatGov.Organisations;
using ChatGov.People;
using ChatGov.Rights;

namespace ChatGov.Tasks;

/// <summary>发任务: a secretary publishes a concrete task for a community.</summary>
public static class TaskPublishing
{
    public const int MostWeeks = 12;

    public static Outcome<VolunteerTask> Publish(Tx tx, long orgId, TaskDraft draft) => tx.UseCase<VolunteerTask>(() =>
    {
        if (!OrgTree.IsCommunity(tx, orgId))
        {
            return RefusalCode.NotFound;
        }

        if (Can.RunCommunity.Against(tx, orgId) is { } no)
        {
            return no;
        }

        if (Refuse(draft, tx.Now) is { } refusal)
        {
            return refusal;
        }

        return Write(tx, orgId, draft);
    });

    /// <summary>
    /// The same task every week at the same time: so many tasks, each claimed, moved and cancelled on its own. All or
    /// none are published.
    /// </summary>
    public static Outcome<List<VolunteerTask>> PublishWeekly(Tx tx, long orgId, TaskDraft draft, int weeks) =>
        tx.UseCase<List<VolunteerTask>>(() =>
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(weeks, 1);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(weeks, MostWeeks);
            var tasks = new List<VolunteerTask>();
            foreach (var week in Enumerable.Range(0, weeks))
            {
                var published = Publish(tx, orgId, draft with { StartsAt = draft.StartsAt?.AddDays(7 * week), EndsAt = draft.EndsAt?.AddDays(7 * week) });
                if (!published.Ok)
                {
                    return published.Refusal!;
                }

                tasks.Add(published.Value);
            }

            if (weeks > 1)
            {
                tasks.ForEach(task => tx.Run("UPDATE task SET series_id = @first WHERE id = @Id", new { first = tasks[0].Id, task.Id }));
            }

            return tasks;
        });

    /// <summary>撤销: as long as nobody claimed it, nor did anything else with it. Of a weekly task all go, or none.</summary>
    public static Outcome<VolunteerTask> TakeBack(Tx tx, long taskId) => tx.UseCase<VolunteerTask>(() =>
    {
        foreach (var id in TaskSeries.IdsWith(tx, taskId))
        {
            if (TaskMachine.Table.Act(tx, id, TaskState.Withdrawn, task => Withdraw(tx, task)).Refusal is { } refusal)
            {
                return refusal.Code == RefusalCode.WrongState ? TakenBackTooLate(tx, id) : refusal;
            }
        }

        return TaskRows.FindRun(tx, taskId) is { } task ? task : RefusalCode.NotFound;
    });

    private static RefusalCode TakenBackTooLate(Tx tx, long id) => Claims.ClaimRows.IsAny(tx, id) ? TaskRefusal.TaskClaimed : RefusalCode.ActedOnSince;

    // The row is taken: whoever claims at the same moment waits, and finds it gone; or was first, and is found here.
    private static Refusal? Withdraw(Tx tx, VolunteerTask task)
    {
        if (Claims.ClaimRows.IsAny(tx, task.Id))
        {
            return new Refusal(TaskRefusal.TaskClaimed);
        }

        if (TakingBack.Against(tx, TaskMachine.Table.Entity, task.Id, "publish") is { } code)
        {
            return new Refusal(code);
        }

        TaskMachine.Table.Move(tx, task, TaskState.Withdrawn);
        TaskSources.Over(tx, task.Id, attended: 0);
        return null;
    }

    internal static Refusal? Refuse(TaskDraft draft, DateTimeOffset now)
    {
        var missing = draft.Missing();
        if (missing.Count > 0)
        {
            return new Refusal(TaskRefusal.TaskVague, ("missing", new TaskParts(missing)));
        }

        if (draft.StartsAt <= now)
        {
            return new Refusal(TaskRefusal.TaskInThePast);
        }

        if (draft.HasTooLongText())
        {
            return new Refusal(TaskRefusal.TaskTextTooLong, ("limit", TaskDraft.LongestText));
        }

        return draft.RefusePersonalData();
    }

    /// <summary>The row of a published task.</summary>
    internal static VolunteerTask Write(Tx tx, long orgId, TaskDraft draft)
    {
        var task = TaskMachine.Table.Begin(tx, Insert(tx, orgId, draft));
        TaskMachine.Table.Move(tx, task, TaskState.Published);
        return task with { State = TaskState.Published };
    }

    private static long Insert(Tx tx, long orgId, TaskDraft draft)
    {
        var id = tx.NextId("task");
        tx.Run(InsertTask, Values(tx, id, orgId, draft));
        return id;
    }

    private const string InsertTask =
        """
        INSERT INTO task (id, org_id, title, place, bring, risk, risk_level, insurance_confirmed, contact_name_cipher, contact_phone_cipher,
                          skill, two_people, pending_claims, needs_clearance, credential, starts_at, ends_at, places, organiser_id, state,
                          published_at, created_at, kind)
        VALUES (@id, @orgId, @title, @place, @bring, @risk, @riskLevel, @InsuranceConfirmed, @contactName, @phone,
                @skill, @TwoPeople, @pendingClaims, @NeedsClearance, @credential, @StartsAt, @EndsAt, @Places, @organiser, @state,
                @Now, @Now, @kind)
        """;

    private static object Values(Tx tx, long id, long orgId, TaskDraft draft) => new
    {
        id,
        orgId,
        title = draft.Title.Trim(),
        place = draft.Place.Trim(),
        bring = draft.Bring.Trim(),
        risk = draft.Risk.Trim(),
        riskLevel = draft.RiskLevel.ToString(),
        draft.InsuranceConfirmed,
        contactName = TaskSeals.ContactName.SealWords(tx.Vault, id, draft.ContactName),
        phone = TaskSeals.ContactPhone.SealWords(tx.Vault, id, Phone.Normalise(draft.ContactPhone)),
        skill = draft.Skill?.ToString(),
        draft.TwoPeople,
        pendingClaims = draft.NeedsYes,
        draft.NeedsClearance,
        credential = draft.Credential?.ToString(),
        draft.StartsAt,
        draft.EndsAt,
        draft.Places,
        organiser = tx.Actor.RequiredPersonId,
        state = nameof(TaskState.Draft),
        tx.Now,
        kind = Matching.TaskKinds.Of(draft.Skill ?? draft.Credential, draft.Title).ToString(),
    };
}

/// <summary>The parts a draft lacks, shown in the reader's language.</summary>
public sealed record TaskParts(IReadOnlyList<TaskPart> Parts) : Texts.IShown
{
    public string Show(string language) => string.Join(
        language == Texts.Language.Chinese ? "、" : ", ",
        Parts.Select(part => Texts.Catalog.Name(language, part)));
}
