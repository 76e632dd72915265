using System.Globalization;
using ChatGov.Data;
using ChatGov.Machines;
using ChatGov.Paging;
using ChatGov.Texts;

namespace ChatGov.Cases;

/// <summary>Where the books count a matter: each in exactly one column.</summary>
public enum CaseColumn
{
    /// <summary>Neither over nor parked, also what is not on the ledger yet.</summary>
    Open,
    Parked,
    Closed,

    /// <summary>Nobody could be asked: neither closed nor satisfied.</summary>
    Unconfirmed,

    /// <summary>已答复未认可: never called closed, and in every denominator.</summary>
    Answered,
    OutOfScope,
    Merged,
    Withdrawn,
}

/// <summary>By what the books are told apart.</summary>
public enum CaseBooksBy
{
    Source,
    Place,

    /// <summary>The unit that works on it; the rest is the place's own.</summary>
    Unit,
    Kind,
}

/// <summary>Which matters are counted.</summary>
/// <param name="Under">An organisation: it and all under it; null for all that the actor's token opens.</param>
/// <param name="From">Received from then on; null for all.</param>
/// <param name="Until">Received before; null for all.</param>
/// <param name="At">As they stood then; null for now.</param>
public sealed record CaseBooksFilter(long? Under, DateTimeOffset? From = null, DateTimeOffset? Until = null, DateTimeOffset? At = null, CaseBooksBy By = CaseBooksBy.Source);

/// <summary>A share, with what it is a share of.</summary>
/// <param name="Numerator">How many of them.</param>
/// <param name="Denominator">Of how many.</param>
/// <param name="Percent">One decimal, half up; null where there is nothing to have a share of.</param>
public sealed record CaseRate(long Numerator, long Denominator, decimal? Percent)
{
    public static CaseRate Of(long numerator, long denominator) => new(
        numerator, denominator, denominator == 0 ? null : Math.Round(numerator * 100m / denominator, 1, MidpointRounding.AwayFromZero));
}

/// <summary>A line of the books.</summary>
public sealed record CaseCounts
{
    /// <summary>A code of <see cref="CaseSource"/> or <see cref="CaseKind"/>, or the number of an organisation; empty in the sum, and for what no unit works on.</summary>
    public string Key { get; init; } = "";

    /// <summary>Of the organisation; empty where the key is a code.</summary>
    public string Name { get; init; } = "";

    /// <summary>Closed + open + parked + out of scope + merged + withdrawn + unconfirmed + answered.</summary>
    public long Found { get; init; }

    /// <summary>Closed by the reporter's word, or a second look, here or in the ledger that was kept before.</summary>
    public long Closed { get; init; }

    /// <summary>Neither over nor parked, also what waits to be put on the ledger.</summary>
    public long Open { get; init; }

    /// <summary>Waits for something outside until a day.</summary>
    public long Parked { get; init; }

    /// <summary>Not for this office.</summary>
    public long OutOfScope { get; init; }

    /// <summary>Goes on with another.</summary>
    public long Merged { get; init; }

    /// <summary>Taken back by whoever reported it.</summary>
    public long Withdrawn { get; init; }

    /// <summary>Nobody could be asked.</summary>
    public long Unconfirmed { get; init; }

    /// <summary>Answered and not accepted: 已答复未认可.</summary>
    public long Answered { get; init; }

    /// <summary>Of the closed: struck off in the ledger that was kept before, by nobody's word here, and so in no rate.</summary>
    public long ClosedBefore { get; init; }

    /// <summary>On the ledger: found, without what waits to be put there, is out of scope, merged, withdrawn, or was struck off before.</summary>
    public long Accepted { get; init; }

    /// <summary>办结率: the handler said it is done and it was not reopened since, of what was accepted; what upper offices mean.</summary>
    public CaseRate ResolvedRate { get; init; } = CaseRate.Of(0, 0);

    /// <summary>销号率: closed by the reporter's word or the second look, of what was accepted.</summary>
    public CaseRate ClosureRate { get; init; } = CaseRate.Of(0, 0);

    /// <summary>Closed by the day on which it had to be done, of what was closed.</summary>
    public CaseRate OnTimeRate { get; init; } = CaseRate.Of(0, 0);

    /// <summary>First contact within its limit, of those for which it was due.</summary>
    public CaseRate ResponseRate { get; init; } = CaseRate.Of(0, 0);

    /// <summary>解决了, of those who said whether it is.</summary>
    public CaseRate SolvedRate { get; init; } = CaseRate.Of(0, 0);

    /// <summary>Satisfied or fairly so, of those who rated; no answer is no rating.</summary>
    public CaseRate SatisfactionRate { get; init; } = CaseRate.Of(0, 0);
}

/// <param name="At">As the matters stood then.</param>
/// <param name="Lines">A line for each that has any.</param>
/// <param name="Sum">Of all lines.</param>
public sealed record CaseBooksReport(DateTimeOffset At, IReadOnlyList<CaseCounts> Lines, CaseCounts Sum);

/// <summary>
/// 台账汇总: at any time each matter found stands in one column, per source, place, unit or kind and never per person. Every figure opens to its
/// rows: the list of matters takes the same filters (<see cref="CaseFilter.Counted"/>).
/// </summary>
public static class CaseBooks
{
    private static readonly Dictionary<CaseColumn, CaseState[]> Columns = Enum.GetValues<CaseState>().GroupBy(ColumnOf).ToDictionary(each => each.Key, each => each.ToArray());

    // The handler said it is done, and it stands so.
    private static readonly CaseState[] Resolved = [CaseState.Resolved, CaseState.CallbackPending, CaseState.Closed, CaseState.Unconfirmed];

    public static CaseColumn ColumnOf(CaseState state) => state switch
    {
        CaseState.Parked => CaseColumn.Parked,
        CaseState.Closed => CaseColumn.Closed,
        CaseState.Unconfirmed => CaseColumn.Unconfirmed,
        CaseState.Answered => CaseColumn.Answered,
        CaseState.OutOfScope => CaseColumn.OutOfScope,
        CaseState.Merged => CaseColumn.Merged,
        CaseState.Withdrawn => CaseColumn.Withdrawn,
        CaseState.Received or CaseState.Accepted or CaseState.Assigned or CaseState.InProgress or CaseState.Returned or CaseState.WaitingReporter
            or CaseState.Escalated or CaseState.Resolved or CaseState.CallbackPending or CaseState.Reopened => CaseColumn.Open,
    };

    /// <summary>As SQL, over <c>c</c>.</summary>
    internal static string Counts(CaseColumn column) => $"c.state IN ({States.Sql(Columns[column])})";

    /// <summary>The same as it stood at <c>@At</c>.</summary>
    internal static string CountedThen(CaseColumn column) => $"({StateThen}) IN ({States.Sql(Columns[column])})";

    public static Outcome<CaseBooksReport> Report(Tx tx, CaseBooksFilter filter)
    {
        var under = filter.Under ?? tx.ScopeOrg;
        if (!Rights.Can.See.Over(tx, under))
        {
            return RefusalCode.NotFound;
        }

        var rows = tx.All<Row>(Sql(filter), new { under, filter.From, filter.Until, filter.At, asOf = filter.At ?? tx.Now });
        var names = filter.By is CaseBooksBy.Place or CaseBooksBy.Unit ? Names(tx, rows.Select(row => row.Key)) : [];
        var lines = rows.GroupBy(row => row.Key, StringComparer.Ordinal).OrderBy(line => line.Key.Length).ThenBy(line => line.Key, StringComparer.Ordinal)
            .Select(line => Count([.. line], line.Key, names.GetValueOrDefault(line.Key, ""), filter.At is not null)).ToList();
        return new CaseBooksReport(filter.At ?? tx.Now, lines, Count(rows, "", "", filter.At is not null));
    }

    /// <summary>The same with each line named, also those of codes, for people to read.</summary>
    public static CaseBooksReport InWords(CaseBooksReport report, CaseBooksBy by, string language) => report with
    {
        Lines = [.. report.Lines.Select(line => line with { Name = NameOf(line, by, language) })],
        Sum = report.Sum with { Name = Catalog.Say(language, "case.books.sum") },
    };

    private static string NameOf(CaseCounts line, CaseBooksBy by, string language) => by switch
    {
        CaseBooksBy.Source => Catalog.Name(language, Enum.Parse<CaseSource>(line.Key)),
        CaseBooksBy.Kind => Catalog.Name(language, Enum.Parse<CaseKind>(line.Key)),
        CaseBooksBy.Place => line.Name,
        CaseBooksBy.Unit => line.Key.Length > 0 ? line.Name : Catalog.Say(language, "case.books.rest"),
    };

    private static string Sql(CaseBooksFilter filter) => $"""
        SELECT b.key, b.state, {string.Join(", ", Sums.Select(sum => $"CAST(SUM(b.{sum.Name}) AS BIGINT) AS {sum.Name}"))}
        FROM ({(filter.At is null ? Now(filter) : Then(filter))}) b
        GROUP BY b.key, b.state
        """;

    // Counted in the order of their index, place by place: nothing is sorted, and what comes of it is short.
    private static string Now(CaseBooksFilter filter) => $"""
        SELECT {Key(filter.By)} AS key, c.state AS state, {string.Join(", ", Sums.Select(sum => $"{sum.Of("c")} AS {sum.Name}"))}
        FROM org_closure u JOIN ledger_case c ON c.org_id = u.descendant_id
        WHERE u.ancestor_id = @under AND {Received(filter)}
        GROUP BY {InOrder(filter.By)}
        """;

    private static string Then(CaseBooksFilter filter) => $"""
        SELECT r.key, r.state, {string.Join(", ", Sums.Select(sum => $"{sum.Of("r")} AS {sum.Name}"))}
        FROM (SELECT {Key(filter.By)} AS key, {StateThen} AS state, c.contact_due_at, CASE WHEN c.contacted_at <= @At THEN c.contacted_at END AS contacted_at, c.closing,
                     c.ended_at, c.work_due_at, c.solved, c.rating
              FROM org_closure u JOIN ledger_case c ON c.org_id = u.descendant_id
              WHERE u.ancestor_id = @under AND {Received(filter)}) r
        GROUP BY r.key, r.state
        """;

    // What is counted of each, as SQL over one matter.
    private static readonly (string Name, Func<string, string> Of)[] Sums =
    [
        ("count", _ => "COUNT(*)"),
        ("before", c => $"COUNT(*) FILTER (WHERE {c}.closing = '{CaseClosing.Before}')"),
        ("on_time", c => $"COUNT(*) FILTER (WHERE {c}.ended_at <= {c}.work_due_at)"),
        ("to_contact", c => $"COUNT(*) FILTER (WHERE {c}.contacted_at IS NOT NULL OR {c}.contact_due_at <= @asOf)"),
        ("contacted", c => $"COUNT(*) FILTER (WHERE {c}.contacted_at <= {c}.contact_due_at)"),
        ("answered", c => $"COUNT({c}.solved)"),
        ("solved", c => $"COUNT(*) FILTER (WHERE {c}.solved)"),
        ("rated", c => $"COUNT({c}.rating)"),
        ("satisfied", c => $"COUNT(*) FILTER (WHERE {c}.rating <> '{CaseRating.Dissatisfied}')"),
    ];

    // What has not moved since stood as it stands now; what came here later stood open on the ledger that was kept before.
    private const string StateThen =
        $"CASE WHEN c.moved_at <= @At THEN c.state ELSE COALESCE((SELECT s.state FROM case_step s WHERE s.case_id = c.id AND s.at <= @At ORDER BY s.id DESC LIMIT 1), '{nameof(CaseState.Accepted)}') END";

    private static string Received(CaseBooksFilter filter) => Asked.For(
        (filter.From is not null, "c.created_at >= @From"), (filter.Until is not null, "c.created_at < @Until"), (filter.At is not null, "c.created_at <= @At"));

    private static string Key(CaseBooksBy by) => by switch
    {
        CaseBooksBy.Source => "c.source",
        CaseBooksBy.Kind => "c.kind",
        CaseBooksBy.Place => "CAST(u.descendant_id AS TEXT)",
        CaseBooksBy.Unit => "COALESCE(CAST(c.handler_org_id AS TEXT), '')",
    };

    private static string InOrder(CaseBooksBy by) => "u.descendant_id, c.state" + by switch
    {
        CaseBooksBy.Place => "",
        CaseBooksBy.Source => ", c.source",
        CaseBooksBy.Kind => ", c.source, c.kind",
        CaseBooksBy.Unit => ", c.source, c.kind, c.handler_org_id",
    };

    private static Dictionary<string, string> Names(Tx tx, IEnumerable<string> keys) => keys.Where(key => key.Length > 0).Distinct(StringComparer.Ordinal)
        .ToDictionary(key => key, key => Organisations.OrgTree.NameOf(tx, long.Parse(key, CultureInfo.InvariantCulture)) ?? "", StringComparer.Ordinal);

    private static CaseCounts Count(IReadOnlyList<Row> rows, string key, string name, bool isPast)
    {
        var inColumn = rows.ToLookup(row => ColumnOf(row.State), row => row.Count);
        var notYet = rows.Where(row => row.State == CaseState.Received).Sum(row => row.Count);
        var (found, closed) = (rows.Sum(row => row.Count), inColumn[CaseColumn.Closed].Sum());
        var (outOfScope, merged, withdrawn) = (inColumn[CaseColumn.OutOfScope].Sum(), inColumn[CaseColumn.Merged].Sum(), inColumn[CaseColumn.Withdrawn].Sum());
        var before = rows.Where(row => row.State == CaseState.Closed).Sum(row => row.Before);
        var (accepted, closedHere) = (found - notYet - outOfScope - merged - withdrawn - rows.Sum(row => row.Before), closed - before);
        var onLedger = rows.Where(row => ColumnOf(row.State) is not (CaseColumn.OutOfScope or CaseColumn.Merged or CaseColumn.Withdrawn)).ToList();
        return new CaseCounts
        {
            Key = key,
            Name = name,
            Found = found,
            Closed = closed,
            Open = inColumn[CaseColumn.Open].Sum(),
            Parked = inColumn[CaseColumn.Parked].Sum(),
            OutOfScope = outOfScope,
            Merged = merged,
            Withdrawn = withdrawn,
            Unconfirmed = inColumn[CaseColumn.Unconfirmed].Sum(),
            Answered = inColumn[CaseColumn.Answered].Sum(),
            ClosedBefore = before,
            Accepted = accepted,
            ResolvedRate = CaseRate.Of(rows.Where(row => Resolved.Contains(row.State)).Sum(row => row.Count) - before, accepted),
            ClosureRate = CaseRate.Of(closedHere, accepted),
            OnTimeRate = KnownNow(rows.Where(row => row.State == CaseState.Closed).Sum(row => row.OnTime), closedHere),
            ResponseRate = CaseRate.Of(onLedger.Sum(row => row.Contacted), onLedger.Sum(row => row.ToContact)),
            SolvedRate = KnownNow(onLedger.Sum(row => row.Solved), onLedger.Sum(row => row.Answered)),
            SatisfactionRate = KnownNow(onLedger.Sum(row => row.Satisfied), onLedger.Sum(row => row.Rated)),
        };

        // What was said and when it was due is known as it is now alone: of a day that is past nothing is claimed.
        CaseRate KnownNow(long numerator, long denominator) => isPast ? CaseRate.Of(0, 0) : CaseRate.Of(numerator, denominator);
    }

    private sealed record Row
    {
        public string Key { get; init; } = "";

        public CaseState State { get; init; }

        public long Count { get; init; }

        public long Before { get; init; }

        public long OnTime { get; init; }

        public long ToContact { get; init; }

        public long Contacted { get; init; }

        public long Answered { get; init; }

        public long Solved { get; init; }

        public long Rated { get; init; }

        public long Satisfied { get; init; }
    }
}
