using System.Globalization;
using ChatGov.Data;

namespace ChatGov.Benchmarks.Growth;

/// <summary>One of each thing in the usual community, and what it is called in an action or a path.</summary>
internal sealed class Things
{
    // Which thing an action is about, by the word in its name; a task where there is none.
    private static readonly (string Word, string Thing)[] Abouts =
    [
        ("care", "care-plans"), ("visit", "care-visits"), ("pair", "care-visits"), ("need", "needs"), ("community", "organisations"), ("offer", "offers"), ("match", "matches"), ("propose", "offers"),
        ("agreement", "agreements"), ("delivery", "deliveries"), ("meeting", "meetings"), ("point", "meetings"), ("agenda", "agenda-items"), ("claim", "claims"), ("objection", "objections"),
        ("help", "help-requests"), ("photo", "help-requests"), ("review", "registrations"), ("approve", "registrations"), ("return", "registrations"),
    ];

    private readonly Dictionary<string, long> _ids;

    private Things(Dictionary<string, long> ids) => _ids = ids;

    public static Things Of(County county, Db db)
    {
        var (c, org, unit) = (county.Communities, County.Community(County.Usual), County.Unit(County.Usual));
        return new Things(new Dictionary<string, long>(StringComparer.Ordinal)
        {
            ["organisations"] = org,
            ["units"] = unit,
            ["joint-committees"] = County.Committee(County.Usual),
            ["tasks"] = 1 + county.PastTasks + County.Usual + c,
            ["needs"] = 1 + County.Usual,
            ["offers"] = 1 + County.Usual,
            ["agreements"] = 1 + County.Usual,
            ["commitments"] = 1 + County.Usual,
            ["meetings"] = 1 + County.Usual,
            ["care-plans"] = 1 + County.Usual,
            ["staff"] = Id(db, "SELECT MIN(id) FROM staff_role WHERE person_id = @person AND until_at IS NULL", new { person = County.Secretary(County.Usual) }),
            ["claims"] = Id(db, "SELECT MIN(k.id) FROM claim k JOIN task t ON t.id = k.task_id WHERE t.org_id = @org AND k.state = 'Pending'", new { org }),
            ["objections"] = Id(db, "SELECT MIN(o.id) FROM objection o JOIN claim k ON k.id = o.claim_id JOIN task t ON t.id = k.task_id WHERE t.org_id = @org AND o.decided_at IS NULL", new { org }),
            ["registrations"] = Id(db, "SELECT MIN(id) FROM registration WHERE org_id = @org AND state = 'Submitted'", new { org }),
            ["matches"] = Id(db, "SELECT MIN(m.id) FROM list_match m JOIN need n ON n.id = m.need_id WHERE n.org_id = @org AND m.state = 'Proposed'", new { org }),
            ["deliveries"] = Id(db, "SELECT MIN(d.id) FROM delivery d JOIN commitment m ON m.id = d.commitment_id WHERE m.receiver_id = @org AND d.confirmed_at IS NULL", new { org }),
            ["agenda-items"] = Id(db, "SELECT MIN(i.id) FROM agenda_item i JOIN meeting m ON m.id = i.meeting_id WHERE m.committee_id = @committee AND i.outcome = 'Adopted' AND i.done_at IS NULL", new { committee = County.Committee(County.Usual) }),
            ["care-visits"] = Id(db, "SELECT MIN(v.id) FROM care_visit v WHERE v.plan_id = @plan AND v.state = 'Due'", new { plan = 1 + County.Usual }),
            ["help-requests"] = Id(db, "SELECT MIN(id) FROM help_request WHERE org_id = @org AND answered_at IS NULL", new { org }),
            ["rowId"] = Id(db, "SELECT MIN(id) FROM roster WHERE unit_id = @unit AND person_id IS NULL", new { unit }),
        });
    }

    public long About(string intent) => _ids[Abouts.FirstOrDefault(each => intent.Contains(each.Word, StringComparison.Ordinal)).Thing ?? "tasks"];

    /// <summary>Null for what there is none of.</summary>
    public string? Of(string kind) => _ids.TryGetValue(kind, out var id) ? id.ToString(CultureInfo.InvariantCulture) : null;

    public long Id(string kind) => _ids[kind];

    private static long Id(Db db, string sql, object args) => db.Read(tx => tx.First<long?>(sql, args)) ?? throw new InvalidOperationException("there is none: " + sql);
}
