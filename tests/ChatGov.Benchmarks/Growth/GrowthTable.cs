using System.Globalization;
using System.Text.RegularExpressions;
using ChatGov.Data;

namespace ChatGov.Benchmarks.Growth;

/// <summary>One line for each operation with its cost at each size, the numbers of the statements that make it grow, and behind all of them each of those statements with its plan.</summary>
internal sealed partial class GrowthTable(IReadOnlyList<int> sizes)
{
    private const double MoreSteps = 1.5;
    private const double MoreTime = 3;

    // A list that had a row less at the smallest size is no growth, and a tree of pages is one deeper at a hundred times the rows.
    private const long StepsThatCount = 300;
    private const long PagesThatCount = 60;
    private const double MillisecondsThatCount = 1;
    private const double MorePages = 2;
    private const double MostOfReports = 50;
    private const int WorstShown = 4;

    private const string AuditBound = "two thousand changes at most for a page, whoever they belong to";

    // What has to read all that it is about, by the end of its name. What people wait for is bounded all the same.
    private static readonly (string Name, string Why, double Most)[] Named =
    [
        ("GET /audit", AuditBound, MostOfReports),
        ("GET /audit?after={middle-audit}", AuditBound, MostOfReports),
        ("GET /audit?from=2026-11-01T00:00:00Z&until=2026-11-02T00:00:00Z", AuditBound, MostOfReports),
        ("GET /organisations/table.csv", "the whole tree is what is asked for", MostOfReports),
        ("retention: counted beforehand", "counts when an operator asks what a run would take out", double.MaxValue),
        ("retention: nothing to do", "looks at each person once, by night", double.MaxValue),
        ("retention: what passed in a day", "looks at each person once, by night", double.MaxValue),
    ];

    private readonly List<string> _names = [];
    private readonly Dictionary<string, List<Cost>> _costs = new(StringComparer.Ordinal);
    private readonly List<string> _statements = [];
    private readonly Dictionary<string, (long Before, long After)> _worst = new(StringComparer.Ordinal);

    public void Add(string name, Cost cost)
    {
        if (!_costs.TryGetValue(name, out var costs))
        {
            _costs[name] = costs = [];
            _names.Add(name);
        }

        costs.Add(cost);
    }

    /// <param name="last">The database of the largest size, which is asked for the plans.</param>
    public void Print(string provider, Meter meter, Db last)
    {
        Console.WriteLine(
            $"{provider}: at {string.Join(" / ", sizes.Select(size => $"{size}×"))} a county; p50 and p99 in ms; stm: statements; steps of SQLite's machine, or rows and entries read by PostgreSQL; pages looked up; KB allocated");
        var whole = _names.FindAll(name => _costs[name].Count == sizes.Count);
        whole.ForEach(name => Print(name, _costs[name]));
        foreach (var sql in _statements)
        {
            var (before, after) = _worst[sql];
            Console.WriteLine();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Reference(sql)}  {before} -> {after} steps  {Spaces().Replace(sql, " ").Trim()}"));
            Console.WriteLine("    " + string.Join("; ", meter.Plan(last, sql)));
        }

        Console.WriteLine();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{provider}: {whole.Count} operations, {whole.Count(IsToBeMended)} grow, by {_statements.Count} statements; {whole.Count(name => WhyNamed(name) is not null)} have to read all that they are about"));
        if (_names.Count > whole.Count)
        {
            Console.WriteLine($"{provider}: not done at each size: {string.Join(", ", _names.Except(whole))}");
        }
    }

    private void Print(string name, List<Cost> costs)
    {
        var mark = IsToBeMended(name) ? "GROWS in " + string.Join(", ", Grown(costs)) : WhyNamed(name) is { } why ? "all of it: " + why : "";
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name,-60} p50 {Each(costs, cost => Decimal(cost.Median)),-20} p99 {Each(costs, cost => Decimal(cost.Worst)),-20} stm {Each(costs, cost => Number(cost.Tally.Count)),-9} steps {Each(costs, cost => Number(cost.Tally.Steps)),-22} pages {Each(costs, cost => Number(cost.Tally.Pages)),-18} KB {Each(costs, cost => Number(cost.Bytes / 1024)),-14} {Status(costs)}{mark}"));
        if (Grown(costs).Count > 0 && Growing(costs).Take(WorstShown).ToList() is { Count: > 0 } growing)
        {
            growing.ForEach(Note);
            Console.WriteLine("    by " + string.Join(", ", growing.Select(each => string.Create(CultureInfo.InvariantCulture, $"{Reference(each.Sql)} {each.Before} -> {each.After}"))));
        }
    }

    private void Note((string Sql, long Before, long After) grown)
    {
        if (!_worst.TryGetValue(grown.Sql, out var worst))
        {
            _statements.Add(grown.Sql);
        }

        _worst[grown.Sql] = grown.After > worst.After ? (grown.Before, grown.After) : worst;
    }

    private string Reference(string sql) => string.Create(CultureInfo.InvariantCulture, $"S{_statements.IndexOf(sql) + 1}");

    private bool IsToBeMended(string name) => WhyNamed(name) is null ? Grown(_costs[name]).Count > 0 : _costs[name][^1].Least > WhatIsNamed(name).Most;

    private static string? WhyNamed(string name) => WhatIsNamed(name).Why;

    private static (string Name, string? Why, double Most) WhatIsNamed(string name) => Named.FirstOrDefault(each => name.EndsWith(each.Name, StringComparison.Ordinal));

    private static List<string> Grown(List<Cost> costs)
    {
        var (first, last) = (costs[0], costs[^1]);
        return
        [
            .. Grows(first.Tally.Steps, last.Tally.Steps, MoreSteps, StepsThatCount) ? ["steps"] : Array.Empty<string>(),
            .. Grows(first.Tally.Pages, last.Tally.Pages, MorePages, PagesThatCount) ? ["pages"] : Array.Empty<string>(),
            .. last.Least > first.Least * MoreTime && last.Least - first.Least > MillisecondsThatCount ? ["time"] : Array.Empty<string>(),
        ];
    }

    private static bool Grows(long first, long last, double times, long that) => last > first * times && last - first > that;

    private static IEnumerable<(string Sql, long Before, long After)> Growing(List<Cost> costs) => costs[^1].Tally.Statements
        .Select(each => (each.Key, Before: costs[0].Tally.Statements.GetValueOrDefault(each.Key)?.Steps ?? 0, After: each.Value.Steps))
        .Where(each => Grows(each.Before, each.After, MoreSteps, StepsThatCount / 2)).OrderByDescending(each => each.After - each.Before);

    private static string Status(List<Cost> costs) => costs.Exists(cost => cost.Answered is not (0 or 200)) ? $"HTTP {Each(costs, cost => Number(cost.Answered))} " : "";

    private static string Each(List<Cost> costs, Func<Cost, string> of) => string.Join('/', costs.Select(of));

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Decimal(double number) => number.ToString(number < 10 ? "0.00" : "0.0", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\s+", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Spaces();
}
