using System.Data.Common;
using ChatGov.Data.Backups;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace ChatGov.Data;

/// <summary>Opens the configured database, brings its schema up to date and says in one line what is wrong when it cannot.</summary>
public static class Databases
{
    /// <param name="isRestoring">By whoever is putting a copy in place: to all others a database is closed until that is done.</param>
    public static Db Open(DatabaseSettings settings, TimeProvider time, bool isRestoring = false)
    {
        try
        {
            if (!isRestoring)
            {
                UnfinishedRestore.Refuse(settings);
            }

            var db = Connect(settings, time, VaultOf(settings));
            try
            {
                Prepare(db, isRestoring);
            }
            catch (DbException exception) when (db.Dialect.IsTransient(exception))
            {
                // Another program may be preparing the same database, which takes it a while.
                Prepare(db, isRestoring);
            }

            return db;
        }
        catch (DbException exception)
        {
            throw new ConfigurationFault(Explain(exception), exception);
        }
    }

    /// <summary>As it is: neither its schema nor its keys are looked at, nor changed.</summary>
    public static Db Connect(DatabaseSettings settings, TimeProvider time, Vault vault) => settings.Provider == "sqlite"
        ? new SqliteDb(settings.ConnectionString, time, vault)
        : new PostgresDb(settings.ConnectionString, time, vault);

    /// <summary>As every start does; nothing is opened, made or changed. A database that was never opened has no keys to check.</summary>
    /// <exception cref="ConfigurationFault">The key file is not there, cannot be used, or is another's.</exception>
    public static void CheckKeys(DatabaseSettings settings)
    {
        try
        {
            if (SealedWord.Of(settings) is { } word)
            {
                Vault.FromFileOf(word, settings.KeyFile).Dispose();
            }
        }
        catch (DbException exception)
        {
            throw new ConfigurationFault(Explain(exception), exception);
        }
    }

    /// <summary>New keys are made for a new database only.</summary>
    private static Vault VaultOf(DatabaseSettings settings) =>
        SealedWord.Of(settings) is { } word ? Vault.FromFileOf(word, settings.KeyFile) : Vault.FromFile(settings.KeyFile);

    private static void Prepare(Db db, bool isRestoring)
    {
        Migrator.Run(db, isRestoring);
        using var connection = db.OpenRaw();
        using var transaction = connection.BeginTransaction();
        KeyCheck.Check(db.Over(connection, transaction));
        transaction.Commit();
    }

    /// <summary>One line for the operator; it quotes nothing of the connection string.</summary>
    public static string Explain(DbException exception) => exception switch
    {
        SqliteException { SqliteErrorCode: 5 or 6 } => "the database is locked by another program: end it, or wait until it is done",
        SqliteException { SqliteErrorCode: 8 } => "the database is read-only: Database:ConnectionString has to name a file that can be written",
        SqliteException { SqliteErrorCode: 10 } => "the disk of the database fails to read or write: see that it has room and is in order",
        SqliteException { SqliteErrorCode: 11 } => "the database file is damaged: restore it from your backup",
        SqliteException { SqliteErrorCode: 13 } => "the disk is full: make room for the database",
        SqliteException { SqliteErrorCode: 14 } => "the database file cannot be opened: Database:ConnectionString has to name a file in a folder that is there",
        SqliteException { SqliteErrorCode: 26 } => "Database:ConnectionString names a file that is not a database",
        PostgresException { SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification } =>
            "the PostgreSQL server refuses the user or password of Database:ConnectionString",
        PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } => "the database named in Database:ConnectionString is not on the server",
        PostgresException { SqlState: PostgresErrorCodes.TooManyConnections } => "the PostgreSQL server has no connection left: raise max_connections, or end other programs",
        PostgresException { SqlState: PostgresErrorCodes.CannotConnectNow } => "the PostgreSQL server is starting up or shutting down: try again in a moment",
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } => "the disk of the PostgreSQL server is full",
        PostgresException refused => $"the PostgreSQL server refused (code {refused.SqlState})",
        NpgsqlException => "the PostgreSQL server named in Database:ConnectionString cannot be reached",
        SqliteException { SqliteExtendedErrorCode: var code } => $"the database failed (SQLite code {code})",
        _ => "the database failed",
    };
}
