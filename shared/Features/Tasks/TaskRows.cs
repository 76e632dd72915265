using ChatGov.Data;
using ChatGov.Organisations;
using ChatGov.Rights;

namespace ChatGov.Tasks;

/// <summary>The SQL of tasks.</summary>
internal static class TaskRows
{
    public const string Columns =
        """
        t.id, t.org_id, o.name AS org_name, t.title, t.place, t.bring, t.risk, t.contact_name_cipher, t.starts_at, t.ends_at, t.places,
        t.taken, t.two_people, t.pending_claims, t.needs_clearance, t.credential, t.series_id, t.organiser_id, t.lead_id, t.lead_asked_id, t.state, t.row_version
        """;

    public static VolunteerTask? Find(Tx tx, long id) => tx.First<VolunteerTask>(
        $"SELECT {Columns} FROM task t JOIN org o ON o.id = t.org_id WHERE t.id = @id", new { id });

    /// <summary>Those with these ids, by id.</summary>
    public static Dictionary<long, VolunteerTask> All(Tx tx, IEnumerable<long> ids) => tx.All<VolunteerTask>(
        $"SELECT {Columns} FROM task t JOIN org o ON o.id = t.org_id WHERE {tx.Db.Dialect.IsAmong("t.id", "@ids")}", new { ids = Dialect.Ids(ids) })
        .ToDictionary(task => task.Id);

    /// <summary>
    /// The task when the actor runs its community; otherwise it is not there. Having published it gives no right of its
    /// own: who is dismissed sees no rosters from that moment.
    /// </summary>
    public static VolunteerTask? FindRun(Tx tx, long id) =>
        Find(tx, id) is { } task && Can.RunCommunity.Over(tx, task.OrgId) ? task : null;

    /// <summary>The same, and for the member to whom the organiser handed this one task.</summary>
    public static VolunteerTask? FindOrganised(Tx tx, long id) =>
        FindRun(tx, id) ?? (Find(tx, id) is { } task && TaskLeads.Leads(tx, task, tx.Actor.PersonId) ? task : null);

    /// <summary>
    /// Who is asked about a task: its organiser while they hold office there, afterwards those who answer for the
    /// community.
    /// </summary>
    public static List<long> AnswerableFor(Tx tx, VolunteerTask task) => Can.RunCommunity.IsHeldBy(tx, task.OrganiserId, task.OrgId)
        ? [task.OrganiserId]
        : Offices.AnsweringFor(tx, task.OrgId);

    /// <summary>The community is merged into another.</summary>
    public static void GoOver(Tx tx, long from, long into) => tx.Run(
        $"UPDATE task SET org_id = @into, row_version = row_version + 1 WHERE org_id = @from AND state IN ({TaskMachine.NotOver})", new { from, into });

    /// <summary>The next number of the task's list; the task has been taken.</summary>
    public static long NextNumber(Tx tx, long id) => tx.RunReturning<long>(
        "UPDATE task SET next_number = next_number + 1 WHERE id = @id RETURNING next_number - 1", new { id });

    /// <summary>
    /// Takes the task's row and then reads it: until the end of the transaction neither it nor the number of its
    /// claims changes. After the persons, before the claims.
    /// </summary>
    public static VolunteerTask? Take(Tx tx, long id) => TaskMachine.Table.Take(tx, id);
}
