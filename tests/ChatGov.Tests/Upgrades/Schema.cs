using ChatGov.Data;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Upgrades;

internal sealed record SchemaColumn
{
    public string Table { get; init; } = "";

    public string Name { get; init; } = "";

    /// <summary>The look-up table that its values are codes of; empty for other columns.</summary>
    public string Codes { get; init; } = "";
}

/// <summary>What tables and columns there are, as the database itself says.</summary>
internal static class Schema
{
    public static List<SchemaColumn> Columns(Tx tx, Provider provider) => tx.All<SchemaColumn>(provider == Provider.Sqlite
        ? """SELECT m.name AS "table", c.name AS name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' ORDER BY m.name, c.cid"""
        : """SELECT table_name AS "table", column_name AS name FROM information_schema.columns WHERE table_schema = current_schema() ORDER BY table_name, ordinal_position""");

    public static List<SchemaColumn> CodeColumns(Tx tx, Provider provider) => tx.All<SchemaColumn>(provider == Provider.Sqlite
        ? """SELECT m.name AS "table", f."from" AS name, f."table" AS codes FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) f WHERE m.type = 'table' AND f."to" = 'code'"""
        : """
          SELECT t.relname AS "table", a.attname AS name, l.relname AS codes
          FROM pg_constraint c
          JOIN pg_class t ON t.oid = c.conrelid JOIN pg_class l ON l.oid = c.confrelid
          JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
          JOIN pg_attribute k ON k.attrelid = c.confrelid AND k.attnum = c.confkey[1]
          WHERE c.contype = 'f' AND k.attname = 'code' AND c.connamespace = current_schema()::regnamespace
          """);

    public static Dictionary<string, long> Counts(Tx tx, Provider provider) => Columns(tx, provider).Select(column => column.Table).Distinct()
        .ToDictionary(table => table, table => tx.Count($"SELECT COUNT(*) FROM {table}"), StringComparer.Ordinal);
}
