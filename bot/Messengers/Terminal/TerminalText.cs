using System.Globalization;
using System.Text;
using ChatGov.Outbox;

namespace ChatGov.Messengers.Terminal;

/// <summary>How a message looks in a terminal: the text, and its choices as numbers or as words to type.</summary>
internal static class TerminalText
{
    public const string Waiting = "—— 数据库现在用不了，这句我先记着，好了就回你。";

    /// <param name="file">Where the message's file was put.</param>
    public static string Render(Message message, string? file = null)
    {
        var text = new StringBuilder(message.Text);
        if (file is not null)
        {
            text.Append("\n  → ").Append(file);
        }

        for (var i = 0; i < message.Choices.Count; i++)
        {
            // A notice has no numbers: a number typed now would answer the conversation, not the notice.
            text.Append('\n').Append(message.NumberOf(i) is { } number
                ? string.Create(CultureInfo.InvariantCulture, $"  {number} {message.Choices[i].Label}")
                : "  · " + message.Choices[i].Label);
        }

        if (message.AskContact)
        {
            text.Append("\n  /contact");
        }

        return text.ToString();
    }

    /// <summary>The terminal's stand-in for a messenger's "share my contact" button.</summary>
    public static bool IsOwnContact(string line) => line.Trim().Equals("/contact", StringComparison.OrdinalIgnoreCase);
}
