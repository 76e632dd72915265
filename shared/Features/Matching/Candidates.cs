using System.Buffers;
using System.Data;
using ChatGov.Data;
using ChatGov.People;
using ChatGov.Tasks;

namespace ChatGov.Matching;

/// <summary>
/// The open tasks that a filter lets through, as a pooled array of structs: one statement that names no column it does not
/// need, and the title only where words are looked for in it. Dispose it to give the array back.
/// </summary>
internal sealed class Candidates : IDisposable
{
    private const string Columns =
        """
        t.id, t.org_id, t.starts_at, t.ends_at, t.places - t.taken, t.kind, t.skill, t.credential, t.needs_clearance,
        CASE WHEN t.source_kind = 'Care' THEN t.source_id END, CASE WHEN t.two_people THEN t.series_id END
        """;

    private static readonly EnumNames<TaskKind> KindNames = new();
    private static readonly EnumNames<Skill> SkillNames = new();

    private OpenTask[] _tasks = ArrayPool<OpenTask>.Shared.Rent(512);
    private int _count;

    private Candidates()
    {
    }

    public ReadOnlySpan<OpenTask> All => _tasks.AsSpan(0, _count);

    /// <summary>The open ones first, then those that are full and have a line to wait in.</summary>
    public static Candidates Load(Tx tx, ListFilter filter, Asker? asker)
    {
        var words = WordMatch.All(tx, filter.Words);
        var found = new Candidates();
        found.Load(tx, $"t.state = {TaskMachine.Free}", filter, asker, words);
        found.Load(tx, $"t.state = {TaskMachine.Full} AND t.pending_claims = FALSE", filter, asker, words);
        if (words.Exists(word => word.IsName))
        {
            found.KeepNamed();
        }

        return found;
    }

    // Two statements, one index each: a list is asked for far more often than anything is full.
    private void Load(Tx tx, string state, ListFilter filter, Asker? asker, List<WordMatch> words) => tx.Each(
        $"""
        SELECT {Columns}, CASE WHEN t.kind IS NULL OR @titles THEN t.title END
        FROM task t
        WHERE {state} AND t.starts_at > @Now AND t.starts_at >= @since AND t.starts_at < @until
        """,
        new { tx.Now, titles = words.Count > 0, since = filter.Since, until = filter.Until },
        row =>
        {
            var title = row.IsDBNull(11) ? "" : row.GetString(11);
            var task = Read(row, title);
            if (filter.Takes(task, asker) && words.TrueForAll(word => word.Takes(task, title)))
            {
                Add(task with { IsNamed = words.TrueForAll(word => word.Names(task, title)) });
            }
        });

    /// <summary>清扫东门积雪 is one task, not every cleaning; where nothing is called so, the kind of work is what was meant.</summary>
    private void KeepNamed()
    {
        var kept = 0;
        for (var i = 0; i < _count; i++)
        {
            if (_tasks[i].IsNamed)
            {
                _tasks[kept++] = _tasks[i];
            }
        }

        _count = kept > 0 ? kept : _count;
    }

    /// <summary>Tasks as the ranking sees them, whatever their state.</summary>
    public static Dictionary<long, OpenTask> Of(Tx tx, IReadOnlyList<long> ids)
    {
        var tasks = new Dictionary<long, OpenTask>();
        tx.Each(
            $"SELECT {Columns}, t.title FROM task t WHERE {tx.Db.Dialect.IsAmong("t.id", "@ids")}",
            new { ids = Dialect.Ids(ids) },
            row => tasks[row.GetInt64(0)] = Read(row, row.GetString(11)));
        return tasks;
    }

    public void Dispose()
    {
        ArrayPool<OpenTask>.Shared.Return(_tasks);
        _tasks = [];
    }

    private static OpenTask Read(IDataRecord row, string title)
    {
        var skill = SkillNames.Read(row, 6);
        return new OpenTask
        {
            Id = row.GetInt64(0),
            OrgId = row.GetInt64(1),
            StartsAt = row.GetInt64(2),
            EndsAt = row.GetInt64(3),
            Left = row.GetInt32(4),
            IsFull = row.GetInt32(4) == 0,
            Kind = KindNames.Read(row, 5) ?? TaskKinds.Of(skill, title),
            Skill = skill,
            Credential = SkillNames.Read(row, 7),
            NeedsClearance = row.GetBoolean(8),
            CarePlanId = row.IsDBNull(9) ? 0 : row.GetInt64(9),
            VisitSeriesId = row.IsDBNull(10) ? 0 : row.GetInt64(10),
        };
    }

    private void Add(in OpenTask task)
    {
        if (_count == _tasks.Length)
        {
            var longer = ArrayPool<OpenTask>.Shared.Rent(_count * 2);
            All.CopyTo(longer);
            ArrayPool<OpenTask>.Shared.Return(_tasks);
            _tasks = longer;
        }

        _tasks[_count++] = task;
    }

    private sealed class EnumNames<T>
        where T : struct, Enum
    {
        private readonly Dictionary<string, T> _byName = Enum.GetValues<T>().ToDictionary(value => value.ToString(), StringComparer.Ordinal);

        public T? Read(IDataRecord row, int column) => row.IsDBNull(column) ? null : _byName[row.GetString(column)];
    }
}
