using System.Data.Common;
using System.Diagnostics;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ChatGov.Data;

/// <summary>
/// SQLite with one writer: work runs in arrival order, and what waits commits as a group,
/// so that one flush to the disk serves many. A group takes what is there and never waits for more.
/// </summary>
public sealed class SqliteDb : Db
{
    private const int MaxGroup = 256;
    private const int ReadersKept = 8;
    private const int CommitsPerCheckpoint = 64;

    // SQLITE_DBCONFIG_ENABLE_QPSG
    private const int SteadyPlans = 1007;

    // Milliseconds.
    private const int LockWithin = 5_000;
    private static readonly TimeSpan LastWorkWithin = TimeSpan.FromSeconds(2);

    private readonly WaitingWork<Work> _queue = new(MaxGroup);
    private readonly PreparedConnection?[] _readers = new PreparedConnection?[ReadersKept];
    private readonly string _connectionString;
    private readonly SqliteConnection _writer;
    private readonly PreparedConnection _prepared;
    private readonly Thread _thread;
    private readonly SqliteLog _log;
    private long _commits;
    private volatile bool _disposed;

    public SqliteDb(string connectionString, TimeProvider time, Vault vault)
        : base(time, vault)
    {
        // Pooling is ours: a pooled connection would lose its PRAGMAs. Waiting for a lock is busy_timeout's; the
        // provider would try again and again for 30 seconds on top of it.
        _connectionString = new SqliteConnectionStringBuilder(connectionString) { Pooling = false, DefaultTimeout = 1 }.ToString();
        SqliteFiles.KeepToOwner(_connectionString);
        _writer = Open(forWriting: true);
        _prepared = new PreparedConnection(_writer);
        _thread = new Thread(WriteLoop) { IsBackground = true, Name = "sqlite-writer" };
        _thread.Start();
        _log = new SqliteLog(Open(forWriting: true));
    }

    public override Dialect Dialect => Dialect.Sqlite;

    public override Task<T> Write<T>(Func<Tx, T> work, CancellationToken cancel = default)
    {
        cancel.ThrowIfCancellationRequested();
        return Add(work, isUrgent: true);
    }

    public override Task WriteSoon(Action<Tx> work) => Add(
        tx =>
        {
            work(tx);
            return true;
        },
        isUrgent: false);

    private Task<T> Add<T>(Func<Tx, T> work, bool isUrgent)
    {
        var queued = new Work<T>(work);
        ObjectDisposedException.ThrowIf(!_queue.TryAdd(queued, isUrgent), this);
        return queued.Task;
    }

    public override T Read<T>(Func<Tx, T> work)
    {
        var connection = TakeReader();
        try
        {
            connection.Run("BEGIN");
            return work(BeginReading(connection, transaction: null));
        }
        finally
        {
            Return(connection);
        }
    }

    public override DbConnection OpenRaw() => Open(forWriting: true);

    internal override void Scrub(Tx tx) => tx.AfterCommit(_log.Empty);

    public override ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return ValueTask.CompletedTask;
        }

        _disposed = true;
        _queue.Close();
        if (!_thread.Join(LastWorkWithin))
        {
            // It waits for another program's lock. The thread ends with this program, and what it did not commit is
            // undone, as its callers were told nothing.
            return ValueTask.CompletedTask;
        }

        _log.Dispose();
        _prepared.Dispose();
        for (var i = 0; i < ReadersKept; i++)
        {
            Interlocked.Exchange(ref _readers[i], null)?.Dispose();
        }

        return ValueTask.CompletedTask;
    }

    private SqliteConnection Open(bool forWriting)
    {
        var connection = Sqlite.To(_connectionString);
        connection.Open();
        Sqlite.Run(connection, $"PRAGMA busy_timeout = {LockWithin}");
        Sqlite.Run(connection, "PRAGMA foreign_keys = ON");

        // A plan is made once, for whatever the parameters are. By itself SQLite looks at the number behind a LIMIT (and at some others), and
        // compiles the statement anew each time it gets one, which costs several times what the statement does.
        SqliteException.ThrowExceptionForRC(raw.sqlite3_db_config(connection.Handle!, SteadyPlans, 1, out _), connection.Handle);
        if (forWriting)
        {
            Sqlite.Run(connection, "PRAGMA journal_mode = WAL");
            Sqlite.Run(connection, "PRAGMA synchronous = FULL");
            Sqlite.Run(connection, "PRAGMA secure_delete = ON");

            // The working set of a county fits; at the default of 2 MB the writer reads its indexes again and again.
            Sqlite.Run(connection, "PRAGMA cache_size = -32768");
            Sqlite.Run(connection, "PRAGMA wal_autocheckpoint = 16000");

            // What a savepoint needs to be undone stays in memory; else each one writes its pages to a temporary file.
            Sqlite.Run(connection, "PRAGMA temp_store = MEMORY");
        }
        else
        {
            Sqlite.Run(connection, "PRAGMA query_only = ON");
        }

        return connection;
    }

    /// <summary>The first that is idle: what few readers ask for again and again, they remember.</summary>
    private PreparedConnection TakeReader()
    {
        for (var i = 0; i < ReadersKept; i++)
        {
            if (_readers[i] is not null && Interlocked.Exchange(ref _readers[i], null) is { } idle)
            {
                return idle;
            }
        }

        return new PreparedConnection(Open(forWriting: false));
    }

    private void Return(PreparedConnection connection)
    {
        // Trouble with the file ends a transaction by itself.
        if (connection.InTransaction)
        {
            connection.Run("ROLLBACK");
        }

        for (var i = 0; i < ReadersKept && !_disposed; i++)
        {
            if (Interlocked.CompareExchange(ref _readers[i], connection, null) is null)
            {
                return;
            }
        }

        connection.Dispose();
    }

    private void WriteLoop()
    {
        var group = new List<Work>(MaxGroup);
        while (_queue.Take(group))
        {
            if (!TryCommitTogether(group))
            {
                group.ForEach(CommitAlone);
            }
        }
    }

    private void Commit()
    {
        Execute("COMMIT");
        if (++_commits % CommitsPerCheckpoint == 0)
        {
            _log.Copy();
        }
    }

    /// <summary>Nearly always each of them does what it was to do. Only where one did not, all run again, each so that it can be undone by itself.</summary>
    /// <returns>False when the transaction was lost: then nothing of the group counts.</returns>
    private bool TryCommitTogether(List<Work> group)
    {
        if (group.Count == 1 || !(TryTogether(group, isEachUndone: false) ?? TryTogether(group, isEachUndone: true) ?? false))
        {
            return false;
        }

        group.ForEach(work => work.Complete());
        return true;
    }

    /// <returns>Null when one of them failed that could not be undone by itself; false when the transaction was lost.</returns>
    private bool? TryTogether(List<Work> group, bool isEachUndone)
    {
        try
        {
            BeginWriting();
            foreach (var work in group)
            {
                var stands = isEachUndone ? RunUndone(work) : RunPlain(work);
                if (stands is not true)
                {
                    RollBackIfOpen();
                    return stands;
                }
            }

            Commit();
            return true;
        }
        catch (SqliteException)
        {
            // Whatever it was happens again, or does not, when each member runs alone and gets its own error.
            RollBackIfOpen();
            return false;
        }
    }

    private bool? RunPlain(Work work)
    {
        work.Run(Begin(_prepared, transaction: null));
        return InAutocommit ? false : work.Failed ? null : true;
    }

    /// <returns>False when SQLITE_FULL, SQLITE_IOERR or SQLITE_NOMEM ended the whole transaction inside it.</returns>
    private bool RunUndone(Work work)
    {
        Execute("SAVEPOINT member");
        work.Run(Begin(_prepared, transaction: null));
        if (InAutocommit)
        {
            return false;
        }

        Execute(work.Failed ? "ROLLBACK TO SAVEPOINT member" : "RELEASE SAVEPOINT member");
        if (work.Failed)
        {
            Execute("RELEASE SAVEPOINT member");
        }

        return true;
    }

    private void CommitAlone(Work work)
    {
        try
        {
            BeginWriting();
            work.Run(Begin(_prepared, transaction: null));
            if (work.Failed)
            {
                RollBackIfOpen();
            }
            else
            {
                Commit();
            }
        }
        catch (SqliteException exception)
        {
            RollBackIfOpen();
            work.Fail(exception);

            // On a full disk it may be the log that fills it: copied into the database, its room is used again.
            _log.Copy();
        }

        work.Complete();
    }

    /// <summary>
    /// Asks for the lock each millisecond. SQLite by itself waits longer from try to try, up to 100 ms: another program
    /// that writes one piece after the other would have it again each time, and people would wait for seconds.
    /// </summary>
    private void BeginWriting()
    {
        raw.sqlite3_busy_timeout(_writer.Handle, 1);
        var waiting = Stopwatch.StartNew();
        int result;
        do
        {
            result = raw.sqlite3_exec(_writer.Handle, "BEGIN IMMEDIATE");
        }
        while (result == raw.SQLITE_BUSY && waiting.ElapsedMilliseconds < LockWithin);
        raw.sqlite3_busy_timeout(_writer.Handle, LockWithin);
        SqliteException.ThrowExceptionForRC(result, _writer.Handle);
    }

    private bool InAutocommit => raw.sqlite3_get_autocommit(_writer.Handle) != 0;

    private void RollBackIfOpen()
    {
        if (!InAutocommit)
        {
            Execute("ROLLBACK");
        }
    }

    private void Execute(string sql) => _prepared.Run(sql);

    private abstract class Work
    {
        public abstract bool Failed { get; }

        /// <summary>Runs the delegate and keeps its result or its exception; may be called again.</summary>
        public abstract void Run(Tx tx);

        public abstract void Fail(Exception exception);

        /// <summary>Tells the caller, after COMMIT or ROLLBACK.</summary>
        public abstract void Complete();
    }

    private sealed class Work<T>(Func<Tx, T> work) : Work
    {
        private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private Tx? _tx;
        private T? _result;
        private Exception? _exception;

        public Task<T> Task => _completion.Task;

        public override bool Failed => _exception is not null;

        public override void Run(Tx tx)
        {
            _tx = tx;
            _exception = null;
            try
            {
                _result = work(tx);
            }
            catch (Exception exception)
            {
                _exception = exception;
            }
        }

        public override void Fail(Exception exception) => _exception = exception;

        public override void Complete()
        {
            if (_exception is not null)
            {
                _completion.SetException(_exception);
                return;
            }

            AfterCommitHooks.Run(_tx!);
            _completion.SetResult(_result!);
        }
    }
}
