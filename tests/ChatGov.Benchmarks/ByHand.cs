using System.Data.Common;

namespace ChatGov.Benchmarks;

/// <summary>Statements written by hand and prepared: what the program is held against.</summary>
internal static class ByHand
{
    public static void Analyse(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "ANALYZE";
        command.ExecuteNonQuery();
    }

    public static DbCommand Prepare(DbConnection connection, string sql, params ReadOnlySpan<(string Name, object Value)> values)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of the benchmarks.
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var (name, value) in values)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        command.Prepare();
        return command;
    }

    public static void ReadAll(DbCommand command)
    {
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            for (var i = 0; i < reader.FieldCount; i++)
            {
                _ = reader.GetValue(i);
            }
        }
    }
}
