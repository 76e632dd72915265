using ChatGov.Data;
using ChatGov.Deadlines;

namespace ChatGov.Care;

/// <summary>The SQL of care. What is sealed is opened in <see cref="CareDoorReading"/> alone.</summary>
internal static class CareRows
{
    public const string Select =
        """
        SELECT p.id, p.org_id, o.name AS org_name, p.tier, p.way, p.is_minor, p.state, p.first_id, a.name AS first_name, p.second_id, b.name AS second_name,
               p.reason_cipher, p.consent_until, p.next_due_at, p.visits_done, p.row_version AS version
        FROM care_plan p JOIN org o ON o.id = p.org_id LEFT JOIN person a ON a.id = p.first_id LEFT JOIN person b ON b.id = p.second_id
        """;

    public const string SelectVisit =
        """
        SELECT v.id, v.plan_id, p.org_id, o.name AS org_name, p.tier, p.way, v.state, v.due_at, v.red_at, v.major_change, v.first_id, v.second_id, COALESCE(t.starts_at, v.planned_at) AS planned_at, t.ends_at AS task_ends_at,
               v.outcome, v.done_at, v.task_id, v.minutes, v.time_task_id, v.explained_cipher, v.row_version AS version
        FROM care_visit v JOIN care_plan p ON p.id = v.plan_id JOIN org o ON o.id = p.org_id LEFT JOIN task t ON t.id = v.task_id
        """;

    public static CarePlan? Find(Tx tx, long id) => tx.First<CarePlan>(Select + " WHERE p.id = @id", new { id });

    /// <summary>Those of the pair who took it, who was given a place in it, and who said how it was.</summary>
    public static List<long> WentTo(Tx tx, long visitId) => tx.All<long>(WentToIn("@visitId"), new { visitId });

    /// <inheritdoc cref="WentTo"/>
    /// <param name="visit">Its number, as SQL.</param>
    public static string WentToIn(string visit) =>
        $"""
        SELECT first_id FROM care_visit WHERE id = {visit} AND first_id IS NOT NULL
        UNION SELECT second_id FROM care_visit WHERE id = {visit} AND second_id IS NOT NULL
        UNION SELECT done_by FROM care_visit WHERE id = {visit} AND done_by IS NOT NULL
        """;

    public static CareVisit? FindVisit(Tx tx, long id) => tx.First<CareVisit>(SelectVisit + " WHERE v.id = @id", new { id }) is { } visit ? Lit(tx, visit) : null;

    public static CareVisit? OpenVisit(Tx tx, long planId) =>
        tx.First<CareVisit>($"{SelectVisit} WHERE v.plan_id = @planId AND v.state IN ({CareVisitMachine.Open})", new { planId }) is { } visit ? Lit(tx, visit) : null;

    /// <summary>Red when late; yellow for as long as it is open, for A from the day before it is due.</summary>
    public static CareVisit Lit(Tx tx, CareVisit visit) => visit.State is not (CareVisitState.Due or CareVisitState.Taken) ? visit
        : visit with { Light = tx.Now >= visit.RedAt ? Light.Red : Light.Yellow };

    /// <summary>The community is merged into another.</summary>
    public static void GoOver(Tx tx, long from, long into) => tx.Run(
        $"UPDATE care_plan SET org_id = @into, row_version = row_version + 1 WHERE org_id = @from AND state <> {CarePlanMachine.Ended}", new { from, into });
}
