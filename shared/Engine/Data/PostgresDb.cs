using System.Data.Common;
using Npgsql;

namespace ChatGov.Data;

/// <summary>
/// PostgreSQL: a transaction of its own for each piece of work, from a bounded pool, run again when it lost a race. Where the
/// connection string names several hosts, whichever of them is the primary at the time of a connection.
/// </summary>
public sealed class PostgresDb : Db
{
    private const int PoolSize = 24;
    private const int MaxTries = 6;
    private const int MostLostRaces = 3;

    private static readonly TimeSpan ListenAgainAfter = TimeSpan.FromSeconds(5);

    private readonly NpgsqlDataSource _source;
    private readonly string _listening;
    private readonly OutboxBell _bell;
    private readonly SemaphoreSlim _slots = new(PoolSize - 4);

    public PostgresDb(string connectionString, TimeProvider time, Vault vault)
        : base(time, vault)
    {
        var options = new NpgsqlConnectionStringBuilder(connectionString)
        {
            MaxPoolSize = PoolSize,
            MaxAutoPrepare = 200,
            AutoPrepareMinUsages = 2,

            // A server that is gone without a word would let a commit wait for ever.
            TcpKeepAlive = true,
            TcpKeepAliveTime = 10,
            TcpKeepAliveInterval = 5,

            // A source of several hosts refuses it here: it is said with each opening.
            TargetSessionAttributes = null,
        };
        _source = NpgsqlDataSource.Create(options);
        _bell = new OutboxBell(Open);
        _listening = new NpgsqlConnectionStringBuilder(PostgresHosts.OnlyOneThatWrites(connectionString)) { Pooling = false, KeepAlive = 30 }.ToString();
    }

    public override Dialect Dialect => Dialect.Postgres;

    public override async Task<T> Write<T>(Func<Tx, T> work, CancellationToken cancel = default)
    {
        await _slots.WaitAsync(cancel);
        try
        {
            return await Task.Run(() => WriteWithRetries(work), cancel);
        }
        finally
        {
            _slots.Release();
        }
    }

    public override T Read<T>(Func<Tx, T> work)
    {
        using var connection = Open();
        using var transaction = connection.BeginTransaction(System.Data.IsolationLevel.RepeatableRead);
        using (var command = new NpgsqlCommand("SET TRANSACTION READ ONLY", connection, transaction))
        {
            command.ExecuteNonQuery();
        }

        return work(BeginReading(connection, transaction));
    }

    public override DbConnection OpenRaw() => Open();

    /// <summary>
    /// A connection of its own that waits for NOTIFY. While it is down the sender's own looking is enough: that only
    /// takes half a second longer.
    /// </summary>
    public override async Task Listen(CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            try
            {
                await using var connection = new NpgsqlConnection(_listening);
                await connection.OpenAsync(cancel);
                connection.Notification += (_, _) => SignalOutbox();
                await using (var command = new NpgsqlCommand("LISTEN " + OutboxBell.Channel, connection))
                {
                    await command.ExecuteNonQueryAsync(cancel);
                }

                while (true)
                {
                    await connection.WaitAsync(cancel);
                }
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                return;
            }
            catch (NpgsqlException)
            {
                await Task.Delay(ListenAgainAfter, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    internal override void AnnounceOutbox(Tx tx)
    {
        base.AnnounceOutbox(tx);
        tx.AfterCommit(_bell.Ring);
    }

    public override async ValueTask DisposeAsync()
    {
        await _bell.DisposeAsync();
        await _source.DisposeAsync();
        _slots.Dispose();
    }

    private NpgsqlConnection Open() => _source is NpgsqlMultiHostDataSource several
        ? several.OpenConnection(TargetSessionAttributes.ReadWrite)
        : _source.OpenConnection();

    private T WriteWithRetries<T>(Func<Tx, T> work)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return WriteOnce(work, isLastTry: attempt >= MostLostRaces);
            }
            catch (LostRace) when (attempt < MostLostRaces)
            {
                // Somebody moved the row between the look and the move: it is looked at again.
            }
            catch (PostgresException lost) when (attempt < MaxTries && Dialect.IsTransient(lost))
            {
                // The database undid the loser of a race; its work is repeatable by contract.
            }
        }
    }

    private T WriteOnce<T>(Func<Tx, T> work, bool isLastTry)
    {
        using var connection = Open();
        using var transaction = connection.BeginTransaction();
        var tx = Begin(connection, transaction, isLastTry);
        var result = work(tx);
        Commit(connection, transaction);
        AfterCommitHooks.Run(tx);
        return result;
    }

    /// <remarks>
    /// Where it waits for a stand-by it is never given up: PostgreSQL keeps a commit that is cancelled meanwhile on this server alone,
    /// shows it to others and calls that a success (PostgreSQL manual, 27.2.8). The driver's own commit cancels when its time is over.
    /// </remarks>
    private static void Commit(NpgsqlConnection connection, NpgsqlTransaction transaction)
    {
        using var commit = new NpgsqlCommand("COMMIT", connection, transaction) { CommandTimeout = 0 };
        commit.ExecuteNonQuery();
    }
}
