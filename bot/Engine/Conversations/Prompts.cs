using ChatGov.Data;
using ChatGov.Outbox;

namespace ChatGov.Conversations;

/// <summary>What the buttons of a sent message stand for. A token is good for the chat or the person it was made for.</summary>
internal sealed record Prompt(string? Flow, string? Step, IReadOnlyList<Choice> Choices);

internal static class Prompts
{
    /// <returns>Null for a token that is unknown, expired, or somebody else's: the three look the same.</returns>
    public static Prompt? Find(Tx tx, string? token, Session session)
    {
        if (!PromptToken.TryRead(token, out var promptId, out var secret))
        {
            return null;
        }

        var row = tx.First<Row>(
            """
            SELECT flow, step, choices_cipher FROM prompt
            WHERE id = @promptId AND secret = @secret AND expires_at > @Now AND (session_id = @sessionId OR (session_id IS NULL AND person_id = @PersonId))
            """,
            new { promptId, secret, tx.Now, sessionId = session.Id, session.PersonId });
        return row is null
            ? null
            : new Prompt(row.Flow, row.Step, SealedMessages.OpenChoices(tx.Vault, secret, row.ChoicesCipher));
    }

    private sealed record Row
    {
        public string? Flow { get; init; }

        public string? Step { get; init; }

        public byte[] ChoicesCipher { get; init; } = [];
    }
}
