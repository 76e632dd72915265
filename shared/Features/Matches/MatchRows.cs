using ChatGov.Data;

namespace ChatGov.Matches;

/// <summary>The SQL of matches.</summary>
internal static class MatchRows
{
    public const string Select =
        """
        SELECT m.id, m.offer_id, m.need_id, f.unit_id, u.name AS unit_name, n.org_id, o.name AS org_name, f.title AS offer_title,
               n.title AS need_title, m.quantity, f.measure, m.proposed_by, m.state, m.task_id, m.handed_over_at, m.received_at,
               m.due_at, m.reason_cipher, m.row_version AS version
        FROM list_match m
        JOIN offer f ON f.id = m.offer_id JOIN org u ON u.id = f.unit_id
        JOIN need n ON n.id = m.need_id JOIN org o ON o.id = n.org_id
        """;

    public static ListMatch? Find(Tx tx, long id) => tx.First<ListMatch>(Select + " WHERE m.id = @id", new { id });
}
