using System.Reflection;
using ChatGov.Data;
using ChatGov.Paging;
using ChatGov.Tests.Support;
using Dapper;

namespace ChatGov.Tests.Lists;

/// <summary>Each order that a reader of a list may choose is one that an index has: whoever sees all walks there until the page is full, and no database puts all in order first.</summary>
public sealed class SortIndexTests
{
    // Of one unit at a time, and no more than it has people.
    private const string OfOneUnit = "roster";

    public static TheoryData<Provider, string, string> Everywhere()
    {
        var data = new TheoryData<Provider, string, string>();
        foreach (var row in new DatabasesAttribute().GetData(null!))
        {
            foreach (var (sorts, sort) in All())
            {
                data.Add((Provider)row[0], sorts.Table, sort);
            }
        }

        return data;
    }

    [Theory, MemberData(nameof(Everywhere))]
    public async Task A_page_in_an_order_is_walked_in_it(Provider provider, string table, string sort)
    {
        await using var database = TestDatabase.Create(provider);
        var sorts = All().First(each => each.Sorts.Table == table).Sorts;
        foreach (var page in new PageRequest[] { new(0, 20, sort), new(0, 20, "-" + sort), new(7, 20, sort), new(7, 20, "-" + sort) })
        {
            var plan = Plan(database.Db, $"SELECT {sorts.Alias}.id FROM {table} {sorts.Alias} WHERE {page.Behind(sorts)} ORDER BY {page.Order(sorts)} LIMIT 21");

            Assert.Contains($"{table}_in_order_of_", plan.Replace("task_start", "task_in_order_of_start", StringComparison.Ordinal), StringComparison.Ordinal);
            Assert.DoesNotContain("TEMP B-TREE", plan, StringComparison.Ordinal);
            Assert.DoesNotContain("Sort", plan, StringComparison.Ordinal);
        }
    }

    private static IEnumerable<(Sorts Sorts, string Sort)> All() => typeof(Sorts).Assembly.GetTypes()
        .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
        .Where(field => field.FieldType == typeof(Sorts)).Select(field => (Sorts)field.GetValue(null)!)
        .Where(sorts => sorts.Table != OfOneUnit)
        .SelectMany(sorts => sorts.Columns.Select(column => (sorts, column.Name)));

    private static string Plan(Db db, string sql)
    {
        using var connection = db.OpenRaw();
        if (db.Dialect.HasOneWriter)
        {
            return string.Join('\n', connection.Query("EXPLAIN QUERY PLAN " + sql, new { After = 7 }).Select(row => (string)row.detail));
        }

        connection.Execute("SET enable_seqscan = off; SET enable_bitmapscan = off; SET enable_sort = off");
        return string.Join('\n', connection.Query<string>("EXPLAIN (COSTS OFF) " + sql, new { After = 7L }));
    }
}
