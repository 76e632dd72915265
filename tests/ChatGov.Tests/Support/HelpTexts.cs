using ChatGov.Data;

namespace ChatGov.Tests.Support;

/// <summary>What people asked a human for: what joined an open request is a line of its own.</summary>
internal static class HelpTexts
{
    private static readonly SealedColumn Text = SealedColumn.Of("help_request.text");

    public static List<string> All(Tx tx) =>
        tx.All<Row>("SELECT id, text FROM help_request WHERE text IS NOT NULL ORDER BY id").SelectMany(row => Text.Open(tx.Vault, row.Id, row.Text).Split('\n')).ToList();

    private sealed record Row
    {
        public long Id { get; init; }

        public byte[] Text { get; init; } = [];
    }
}
