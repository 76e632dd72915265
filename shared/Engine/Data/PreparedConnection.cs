using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ChatGov.Data;

/// <summary>
/// A connection with its statements kept prepared by their text. SQLite compiles a statement each time a new command
/// runs it, which costs more than most of our statements themselves; the writer is one thread and runs the same few dozen
/// texts for ever, and whoever reads asks the same questions. One thread at a time uses it.
/// </summary>
internal sealed class PreparedConnection(SqliteConnection inner) : DbConnection
{
    // More than all we have in use at a time; beyond that it begins anew, so that memory has a bound.
    private const int MostKept = 400;

    private readonly Dictionary<string, SqliteCommand> _idle = [];

    [AllowNull]
    public override string ConnectionString
    {
        get => inner.ConnectionString;
        set => throw new NotSupportedException();
    }

    public override string Database => inner.Database;

    public override string DataSource => inner.DataSource;

    public override string ServerVersion => inner.ServerVersion;

    public override ConnectionState State => inner.State;

    public override void ChangeDatabase(string databaseName) => throw new NotSupportedException();

    public override void Close() => throw new NotSupportedException();

    public override void Open() => throw new NotSupportedException();

    public bool InTransaction => raw.sqlite3_get_autocommit(inner.Handle) == 0;

    public void Run(string sql)
    {
        var command = Rent(sql);
        command.ExecuteNonQuery();
        GiveBack(command);
    }

    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) =>
        throw new NotSupportedException("the writer begins and commits by itself");

    protected override DbCommand CreateDbCommand() => new PreparedCommand(this);

    protected override void Dispose(bool disposing)
    {
        Forget();
        inner.Dispose();
        base.Dispose(disposing);
    }

    private void Forget()
    {
        foreach (var command in _idle.Values)
        {
            command.Dispose();
        }

        _idle.Clear();
    }

    private SqliteCommand Rent(string sql)
    {
        if (_idle.Remove(sql, out var command))
        {
            return command;
        }

        command = inner.CreateCommand();
#pragma warning disable CA2100 // The text is the caller's constant, passed on as it is.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command;
    }

    private void GiveBack(SqliteCommand command)
    {
        command.Parameters.Clear();
        if (_idle.Count >= MostKept)
        {
            Forget();
        }

        if (!_idle.TryAdd(command.CommandText, command))
        {
            command.Dispose();
        }
    }

    private sealed class PreparedCommand(PreparedConnection owner) : DbCommand
    {
        private SqliteCommand? _rented;

        [AllowNull]
        public override string CommandText
        {
            get => _rented?.CommandText ?? "";
            set
            {
                if (_rented is not null)
                {
                    throw new NotSupportedException("a command keeps its text");
                }

                _rented = owner.Rent(value ?? "");
            }
        }

        public override int CommandTimeout { get; set; }

        public override CommandType CommandType { get; set; } = CommandType.Text;

        public override bool DesignTimeVisible { get; set; }

        public override UpdateRowSource UpdatedRowSource { get; set; }

        protected override DbConnection? DbConnection
        {
            get => owner;
            set => throw new NotSupportedException();
        }

        protected override DbParameterCollection DbParameterCollection => Rented.Parameters;

        protected override DbTransaction? DbTransaction { get; set; }

        private SqliteCommand Rented => _rented ?? throw new InvalidOperationException("the text comes first");

        public override void Cancel()
        {
            // Statements of the writer are short; SQLite offers no cancelling of one.
        }

        public override int ExecuteNonQuery() => Rented.ExecuteNonQuery();

        public override object? ExecuteScalar() => Rented.ExecuteScalar();

        public override void Prepare() => Rented.Prepare();

        protected override DbParameter CreateDbParameter() => new PrefixedParameter();

        protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) =>
            Rented.ExecuteReader(behavior & ~CommandBehavior.CloseConnection);

        protected override void Dispose(bool disposing)
        {
            if (_rented is not null)
            {
                owner.GiveBack(_rented);
                _rented = null;
            }

            base.Dispose(disposing);
        }
    }

    /// <summary>
    /// A parameter named as in the statement. Without the prefix the provider tries each of three, with a new string
    /// for each try, every time the parameter is bound.
    /// </summary>
    private sealed class PrefixedParameter : SqliteParameter
    {
        private static readonly ConcurrentDictionary<string, string> Names = new(StringComparer.Ordinal);

        [AllowNull]
        public override string ParameterName
        {
            get => base.ParameterName;
            set => base.ParameterName = Names.GetOrAdd(value ?? "", static name => "@" + name);
        }
    }
}
