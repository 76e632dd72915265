using ChatGov.Data;

namespace ChatGov.Tests.Support;

/// <summary>What people asked a human for, in the order of their numbers.</summary>
internal static class HelpTexts
{
    private static readonly SealedColumn Text = SealedColumn.Of("help_request.text");

    public static List<string> All(Tx tx) =>
        tx.All<Row>("SELECT id, text FROM help_request WHERE text IS NOT NULL ORDER BY id").ConvertAll(row => Text.Open(tx.Vault, row.Id, row.Text));

    private sealed record Row
    {
        public long Id { get; init; }

        public byte[] Text { get; init; } = [];
    }
}
