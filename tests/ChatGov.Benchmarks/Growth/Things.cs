using System.Buffers.Text;
using System.Globalization;
using System.Text;
using ChatGov.Data;

namespace ChatGov.Benchmarks.Growth;

/// <summary>One of each thing in the usual community, and what it is called in an action or a path.</summary>
internal sealed class Things
{
    private const string Middle = "middle-";

    // Which thing an action is about, by the word in its name; a task where there is none.
    private static readonly (string Word, string Thing)[] Abouts =
    [
        ("care", "care-plans"), ("visit", "care-visits"), ("pair", "care-visits"), ("need", "needs"), ("community", "organisations"), ("offer", "offers"), ("match", "matches"), ("propose", "offers"),
        ("agreement", "agreements"), ("delivery", "deliveries"), ("meeting", "meetings"), ("point", "meetings"), ("agenda", "agenda-items"), ("claim", "claims"), ("objection", "objections"),
        ("help", "help-requests"), ("photo", "help-requests"), ("review", "registrations"), ("approve", "registrations"), ("return", "registrations"),
    ];

    private readonly Dictionary<string, long> _ids;
    private readonly Db _db;

    private Things(Db db, Dictionary<string, long> ids) => (_db, _ids) = (db, ids);

    /// <param name="community">Whose.</param>
    public static Things Of(County county, Db db, int community)
    {
        var (c, org, unit) = (county.Communities, County.Community(community), County.Unit(community));
        return new Things(db, new Dictionary<string, long>(StringComparer.Ordinal)
        {
            ["organisations"] = org,
            ["units"] = unit,
            ["joint-committees"] = County.Committee(community),
            ["tasks"] = 1 + county.PastTasks + community + c,
            ["past-tasks"] = 1 + county.OlderTasks + community,
            ["free-needs"] = 1 + community + (3 * c),
            ["free-offers"] = 1 + community + c,
            ["needs"] = 1 + community,
            ["submitted-needs"] = 1 + community + (5 * c),
            ["referred-needs"] = 1 + community + (8 * c),
            ["proposed-agreements"] = 1 + community + (2 * c),
            ["awaiting-tasks"] = 1 + county.PastTasks + community + (15 * c),
            ["active-registrations"] = Id(db, "SELECT MIN(id) FROM registration WHERE org_id = @org AND state = 'Active'", new { org }),
            ["accepted-matches"] = Match(db, org, "Accepted"),
            ["scheduled-matches"] = Match(db, org, "Scheduled"),
            ["matches"] = Match(db, org, "Proposed"),
            ["timed-visits"] = Id(db, "SELECT MIN(v.id) FROM care_visit v JOIN care_plan p ON p.id = v.plan_id WHERE p.org_id = @org AND v.minutes IS NOT NULL AND v.time_task_id IS NULL", new { org }),
            ["offers"] = 1 + community,
            ["agreements"] = 1 + community,
            ["commitments"] = 1 + community,
            ["meetings"] = 1 + community,
            ["care-plans"] = 1 + community,
            ["staff"] = Id(db, "SELECT MIN(id) FROM staff_role WHERE person_id = @person AND until_at IS NULL", new { person = County.Secretary(community) }),
            ["claims"] = Id(db, "SELECT MIN(k.id) FROM claim k JOIN task t ON t.id = k.task_id WHERE t.org_id = @org AND k.state = 'Pending'", new { org }),
            ["objections"] = Id(db, "SELECT MIN(o.id) FROM objection o JOIN claim k ON k.id = o.claim_id JOIN task t ON t.id = k.task_id WHERE t.org_id = @org AND o.decided_at IS NULL", new { org }),
            ["registrations"] = Id(db, "SELECT MIN(id) FROM registration WHERE org_id = @org AND state = 'Submitted'", new { org }),
            ["deliveries"] = Id(db, "SELECT MIN(d.id) FROM delivery d JOIN commitment m ON m.id = d.commitment_id WHERE m.receiver_id = @org AND d.confirmed_at IS NULL", new { org }),
            ["agenda-items"] = Id(db, "SELECT MIN(i.id) FROM agenda_item i JOIN meeting m ON m.id = i.meeting_id WHERE m.committee_id = @committee AND i.outcome = 'Adopted' AND i.done_at IS NULL", new { committee = County.Committee(community) }),
            ["care-visits"] = Id(db, "SELECT MIN(v.id) FROM care_visit v WHERE v.plan_id = @plan AND v.state = 'Due'", new { plan = 1 + community }),
            ["help-requests"] = Id(db, "SELECT MIN(id) FROM help_request WHERE org_id = @org AND answered_at IS NULL", new { org }),
            ["rowId"] = Id(db, "SELECT MIN(id) FROM roster WHERE unit_id = @unit AND person_id IS NULL", new { unit }),
        });
    }

    public long About(string intent) => _ids[Abouts.FirstOrDefault(each => intent.Contains(each.Word, StringComparison.Ordinal)).Thing ?? "tasks"];

    /// <summary>In a path: a number, or behind which the middle page of a table begins; null for what there is none of.</summary>
    public string? Of(string kind) => kind.StartsWith(Middle, StringComparison.Ordinal) ? Cursor(kind[Middle.Length..])
        : _ids.TryGetValue(kind, out var id) ? id.ToString(CultureInfo.InvariantCulture) : null;

    public long Id(string kind) => _ids[kind];

    private string Cursor(string table) =>
        Base64Url.EncodeToString(Encoding.ASCII.GetBytes(_db.Read(tx => tx.Count($"SELECT MAX(id) / 2 FROM {table}")).ToString(CultureInfo.InvariantCulture)));

    private static long Match(Db db, long org, string state) =>
        Id(db, "SELECT MIN(m.id) FROM list_match m JOIN need n ON n.id = m.need_id WHERE n.org_id = @org AND m.state = @state", new { org, state });

    private static long Id(Db db, string sql, object args) => db.Read(tx => tx.First<long?>(sql, args)) ?? throw new InvalidOperationException("there is none: " + sql);
}
