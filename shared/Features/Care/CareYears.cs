using ChatGov.Data;
using ChatGov.Rights;

namespace ChatGov.Care;

/// <summary>The visits of one tier in one year: how many fell due, and what became of them.</summary>
public sealed record CareYearLine
{
    public CareTier Tier { get; init; }

    /// <summary>How many visits fell due.</summary>
    public long Due { get; init; }

    /// <summary>How many were made.</summary>
    public long Done { get; init; }

    /// <summary>Of those done, how many did not meet the person.</summary>
    public long NotSeen { get; init; }

    /// <summary>How many were missed.</summary>
    public long Missed { get; init; }

    /// <summary>Of those missed, how many have a reason.</summary>
    public long Explained { get; init; }

    /// <summary>How many may still be made.</summary>
    public long Open { get; init; }
}

/// <summary>The care of a community on its year page: counts, for its own secretary alone.</summary>
internal static class CareYears
{
    public static List<CareYearLine> Of(Tx tx, long orgId, DateTimeOffset first, DateTimeOffset end) => !Can.RunCare.Over(tx, orgId) ? [] : tx.All<CareYearLine>(
        $"""
        SELECT p.tier, COUNT(*) AS due,
               SUM(CASE WHEN v.state = {CareVisitMachine.Done} THEN 1 ELSE 0 END) AS done,
               SUM(CASE WHEN v.outcome = '{nameof(CareOutcome.NotSeen)}' THEN 1 ELSE 0 END) AS not_seen,
               SUM(CASE WHEN v.state = {CareVisitMachine.Missed} THEN 1 ELSE 0 END) AS missed,
               SUM(CASE WHEN v.state = {CareVisitMachine.Missed} AND v.explained_cipher IS NOT NULL THEN 1 ELSE 0 END) AS explained,
               SUM(CASE WHEN v.state IN ({CareVisitMachine.Open}) THEN 1 ELSE 0 END) AS open
        FROM care_visit v JOIN care_plan p ON p.id = v.plan_id
        WHERE p.org_id = @orgId AND v.due_at >= @first AND v.due_at < @end
        GROUP BY p.tier ORDER BY p.tier
        """,
        new { orgId, first, end });
}
