using System.Data.Common;
using ChatGov.Outbox;

namespace ChatGov.Data;

/// <summary>
/// The only doors to the database. A delegate handed to <see cref="Write{T}"/> may be run more than once (after a
/// lost race or a failed group commit), so it touches nothing but its <see cref="Tx"/>; what must happen once, after
/// the commit, goes to <see cref="Tx.AfterCommit"/>.
/// </summary>
public abstract class Db(TimeProvider time, Vault vault) : IAsyncDisposable
{
    static Db() => Columns.Register();

    public TimeProvider Time { get; } = time;

    public Vault Vault { get; } = vault;

    public abstract Dialect Dialect { get; }

    public Outage Outage { get; } = new();

    /// <summary>
    /// Raised after each commit that wrote a message, on the committing thread: only wake somebody. Messages that
    /// another program wrote are found by looking, or sooner where the database can tell.
    /// </summary>
    public event Action? OutboxWritten;

    /// <summary>Who sends in this program; null where nobody does.</summary>
    public IOutlet? Outlet { get; set; }

    /// <summary>Raised with each statement and its arguments before it runs, in the transaction that asks: for whoever counts what something costs.</summary>
    public event Action<Tx, string, object?>? Asked;

    internal void Tell(Tx tx, string sql, object? args) => Asked?.Invoke(tx, sql, args);

    /// <summary>Lets those who send know, once this transaction is committed.</summary>
    internal virtual void AnnounceOutbox(Tx tx) => tx.AfterCommit(SignalOutbox);

    /// <summary>
    /// Passes on what other programs announce, until cancelled. Where the database cannot tell, there is nothing to do.
    /// </summary>
    public virtual Task Listen(CancellationToken cancel) => Task.CompletedTask;

    protected void SignalOutbox() => OutboxWritten?.Invoke();

    /// <summary>
    /// Once this transaction is committed, what it deleted is to be in no file of the database either. On PostgreSQL that is
    /// the server's own work (VACUUM): see <c>shared/Engine/Data/README.md</c>.
    /// </summary>
    internal virtual void Scrub(Tx tx)
    {
    }

    /// <summary>
    /// Runs the work in a transaction of its own and completes only after COMMIT. An exception of the work undoes
    /// all of it and is thrown from here.
    /// </summary>
    public abstract Task<T> Write<T>(Func<Tx, T> work, CancellationToken cancel = default);

    /// <summary>Runs the work on one consistent view of the database. It cannot change anything.</summary>
    public abstract T Read<T>(Func<Tx, T> work);

    /// <summary>One plain connection for the migrator and for tests that look behind the doors.</summary>
    public abstract DbConnection OpenRaw();

    public Task Write(Action<Tx> work, CancellationToken cancel = default) => Write(
        tx =>
        {
            work(tx);
            return true;
        },
        cancel);

    /// <summary>The same, for what nobody waits for: where commits are one after the other it joins another's, or its own a moment later.</summary>
    public virtual Task WriteSoon(Action<Tx> work) => Write(work);

    public abstract ValueTask DisposeAsync();

    /// <summary>For the migrator, which has a connection and transactions of its own.</summary>
    internal Tx Over(DbConnection connection, DbTransaction transaction) => Begin(connection, transaction);

    private protected Tx Begin(DbConnection connection, DbTransaction? transaction, bool isLastTry = true) =>
        new(this, connection, transaction, Time.GetUtcNow()) { IsLastTry = isLastTry };

    private protected Tx BeginReading(DbConnection connection, DbTransaction? transaction) =>
        new(this, connection, transaction, Time.GetUtcNow()) { OnlyReads = true };
}
