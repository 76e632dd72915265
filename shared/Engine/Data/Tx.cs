using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using ChatGov.Rights;
using Dapper;

namespace ChatGov.Data;

/// <summary>
/// An open transaction: the connection, the time, the actor, and the two things every change leaves behind — an
/// audit row and the messages it causes. It is valid only inside the delegate that received it.
/// </summary>
public sealed class Tx
{
    private static readonly ConcurrentDictionary<Type, bool> Checked = new();

    private readonly DbConnection _connection;
    private readonly DbTransaction? _transaction;
    private readonly List<Action> _afterCommit = [];
    private List<Action>? _evenIfRefused;
    private int _writes;
    private int _audits;
    private int _depth;
    private Dictionary<string, IReadOnlyList<long>?>? _places;
    private (int Writes, Actor Actor) _placesAt;
    private readonly DateTimeOffset _now;
    private Recollection? _recollection;

    /// <summary>How many audit rows it wrote: whether anything was done at all.</summary>
    public int Audits => _audits;

    /// <summary>The last audit row it wrote; null where it wrote none.</summary>
    public long? LastAudit { get; private set; }

    internal Tx(Db db, DbConnection connection, DbTransaction? transaction, DateTimeOffset now)
    {
        Db = db;
        _connection = connection;
        _transaction = transaction;
        _now = now;
    }

    public Db Db { get; }

    /// <summary>The time of this transaction, the same wherever it is asked.</summary>
    public DateTimeOffset Now
    {
        get
        {
            IsTimeAsked = true;
            return _now;
        }
    }

    /// <summary>Somebody asked what time it is: what was found may be another thing a moment later, though nothing has changed.</summary>
    public bool IsTimeAsked { get; private set; }

    public Actor Actor { get; private set; } = Actor.System;

    /// <summary>On one view of the database, and nothing can be changed.</summary>
    public bool OnlyReads { get; internal init; }

    /// <summary>Whoever loses a race now is told so; before, the whole transaction is run again.</summary>
    internal bool IsLastTry { get; init; } = true;

    public Vault Vault => Db.Vault;

    /// <summary>
    /// The organisation under which all stands that the actor may look through: 0 is everything, for the program itself;
    /// -1 is nothing, for who comes in without a token.
    /// </summary>
    public long ScopeOrg => Actor.Grant?.OrgId ?? (Actor.IsSystem ? 0 : -1);

    /// <summary>All that follows in this transaction is done by this actor.</summary>
    public Tx As(Actor actor)
    {
        Actor = actor;
        return this;
    }

    /// <summary>Changes rows and tells how many.</summary>
    public int Run(string sql, object? args = null)
    {
        var changed = _connection.Execute(Command(sql, args));
        _writes += changed;
        return changed;
    }

    /// <summary>
    /// Takes a row by raising its version, so that whoever comes second waits; no change that needs an audit row.
    /// Where only one transaction writes at a time, there is nobody to wait for.
    /// </summary>
    public void Lock(string sql, object args)
    {
        if (!Db.Dialect.HasOneWriter)
        {
            _connection.Execute(Command(sql, args));
        }
    }

    /// <summary>The one row of a guarded change with RETURNING, or null where the guard held it back.</summary>
    public T? RunReturning<T>(string sql, object? args = null)
    {
        var row = _connection.QueryFirstOrDefault<T>(Command(sql, args));
        _writes += row is null ? 0 : 1;
        return Opened(row);
    }

    /// <summary>Inserts one row that ends in <c>RETURNING id</c> and gives its id.</summary>
    public long Insert(string sql, object? args = null)
    {
        _writes++;
        return _connection.ExecuteScalar<long>(Command(sql, args));
    }

    /// <summary>
    /// The id that the next row of a table gets, for what has to know it before the row is there: a sealed value is bound to
    /// it. The INSERT brings it along.
    /// </summary>
    public long NextId(string table) => NextIds(table, 1)[0];

    /// <inheritdoc cref="NextId"/>
    public IReadOnlyList<long> NextIds(string table, int count) => Db.Dialect.TakeIds(this, table, count);

    public T? First<T>(string sql, object? args = null) => Opened(_connection.QueryFirstOrDefault<T>(Command(sql, args)));

    public List<T> All<T>(string sql, object? args = null)
    {
        var rows = _connection.Query<T>(Command(sql, args)).AsList();
        return typeof(T).IsAssignableTo(typeof(ISealedRow<T>)) ? rows.ConvertAll(row => Opened(row)!) : rows;
    }

    /// <summary>Hands over many rows one by one, without an object for each.</summary>
    public void Each(string sql, object args, Action<IDataRecord> row)
    {
        using var reader = _connection.ExecuteReader(Command(sql, args));
        while (reader.Read())
        {
            row(reader);
        }
    }

    public long Count(string sql, object? args = null) => _connection.ExecuteScalar<long>(Command(sql, args));

    public bool Exists(string sql, object? args = null) => Count(sql, args) > 0;

    /// <summary>
    /// Runs a use case in a savepoint: a refusal undoes what it did and nothing else of this transaction.
    /// A use case that changed rows without an audit row is a programming error and throws.
    /// </summary>
    public Outcome<T> UseCase<T>(Func<Outcome<T>> useCase)
    {
        var name = "use_case_" + ++_depth;
        var (writes, audits, lastAudit, hooks) = (_writes, _audits, LastAudit, _afterCommit.Count);
        var outer = _evenIfRefused;
        _evenIfRefused = null;
        Plumb("SAVEPOINT " + name);
        var outcome = OrRefuse(useCase);
        var afterwards = _evenIfRefused;
        _evenIfRefused = outer;
        if (outcome.Ok)
        {
            if (_writes > writes && _audits == audits)
            {
                throw new InvalidOperationException("a use case changed rows and wrote no audit row");
            }
        }
        else
        {
            Plumb("ROLLBACK TO SAVEPOINT " + name);
            (_writes, _audits, LastAudit) = (writes, audits, lastAudit);
            _places = null;
            _afterCommit.RemoveRange(hooks, _afterCommit.Count - hooks);
            afterwards?.ForEach(action => action());
        }

        Plumb("RELEASE SAVEPOINT " + name);
        _depth--;
        return outcome;
    }

    private Outcome<T> OrRefuse<T>(Func<Outcome<T>> useCase)
    {
        try
        {
            return useCase();
        }
        catch (LostRace) when (IsLastTry)
        {
            return RefusalCode.ChangedMeanwhile;
        }
    }

    /// <summary>
    /// For what has to stay although the use case refuses, such as the count of wrong tries: runs after the use case
    /// was undone, and not at all when it succeeds.
    /// </summary>
    public void EvenIfRefused(Action action) => (_evenIfRefused ??= []).Add(action);

    /// <summary>Runs once, after COMMIT, on the committing thread: keep it short.</summary>
    public void AfterCommit(Action action) => _afterCommit.Add(action);

    /// <summary>Writes the audit row of a change: ids and codes, never values.</summary>
    /// <param name="entity">The table of the changed row.</param>
    /// <param name="action">What was done: the use case's verb, or the state machine's transition.</param>
    public void Audit(string entity, long id, string action, string? from = null, string? to = null, string? reason = null)
    {
        _audits++;
        LastAudit = _connection.ExecuteScalar<long>(Command(
            """
            INSERT INTO audit (at, actor_id, inbox_id, token_id, entity, entity_id, action, from_state, to_state, reason_code)
            VALUES (@Now, @PersonId, @InboxId, @TokenId, @entity, @id, @action, @from, @to, @reason) RETURNING id
            """,
            new { Now, Actor.PersonId, Actor.InboxId, Actor.Grant?.TokenId, entity, id, action, from, to, reason }));
    }

    internal void Plumb(string sql)
    {
        Db.Tell(this, sql, null);
        if (_connection is PreparedConnection prepared)
        {
            prepared.Run(sql);
        }
        else
        {
            _connection.Execute(new CommandDefinition(sql, transaction: _transaction, commandType: CommandType.Text));
        }
    }

    /// <summary>
    /// What is found by a key that says all it depends on besides the database and the time. Where the database can tell that nobody has
    /// changed anything since, on one view after the other, it is found without looking; elsewhere, and where rows are changed, it is looked for each time.
    /// </summary>
    /// <param name="find">With the time until which it stays so by itself; the past where it is not to be kept.</param>
    public T Recall<T>(object key, Func<(T Found, DateTimeOffset Until)> find)
    {
        var isTimeAsked = IsTimeAsked;
        if (Remembered(key, out T kept))
        {
            return kept;
        }

        var (found, until) = find();
        if (_recollection is not null && until > _now)
        {
            // Whoever asks until when it stays need not ask what time it is.
            IsTimeAsked = isTimeAsked;
            _recollection.Keep(key, found, _now, until);
        }

        return found;
    }

    /// <summary>The same, of what may or may not be there.</summary>
    public bool Remembered<T>(object key, out T found)
    {
        if (OnlyReads && _recollection is null && _connection is PreparedConnection reader)
        {
            _recollection = reader.Recollection;
            _recollection.At(reader.StateSeen());
        }

        found = default!;
        return _recollection is not null && _recollection.TryFind(key, _now, out found);
    }

    /// <summary>To be <see cref="Remembered"/> as long as nobody changes anything, at most until then.</summary>
    public void Remember(object key, object found, DateTimeOffset until) => _recollection?.Keep(key, found, _now, until);

    internal IReadOnlyList<Action> Hooks => _afterCommit;

    private T? Opened<T>(T? row) => row is ISealedRow<T> holdsSealed ? holdsSealed.Opened(Vault) : row;

    /// <summary>Where the actor may, asked once until something is written: what was written may have changed it.</summary>
    /// <returns>Null where they are many.</returns>
    internal IReadOnlyList<long>? PlacesOf(Can can)
    {
        if (_places is null || _placesAt != (_writes, Actor))
        {
            (_places, _placesAt) = (new(StringComparer.Ordinal), (_writes, Actor));
        }

        if (!_places.TryGetValue(can.Name, out var places))
        {
            _places[can.Name] = places = Actor.Grant is { } grant
                ? Recall((nameof(PlacesOf), can.Name, Actor.PersonId, grant), () => (can.Places(this), grant.StandsUntil))
                : can.Places(this);
        }

        return places;
    }

    private CommandDefinition Command(string sql, object? args)
    {
        RequireDistinctNames(args);
        (sql, args) = Permitted.Write(this, sql, args);
        Db.Tell(this, sql, args);
        return new CommandDefinition(sql, sql.Contains("@acting_", StringComparison.Ordinal) ? WithActor(args) : args, _transaction, commandType: CommandType.Text);
    }

    /// <summary>Who acts, when, and within which grant: what every condition of <see cref="Can"/> asks for.</summary>
    private DynamicParameters WithActor(object? args)
    {
        var all = new DynamicParameters(args);
        all.Add("acting_person", Actor.PersonId, DbType.Int64);
        all.Add("acting_at", Now.ToUnixTimeMilliseconds(), DbType.Int64);
        all.Add("acting_role", Actor.Grant?.Role.ToString(), DbType.String);
        all.Add("acting_part", Actor.Grant?.OrgId, DbType.Int64);
        return all;
    }

    /// <summary>
    /// PostgreSQL's driver takes <c>@id</c> and <c>@Id</c> for one: the wrong value would go to the wrong place without
    /// a word.
    /// </summary>
    private static void RequireDistinctNames(object? args)
    {
        if (args is null || Checked.ContainsKey(args.GetType()))
        {
            return;
        }

        var names = args.GetType().GetProperties().Select(property => property.Name).ToList();
        if (names.Distinct(StringComparer.OrdinalIgnoreCase).Count() < names.Count)
        {
            throw new ArgumentException("two parameters differ only in the case of their names", nameof(args));
        }

        Checked.TryAdd(args.GetType(), true);
    }
}
