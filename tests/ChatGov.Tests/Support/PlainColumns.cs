using ChatGov.Data;

namespace ChatGov.Tests.Support;

/// <summary>What the database holds in the open, whatever table it is in: the audit, the outbox, the inbox, and all others.</summary>
internal static class PlainColumns
{
    public static void DoNotHold(Db db, Provider provider, string secret) => db.Read(tx =>
    {
        foreach (var column in Of(tx, provider))
        {
            Assert.Equal(0, tx.Count($"SELECT COUNT(*) FROM {column.Table} WHERE CAST({column.Name} AS TEXT) LIKE @like", new { like = $"%{secret}%" }));
        }

        return 0;
    });

    private static List<Column> Of(Tx tx, Provider provider) => provider == Provider.Sqlite
        ? tx.All<Column>("SELECT m.name AS \"table\", c.name AS name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'")
        : tx.All<Column>("SELECT table_name AS \"table\", column_name AS name FROM information_schema.columns WHERE table_schema = current_schema() AND data_type <> 'bytea'");

    private sealed record Column
    {
        public string Table { get; init; } = "";

        public string Name { get; init; } = "";
    }
}
