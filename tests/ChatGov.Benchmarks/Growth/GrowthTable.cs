using System.Globalization;
using System.Text.RegularExpressions;
using ChatGov.Data;

namespace ChatGov.Benchmarks.Growth;

/// <summary>One line for each operation, its cost at each size, and under what grows the statements that make it grow.</summary>
internal sealed partial class GrowthTable(IReadOnlyList<int> sizes)
{
    private const double MoreSteps = 1.5;
    private const double MoreTime = 3;

    // A list that had a row less at the smallest size is no growth, and a tree of pages is one deeper at a hundred times the rows.
    private const long StepsThatCount = 300;
    private const long PagesThatCount = 60;
    private const double MillisecondsThatCount = 1;
    private const double MorePages = 2;

    private readonly List<string> _names = [];
    private readonly Dictionary<string, List<Cost>> _costs = new(StringComparer.Ordinal);

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
        Console.WriteLine($"{provider}: at {string.Join(" / ", sizes.Select(size => $"{size}×"))} a county; p50 and p99 in ms; stm statements; steps of SQLite's machine, or rows read by PostgreSQL; pages looked up; KB allocated");
        foreach (var name in _names.Where(name => _costs[name].Count == sizes.Count))
        {
            Print(name, _costs[name], meter, last);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{provider}: {_names.Count} operations, {_names.Count(name => Mark(_costs[name]).Length > 0)} grow; those asked at one size only: {string.Join(", ", _names.Where(name => _costs[name].Count < sizes.Count))}"));
    }

    private static void Print(string name, List<Cost> costs, Meter meter, Db last)
    {
        var mark = Mark(costs);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name,-60} p50 {Each(costs, cost => cost.Median.ToString("0.00", CultureInfo.InvariantCulture)),-20} p99 {Each(costs, cost => cost.Worst.ToString("0.0", CultureInfo.InvariantCulture)),-18} stm {Each(costs, cost => Number(cost.Tally.Count)),-9} steps {Each(costs, cost => Number(cost.Tally.Steps)),-22} pages {Each(costs, cost => Number(cost.Tally.Pages)),-18} KB {Each(costs, cost => Number(cost.Bytes / 1024)),-14} {Status(costs)}{mark}"));
        if (mark.Length > 0)
        {
            foreach (var (sql, before, after) in Growing(costs).Take(3))
            {
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"      {before} -> {after} steps: {Spaces().Replace(sql, " ").Trim()}"));
                Console.WriteLine("        " + string.Join("; ", meter.Plan(last, sql)));
            }
        }
    }

    private static string Mark(List<Cost> costs)
    {
        var (first, last) = (costs[0], costs[^1]);
        var marks = new List<string>();
        if (Grows(first.Tally.Steps, last.Tally.Steps, MoreSteps, StepsThatCount))
        {
            marks.Add("STEPS");
        }

        if (Grows(first.Tally.Pages, last.Tally.Pages, MorePages, PagesThatCount))
        {
            marks.Add("PAGES");
        }

        if (last.Median > first.Median * MoreTime && last.Median - first.Median > MillisecondsThatCount)
        {
            marks.Add("TIME");
        }

        return string.Join(' ', marks);
    }

    private static bool Grows(long first, long last, double times, long that) => last > first * times && last - first > that;

    private static IEnumerable<(string Sql, long Before, long After)> Growing(List<Cost> costs) => costs[^1].Tally.Statements
        .Select(each => (each.Key, Before: costs[0].Tally.Statements.GetValueOrDefault(each.Key)?.Steps ?? 0, After: each.Value.Steps))
        .Where(each => each.After - each.Before > StepsThatCount / 4).OrderByDescending(each => each.After - each.Before);

    private static string Status(List<Cost> costs) => costs.Exists(cost => cost.Answered is not (0 or 200)) ? $"HTTP {Each(costs, cost => Number(cost.Answered))} " : "";

    private static string Each(List<Cost> costs, Func<Cost, string> of) => string.Join('/', costs.Select(of));

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\s+", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Spaces();
}
