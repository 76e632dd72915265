using System.Globalization;
using System.Text;
using ChatGov.Outbox;
using ChatGov.Texts;

namespace ChatGov.Messengers.WeCom;

/// <summary>
/// A message as what WeCom shows: text in pieces of at most 2048 bytes, and choices on a card. Up to six are buttons, up to
/// ten a list to choose from, up to twenty a ballot, and a ballot too where several may be chosen; what has no place there
/// stands in the text with its number, which people type. Every card has a title; only that of buttons has room for more under
/// it, so a longer question goes in front as text. Limits: developer documentation, paths 90236, 90372 and 101032.
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

        var kind = KindOf(message, shown);
        return OnCard(text, kind) is { } head
            ? ([], Card(message, shown, kind, head))
            : (Pieces(text), Card(message, shown, kind, new Head(Catalog.Say(Language.Chinese, "wecom.choose"), "")));
    }

    private static CardKind KindOf(Message message, int shown) =>
        message.Several || shown > MostInList ? CardKind.Ballot : shown > MostButtons ? CardKind.List : CardKind.Buttons;

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

    /// <summary>The first line is the title and the rest stands under it, where both are short enough and the card has room for it.</summary>
    private static Head? OnCard(string text, CardKind kind)
    {
        var line = text.IndexOf('\n', StringComparison.Ordinal);
        var (title, rest) = line < 0 ? (text, "") : (text[..line], text[(line + 1)..]);
        return kind != CardKind.Buttons ? line < 0 && title.Length is > 0 and <= LongestTitle ? new Head(title, "") : null
            : title.Length is > 0 and <= LongestTitle && rest.Length <= LongestSubtitle && rest.Count(each => each == '\n') < 4 ? new Head(title, rest)
            : text.Length <= LongestSubtitle && line < 0 ? new Head(Catalog.Say(Language.Chinese, "wecom.choose"), text)
            : null;
    }

    private static object Card(Message message, int shown, CardKind kind, Head head)
    {
        var card = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["card_type"] = kind switch
            {
                CardKind.Buttons => "button_interaction",
                CardKind.List => "multiple_interaction",
                _ => "vote_interaction",
            },
            ["task_id"] = TaskIds.Of(message.Token!),
            ["main_title"] = new { title = head.Title, desc = "" },
        };
        var options = Enumerable.Range(0, shown).Select(i => (Id: i.ToString(CultureInfo.InvariantCulture), Text: Label(message, i, shown))).ToList();
        if (kind == CardKind.Buttons)
        {
            card["sub_title_text"] = head.Subtitle;
            card["button_list"] = options.Select(option => new { text = option.Text, style = 1, key = option.Id }).ToArray();
            return card;
        }

        card["submit_button"] = new { text = Catalog.Say(Language.Chinese, "wecom.submit"), key = "submit" };
        if (kind == CardKind.List)
        {
            card["select_list"] = new[] { new { question_key = "choice", title = Catalog.Say(Language.Chinese, "wecom.choose"), option_list = options.Select(option => new { id = option.Id, text = option.Text }).ToArray() } };
        }
        else
        {
            card["checkbox"] = new { question_key = "choice", mode = message.Several ? 1 : 0, option_list = options.Select(option => new { id = option.Id, text = option.Text, is_checked = false }).ToArray() };
        }

        return card;
    }

    private enum CardKind
    {
        Buttons,
        List,
        Ballot,
    }

    private sealed record Head(string Title, string Subtitle);
}
