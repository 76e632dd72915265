namespace ChatGov.Data;

/// <summary>
/// Seals kept phones anew with the current key, a portion a transaction. Each row names the key it was sealed with, so
/// it can stop at any moment and goes on where it stopped; look-ups try every live key meanwhile.
/// </summary>
public static class Rekeying
{
    private const int Portion = 200;

    private static readonly Column[] Columns =
    [
        new("person", "phone_cipher", "phone_key_id", "phone_hash"),
        new("roster", "phone_cipher", "phone_key_id", "phone_hash"),
        new("task", "contact_phone_cipher", "contact_phone_key_id", Hash: null),
    ];

    /// <returns>How many values were sealed anew.</returns>
    public static async Task<int> Run(Db db, CancellationToken cancel)
    {
        var done = 0;
        foreach (var column in Columns)
        {
            for (var sealedNow = Portion; sealedNow == Portion && !cancel.IsCancellationRequested; done += sealedNow)
            {
                sealedNow = await db.Write(tx => SealSome(tx, column), cancel);
            }
        }

        return done;
    }

    private static int SealSome(Tx tx, Column column)
    {
        var rows = tx.All<Row>(
            $"""
            SELECT id, {column.Cipher} AS cipher, {column.KeyId} AS key_id FROM {column.Table}
            WHERE {column.KeyId} IS NOT NULL AND {column.KeyId} <> @CurrentKeyId ORDER BY id LIMIT {Portion}
            """,
            new { tx.Vault.CurrentKeyId });
        foreach (var row in rows)
        {
            var phone = tx.Vault.OpenText(row.Cipher);
            var hash = column.Hash is null ? "" : $", {column.Hash} = @hash";
            tx.Run(
                $"UPDATE {column.Table} SET {column.Cipher} = @cipher, {column.KeyId} = @current{hash} WHERE id = @Id AND {column.KeyId} = @KeyId",
                new { row.Id, row.KeyId, current = tx.Vault.CurrentKeyId, cipher = tx.Vault.SealText(phone), hash = tx.Vault.Hash(phone) });
            tx.Audit(column.Table, row.Id, "rekey");
        }

        return rows.Count;
    }

    private sealed record Column(string Table, string Cipher, string KeyId, string? Hash);

    private sealed record Row
    {
        public long Id { get; init; }

        public byte[] Cipher { get; init; } = [];

        public long KeyId { get; init; }
    }
}
