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

    private readonly Dictionary<string, PreparedStatement> _idle = [];
    private readonly Dictionary<string, sqlite3_stmt> _words = [];

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

    /// <summary>What was found by it and still stands.</summary>
    public Recollection Recollection { get; } = new();

    /// <summary>Runs a word of ours that takes nothing and gives nothing, such as BEGIN: there are a dozen, asked for again and again.</summary>
    public void Run(string word)
    {
        var statement = Word(word);
        var result = raw.sqlite3_step(statement);
        raw.sqlite3_reset(statement);
        SqliteException.ThrowExceptionForRC(result == raw.SQLITE_DONE ? raw.SQLITE_OK : result, inner.Handle);
    }

    /// <summary>
    /// A number that another connection's commit changes, whichever program makes it. Asked inside a transaction it is the number of what
    /// that transaction sees until it ends.
    /// </summary>
    public long StateSeen()
    {
        var statement = Word("PRAGMA data_version");
        var result = raw.sqlite3_step(statement);
        var number = result == raw.SQLITE_ROW ? raw.sqlite3_column_int64(statement, 0) : 0;
        raw.sqlite3_reset(statement);
        SqliteException.ThrowExceptionForRC(result == raw.SQLITE_ROW ? raw.SQLITE_OK : result, inner.Handle);
        return number;
    }

    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) =>
        throw new NotSupportedException("the writer begins and commits by itself");

    protected override DbCommand CreateDbCommand() => new PreparedCommand(this);

    protected override void Dispose(bool disposing)
    {
        Forget();
        foreach (var word in _words.Values)
        {
            word.Dispose();
        }

        _words.Clear();
        inner.Dispose();
        base.Dispose(disposing);
    }

    private sqlite3_stmt Word(string text)
    {
        if (!_words.TryGetValue(text, out var statement))
        {
            SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(inner.Handle, text, out statement), inner.Handle);
            _words.Add(text, statement);
        }

        return statement;
    }

    private void Forget()
    {
        foreach (var statement in _idle.Values)
        {
            statement.Dispose();
        }

        _idle.Clear();
    }

    private PreparedStatement Rent(string sql)
    {
        if (_idle.Remove(sql, out var statement))
        {
            return statement;
        }

        var command = inner.CreateCommand();
#pragma warning disable CA2100 // The text is the caller's constant, passed on as it is.
        command.CommandText = sql;
#pragma warning restore CA2100
        return new PreparedStatement(command);
    }

    private void GiveBack(PreparedStatement statement)
    {
        statement.Command.Parameters.Clear();
        if (_idle.Count >= MostKept)
        {
            Forget();
        }

        if (!_idle.TryAdd(statement.Command.CommandText, statement))
        {
            statement.Dispose();
        }
    }

    private sealed class PreparedCommand(PreparedConnection owner) : DbCommand
    {
        private PreparedStatement? _rented;

        [AllowNull]
        public override string CommandText
        {
            get => _rented?.Command.CommandText ?? "";
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

        protected override DbParameterCollection DbParameterCollection => Rented.Command.Parameters;

        protected override DbTransaction? DbTransaction { get; set; }

        private PreparedStatement Rented => _rented ?? throw new InvalidOperationException("the text comes first");

        public override void Cancel()
        {
            // Statements of the writer are short; SQLite offers no cancelling of one.
        }

        public override int ExecuteNonQuery() => Rented.Command.ExecuteNonQuery();

        public override object? ExecuteScalar() => Rented.Command.ExecuteScalar();

        public override void Prepare() => Rented.Command.Prepare();

        protected override DbParameter CreateDbParameter() => new PrefixedParameter();

        protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) =>
            new PreparedReader(Rented.Command.ExecuteReader(behavior & ~CommandBehavior.CloseConnection), Rented.Columns);

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

    /// <summary>A statement as it is kept, with what is known of its columns.</summary>
    private sealed record PreparedStatement(SqliteCommand Command) : IDisposable
    {
        public PreparedColumns Columns { get; } = new();

        public void Dispose() => Command.Dispose();
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
