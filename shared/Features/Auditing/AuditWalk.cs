using ChatGov.Data;
using ChatGov.Paging;

namespace ChatGov.Auditing;

/// <summary>
/// Which changes are looked at for one page, by their numbers, which are in the order of time. A change does not say to which place it
/// belongs, and an index of places, of who did it or of when would cost with every message. So a page looks at a bounded part, wherever it
/// begins, and says where the next one goes on, whether it is full or not.
/// </summary>
/// <param name="Before">The first number that is not looked at any more, at the end of what is later.</param>
/// <param name="From">The earliest that is looked at.</param>
/// <param name="HasEarlier">Something that may have been asked for is earlier still.</param>
internal sealed record AuditWalk(long Before, long From, bool HasEarlier)
{
    // No transaction takes as long, and no clock is put back as far: numbers may be that much out of the order of time.
    private static readonly TimeSpan Disorder = TimeSpan.FromHours(1);

    private const string FirstSince =
        """
        WITH RECURSIVE half (low, high) AS (
            SELECT (SELECT COALESCE(MIN(id), 0) FROM audit), (SELECT COALESCE(MAX(id), 0) + 1 FROM audit)
            UNION ALL
            SELECT CASE WHEN (SELECT a.at FROM audit a WHERE a.id >= (low + high) / 2 ORDER BY a.id LIMIT 1) < @at THEN (low + high) / 2 + 1 ELSE low END,
                   CASE WHEN (SELECT a.at FROM audit a WHERE a.id >= (low + high) / 2 ORDER BY a.id LIMIT 1) < @at THEN high ELSE (low + high) / 2 END
            FROM half WHERE low < high)
        SELECT MAX(low) FROM half
        """;

    public static AuditWalk Of(Tx tx, AuditFilter filter, PageRequest page)
    {
        var (least, last) = (tx.First<long>("SELECT COALESCE(MIN(id), 0) FROM audit"), tx.First<long>("SELECT COALESCE(MAX(id), 0) FROM audit"));
        var before = Math.Min(page.After == 0 ? last + 1 : page.After, filter.Until is { } until ? Since(tx, until, Disorder) : long.MaxValue);
        var earliest = filter.From is { } from ? Since(tx, from, -Disorder) : least;
        var looked = IsOfOne(filter) ? earliest : Math.Max(earliest, before - AuditSearch.LookedAt);
        return new AuditWalk(before, looked, looked > earliest);
    }

    // All that happened to one thing stands together in an index.
    private static bool IsOfOne(AuditFilter filter) => filter is { Entity.Length: > 0, EntityId: not (null or 0) };

    // In milliseconds: a reader may ask from the first day that there is.
    private static long Since(Tx tx, DateTimeOffset asked, TimeSpan beside) => tx.First<long>(FirstSince, new { at = asked.ToUnixTimeMilliseconds() + (long)beside.TotalMilliseconds });
}
