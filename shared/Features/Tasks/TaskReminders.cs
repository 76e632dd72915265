using System.Globalization;
using ChatGov.Claims;
using ChatGov.Data;
using ChatGov.Deadlines;
using ChatGov.Outbox;
using ChatGov.Texts;

namespace ChatGov.Tasks;

public enum ReminderTime
{
    EveningBefore,
    TwoHoursBefore,

    /// <summary>Of the day itself, where two hours before would be in the night.</summary>
    AtSix,
}

/// <summary>
/// Reminders of a claimed task: the evening before at 18:30, and two hours before the start. The second is about a
/// task today that the person claimed, so it may come in the quiet hours (D5) — but nobody is woken before six: what
/// starts earlier than half past six has the evening's reminder alone. Whoever takes a place after a reminder's time
/// has just read it all and gets none.
/// </summary>
public static class TaskReminders
{
    public const string EveningBefore = "task.evening_before";
    public const string SameDay = "task.same_day";

    private static readonly TimeOnly Evening = new(18, 30);
    private static readonly TimeOnly Earliest = new(6, 0);
    private static readonly TimeSpan Before = TimeSpan.FromHours(2);
    private static readonly TimeSpan OfUse = TimeSpan.FromMinutes(30);

    public static DateTimeOffset EveningOf(DateTimeOffset startsAt) => Shanghai.At(Shanghai.Day(startsAt).AddDays(-1), Evening);

    /// <returns>Null when the task starts too early in the morning for it.</returns>
    public static DateTimeOffset? ShortlyBefore(DateTimeOffset startsAt)
    {
        var earliest = Shanghai.At(Shanghai.Day(startsAt), Earliest);
        var at = startsAt - Before;
        at = at < earliest ? earliest : at;
        return startsAt - at >= OfUse ? at : null;
    }

    /// <summary>The reminders that somebody who takes a place now will get: those still ahead that they did not switch off.</summary>
    public static IReadOnlyList<ReminderTime> Ahead(Tx tx, long personId, DateTimeOffset startsAt)
    {
        var off = NewsSwitches.Off(tx, personId);
        var ahead = new List<ReminderTime>();
        if (EveningOf(startsAt) > tx.Now && !off.Contains(News.EveningBefore))
        {
            ahead.Add(ReminderTime.EveningBefore);
        }

        if (ShortlyBefore(startsAt) is { } shortly && shortly > tx.Now && !off.Contains(News.TwoHoursBefore))
        {
            ahead.Add(startsAt - shortly == Before ? ReminderTime.TwoHoursBefore : ReminderTime.AtSix);
        }

        return ahead;
    }

    /// <summary>What happened to a claimed task would reach people only when they are already on their way.</summary>
    internal static bool WouldComeTooLate(DateTimeOffset now, DateTimeOffset startsAt) =>
        QuietHours.NextOpen(now) > startsAt - Before;

    internal static void RemindEvening(Tx tx, long taskId)
    {
        if (TaskRows.Find(tx, taskId) is not { } task)
        {
            return;
        }

        // Run late, in the night or on the day itself, it would only double the other one.
        var isLate = QuietHours.Covers(tx.Now) || Shanghai.Day(tx.Now) == Shanghai.Day(task.StartsAt);
        if (!isLate || ShortlyBefore(task.StartsAt) is not { } shortly || shortly <= tx.Now)
        {
            Remind(tx, task, "task.notice.tomorrow", News.EveningBefore, urgent: isLate);
        }
    }

    internal static void RemindShortly(Tx tx, long taskId)
    {
        if (TaskRows.Find(tx, taskId) is { } task)
        {
            Remind(tx, task, "task.notice.soon", News.TwoHoursBefore, urgent: true);
        }
    }

    private static void Remind(Tx tx, VolunteerTask task, string key, News occasion, bool urgent)
    {
        if (task.State is not (TaskState.Published or TaskState.Filled) || task.StartsAt <= tx.Now)
        {
            return;
        }

        foreach (var claim in ClaimRows.OpenOf(tx, task.Id).Where(claim => claim.State == ClaimState.Confirmed))
        {
            tx.Send(claim.PersonId, OutboxKind.Reminder, key,
                [("title", task.Title), ("when", new Period(task.StartsAt, task.EndsAt)), ("place", task.Place)],
                new SendOptions
                {
                    Of = occasion,
                    Urgent = urgent,
                    ExpiresAt = task.StartsAt,
                    DedupeKey = string.Create(CultureInfo.InvariantCulture, $"remind/{occasion}/{claim.Id}/{task.StartsAt.ToUnixTimeSeconds()}"),
                    Choices = [new LabelledChoice("task.choice.withdraw", ClaimActions.Withdraw.On(claim.Id))],
                });
        }
    }
}
