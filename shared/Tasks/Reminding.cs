using ChatGov.Data;
using ChatGov.Deadlines;
using ChatGov.Outbox;
using ChatGov.Texts;

namespace ChatGov.Tasks;

/// <summary>
/// Reminders of a claimed task: the evening before at 18:30, and two hours before. The second one may fall into the
/// quiet hours: it is about a task today that the person claimed (D5). A reminder whose time has passed when the
/// place is taken is not caught up: the person has just read it all.
/// </summary>
public static class Reminding
{
    public const string EveningBefore = "claim.evening_before";
    public const string TwoHoursBefore = "claim.two_hours_before";

    private static readonly TimeOnly Evening = new(18, 30);
    private static readonly TimeSpan ShortBefore = TimeSpan.FromHours(2);

    internal static void Plan(Tx tx, long claimId, DateTimeOffset startsAt)
    {
        var evening = Shanghai.At(Shanghai.Day(startsAt).AddDays(-1), Evening);
        if (evening > tx.Now)
        {
            Timers.Set(tx, EveningBefore, claimId, evening);
        }

        if (startsAt - ShortBefore > tx.Now)
        {
            Timers.Set(tx, TwoHoursBefore, claimId, startsAt - ShortBefore);
        }
    }

    internal static void Drop(Tx tx, long claimId)
    {
        Timers.Cancel(tx, EveningBefore, claimId);
        Timers.Cancel(tx, TwoHoursBefore, claimId);
    }

    internal static void RemindEvening(Tx tx, long claimId) => Remind(tx, claimId, "task.notice.tomorrow", "evening", urgent: false);

    internal static void RemindShortly(Tx tx, long claimId) => Remind(tx, claimId, "task.notice.soon", "soon", urgent: true);

    private static void Remind(Tx tx, long claimId, string key, string occasion, bool urgent)
    {
        if (ClaimRows.Find(tx, claimId) is not { State: ClaimState.Confirmed } claim || claim.StartsAt <= tx.Now)
        {
            return;
        }

        tx.Send(claim.PersonId, OutboxKind.Reminder, key,
            [("title", claim.Title), ("when", new Period(claim.StartsAt, claim.EndsAt)), ("place", claim.Place)],
            new SendOptions
            {
                Urgent = urgent,
                ExpiresAt = claim.StartsAt,
                DedupeKey = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"remind/{occasion}/{claimId}"),
                Choices = [new LabelledChoice("task.choice.withdraw", string.Create(System.Globalization.CultureInfo.InvariantCulture, $"withdraw:{claimId}"))],
            });
    }
}
