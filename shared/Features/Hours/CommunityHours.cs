using System.Globalization;
using ChatGov.Data;
using ChatGov.Rights;

namespace ChatGov.Hours;

/// <param name="Minutes">What was taken back counts no more.</param>
/// <param name="People">How many served, each once: nobody's own hours are told.</param>
public sealed record CommunityHours(long Minutes, long People)
{
    /// <summary>What was served for a community since a day.</summary>
    public static CommunityHours Since(Tx tx, long orgId, DateOnly from) => tx.First<Counted>(
        $"""
        SELECT COALESCE(SUM(e.minutes), 0) AS minutes, COUNT(CASE WHEN e.minutes > 0 THEN 1 END) AS people
        FROM (SELECT s.person_id, SUM(s.minutes) AS minutes
              FROM task t JOIN claim c ON c.task_id = t.id JOIN service_record s ON s.claim_id = c.id
              WHERE t.org_id = @orgId AND s.day >= @day AND {Can.RunCommunity.On("t.org_id")}
              GROUP BY s.person_id) e
        """,
        new { orgId, day = from.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) }) is { } counted ? new CommunityHours(counted.Minutes, counted.People) : new CommunityHours(0, 0);

    private sealed record Counted
    {
        public long Minutes { get; init; }

        public long People { get; init; }
    }
}
