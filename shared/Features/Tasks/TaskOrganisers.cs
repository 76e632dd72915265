using ChatGov.Claims;
using ChatGov.Data;
using ChatGov.Hours;
using ChatGov.Outbox;
using ChatGov.People;
using ChatGov.Rights;
using ChatGov.Texts;

namespace ChatGov.Tasks;

/// <summary>Who comes to a task: the list, and how many wait for a place.</summary>
public sealed record Attendance(TaskRoster Roster, long Waiting)
{
    /// <summary>Who has not said yet whether they still come after a change of time.</summary>
    public IReadOnlyList<RosterLine> Unanswered => [.. Roster.Lines.Where(line => line.IsUnanswered)];

    /// <summary>Whether names may be named now.</summary>
    public required bool NamesAreOpen { get; init; }

    /// <summary>The reader runs the community; otherwise they lead this task.</summary>
    public required bool IsRunByMe { get; init; }

    /// <summary>Who of those who come leads the task.</summary>
    public RosterLine? Lead { get; init; }

    /// <summary>Who was asked to and has not answered.</summary>
    public RosterLine? AskedToLead { get; init; }
}

public sealed record Colleague
{
    public long PersonId { get; init; }

    /// <summary>The colleague's name.</summary>
    public string Name { get; init; } = "";
}

/// <summary>The organiser's everyday: who comes, a word to all of them, and handing the task to a colleague.</summary>
public static class TaskOrganisers
{
    public const int LongestMessage = 200;
    private const int MessagesADay = 3;

    /// <summary>Names and phones are there from a day before to a day after; the numbers always.</summary>
    public static Outcome<Attendance> WhoComes(Tx tx, long taskId) => TaskRosters.Roster(tx, taskId).Match<Outcome<Attendance>>(
        roster =>
        {
            var claims = ClaimRows.OpenOf(tx, taskId);
            RosterLine? LineOf(long? personId) => claims.Find(claim => claim.PersonId == personId) is { } claim
                ? roster.Lines.FirstOrDefault(line => line.Number == claim.Number)
                : null;
            return new Attendance(roster, claims.Count(claim => claim.State is ClaimState.Waitlisted or ClaimState.Pending))
            {
                NamesAreOpen = ContactWindow.IsOpen(roster.Task, tx.Now),
                IsRunByMe = TaskRows.FindRun(tx, taskId) is not null,
                Lead = LineOf(TaskLeads.LeadOf(tx, roster.Task)),
                AskedToLead = LineOf(roster.Task.LeadAskedId),
            };
        },
        refusal => refusal);

    /// <summary>Those with a place whom the organiser can ask to lead; by name only near the day.</summary>
    public static List<RosterLine> CanLead(Tx tx, long taskId) => TaskRows.FindRun(tx, taskId) is not { } task ? [] : TaskRosters.Lines(tx, task)
        .FindAll(line => ClaimRows.HoldsPlace(line.State));

    /// <summary>
    /// Says something to all who come. It rests in the quiet hours unless it would come too late; phones and ID numbers
    /// have no place in it, and three a day are enough.
    /// </summary>
    /// <returns>How many it goes to.</returns>
    public static Outcome<int> Tell(Tx tx, long taskId, string text) => tx.UseCase<int>(() =>
    {
        if (TaskRows.FindOrganised(tx, taskId) is null || TaskRows.Take(tx, taskId) is not { } task)
        {
            return RefusalCode.NotFound;
        }

        if (task.State is not (TaskState.Published or TaskState.Filled or TaskState.InProgress))
        {
            return TaskRefusal.TaskOver;
        }

        if (text.Trim().Letters() is 0 or > LongestMessage)
        {
            return new Refusal(TaskRefusal.TaskTextTooLong, ("limit", LongestMessage));
        }

        if (WordsForOthers.Refuse(text) is { } refusal)
        {
            return refusal;
        }

        if (tx.Count("SELECT COUNT(*) FROM audit WHERE entity = 'task' AND entity_id = @taskId AND action = 'tell' AND at > @since",
            new { taskId, since = tx.Now.AddDays(-1) }) >= MessagesADay)
        {
            return new Refusal(TaskRefusal.ToldEnough, ("count", MessagesADay));
        }

        var coming = ClaimRows.OpenOf(tx, taskId).FindAll(claim => ClaimRows.HoldsPlace(claim.State));
        foreach (var claim in coming)
        {
            tx.Send(claim.PersonId, OutboxKind.News, "task.notice.word", [("title", task.Title), ("when", task.StartsAt), ("text", text.Trim())],
                new SendOptions { Urgent = TaskReminders.WouldComeTooLate(tx.Now, task.StartsAt), ExpiresAt = task.EndsAt });
        }

        tx.Audit("task", taskId, "tell");
        return coming.Count;
    });

    /// <summary>Who of the community could take the task over: its other secretaries and deputies who do not take part.</summary>
    public static List<Colleague> Colleagues(Tx tx, long taskId) => TaskRows.FindRun(tx, taskId) is not { } task ? []
        : tx.All<Colleague>($"{ColleagueSql} ORDER BY p.name, p.id LIMIT 9", new { task.OrgId, task.OrganiserId, taskId });

    private static readonly string ColleagueSql =
        $"""
        SELECT p.id AS person_id, p.name FROM person p
        WHERE p.id IN ({Can.RunOwnCommunity.HoldersOf("@OrgId")})
          AND p.id <> @OrganiserId AND NOT EXISTS (
              SELECT 1 FROM claim c WHERE c.task_id = @taskId AND c.person_id = p.id AND c.state NOT IN ({ClaimMachine.GivenUp}))
        """;

    /// <summary>Asks a colleague to take the task over; nothing changes until they say yes.</summary>
    public static Outcome<VolunteerTask> AskToTakeOver(Tx tx, long taskId, long colleagueId) => tx.UseCase<VolunteerTask>(() =>
    {
        if (TaskRows.FindRun(tx, taskId) is not { } task
            || tx.First<Colleague>($"{ColleagueSql} AND p.id = @colleagueId", new { task.OrgId, task.OrganiserId, taskId, colleagueId }) is null)
        {
            return RefusalCode.NotFound;
        }

        tx.Audit("task", taskId, "ask_to_take_over");
        tx.Send(colleagueId, OutboxKind.Choice, "task.notice.take_over", [("title", task.Title), ("when", new Period(task.StartsAt, task.EndsAt))],
            new SendOptions
            {
                ExpiresAt = task.EndsAt,
                Choices = [new LabelledChoice("task.choice.take_over", TaskActions.TakeOver.On(taskId))],
            });
        return task;
    });

    /// <summary>我来负责: from now on this colleague is asked about the task, and confirms its roster.</summary>
    public static Outcome<VolunteerTask> TakeOver(Tx tx, long taskId) => tx.UseCase<VolunteerTask>(() =>
    {
        var personId = tx.Actor.RequiredPersonId;
        if (TaskRows.FindRun(tx, taskId) is null || TaskRows.Take(tx, taskId) is not { } task)
        {
            return RefusalCode.NotFound;
        }

        if (task.OrganiserId == personId)
        {
            return task;
        }

        if (task.State is not (TaskState.Published or TaskState.Filled or TaskState.InProgress or TaskState.AwaitingConfirm))
        {
            return TaskRefusal.TaskOver;
        }

        if (ClaimRows.FindOf(tx, taskId, personId) is not null)
        {
            return ClaimRefusal.OrganiserOwnTask;
        }

        tx.Run("UPDATE task SET organiser_id = @personId, row_version = row_version + 1 WHERE id = @taskId", new { taskId, personId });
        tx.Audit("task", taskId, "take_over");
        tx.Send(task.OrganiserId, OutboxKind.Receipt, "task.notice.taken_over", [("title", task.Title)]);
        return task with { OrganiserId = personId };
    });
}
