using System.Globalization;
using System.Text;
using ChatGov.Outbox;
using ChatGov.Texts;
using Telegram.Bot.Types.ReplyMarkups;

namespace ChatGov.Messengers.Telegram;

/// <summary>A message as Telegram takes it: texts to send one after the other, and what hangs on the last of them.</summary>
internal sealed record Rendered(IReadOnlyList<string> Texts, ReplyMarkup? Markup)
{
    /// <summary>Comes behind the texts, and then brings what hangs on the last of them.</summary>
    public MessageFile? File { get; init; }

    /// <summary>The words under the file, where they fit there.</summary>
    public string? Caption { get; init; }

    public int Parts => Texts.Count + (File is null ? 0 : 1);
}

/// <summary>
/// Texts are plain: nothing in them is read as formatting, so nothing has to be escaped. Choices are buttons on the
/// message. A message that asks for the contact needs the one keyboard Telegram allows for that: there its choices
/// are buttons that say their own words, and lines with numbers in the text.
/// </summary>
internal static class Rendering
{
    private const int LongestText = 4_096;
    private const int LongestCaption = 1_024;
    private const int LongestLabel = 60;
    private const int MostButtons = 100;
    private const int MostDataBytes = 64;

    public static Rendered Render(Message message, bool isPrivate)
    {
        var rendered = WithoutFile(message, isPrivate);
        if (message.File is null)
        {
            return rendered;
        }

        return rendered.Texts is [{ Length: <= LongestCaption } caption]
            ? rendered with { Texts = [], File = message.File, Caption = caption }
            : rendered with { File = message.File };
    }

    private static Rendered WithoutFile(Message message, bool isPrivate)
    {
        if (message.AskContact && isPrivate)
        {
            return new Rendered(Texts(message, shown: 0), ContactKeyboard(message));
        }

        if (message.Choices.Count == 0 || message.Token is null)
        {
            // Takes away the keyboard of an earlier question, which would otherwise stay.
            return new Rendered(Texts(message, shown: 0), isPrivate ? new ReplyKeyboardRemove() : null);
        }

        return new Rendered(Texts(message, shown: MostButtons), new InlineKeyboardMarkup(Rows(Buttons(message, message.Token))));
    }

    /// <summary>Whether every button's data is within Telegram's limit.</summary>
    public static bool DataFits(Message message) =>
        message.Token is null || Encoding.UTF8.GetByteCount(Data(message.Token, message.Choices.Count)) <= MostDataBytes;

    /// <summary>The text, and a line for each choice that has no button. Telegram takes no text of spaces alone.</summary>
    private static List<string> Texts(Message message, int shown)
    {
        var text = new StringBuilder(message.Text);
        for (var i = 0; i < message.Choices.Count; i++)
        {
            if (i >= shown || IsLine(message, i))
            {
                text.Append('\n').Append(message.NumberOf(i) is null ? "· " + message.Choices[i].Label : Label(message, i));
            }
        }

        return [.. TextSplitter.Split(text.ToString(), LongestText).Where(piece => !string.IsNullOrWhiteSpace(piece))];
    }

    private static ReplyKeyboardMarkup ContactKeyboard(Message message)
    {
        var share = KeyboardButton.WithRequestContact(
            $"{Catalog.Say(Language.Chinese, "telegram.share_contact")} / {Catalog.Say(Language.English, "telegram.share_contact")}");
        var choices = message.Choices.Select((_, i) => new[] { new KeyboardButton(Words(message, i)) });
        return new ReplyKeyboardMarkup([[share], .. choices]) { ResizeKeyboard = true, OneTimeKeyboard = true };
    }

    /// <summary>What the person says by pressing: the words, or the number where the words are too long for a button.</summary>
    private static string Words(Message message, int index) =>
        message.Choices[index].Label is { Length: > 0 and <= LongestLabel } label ? label : Number(message.NumberOf(index) ?? index + 1);

    /// <summary>Stands in the text to be read; its button has the number alone.</summary>
    private static bool IsLine(Message message, int index) => message.ChoicesAreLines && message.NumberOf(index) is not null;

    private static IEnumerable<InlineKeyboardButton> Buttons(Message message, string token) =>
        message.Choices.Take(MostButtons).Select((_, i) => InlineKeyboardButton.WithCallbackData(Cut(IsLine(message, i) ? Number(message.NumberOf(i)!.Value) : Label(message, i)), Data(token, i)));

    private static string Data(string token, int index) => string.Create(CultureInfo.InvariantCulture, $"{token}.{index}");

    private static string Label(Message message, int index)
    {
        var label = message.Choices[index].Label;
        var number = message.NumberOf(index) ?? (label.Length == 0 ? index + 1 : null);
        return number is { } shown ? $"{Number(shown)} {label}".TrimEnd() : label;
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Between two letters as people see them, with a mark that something is left out.</summary>
    private static string Cut(string label)
    {
        if (label.Length <= LongestLabel)
        {
            return label;
        }

        var end = 0;
        while (end + StringInfo.GetNextTextElementLength(label, end) < LongestLabel)
        {
            end += StringInfo.GetNextTextElementLength(label, end);
        }

        return label[..end] + "…";
    }

    /// <summary>Short ones stand two or three in a row, as far as every one in the row is short enough for that.</summary>
    private static List<List<InlineKeyboardButton>> Rows(IEnumerable<InlineKeyboardButton> buttons)
    {
        var rows = new List<List<InlineKeyboardButton>>();
        var room = 0;
        foreach (var button in buttons)
        {
            var inRow = MostInRow(button.Text);
            if (rows.Count == 0 || rows[^1].Count >= Math.Min(room, inRow))
            {
                rows.Add([]);
                room = inRow;
            }

            room = Math.Min(room, inRow);
            rows[^1].Add(button);
        }

        return rows;
    }

    private static int MostInRow(string label) => label.Sum(letter => letter >= '\u1100' ? 2 : 1) switch
    {
        <= 3 => 5,
        <= 8 => 3,
        <= 14 => 2,
        _ => 1,
    };
}
