using System.Globalization;

namespace ChatGov.Data;

/// <summary>
/// Schema 25. Until then a sealed value was bound to nothing, so that whoever could write the database could move it to
/// where the program would read it out; and words of people lay beside them in the open. All of it is sealed where it
/// stands. From then on an unbound value is refused: the row of this migration says so.
/// </summary>
internal static class BoundSeals
{
    private static readonly PlainColumn[] Plain =
    [
        new("prompt", "choices", "prompt.choices_cipher"),
        new("registration", "reason", "registration.reason_cipher"),
        new("task", "contact_name", "task.contact_name_cipher"),
        new("task", "reason", "task.reason_cipher"),
        new("paper", "reason", "paper.reason_cipher"),
        new("api_token", "name", "api_token.name_cipher"),
        new("need", "reason", "need.reason_cipher"),
        new("list_match", "reason", "list_match.reason_cipher"),
        new("agreement", "reason", "agreement.reason_cipher"),
        new("agreement_party", "to_change", "agreement_party.to_change_cipher"),
        new("commitment", "reason", "commitment.reason_cipher"),
        new("delivery", "reason", "delivery.reason_cipher"),
        new("meeting", "reason", "meeting.reason_cipher"),
        new("care_plan", "reason", "care_plan.reason_cipher"),
        new("care_consent", "scope", "care_consent.scope_cipher"),
        new("care_visit", "explained", "care_visit.explained_cipher"),
        new("care_reading", "reason", "care_reading.reason_cipher"),
    ];

    // The sealed columns as they were before this migration: later ones never held an unbound value.
    private static readonly string[] Unbound =
    [
        "inbox.payload", "outbox.body", "session.data", "person.phone_cipher", "roster.phone_cipher", "help_request.text", "task.contact_phone_cipher",
        "paper.facts", "objection.text", "idempotency.answer", "roster_import_piece.content", "need.asked_words", "care_plan.name_cipher",
        "care_plan.door_cipher", "care_plan.phone_cipher", "care_plan.handover_cipher", "care_visit.note_cipher", "photo.content",
    ];

    // The keyed hashes as they were kept then: codes lie elsewhere since schema 28.
    private static readonly (string Table, string Column)[] Hashes =
    [
        ("invite_code", "secret_hash"), ("place_code", "secret_hash"), ("one_time_code", "secret_hash"), ("link_code", "secret_hash"), ("api_token", "secret_hash"),
        ("care_plan", "asking_hash"),
    ];

    /// <summary>The tables in whose files such words may still lie when their columns are gone.</summary>
    public static IEnumerable<string> TablesWithPlainWords => Plain.Select(column => column.Table).Distinct();

    public static void Run(MigrationWork work)
    {
        work.Write(KeyCheck.Bind);
        work.Write(NameKeysOfHashes);
        InPortions(work, GiveRowKeys);
        foreach (var name in Unbound)
        {
            var column = SealedColumn.Of(name);
            InPortions(work, (Tx tx, ref long after) => Resealing.SealSome(tx, column, OpenEither, ref after));
        }

        foreach (var column in Plain)
        {
            InPortions(work, (Tx tx, ref long after) => SealPlain(tx, column, ref after));
        }
    }

    private delegate int PortionAfter(Tx tx, ref long after);

    private static void InPortions(MigrationWork work, PortionAfter portion)
    {
        var (after, some) = (0L, Resealing.Portion);
        while (some == Resealing.Portion)
        {
            work.Write(tx => some = portion(tx, ref after));
        }
    }

    private static byte[] OpenEither(Vault vault, SealedColumn column, string key, byte[] data) =>
        SealedFormat.IsBound(data) ? column.OpenBytes(vault, key, data) : vault.OpenUnbound(data);

    /// <summary>Of several keys none can be told: such a hash stays as it is, and look-ups try all.</summary>
    private static void NameKeysOfHashes(Tx tx)
    {
        if (tx.Vault.KeyIds.Count() > 1)
        {
            return;
        }

        var key = string.Create(CultureInfo.InvariantCulture, $"{tx.Vault.CurrentKeyId}:");
        foreach (var (table, column) in Hashes)
        {
            tx.Run($"UPDATE {table} SET {column} = @key || {column} WHERE {column} NOT LIKE '%:%'", new { key });
        }
    }

    private static int GiveRowKeys(Tx tx, ref long after)
    {
        var ids = tx.All<long>(
            $"SELECT id FROM outbox WHERE body IS NOT NULL AND row_key IS NULL AND id > @after ORDER BY id LIMIT {Resealing.Portion}", new { after });
        foreach (var id in ids)
        {
            tx.Run("UPDATE outbox SET row_key = @key WHERE id = @id", new { id, key = RowKey.New() });
            after = id;
        }

        return ids.Count;
    }

    private static int SealPlain(Tx tx, PlainColumn column, ref long after)
    {
        var to = SealedColumn.Of(column.Into);
        var rows = tx.All<PlainRow>(
            $"""
            SELECT id, CAST({to.BoundTo.Single()} AS TEXT) AS bound_to, {column.Column} AS words FROM {column.Table}
            WHERE {column.Column} IS NOT NULL AND {column.Column} <> '' AND id > @after ORDER BY id LIMIT {Resealing.Portion}
            """,
            new { after });
        foreach (var row in rows)
        {
            tx.Run(
                $"UPDATE {column.Table} SET {to.Column} = @sealed, {column.Column} = '' WHERE id = @Id",
                new { row.Id, @sealed = to.Seal(tx.Vault, row.BoundTo, row.Words) });
            after = row.Id;
        }

        return rows.Count;
    }

    private sealed record PlainColumn(string Table, string Column, string Into);

    private sealed record PlainRow
    {
        public long Id { get; init; }

        public string BoundTo { get; init; } = "";

        public string Words { get; init; } = "";
    }
}
