using Microsoft.Data.Sqlite;

namespace ChatGov.Data;

/// <summary>
/// Keeps the write-ahead log of a SQLite database short, on a thread and a connection of its own: those who wait for a
/// commit do not wait for this too. And empties it when somebody was erased: the log holds pages as they were before.
/// </summary>
internal sealed class SqliteLog : IDisposable
{
    private const int EmptyAgainAfter = 50;

    // Milliseconds that writers may wait for the log being emptied; then they go first and it is tried again.
    private const int HoldWritersUpFor = 20;

    private readonly SqliteConnection _connection;
    private readonly AutoResetEvent _due = new(initialState: false);
    private readonly Thread _thread;
    private int _toBeEmptied;
    private volatile bool _ended;

    public SqliteLog(SqliteConnection connection)
    {
        _connection = connection;
        Sqlite.Run(connection, $"PRAGMA busy_timeout = {HoldWritersUpFor}");

        // A program that was killed after an erasure may have left it undone.
        Empty();
        _thread = new Thread(Work) { IsBackground = true, Name = "sqlite-checkpointer" };
        _thread.Start();
    }

    /// <summary>Copies what it can into the database. What it cannot, the writer's own checkpoint does when the log has grown long.</summary>
    public void Copy() => _due.Set();

    /// <summary>Leaves nothing in the log, as soon as no reader of any program holds it back.</summary>
    public void Empty()
    {
        Interlocked.Exchange(ref _toBeEmptied, 1);
        _due.Set();
    }

    public void Dispose()
    {
        _ended = true;
        _due.Set();
        _thread.Join();
        _due.Dispose();
        _connection.Dispose();
    }

    private void Work()
    {
        while (!_ended)
        {
            _due.WaitOne(Volatile.Read(ref _toBeEmptied) == 1 ? EmptyAgainAfter : Timeout.Infinite);
            try
            {
                CopyOrEmpty();
            }
            catch (SqliteException)
            {
                // The log keeps everything, and the writes that meet the same trouble report it. What was asked for
                // meanwhile would fail as well: the next try comes with the next commits.
                _due.Reset();
            }
        }
    }

    private void CopyOrEmpty()
    {
        if (Interlocked.Exchange(ref _toBeEmptied, 0) == 0)
        {
            Sqlite.Run(_connection, "PRAGMA wal_checkpoint(PASSIVE)");
        }
        else if (!TryEmpty())
        {
            Interlocked.Exchange(ref _toBeEmptied, 1);
        }
    }

    private bool TryEmpty()
    {
        using var command = _connection.CreateCommand();
        command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        return command.ExecuteScalar() is 0L;
    }
}
