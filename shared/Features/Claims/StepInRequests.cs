using ChatGov.Data;
using ChatGov.Deadlines;
using ChatGov.Outbox;
using ChatGov.People;
using ChatGov.Registrations;
using ChatGov.Tasks;
using ChatGov.Texts;

namespace ChatGov.Claims;

/// <summary>
/// 急缺人: somebody gave a place back with less than a day to go. The organiser is told, and a few members of the
/// community are asked whether they can step in: those with a declared free time then first, nobody twice in seven
/// days, nobody who paused, muted or switched this off, and never in the quiet hours.
/// </summary>
internal static class StepInRequests
{
    private const int MostAsked = 5;
    private static readonly TimeSpan Rest = TimeSpan.FromDays(7);

    public static void Ask(Tx tx, VolunteerTask task)
    {
        foreach (var organiser in TaskRows.AnswerableFor(tx, task))
        {
            tx.Send(organiser, OutboxKind.News, "task.notice.place_freed", [("title", task.Title), ("when", task.StartsAt)],
                new SendOptions { Urgent = TaskReminders.WouldComeTooLate(tx.Now, task.StartsAt) });
        }

        if (QuietHours.NextOpen(tx.Now) < task.StartsAt)
        {
            foreach (var member in Candidates(tx, task))
            {
                Ask(tx, task, member);
            }
        }
    }

    /// <summary>我的数据: how often they were asked.</summary>
    public static Phrase? ToAsked(Tx tx, long personId) =>
        tx.Count("SELECT COUNT(*) FROM step_in_request WHERE person_id = @personId", new { personId }) is > 0 and var count ? new Phrase("my_data.step_in", ("count", count)) : null;

    public static void Forget(Tx tx, long personId) => tx.Run("DELETE FROM step_in_request WHERE person_id = @personId", new { personId });

    private static void Ask(Tx tx, VolunteerTask task, long personId)
    {
        tx.Run(
            "INSERT INTO step_in_request (task_id, person_id, asked_at) VALUES (@taskId, @personId, @Now) ON CONFLICT (task_id, person_id) DO NOTHING",
            new { taskId = task.Id, personId, tx.Now });
        tx.Send(personId, OutboxKind.Broadcast, "task.notice.step_in",
            [("title", task.Title), ("when", new Period(task.StartsAt, task.EndsAt)), ("place", task.Place)],
            new SendOptions
            {
                Of = News.PlaceFreed,
                ExpiresAt = task.StartsAt,
                Choices =
                [
                    new LabelledChoice("task.choice.step_in", ClaimActions.Claim.On(task.Id)),
                    new LabelledChoice("task.choice.fewer", PersonActions.Mute.Name),
                ],
            });
    }

    private static List<long> Candidates(Tx tx, VolunteerTask task)
    {
        var local = Shanghai.Local(task.StartsAt);
        return tx.All<long>(
            $"""
            SELECT p.id FROM person p
            LEFT JOIN person_free_time f ON f.person_id = p.id AND f.weekday = @weekday AND f.day_part = @part
            WHERE p.erased_at IS NULL AND NOT p.muted AND (p.paused_until IS NULL OR p.paused_until <= @Now) AND p.id <> @OrganiserId
              AND p.id IN (SELECT r.person_id FROM registration r WHERE r.org_id = @OrgId
                           AND r.state IN ({RegistrationMachine.Open}) AND r.state IN ({RegistrationMachine.Serving}))
              AND NOT EXISTS (SELECT 1 FROM claim c WHERE c.person_id = p.id AND c.task_id = @Id)
              AND NOT EXISTS (SELECT 1 FROM step_in_request s WHERE s.person_id = p.id AND (s.asked_at > @rested OR s.task_id = @Id))
              AND {Eligibility.OpenCount("p.id")} < {Eligibility.MostOpen}
              AND NOT EXISTS (SELECT 1 FROM claim c JOIN task other ON other.id = c.task_id
                              WHERE c.person_id = p.id AND c.state IN ({ClaimMachine.Upcoming})
                                AND other.starts_at < @EndsAt + @grace AND @StartsAt < other.ends_at + @grace)
              AND NOT EXISTS (SELECT 1 FROM news_off n WHERE n.person_id = p.id AND n.kind = 'PlaceFreed')
            ORDER BY CASE WHEN f.person_id IS NULL THEN 1 ELSE 0 END, p.id
            LIMIT {MostAsked}
            """,
            new
            {
                task.Id,
                task.OrgId,
                task.OrganiserId,
                task.StartsAt,
                task.EndsAt,
                tx.Now,
                rested = tx.Now - Rest,
                grace = (long)Eligibility.Grace.TotalMilliseconds,
                weekday = local.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)local.DayOfWeek,
                part = (local.Hour < 12 ? People.DayPart.Morning : local.Hour < 18 ? People.DayPart.Afternoon : People.DayPart.Evening).ToString(),
            });
    }
}
