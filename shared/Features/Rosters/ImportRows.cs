using System.Text.Json;
using System.Text.Json.Serialization;
using ChatGov.Data;
using ChatGov.Sheets;

namespace ChatGov.Rosters;

/// <summary>The SQL of imports and their sealed pieces.</summary>
internal static class ImportRows
{
    /// <summary>
    /// How many rows a piece has. Where one transaction writes at a time, a chat message waits for no more than these.
    /// </summary>
    public const int PieceSize = 250;

    /// <summary>What was noticed about the file lies before its first piece.</summary>
    public const long NoticesPlace = 0;

    private static readonly SealedColumn SealedContent = SealedColumn.Of("roster_import_piece.content");

    private static readonly JsonSerializerOptions Plain = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static long Begin(Tx tx)
    {
        var id = tx.Insert(
            $"INSERT INTO roster_import (org_id, created_by, state, created_at) VALUES (@ScopeOrg, @RequiredPersonId, {ImportMachine.Staging}, @Now) RETURNING id",
            new { tx.ScopeOrg, tx.Actor.RequiredPersonId, tx.Now });
        ImportMachine.Table.Begin(tx, id);
        return id;
    }

    /// <summary>It is over from now on; written before it is moved.</summary>
    public static void Finish(Tx tx, long id) => tx.Run("UPDATE roster_import SET finished_at = @Now WHERE id = @id", new { id, tx.Now });

    public static byte[] Pack(Vault vault, long importId, long number, IEnumerable<ImportRow> rows) =>
        SealedContent.Seal(vault, KeyOf(importId, number), JsonSerializer.SerializeToUtf8Bytes(rows, Plain));

    public static List<ImportRow> Unpack(Vault vault, long importId, Piece piece) =>
        JsonSerializer.Deserialize<List<ImportRow>>(SealedContent.OpenBytes(vault, KeyOf(importId, piece.Number), piece.Content), Plain)!;

    public static byte[] PackNotices(Vault vault, long importId, IReadOnlyList<Noticed> noticed) =>
        SealedContent.Seal(vault, KeyOf(importId, NoticesPlace), JsonSerializer.SerializeToUtf8Bytes(noticed, Plain));

    /// <returns>Empty once it is applied: then only the counts remain.</returns>
    public static IReadOnlyList<Noticed> Notices(Tx tx, long importId) =>
        tx.First<Piece>("SELECT id, number, content FROM roster_import_piece WHERE import_id = @importId AND number = @place", new { importId, place = NoticesPlace }) is { } piece
            ? JsonSerializer.Deserialize<List<Noticed>>(SealedContent.OpenBytes(tx.Vault, KeyOf(importId, NoticesPlace), piece.Content), Plain)!
            : [];

    public static void Keep(Tx tx, long importId, long number, byte[] content) => tx.Run(
        "INSERT INTO roster_import_piece (import_id, number, content) VALUES (@importId, @number, @content)",
        new { importId, number, content });

    public static Piece? FirstPiece(Tx tx, long importId, long after = 0) => tx.First<Piece>(
        "SELECT id, number, content FROM roster_import_piece WHERE import_id = @importId AND number > @after ORDER BY number LIMIT 1",
        new { importId, after });

    /// <returns>False when somebody else has dealt with it.</returns>
    public static bool Drop(Tx tx, long pieceId) => tx.Run("DELETE FROM roster_import_piece WHERE id = @pieceId", new { pieceId }) == 1;

    private static string KeyOf(long importId, long number) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{importId}/{number}");

    public sealed record Piece
    {
        public long Id { get; init; }

        public long Number { get; init; }

        public byte[] Content { get; init; } = [];
    }
}
