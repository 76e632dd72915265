using System.Collections.Concurrent;
using System.Data;
using ChatGov.Data;
using ChatGov.People;
using ChatGov.Tasks;

namespace ChatGov.Matching;

/// <summary>An open task with its title, in which words are looked for.</summary>
internal readonly record struct TitledTask(OpenTask Task, string Title);

/// <summary>The open tasks and the communities at one moment; nothing of it changes any more.</summary>
internal sealed class OpenTaskEdition
{
    private const string Columns =
        """
        t.id, t.org_id, t.starts_at, t.ends_at, t.places - t.taken, t.kind, t.skill, t.credential, t.needs_clearance,
        CASE WHEN t.source_kind = 'Care' THEN t.source_id END, CASE WHEN t.two_people THEN t.series_id END, t.title
        """;

    // What is full and has a line to wait in is open too; one index each.
    private static readonly string[] Listed = [$"t.state = {TaskMachine.Free}", $"t.state = {TaskMachine.Full} AND t.pending_claims = FALSE"];

    // More than that is read as a whole again sooner than piece by piece.
    private const int MostChanges = 2_000;
    private const int MostApart = 256;
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    private static readonly EnumNames<TaskKind> KindNames = new();
    private static readonly EnumNames<Skill> SkillNames = new();

    private readonly Whole _whole;
    private readonly TitledTask[] _tasks;

    // What changed since those were put together: null for what is open no more.
    private readonly Dictionary<long, TitledTask?> _apart;
    private readonly AuditMark _read;

    private OpenTaskEdition(Whole whole, TitledTask[] tasks, Dictionary<long, TitledTask?> apart, AuditMark read)
    {
        (_whole, _tasks, _apart, _read) = (whole, tasks, apart, read);
    }

    public IReadOnlyList<Community> Communities => _whole.Communities;

    public static OpenTaskEdition Load(Tx tx)
    {
        var read = AuditMark.Now(tx);
        var tasks = new List<TitledTask>();

        foreach (var state in Listed)
        {
            tx.Each($"SELECT {Columns} FROM task t WHERE {state} AND t.starts_at > @Now", new { tx.Now }, row => tasks.Add(Read(row)));
        }

        return new OpenTaskEdition(new Whole(Community.All(tx), Environment.TickCount64), [.. tasks], [], read);
    }

    /// <returns>Null where it has to be read as a whole again.</returns>
    public OpenTaskEdition? Next(Tx tx)
    {
        if (Environment.TickCount64 - _whole.ReadAt > Life.TotalMilliseconds || _read.Next(tx, MostChanges) is not { } news || news.Changed.Any(change => change.Entity == "org"))
        {
            return null;
        }

        var ids = news.Changed.Select(change => change.TaskId).OfType<long>().Distinct().ToList();
        if (ids.Count == 0)
        {
            return news.Mark == _read ? this : new OpenTaskEdition(_whole, _tasks, _apart, news.Mark);
        }

        var apart = new Dictionary<long, TitledTask?>(_apart);
        ids.ForEach(id => apart[id] = null);
        tx.Each(
            $"SELECT {Columns} FROM task t WHERE {tx.Db.Dialect.IsAmong("t.id", "@ids")} AND ({Listed[0]} OR {Listed[1]}) AND t.starts_at > @Now",
            new { ids = Dialect.Ids(ids), tx.Now },
            row => apart[row.GetInt64(0)] = Read(row));
        var next = new OpenTaskEdition(_whole, _tasks, apart, news.Mark);
        return apart.Count <= MostApart ? next : new OpenTaskEdition(_whole, [.. next.All()], [], news.Mark);
    }

    public IEnumerable<TitledTask> All() => _tasks.Where(each => !_apart.ContainsKey(each.Task.Id)).Concat(_apart.Values.OfType<TitledTask>());

    /// <summary>Hands over each one without an object for it.</summary>
    public void Each(Visitor visit)
    {
        foreach (ref readonly var each in _tasks.AsSpan())
        {
            if (_apart.Count == 0 || !_apart.ContainsKey(each.Task.Id))
            {
                visit(each.Task, each.Title);
            }
        }

        foreach (var each in _apart.Values)
        {
            if (each is { } there)
            {
                visit(there.Task, there.Title);
            }
        }
    }

    public delegate void Visitor(in OpenTask task, string title);

    /// <inheritdoc cref="Places.MetresFrom"/>
    public Dictionary<long, double> MetresFrom(long orgId) => _whole.Metres.GetOrAdd(orgId, id => Places.MetresFrom(Communities, id));

    /// <summary>Tasks as the ranking sees them, whatever their state.</summary>
    public static Dictionary<long, OpenTask> Of(Tx tx, IReadOnlyList<long> ids)
    {
        var tasks = new Dictionary<long, OpenTask>();
        tx.Each(
            $"SELECT {Columns} FROM task t WHERE {tx.Db.Dialect.IsAmong("t.id", "@ids")}",
            new { ids = Dialect.Ids(ids) },
            row => tasks[row.GetInt64(0)] = Read(row).Task);
        return tasks;
    }

    private static TitledTask Read(IDataRecord row)
    {
        var (skill, title) = (SkillNames.Read(row, 6), row.GetString(11));
        return new TitledTask(
            new OpenTask
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
            },
            title);
    }

    /// <summary>What all editions since one reading of the whole have in common.</summary>
    private sealed record Whole(IReadOnlyList<Community> Communities, long ReadAt)
    {
        public ConcurrentDictionary<long, Dictionary<long, double>> Metres { get; } = new();
    }

    private sealed class EnumNames<T>
        where T : struct, Enum
    {
        private readonly Dictionary<string, T> _byName = Enum.GetValues<T>().ToDictionary(value => value.ToString(), StringComparer.Ordinal);

        public T? Read(IDataRecord row, int column) => row.IsDBNull(column) ? null : _byName[row.GetString(column)];
    }
}
