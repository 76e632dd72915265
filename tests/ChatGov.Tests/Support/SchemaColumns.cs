using ChatGov.Data;

namespace ChatGov.Tests.Support;

internal enum ColumnType
{
    Other,
    Text,
    Bytes,
}

/// <summary>A column as the database itself knows it.</summary>
internal sealed record SchemaColumn(string Table, string Name, ColumnType Type)
{
    public string FullName => $"{Table}.{Name}";
}

/// <summary>The columns of every table but the migrator's own.</summary>
internal static class SchemaColumns
{
    public static List<SchemaColumn> Of(Db db, Provider provider) => db.Read(tx => tx.All<Row>(provider == Provider.Sqlite
        ? "SELECT m.name AS \"table\", c.name AS name, c.type AS type FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'"
        : """
          SELECT c.table_name AS "table", c.column_name AS name, c.data_type AS type
          FROM information_schema.columns c JOIN information_schema.tables t ON t.table_schema = c.table_schema AND t.table_name = c.table_name
          WHERE c.table_schema = current_schema() AND t.table_type = 'BASE TABLE'
          """))
        .FindAll(row => row.Table != "migration")
        .ConvertAll(row => new SchemaColumn(row.Table, row.Name, row.Type.ToUpperInvariant() switch
        {
            "TEXT" => ColumnType.Text,
            "BLOB" or "BYTEA" => ColumnType.Bytes,
            _ => ColumnType.Other,
        }));

    private sealed record Row
    {
        public string Table { get; init; } = "";

        public string Name { get; init; } = "";

        public string Type { get; init; } = "";
    }
}
