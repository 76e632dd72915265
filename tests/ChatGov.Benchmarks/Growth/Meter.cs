using ChatGov.Data;

namespace ChatGov.Benchmarks.Growth;

/// <summary>What one statement of an operation cost: how often it ran, and what it stepped over.</summary>
/// <param name="Steps">On SQLite steps of its machine, on PostgreSQL rows read. Neither depends on what else the machine does.</param>
internal sealed record StatementCost(int Runs, long Steps);

/// <summary>What an operation cost in all.</summary>
/// <param name="Pages">Looked up in SQLite's cache, found there or not; 0 on PostgreSQL.</param>
internal sealed record Tally(IReadOnlyDictionary<string, StatementCost> Statements, long Pages)
{
    public int Count => Statements.Values.Sum(each => each.Runs);

    public long Steps => Statements.Values.Sum(each => each.Steps);

    public static Tally Sum(IReadOnlyCollection<Tally> all) => new(
        all.SelectMany(each => each.Statements).GroupBy(each => each.Key, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => new StatementCost(same.Sum(each => each.Value.Runs), same.Sum(each => each.Value.Steps)), StringComparer.Ordinal),
        all.Sum(each => each.Pages));
}

/// <summary>Counts what a database does between two moments. One operation at a time.</summary>
internal abstract class Meter
{
    public abstract void Begin();

    public abstract Tally End();

    /// <summary>The work of a transaction is done, and its end is still to come.</summary>
    public virtual void AtTheEndOf(Tx tx)
    {
    }

    /// <summary>How the database goes about a statement; one line each.</summary>
    public abstract IReadOnlyList<string> Plan(Db db, string sql);
}
