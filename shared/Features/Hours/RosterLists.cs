using ChatGov.Data;
using ChatGov.Organisations;
using ChatGov.Rights;
using ChatGov.Tasks;

namespace ChatGov.Hours;

/// <summary>The rosters that somebody is asked to confirm.</summary>
public static class RosterLists
{
    /// <summary>
    /// 待办: rosters that wait to be confirmed, oldest first: of one's own community, and of tasks one organised as an
    /// office above it, and of tasks one leads.
    /// </summary>
    public static List<VolunteerTask> ToConfirm(Tx tx) => tx.All<VolunteerTask>(
        $"""
        SELECT {TaskRows.Columns}
        FROM task t JOIN org o ON o.id = t.org_id
        WHERE t.state IN ({TaskMachine.Open}) AND t.ends_at <= @Now AND t.taken > 0
          AND ({TaskLeads.IsLedBy("@PersonId")}
            OR ({Can.RunCommunity.On("t.org_id")}
              AND (t.organiser_id = @PersonId OR {Offices.IsAnsweredByMe("t.org_id")})))
        ORDER BY t.ends_at, t.id
        LIMIT 50
        """,
        new { tx.Now, tx.Actor.PersonId });
}
