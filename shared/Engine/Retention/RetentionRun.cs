using ChatGov.Data;
using ChatGov.People;

namespace ChatGov.Retention;

/// <summary>How many rows of a table have served their time, or were taken out.</summary>
public sealed record Outlived(string Table, long Rows);

/// <summary>
/// Takes out what has served its time, a little at a time, each piece in a transaction of its own: stopped anywhere it goes
/// on with the next run, and the chat never waits long.
/// </summary>
public static class RetentionRun
{
    private const int Portion = 200;
    private static readonly string People = "person";

    // Who serves nowhere any more, holds no office, and whose last registration ended long ago; and who never registered,
    // agreed long ago and has asked for nothing since. There is no time of last use in the schema, on purpose.
    private static readonly string OutlivedPeople =
        $"""
        SELECT p.id FROM person p
        WHERE p.erased_at IS NULL
          AND NOT EXISTS (SELECT 1 FROM staff_role s WHERE s.person_id = p.id AND (s.until_at IS NULL OR s.until_at >= @before))
          AND NOT EXISTS (SELECT 1 FROM registration r WHERE r.person_id = p.id AND (r.ended_at IS NULL OR r.ended_at >= @before))
          AND (EXISTS (SELECT 1 FROM registration r WHERE r.person_id = p.id)
               OR (p.created_at < @without
                   AND NOT EXISTS (SELECT 1 FROM consent c WHERE c.person_id = p.id AND c.given_at >= @without)
                   {string.Concat(Features.All.SelectMany(feature => feature.Holds).SelectMany(Unused))}))
        """;

    private static IEnumerable<string> Unused(PersonPlace place) => place.IsUse is null ? [] : place.Columns.Select(column => column.Split('.'))
        .Select(at => $"AND NOT EXISTS (SELECT 1 FROM {at[0]} used WHERE used.{at[1]} = p.id AND ({place.IsUse}))\n");

    /// <summary>What a run would take out now. Nothing changes.</summary>
    public static List<Outlived> Count(Db db) => db.Read(tx => RetentionRules.All
        .Select(rule => new Outlived(rule.Table, tx.Count($"SELECT COUNT(*) FROM {rule.Table} WHERE {rule.Where}", Args(tx, rule.Age))))
        .Prepend(new Outlived(People, tx.Count($"SELECT COUNT(*) FROM ({OutlivedPeople}) o", PeopleArgs(tx))))
        .Where(each => each.Rows > 0).ToList());

    public static async Task<List<Outlived>> Run(Db db, CancellationToken cancel)
    {
        var done = new List<Outlived> { new(People, await ErasePeople(db, cancel)) };
        foreach (var rule in RetentionRules.All)
        {
            var rows = 0L;
            for (long some = Portion; some >= Portion;)
            {
                cancel.ThrowIfCancellationRequested();
                some = await db.Write(tx => TakeOut(tx, rule), cancel);
                rows += some;
            }

            done.Add(new Outlived(rule.Table, rows));
        }

        return done.FindAll(each => each.Rows > 0);
    }

    private static async Task<long> ErasePeople(Db db, CancellationToken cancel)
    {
        var erased = 0L;
        foreach (var id in db.Read(tx => tx.All<long>(OutlivedPeople + " ORDER BY p.id", PeopleArgs(tx))))
        {
            cancel.ThrowIfCancellationRequested();
            var outcome = await db.Write(
                tx => tx.Exists($"SELECT COUNT(*) FROM ({OutlivedPeople}) o WHERE o.id = @id", new { id, before = tx.Now - RetentionRule.AfterService, without = tx.Now - RetentionRules.WithoutRegistration })
                    && Erasing.Erase(tx.As(Actor.Person(id))).Ok,
                cancel);
            erased += outcome ? 1 : 0;
        }

        return erased;
    }

    private static long TakeOut(Tx tx, RetentionRule rule)
    {
        var oldest = rule.IsOldestFirst
            ? $"SELECT {rule.Key} FROM (SELECT * FROM {rule.Table} ORDER BY {rule.Key} LIMIT {Portion}) {rule.Table} WHERE {rule.Where}"
            : $"SELECT {rule.Key} FROM {rule.Table} WHERE {rule.Where} LIMIT {Portion}";
        var rows = tx.Run(
            rule.Set is null ? $"DELETE FROM {rule.Table} WHERE ({rule.Key}) IN ({oldest})" : $"UPDATE {rule.Table} SET {rule.Set} WHERE ({rule.Key}) IN ({oldest})",
            Args(tx, rule.Age));
        if (rows > 0)
        {
            tx.Audit(rule.Table, 0, "retention");
        }

        return rows;
    }

    private static object PeopleArgs(Tx tx) => new { before = tx.Now - RetentionRule.AfterService, without = tx.Now - RetentionRules.WithoutRegistration };

    private static object Args(Tx tx, TimeSpan age) => new { tx.Now, before = tx.Now - age };
}
