using ChatGov.Data;

namespace ChatGov.Tests.Support;

/// <summary>What the database holds in the open, whatever table it is in: the audit, the outbox, the inbox, and all others.</summary>
internal static class PlainColumns
{
    public static void DoNotHold(Db db, Provider provider, string secret)
    {
        foreach (var column in SchemaColumns.Of(db, provider).Where(column => column.Type != ColumnType.Bytes || provider == Provider.Sqlite))
        {
            Assert.Equal(0, db.Read(tx => tx.Count($"SELECT COUNT(*) FROM {column.Table} WHERE CAST({column.Name} AS TEXT) LIKE @like", new { like = $"%{secret}%" })));
        }
    }
}
