using ChatGov.Data;
using ChatGov.Outbox;

namespace ChatGov.Tests.Support;

/// <summary>A message that waits in the outbox, opened.</summary>
public sealed record Letter(long PersonId, OutboxKind Kind, string Text, IReadOnlyList<Choice> Choices, DateTimeOffset NotBefore, DateTimeOffset? ExpiresAt);

/// <summary>Looks into the outbox from behind.</summary>
public static class Mail
{
    public static List<Letter> To(Db db, long personId) => All(db).FindAll(letter => letter.PersonId == personId);

    public static List<Letter> All(Db db) => db.Read(tx => tx
        .All<Row>("SELECT person_id, kind, row_key, body, not_before, expires_at FROM outbox WHERE body IS NOT NULL AND person_id IS NOT NULL ORDER BY id")
        .ConvertAll(row =>
        {
            var message = SealedMessages.TryOpen(tx.Vault, row.RowKey, row.Body)!;
            return new Letter(row.PersonId, Enum.Parse<OutboxKind>(row.Kind), message.Text, message.Choices, row.NotBefore, row.ExpiresAt);
        }));

    private sealed record Row
    {
        public long PersonId { get; init; }

        public string Kind { get; init; } = "";

        public string RowKey { get; init; } = "";

        public byte[] Body { get; init; } = [];

        public DateTimeOffset NotBefore { get; init; }

        public DateTimeOffset? ExpiresAt { get; init; }
    }
}
