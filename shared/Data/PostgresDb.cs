using System.Data.Common;
using Npgsql;

namespace ChatGov.Data;

/// <summary>PostgreSQL: a transaction of its own for each piece of work, from a bounded pool, run again when it lost a race.</summary>
public sealed class PostgresDb : Db
{
    private const int PoolSize = 24;
    private const int MaxTries = 6;

    private readonly NpgsqlDataSource _source;
    private readonly SemaphoreSlim _slots = new(PoolSize - 4);

    public PostgresDb(string connectionString, TimeProvider time, Vault vault)
        : base(time, vault)
    {
        var options = new NpgsqlConnectionStringBuilder(connectionString)
        {
            MaxPoolSize = PoolSize,
            MaxAutoPrepare = 200,
            AutoPrepareMinUsages = 2,
        };
        _source = NpgsqlDataSource.Create(options);
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
        using var connection = _source.OpenConnection();
        using var transaction = connection.BeginTransaction(System.Data.IsolationLevel.RepeatableRead);
        using (var command = new NpgsqlCommand("SET TRANSACTION READ ONLY", connection, transaction))
        {
            command.ExecuteNonQuery();
        }

        return work(Begin(connection, transaction));
    }

    public override DbConnection OpenRaw() => _source.OpenConnection();

    public override async ValueTask DisposeAsync()
    {
        await _source.DisposeAsync();
        _slots.Dispose();
    }

    private T WriteWithRetries<T>(Func<Tx, T> work)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return WriteOnce(work);
            }
            catch (PostgresException lost) when (attempt < MaxTries && Dialect.IsTransient(lost))
            {
                // The database undid the loser of a race; its work is repeatable by contract.
            }
        }
    }

    private T WriteOnce<T>(Func<Tx, T> work)
    {
        using var connection = _source.OpenConnection();
        using var transaction = connection.BeginTransaction();
        var tx = Begin(connection, transaction);
        var result = work(tx);
        transaction.Commit();
        AfterCommitHooks.Run(tx);
        return result;
    }
}
