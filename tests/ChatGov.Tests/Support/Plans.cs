using System.Collections.Concurrent;
using System.Diagnostics;
using ChatGov.Data;

namespace ChatGov.Tests.Support;

/// <summary>
/// How SQLite and, where it is at hand, PostgreSQL go about each statement of the product that any test makes it ask: none reads the
/// whole of a table that grows with the years, but for those that say why.
/// </summary>
internal static class Plans
{
    // As long as the county is wide, whatever the years bring: offices, places, and what is gone after a month.
    private static readonly HashSet<string> Bounded = new(StringComparer.Ordinal)
    {
        "org", "org_closure", "org_past", "org_tag", "staff_role", "held_role", "acting", "role_tag", "estate", "duty_phone", "joint_committee_member",
        "lease", "setting", "migration", "counter", "budget", "wrong_try", "roster_import", "roster_import_piece", "departure", "departure_row",
        "json_each", "sqlite_sequence", "sqlite_master",
    };

    private static readonly ConcurrentDictionary<string, IReadOnlyList<string>> Known = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<MayReadAll, bool> Used = new();

    /// <summary>A statement that was asked so far would be a fault without it.</summary>
    public static bool WasNeeded(MayReadAll allowed) => Used.ContainsKey(allowed);

    /// <param name="faults">Where what is found in this database goes.</param>
    public static void Watch(Db db, ConcurrentDictionary<string, bool> faults)
    {
        db.Asked += (_, sql, args) =>
        {
            foreach (var fault in Known.GetOrAdd(sql, static (sql, args) => Look(sql, args), args))
            {
                faults[fault] = true;
            }
        };
    }

    /// <summary>The table has no end.</summary>
    public static bool Grows(string table) => !Bounded.Contains(table) && !SqlitePlans.IsOfCodes(table);

    private static IReadOnlyList<string> Look(string sql, object? args)
    {
        if (!IsOfTheProduct())
        {
            return [];
        }

        string?[] faults = [Unexcused(SqlitePlans.FaultOf(sql), MayReadAll.Allowed), Unexcused(PostgresFaultOf(sql, args), [.. MayReadAll.Allowed, .. MayReadAll.OnPostgres])];
        return [.. faults.OfType<string>()];
    }

    private static string? PostgresFaultOf(string sql, object? args) => TestDatabase.PostgresServer is null ? null : PostgresPlans.FaultOf(sql, args);

    private static string? Unexcused(string? fault, IReadOnlyList<MayReadAll> allowed)
    {
        var reasons = fault is null ? [] : allowed.Where(each => each.Covers(fault)).ToList();
        reasons.ForEach(each => Used[each] = true);
        return reasons.Count == 0 ? fault : null;
    }

    private static bool IsOfTheProduct() => new StackTrace(skipFrames: 1).GetFrames()
        .Select(frame => frame.GetMethod()?.DeclaringType)
        .FirstOrDefault(type => type is not null && type.Assembly.GetName().Name is { } name && name.StartsWith("ChatGov", StringComparison.Ordinal)
            && type.DeclaringType != typeof(Plans) && type != typeof(Plans) && type != typeof(Tx) && type != typeof(Db))?.Assembly != typeof(Plans).Assembly;
}
