using System.Collections;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ChatGov.Data;

/// <summary>
/// What the provider says of the columns of one statement, asked once: their names, and the .NET type for each of the types of a value that
/// turned up there. Whoever maps rows asks for all of it each time a statement is run, and each answer is a new string.
/// </summary>
internal sealed class PreparedColumns
{
    private const int TypesOfValues = 6;
    private string?[] _names = [];
    private Type?[] _types = [];

    public string NameOf(SqliteDataReader reader, int column)
    {
        Fit(reader);
        return _names[column] ??= reader.GetName(column);
    }

    public Type TypeOf(SqliteDataReader reader, int column)
    {
        Fit(reader);
        return _types[(column * TypesOfValues) + raw.sqlite3_column_type(reader.Handle, column)] ??= reader.GetFieldType(column);
    }

    private void Fit(SqliteDataReader reader)
    {
        if (_names.Length < reader.FieldCount)
        {
            (_names, _types) = (new string?[reader.FieldCount], new Type?[reader.FieldCount * TypesOfValues]);
        }
    }
}

/// <summary>The provider's reader, but for what the statement knows: names and types of columns.</summary>
internal sealed class PreparedReader(SqliteDataReader inner, PreparedColumns columns) : DbDataReader
{
    public override int Depth => inner.Depth;

    public override int FieldCount => inner.FieldCount;

    public override bool HasRows => inner.HasRows;

    public override bool IsClosed => inner.IsClosed;

    public override int RecordsAffected => inner.RecordsAffected;

    public override object this[int ordinal] => GetValue(ordinal);

    public override object this[string name] => inner[name];

    public override string GetName(int ordinal) => columns.NameOf(inner, ordinal);

    public override Type GetFieldType(int ordinal) => columns.TypeOf(inner, ordinal);

    public override string GetDataTypeName(int ordinal) => inner.GetDataTypeName(ordinal);

    public override int GetOrdinal(string name) => inner.GetOrdinal(name);

    public override bool Read() => inner.Read();

    public override bool NextResult() => inner.NextResult();

    public override void Close() => inner.Close();

    public override bool IsDBNull(int ordinal) => inner.IsDBNull(ordinal);

    /// <summary>What the provider gives; it asks for the type of a value three times.</summary>
    public override object GetValue(int ordinal) => raw.sqlite3_column_type(inner.Handle, ordinal) switch
    {
        raw.SQLITE_INTEGER => raw.sqlite3_column_int64(inner.Handle, ordinal),
        raw.SQLITE_TEXT => raw.sqlite3_column_text(inner.Handle, ordinal).utf8_to_string(),
        raw.SQLITE_NULL => DBNull.Value,
        _ => inner.GetValue(ordinal),
    };

    public override int GetValues(object[] values) => inner.GetValues(values);

    public override bool GetBoolean(int ordinal) => inner.GetBoolean(ordinal);

    public override byte GetByte(int ordinal) => inner.GetByte(ordinal);

    public override long GetBytes(int ordinal, long dataOffset, byte[]? buffer, int bufferOffset, int length) => inner.GetBytes(ordinal, dataOffset, buffer, bufferOffset, length);

    public override char GetChar(int ordinal) => inner.GetChar(ordinal);

    public override long GetChars(int ordinal, long dataOffset, char[]? buffer, int bufferOffset, int length) => inner.GetChars(ordinal, dataOffset, buffer, bufferOffset, length);

    public override DateTime GetDateTime(int ordinal) => inner.GetDateTime(ordinal);

    public override decimal GetDecimal(int ordinal) => inner.GetDecimal(ordinal);

    public override double GetDouble(int ordinal) => inner.GetDouble(ordinal);

    public override float GetFloat(int ordinal) => inner.GetFloat(ordinal);

    public override Guid GetGuid(int ordinal) => inner.GetGuid(ordinal);

    public override short GetInt16(int ordinal) => inner.GetInt16(ordinal);

    public override int GetInt32(int ordinal) => inner.GetInt32(ordinal);

    public override long GetInt64(int ordinal) => inner.GetInt64(ordinal);

    public override string GetString(int ordinal) => inner.GetString(ordinal);

    public override IEnumerator GetEnumerator() => new DbEnumerator(this);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
