using System.Security.Cryptography;
using System.Text.Json;
using ChatGov.Data;

namespace ChatGov.Outbox;

/// <summary>Messages that wait to be sent, and what their buttons stand for, as they are kept.</summary>
public static class SealedMessages
{
    private static readonly SealedColumn Body = SealedColumn.Of("outbox.body");
    private static readonly SealedColumn Choices = SealedColumn.Of("prompt.choices_cipher");

    public static byte[] Seal(Vault vault, string rowKey, Message message) =>
        Body.Seal(vault, rowKey, JsonSerializer.SerializeToUtf8Bytes(message, MessageJson.Default.Message));

    /// <returns>Null when it cannot be read any more, as when its key was taken out of the key file.</returns>
    public static Message? TryOpen(Vault vault, string rowKey, byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize(Body.OpenBytes(vault, rowKey, body), MessageJson.Default.Message);
        }
        catch (Exception exception) when (exception is CryptographicException or JsonException)
        {
            return null;
        }
    }

    public static byte[] SealChoices(Vault vault, string promptSecret, IReadOnlyList<Choice> choices) =>
        Choices.Seal(vault, promptSecret, JsonSerializer.SerializeToUtf8Bytes(choices, MessageJson.Default.IReadOnlyListChoice));

    public static IReadOnlyList<Choice> OpenChoices(Vault vault, string promptSecret, byte[] choices) =>
        JsonSerializer.Deserialize(Choices.OpenBytes(vault, promptSecret, choices), MessageJson.Default.IReadOnlyListChoice)!;
}
