using ChatGov.Data;
using ChatGov.People;
using ChatGov.Rights;

namespace ChatGov.Registrations;

/// <summary>Who reports to a community, as its own secretary sees them.</summary>
public sealed record CommunityMember
{
    /// <summary>Of the registration.</summary>
    public long Id { get; init; }

    public string Name { get; init; } = "";

    /// <summary>As what they report; null where they did not say.</summary>
    public PersonKind? Kind { get; init; }

    /// <summary>On whose roster they are; empty where they are on none.</summary>
    public string Unit { get; init; } = "";

    public DateTimeOffset? ConfirmedAt { get; init; }
}

/// <param name="All">How many report there, or rest and come back.</param>
/// <param name="InService">Of these, members in service: only they count as 在职党员报到.</param>
/// <param name="New">How many came in the month.</param>
public sealed record Reporting(long All, long InService, long New);

/// <summary>名册 of a community, for whoever speaks for it.</summary>
public static class CommunityMembers
{
    private static readonly string There = $"FROM registration r JOIN person p ON p.id = r.person_id WHERE r.org_id = @orgId AND r.state IN ({RegistrationMachine.Open}) AND r.state IN ({RegistrationMachine.Reported})";

    /// <summary>The newest first.</summary>
    /// <param name="before">The registration behind which the page begins; null for the first.</param>
    public static List<CommunityMember> Page(Tx tx, long orgId, long? before, int most) => !Can.SpeakForCommunity.Over(tx, orgId) ? [] : tx.All<CommunityMember>(
        $"""
        SELECT m.id, m.name, m.kind, COALESCE(u.name, '') AS unit, m.confirmed_at
        FROM (SELECT r.id, r.roster_id, r.confirmed_at, p.name, p.kind {There}) m
        LEFT JOIN roster o ON o.id = m.roster_id LEFT JOIN org u ON u.id = o.unit_id
        WHERE @before IS NULL OR m.id < @before
        ORDER BY m.id DESC LIMIT @most
        """,
        new { orgId, before, most });

    /// <param name="since">The beginning of the month.</param>
    public static Reporting Count(Tx tx, long orgId, DateTimeOffset since) => tx.First<Counted>(
        $"""
        SELECT COUNT(*) AS everybody, COALESCE(SUM(CASE WHEN p.kind = 'ServingMember' THEN 1 ELSE 0 END), 0) AS in_service,
               COALESCE(SUM(CASE WHEN r.confirmed_at >= @since THEN 1 ELSE 0 END), 0) AS since
        {There}
        """,
        new { orgId, since }) is { } counted ? new Reporting(counted.Everybody, counted.InService, counted.Since) : new Reporting(0, 0, 0);

    private sealed record Counted
    {
        public long Everybody { get; init; }

        public long InService { get; init; }

        public long Since { get; init; }
    }
}
