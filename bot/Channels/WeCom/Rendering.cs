using System.Globalization;
using System.Text;
using ChatGov.Outbox;
using ChatGov.Texts;

namespace ChatGov.Channels.WeCom;

/// <summary>
/// A message as what WeCom shows: text in pieces of at most 2048 bytes, and choices on a card. Up to six are buttons, up to
/// ten a list to choose from, up to twenty a ballot; what has no place there stands in the text with its number, which people
/// type. Limits: developer documentation, paths 90236 and 90372.
/// </summary>
internal static class Rendering
{
    public const int LongestText = 2_048;
    private const int LongestTitle = 26;
    private const int LongestSubtitle = 112;
    private const int MostButtons = 6;
    private const int LongestButton = 10;
    private const int MostInList = 10;
    private const int MostOnBallot = 20;
    private const int LongestOption = 11;

    /// <summary>What goes in front of the card, and the card; either may be missing.</summary>
    public static (IReadOnlyList<string> Texts, object? Card) Render(Message message)
    {
        var shown = message.Token is null ? 0 : Math.Min(message.Choices.Count, MostOnBallot);
        var text = WithLines(message, shown);
        if (shown == 0)
        {
            return (Pieces(text), null);
        }

        return OnCard(text) is { } head ? ([], Card(message, shown, head)) : (Pieces(text), Card(message, shown, new Head(Catalog.Say(Language.Chinese, "wecom.choose"), "")));
    }

    private static IReadOnlyList<string> Pieces(string text) => [.. Utf8Cut.Pieces(text, LongestText).Where(piece => !string.IsNullOrWhiteSpace(piece))];

    private static string WithLines(Message message, int shown)
    {
        var text = new StringBuilder(message.Text);
        for (var i = 0; i < message.Choices.Count; i++)
        {
            if (i >= shown || !IsShownWhole(message, i, shown))
            {
                text.Append('\n').Append(CultureInfo.InvariantCulture, $"{NumberOf(message, i)} {message.Choices[i].Label}");
            }
        }

        return text.ToString();
    }

    private static bool IsShownWhole(Message message, int index, int shown) =>
        !(message.ChoicesAreLines && message.NumberOf(index) is not null) && message.Choices[index].Label.Length <= (shown <= MostButtons ? LongestButton : LongestOption);

    private static int NumberOf(Message message, int index) => message.NumberOf(index) ?? index + 1;

    private static string Label(Message message, int index, int shown) =>
        IsShownWhole(message, index, shown) && message.Choices[index].Label is { Length: > 0 } label ? label : NumberOf(message, index).ToString(CultureInfo.InvariantCulture);

    /// <summary>The first line is the title and the rest stands under it, where both are short enough.</summary>
    private static Head? OnCard(string text)
    {
        var line = text.IndexOf('\n', StringComparison.Ordinal);
        var (title, rest) = line < 0 ? (text, "") : (text[..line], text[(line + 1)..]);
        return title.Length <= LongestTitle && rest.Length <= LongestSubtitle && rest.Count(each => each == '\n') < 4 ? new Head(title, rest)
            : text.Length <= LongestSubtitle && line < 0 ? new Head("", text)
            : null;
    }

    private static object Card(Message message, int shown, Head head)
    {
        var card = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["card_type"] = shown <= MostButtons ? "button_interaction" : shown <= MostInList ? "multiple_interaction" : "vote_interaction",
            ["task_id"] = TaskIds.Of(message.Token!),
            ["main_title"] = new { title = head.Title, desc = "" },
            ["sub_title_text"] = head.Subtitle,
        };
        var options = Enumerable.Range(0, shown).Select(i => (Id: i.ToString(CultureInfo.InvariantCulture), Text: Label(message, i, shown))).ToList();
        if (shown <= MostButtons)
        {
            card["button_list"] = options.Select(option => new { text = option.Text, style = 1, key = option.Id }).ToArray();
            return card;
        }

        card["submit_button"] = new { text = Catalog.Say(Language.Chinese, "wecom.submit"), key = "submit" };
        if (shown <= MostInList)
        {
            card["select_list"] = new[] { new { question_key = "choice", title = Catalog.Say(Language.Chinese, "wecom.choose"), option_list = options.Select(option => new { id = option.Id, text = option.Text }).ToArray() } };
        }
        else
        {
            card["checkbox"] = new { question_key = "choice", mode = 0, option_list = options.Select(option => new { id = option.Id, text = option.Text, is_checked = false }).ToArray() };
        }

        return card;
    }

    private sealed record Head(string Title, string Subtitle);
}
