using System.Data;
using System.Globalization;
using Dapper;

namespace ChatGov.Data;

/// <summary>
/// Seals kept values anew, a portion a transaction, for keys that change and for the migration that bound them. A value
/// names its key, so it can stop at any moment and finds what is left by looking.
/// </summary>
internal static class Resealing
{
    public const int Portion = 200;

    /// <summary>Opens a value as it is kept now.</summary>
    public delegate byte[] Opener(Vault vault, SealedColumn column, string key, byte[] data);

    public static byte[] OpenBound(Vault vault, SealedColumn column, string key, byte[] data) => column.OpenBytes(vault, key, data);

    /// <summary>How many values of the column are not sealed with the current key.</summary>
    public static long CountLeft(Tx tx, SealedColumn column) =>
        tx.Count($"SELECT COUNT(*) FROM {column.Table} WHERE {Left(column)}", new { head = tx.Vault.CurrentHead });

    /// <summary>Seals the next portion after a row anew.</summary>
    /// <param name="after">The id of the last row seen; it moves on. Where rows have no id, all that is left comes at once.</param>
    /// <returns>How many values were looked at; less than <see cref="Portion"/> when nothing is left.</returns>
    public static int SealSome(Tx tx, SealedColumn column, Opener open, ref long after)
    {
        var hasId = HasId(column);
        var sql = $"SELECT {string.Join(", ", column.BoundTo)}, {column.Column}{(hasId ? ", id" : "")} FROM {column.Table} WHERE {Left(column)}";
        var rows = new List<Row>();
        tx.Each(
            hasId ? $"{sql} AND id > @after ORDER BY id LIMIT {Portion}" : sql,
            new { head = tx.Vault.CurrentHead, after },
            record => rows.Add(Read(record, column.BoundTo.Count, hasId)));
        foreach (var row in rows)
        {
            Seal(tx, column, open, row);
            after = row.Id;
        }

        if (rows.Count > 0)
        {
            tx.Audit(column.Table, 0, "reseal");
        }

        return rows.Count;
    }

    private static void Seal(Tx tx, SealedColumn column, Opener open, Row row)
    {
        var plain = open(tx.Vault, column, row.Key, row.Data);
        var args = new DynamicParameters();
        args.Add("before", row.Data, DbType.Binary);
        args.Add("sealed", column.Seal(tx.Vault, row.Key, plain), DbType.Binary);
        var set = $"{column.Column} = @sealed";
        if (column.Hash is { } hash)
        {
            set += $", {hash} = @hash";
            args.Add("hash", tx.Vault.Hash(System.Text.Encoding.UTF8.GetString(plain)));
        }

        // Whoever changed the value meanwhile sealed it with the current key.
        tx.Run($"UPDATE {column.Table} SET {set} WHERE {Where(column, row, args)} AND {column.Column} = @before", args);
    }

    private static string Where(SealedColumn column, Row row, DynamicParameters args)
    {
        if (HasId(column))
        {
            args.Add("id", row.Id);
            return "id = @id";
        }

        for (var i = 0; i < column.BoundTo.Count; i++)
        {
            args.Add(Name(i), row.BoundTo[i]);
        }

        return string.Join(" AND ", column.BoundTo.Select((name, i) => $"{name} = @{Name(i)}"));
    }

    private static string Name(int i) => "key" + i.ToString(CultureInfo.InvariantCulture);

    private static string Left(SealedColumn column) =>
        $"{column.Column} IS NOT NULL AND substr({column.Column}, 1, {SealedFormat.HeadSize.ToString(CultureInfo.InvariantCulture)}) <> @head";

    private static bool HasId(SealedColumn column) => DataDictionary.Find(column.Table, "id") is not null;

    private static Row Read(IDataRecord record, int keys, bool hasId) => new(
        [.. Enumerable.Range(0, keys).Select(record.GetValue)],
        (byte[])record.GetValue(keys),
        hasId ? record.GetInt64(keys + 1) : 0);

    private sealed record Row(IReadOnlyList<object> BoundTo, byte[] Data, long Id)
    {
        public string Key => string.Join('/', BoundTo.Select(value => Convert.ToString(value, CultureInfo.InvariantCulture)));
    }
}
