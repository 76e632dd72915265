using ChatGov.Data;
using ChatGov.Organisations;
using ChatGov.Outbox;
using ChatGov.Rights;

namespace ChatGov.Tasks;

/// <summary>Tasks of somebody whose office is over: whoever answers for the place goes on with them.</summary>
internal static class TaskSuccession
{
    /// <summary>Says it once to each of them, with one of the tasks by name.</summary>
    public static void Tell(Tx tx, OfficeChanged change)
    {
        if (change.Left is not { } left)
        {
            return;
        }

        var tasks = tx.All<string>(
            $"""
            SELECT t.title FROM task t
            WHERE t.organiser_id = @left AND t.state IN ({TaskMachine.Open})
              AND EXISTS (SELECT 1 FROM org_closure g WHERE g.ancestor_id = @OrgId AND g.descendant_id = t.org_id)
              AND NOT {Can.RunCommunity.HeldBy("@left", "t.org_id")}
            ORDER BY t.starts_at, t.id
            """,
            new { left, change.OrgId });
        if (tasks.Count == 0)
        {
            return;
        }

        foreach (var successor in Offices.AnsweringFor(tx, change.OrgId))
        {
            tx.Send(successor, OutboxKind.News, "org.notice.tasks_taken_over", [("count", tasks.Count), ("title", tasks[0])]);
        }
    }
}
