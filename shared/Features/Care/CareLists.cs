using ChatGov.Claims;
using ChatGov.Data;
using ChatGov.Paging;
using ChatGov.Registrations;
using ChatGov.Rights;

namespace ChatGov.Care;

/// <summary>Plans and visits as lists.</summary>
public static class CareLists
{
    // The offices above see counts elsewhere, not plans.
    private static readonly string IsOwn = Can.RunCare.On("p.org_id");

    private static readonly string IsOpen = $"v.state IN ({CareVisitMachine.Open})";

    // What leads to a visit from the person, so that not all that is due is looked at.
    private static readonly string MayBeMine =
        $"""
        SELECT v.id FROM care_plan q JOIN care_visit v ON v.plan_id = q.id AND {IsOpen} WHERE q.first_id = @PersonId
        UNION ALL SELECT v.id FROM care_plan q JOIN care_visit v ON v.plan_id = q.id AND {IsOpen} WHERE q.second_id = @PersonId
        UNION ALL SELECT v.id FROM claim h JOIN care_visit v ON v.task_id = h.task_id AND {IsOpen} WHERE h.person_id = @PersonId AND h.state IN ({ClaimMachine.Present})
        """;

    private static readonly string MineSql =
        $"""
        {CareRows.SelectVisit}
        WHERE {IsOpen} AND p.state = {CarePlanMachine.Active} AND v.id IN ({MayBeMine})
          AND (((p.first_id = @PersonId OR p.second_id = @PersonId) AND (v.task_id IS NULL OR v.first_id = @PersonId OR v.second_id = @PersonId)
                AND EXISTS (SELECT 1 FROM registration r WHERE r.person_id = @PersonId AND r.org_id = p.org_id AND r.state IN ({RegistrationMachine.Serving})))
            OR {CareHelpers.HelpsIn})
        """;

    public static readonly Sorts Sorts = new("care_plan", "p", ("nextDueAt", "next_due_at?"));

    public static Page<CarePlan> Plans(Tx tx, CarePlanState? state, CareTier? tier, PageRequest page) => page.Cut(
        new SeenPage(page, Sorts, [new Sight(Sight.Any, "p.org_id", Can.RunCare.Reach(tx))], Asked.For((state is not null, "p.state = @state"), (tier is not null, "p.tier = @tier"))).Rows<CarePlan>(
            tx,
            CareRows.Select,
            new { state = state?.ToString(), tier = tier?.ToString() }),
        plan => plan.Id);

    /// <summary>谁家该去看了: what is due or taken, the most urgent first.</summary>
    public static List<CareVisit> Due(Tx tx) => tx.All<CareVisit>(
        CareRows.SelectVisit + $" WHERE {IsOpen} AND {IsOwn} ORDER BY v.red_at, v.id LIMIT 500").ConvertAll(visit => CareRows.Lit(tx, visit));

    public static CareVisit? FindDue(Tx tx, long visitId) => FindDue(tx, "v.id = @visitId", new { visitId });

    public static CareVisit? FindDueOf(Tx tx, long planId) => FindDue(tx, "v.plan_id = @planId", new { planId });

    /// <summary>我的看望: what the actor is asked to, has taken, or was given a place in.</summary>
    public static List<CareVisit> Mine(Tx tx) => tx.All<CareVisit>($"{MineSql} ORDER BY v.red_at, v.id LIMIT 50", new { tx.Actor.PersonId }).ConvertAll(visit => CareRows.Lit(tx, visit));

    public static CareVisit? FindMine(Tx tx, long visitId) =>
        tx.First<CareVisit>($"{MineSql} AND v.id = @visitId", new { tx.Actor.PersonId, visitId }) is { } visit ? CareRows.Lit(tx, visit) : null;

    /// <summary>What visitors say it took and nobody has written down yet, in the communities whose care the actor runs.</summary>
    public static List<CareVisit> TimesWaiting(Tx tx) => tx.All<CareVisit>(
        CareRows.SelectVisit + $" WHERE v.minutes IS NOT NULL AND v.time_task_id IS NULL AND {IsOwn} ORDER BY v.done_at, v.id LIMIT 50");

    public static Outcome<CarePlan> Plan(Tx tx, long id) => FindOwn(tx, id) is { } plan ? plan : RefusalCode.NotFound;

    internal static CarePlan? FindOwn(Tx tx, long id) => tx.First<CarePlan>($"{CareRows.Select} WHERE p.id = @id AND {IsOwn}", new { id });

    public static Outcome<Page<CareVisit>> Visits(Tx tx, long planId, PageRequest page) => Plan(tx, planId).Then(
        _ => page.Cut(
            tx.All<CareVisit>(CareRows.SelectVisit + " WHERE v.plan_id = @planId AND v.id > @After ORDER BY v.id LIMIT @Take", new { planId, page.After, page.Take }).ConvertAll(visit => CareRows.Lit(tx, visit)),
            visit => visit.Id));

    private static CareVisit? FindDue(Tx tx, string which, object args) =>
        tx.First<CareVisit>($"{CareRows.SelectVisit} WHERE {IsOpen} AND {IsOwn} AND {which}", args) is { } visit ? CareRows.Lit(tx, visit) : null;
}
