using ChatGov.Data;
using ChatGov.Deadlines;
using ChatGov.Organisations;
using ChatGov.Outbox;
using ChatGov.Paging;

namespace ChatGov.Care;

/// <summary>The SQL of care. What is sealed is opened in <see cref="Doors"/> alone.</summary>
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

    /// <summary>Takes the plan until the transaction ends; its visits are changed behind it.</summary>
    public static CarePlan? Take(Tx tx, long id)
    {
        tx.Lock("UPDATE care_plan SET row_version = row_version WHERE id = @id", new { id });
        return Find(tx, id);
    }

    public static CareVisit? FindVisit(Tx tx, long id) => tx.First<CareVisit>(SelectVisit + " WHERE v.id = @id", new { id }) is { } visit ? Lit(tx, visit) : null;

    public static CareVisit? OpenVisit(Tx tx, long planId) =>
        tx.First<CareVisit>(SelectVisit + " WHERE v.plan_id = @planId AND v.state IN ('Due', 'Taken')", new { planId }) is { } visit ? Lit(tx, visit) : null;

    /// <summary>Red when late; yellow for as long as it is open, for A from the day before it is due.</summary>
    public static CareVisit Lit(Tx tx, CareVisit visit) => visit.State is not (CareVisitState.Due or CareVisitState.Taken) ? visit
        : visit with { Light = tx.Now >= visit.RedAt ? Light.Red : Light.Yellow };

    public static void Move(Tx tx, CarePlan plan, CarePlanState to, Who by, string action, string? reason = null)
    {
        CarePlanMachine.Table.Require(plan.State, to, by, reason);
        tx.Run("UPDATE care_plan SET state = @to, reason_cipher = @reason, row_version = row_version + 1 WHERE id = @Id", new { plan.Id, to = to.ToString(), reason = CareSeals.PlanReason.SealWords(tx.Vault, plan.Id, reason) });
        tx.Audit("care_plan", plan.Id, action, plan.State.ToString(), to.ToString());
    }

    public static void Move(Tx tx, CareVisit visit, CareVisitState to, Who by, string action)
    {
        CareVisitMachine.Table.Require(visit.State, to, by);
        tx.Run("UPDATE care_visit SET state = @to, row_version = row_version + 1 WHERE id = @Id", new { visit.Id, to = to.ToString() });
        tx.Audit("care_visit", visit.Id, action, visit.State.ToString(), to.ToString());
    }

    /// <summary>Where the community has nobody in office, those who appoint learn that something of its care waits, and not what.</summary>
    public static void TellSecretaries(Tx tx, CarePlan plan, string key, OutboxKind kind = OutboxKind.Choice, bool urgent = false, params (string Name, object Value)[] args)
    {
        var secretaries = Staff.SecretariesOf(tx, plan.OrgId);
        Tell(tx, secretaries, plan, key, kind, urgent, args);
        if (secretaries.Count == 0)
        {
            Vacancies.Tell(tx, plan.OrgId);
        }
    }

    public static void Tell(Tx tx, IEnumerable<long> people, CarePlan plan, string key, OutboxKind kind, bool urgent, IReadOnlyList<(string Name, object Value)> args, params LabelledChoice[] first)
    {
        foreach (var person in people)
        {
            tx.Send(
                person, kind, key, [("id", plan.Id), ("community", plan.OrgName), .. args],
                new SendOptions { Urgent = urgent, Choices = [.. first, new LabelledChoice("care.choice.open", $"care_plan:{plan.Id}")] });
        }
    }

    /// <summary>The plan, for whoever runs its community; out of scope it is not there.</summary>
    public static Outcome<CarePlan> Act(Tx tx, long id, Func<CarePlan, Refusal?> act) => tx.UseCase<CarePlan>(() =>
        Take(tx, id) is not { } plan || !Scope.Sees(tx, plan.OrgId) ? RefusalCode.NotFound
        : !Cares(tx, plan.OrgId) ? RefusalCode.NotAllowed
        : act(plan) is { } refusal ? refusal
        : Find(tx, id)!);

    /// <summary>Care is the community's own: its secretary and deputies, not the offices above.</summary>
    public static bool Cares(Tx tx, long orgId) => Scope.Covers(tx, orgId, Role.Secretary, Role.Deputy);
}

/// <summary>Plans and visits as lists.</summary>
public static class CareViews
{
    // The offices above see counts elsewhere, not plans.
    private const string IsOwn =
        "EXISTS (SELECT 1 FROM held_role s WHERE s.person_id = @PersonId AND s.org_id = p.org_id AND s.role IN ('Secretary', 'Deputy') AND s.from_at <= @Now AND (s.until_at IS NULL OR s.until_at > @Now))"
        + " AND (@grantOrg = 0 OR EXISTS (SELECT 1 FROM org_closure g WHERE g.ancestor_id = @grantOrg AND g.descendant_id = p.org_id))";

    public static Page<CarePlan> Plans(Tx tx, CarePlanState? state, CareTier? tier, PageRequest page) => page.Cut(
        tx.All<CarePlan>(
            CareRows.Select + $" WHERE p.id > @After AND {IsOwn} AND (@state IS NULL OR p.state = @state) AND (@tier IS NULL OR p.tier = @tier) ORDER BY p.id LIMIT @Take",
            new { page.After, page.Take, state = state?.ToString(), tier = tier?.ToString(), tx.Actor.PersonId, tx.Now, grantOrg = tx.Actor.Grant?.OrgId ?? 0 }),
        plan => plan.Id);

    /// <summary>谁家该去看了: what is due or taken, the most urgent first.</summary>
    public static List<CareVisit> Due(Tx tx) => tx.All<CareVisit>(
        CareRows.SelectVisit + $" WHERE v.state IN ('Due', 'Taken') AND {IsOwn} ORDER BY v.red_at, v.id LIMIT 500",
        new { tx.Actor.PersonId, tx.Now, grantOrg = tx.Actor.Grant?.OrgId ?? 0 }).ConvertAll(visit => CareRows.Lit(tx, visit));

    /// <summary>我的看望: what the actor is asked to, has taken, or was given a place in.</summary>
    public static List<CareVisit> Mine(Tx tx) => tx.All<CareVisit>(
        CareRows.SelectVisit + $"""

        WHERE v.state IN ('Due', 'Taken') AND p.state = 'Active'
          AND (((p.first_id = @PersonId OR p.second_id = @PersonId) AND (v.task_id IS NULL OR v.first_id = @PersonId OR v.second_id = @PersonId)
                AND EXISTS (SELECT 1 FROM registration r WHERE r.person_id = @PersonId AND r.org_id = p.org_id AND r.state IN ('Active', 'Transferring')))
            OR {Helping.HelpsIn})
        ORDER BY v.red_at, v.id LIMIT 50
        """,
        new { tx.Actor.PersonId }).ConvertAll(visit => CareRows.Lit(tx, visit));

    /// <summary>What visitors say it took and nobody has written down yet, in the communities whose care the actor runs.</summary>
    public static List<CareVisit> TimesWaiting(Tx tx) => tx.All<CareVisit>(
        CareRows.SelectVisit + $" WHERE v.minutes IS NOT NULL AND v.time_task_id IS NULL AND {IsOwn} ORDER BY v.done_at, v.id LIMIT 50",
        new { tx.Actor.PersonId, tx.Now, grantOrg = tx.Actor.Grant?.OrgId ?? 0 });

    public static Outcome<CarePlan> Plan(Tx tx, long id) =>
        CareRows.Find(tx, id) is { } plan && CareRows.Cares(tx, plan.OrgId) ? plan : RefusalCode.NotFound;

    public static Outcome<Page<CareVisit>> Visits(Tx tx, long planId, PageRequest page) => Plan(tx, planId).Match<Outcome<Page<CareVisit>>>(
        _ => page.Cut(
            tx.All<CareVisit>(CareRows.SelectVisit + " WHERE v.plan_id = @planId AND v.id > @After ORDER BY v.id LIMIT @Take", new { planId, page.After, page.Take }).ConvertAll(visit => CareRows.Lit(tx, visit)),
            visit => visit.Id),
        refusal => refusal);
}
