using System.Globalization;

namespace ChatGov.Messengers.Telegram;

/// <summary>Telegram's ids are 64-bit numbers; in our database they are text, as of every messenger.</summary>
internal static class Ids
{
    public static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);

    /// <returns>Null for what is no id of a message, and for 0, which Telegram gives to messages it has not placed yet.</returns>
    public static int? Message(string? reference) =>
        int.TryParse(reference, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id > 0 ? id : null;

    public static string? Reference(int messageId) => messageId > 0 ? Text(messageId) : null;
}
