using ChatGov.Data;
using ChatGov.Paging;
using ChatGov.Rights;

namespace ChatGov.Cases;

/// <summary>Which matters are wanted; what is null lets everything through.</summary>
/// <param name="Under">An organisation: it and all under it.</param>
/// <param name="Counted">One column of the books.</param>
/// <param name="Late">Past the day on which it had to be done.</param>
/// <param name="From">Received from then on.</param>
/// <param name="Until">Received before.</param>
/// <param name="Closing">By whose word it was closed.</param>
/// <param name="HandlerOrgId">The unit that works on it.</param>
/// <param name="At">With <paramref name="Counted"/>: as they stood then.</param>
public sealed record CaseFilter(
    CaseKind? Kind = null, CaseSource? Source = null, CaseState? State = null, long? Under = null, CaseColumn? Counted = null, bool? Late = null, bool? Urgent = null,
    DateTimeOffset? From = null, DateTimeOffset? Until = null, string? OldNumber = null, CaseClosing? Closing = null, long? HandlerOrgId = null, DateTimeOffset? At = null);

/// <summary>台账: matters as people read them. A list says kind and place; the words are read one by one (<see cref="CaseReadings"/>).</summary>
public static class CaseLists
{
    private const int Shown = 50;

    public static readonly Sorts Sorts = new("ledger_case", "c", ("createdAt", "created_at"), ("dueAt", "due_at?"), ("workDueAt", "work_due_at?"));

    // Also by a unit that works on one, wherever it is.
    private static IReadOnlyList<Sight> SeenBy(Reach part) =>
        [new(Sight.Any, "c.org_id", part), new("c.handler_org_id IS NOT NULL", "c.handler_org_id", part)];

    private static readonly string IsSeen = Sight.Condition(SeenBy(new Reach(null, Reach.IsInPart)));

    private static readonly string ByNumber = $"SELECT {CaseRows.Line} {CaseRows.From}";

    public static Page<CaseLine> All(Tx tx, CaseFilter filter, PageRequest page) => page.Cut(
        new SeenPage(page, Sorts, SeenBy(Reach.OfToken(tx)), Where(filter)).Rows<CaseLine>(tx, ByNumber, Args(tx, filter)).ConvertAll(row => row with { Light = CaseRows.LightOf(tx, row) }),
        row => row.Id);

    /// <summary>One of what <see cref="All"/> shows, as those see it who work on it; others see its line.</summary>
    public static Outcome<Case> Find(Tx tx, long id) =>
        FindWorkedOn(tx, id) is { } whole ? whole
        : tx.First<Case>($"{CaseRows.Select} WHERE c.id = @id AND {IsSeen}", new { id, tx.ScopeOrg }) is { } seen
            ? seen with { Light = CaseRows.LightOf(tx, seen), Spot = null, Reason = null, Result = null }
            : RefusalCode.NotFound;

    /// <summary>The actor leads it, works on it now, or may call back.</summary>
    public static Case? FindWorkedOn(Tx tx, long id) => CaseRows.Find(tx, id) is { } row && IsWorkedOn(tx, row) ? row : null;

    internal static bool IsWorkedOn(Tx tx, Case row) =>
        (CaseMachine.IsWithHandler(row.State) && CaseHandlers.IsActor(tx, row)) || Can.AnswerCases.Over(tx, row.OrgId) || (row.AboveOrgId is { } above && Can.OverseeCases.Over(tx, above))
        || (CaseCalls.IsCalledAbout(row, tx.Now) && CaseCalls.MayCall(tx, row));

    /// <summary>What waits for the actor to decide, what is due first.</summary>
    public static List<Case> ToDecide(Tx tx) => Of(tx, $"c.state IN ({CaseMachine.ToDecide}) AND {CaseRows.IsLedByActor}");

    /// <summary>What the actor leads and others work on.</summary>
    public static List<Case> UnderWay(Tx tx) => Of(tx, $"c.state IN ({CaseMachine.WithHandler}) AND {CaseRows.IsLedByActor}");

    /// <summary>What the actor works on.</summary>
    public static List<Case> ToWorkOn(Tx tx) => Of(tx, $"c.state IN ({CaseMachine.WithHandler}) AND {CaseRows.IsWorkedOnByActor}");

    /// <summary>What is to be called back about.</summary>
    public static List<Case> ToCallBack(Tx tx) =>
        [.. new[] { CaseRows.WaitsForCall, CaseRows.MergedWaitsForCall }.SelectMany(waits =>
            Of(tx, $"{waits} AND ({Can.CallBack.On("c.org_id")} OR {Can.OverseeCases.On("c.above_org_id")}) AND {CaseRows.IsNotOfActor}"))];

    /// <summary>Of the places below the actor's office, what is red.</summary>
    public static List<CaseLine> LateBelow(Tx tx) => tx.All<CaseLine>(
        $"{ByNumber} WHERE c.ended_at IS NULL AND c.work_due_at < @Now AND {Can.OverseeCases.On("c.org_id")} ORDER BY c.work_due_at, c.id LIMIT @Shown", new { tx.Now, Shown })
        .ConvertAll(row => row with { Light = CaseRows.LightOf(tx, row) });

    /// <summary>What the actor reported and what is not long over, the newest first.</summary>
    public static List<Case> Mine(Tx tx) => tx.All<Case>(
        $"{CaseRows.Select} WHERE c.reporter_id = @PersonId AND (c.ended_at IS NULL OR c.ended_at > @since) ORDER BY c.id DESC LIMIT @Shown",
        new { tx.Actor.PersonId, since = tx.Now - (CaseClock.ReopenWithin * 2), Shown });

    public static Case? FindMine(Tx tx, long id) => tx.First<Case>($"{CaseRows.Select} WHERE c.id = @id AND c.reporter_id = @PersonId", new { id, tx.Actor.PersonId });

    /// <summary>All of somebody's that is not over.</summary>
    internal static List<Case> OpenOf(Tx tx, long personId) =>
        tx.All<Case>($"{CaseRows.Select} WHERE c.reporter_id = @personId AND c.state IN ({CaseMachine.Open}) ORDER BY c.id", new { personId });

    internal static List<Case> WorkedOnBy(Tx tx, long personId) =>
        tx.All<Case>($"{CaseRows.Select} WHERE c.handler_id = @personId AND c.state IN ({CaseMachine.Open}) ORDER BY c.id", new { personId });

    internal static List<Case> MergedInto(Tx tx, long id) =>
        tx.All<Case>($"{CaseRows.Select} WHERE c.merged_into = @id ORDER BY c.id", new { id });

    internal static List<Case> MergedByPhone(Tx tx, long id) => MergedInto(tx, id).FindAll(row => row is { Reach: CaseReach.Phone, Solved: not true });

    internal static List<Case> WithHandlerIn(Tx tx, long orgId) =>
        tx.All<Case>($"{CaseRows.Select} WHERE c.org_id = @orgId AND c.state IN ({CaseMachine.WithHandler}) ORDER BY c.id", new { orgId });

    private static List<Case> Of(Tx tx, string where) => tx.All<Case>(
        $"{CaseRows.Select} WHERE {where} ORDER BY CASE WHEN c.due_at IS NULL THEN 1 ELSE 0 END, c.due_at, c.id LIMIT @Shown", new { Shown })
        .ConvertAll(row => row with { Light = CaseRows.LightOf(tx, row) });

    private static string Where(CaseFilter filter) => Asked.For(
        (filter.Kind is not null, "c.kind = @kind"),
        (filter.Source is not null, "c.source = @source"),
        (filter.State is not null, "c.state = @state"),
        (filter.Under is not null, "EXISTS (SELECT 1 FROM org_closure u WHERE u.ancestor_id = @Under AND u.descendant_id = c.org_id)"),
        (filter.Counted is not null, filter.Counted is { } column ? filter.At is null ? CaseBooks.Counts(column) : CaseBooks.CountedThen(column) : ""),
        (filter.At is not null, "c.created_at <= @At"),
        (filter.HandlerOrgId is not null, "c.handler_org_id = @HandlerOrgId"),
        (filter.Late == true, $"c.state IN ({CaseMachine.Open}) AND c.work_due_at < @Now"),
        (filter.Late == false, $"(c.state IN ({CaseMachine.Over}) OR c.work_due_at IS NULL OR c.work_due_at >= @Now)"),
        (filter.Urgent is not null, "c.urgent = @Urgent"),
        (filter.From is not null, "c.created_at >= @From"),
        (filter.Until is not null, "c.created_at < @Until"),
        (filter.OldNumber is not null, "c.old_number = @OldNumber"),
        (filter.Closing is not null, "c.closing = @closing"));

    private static object Args(Tx tx, CaseFilter filter) => new
    {
        kind = filter.Kind?.ToString(),
        source = filter.Source?.ToString(),
        state = filter.State?.ToString(),
        closing = filter.Closing?.ToString(),
        filter.Under,
        filter.Urgent,
        filter.From,
        filter.Until,
        filter.OldNumber,
        filter.HandlerOrgId,
        filter.At,
        tx.Now,
        tx.ScopeOrg,
    };
}
