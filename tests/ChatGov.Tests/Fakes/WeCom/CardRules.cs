using System.Buffers;
using System.Text;
using System.Text.Json;

namespace ChatGov.Tests.Fakes.WeCom;

/// <summary>What a message and a card have to keep to, or the server refuses them.</summary>
internal static class CardRules
{
    public const int LongestText = 2_048;
    private const int Content = 40058;
    private static readonly SearchValues<char> TaskIdLetters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-@");

    public static string TaskId(JsonElement card)
    {
        var id = card.TryGetProperty("task_id", out var value) ? value.GetString() ?? "" : "";
        Demand(id.Length > 0 && Encoding.UTF8.GetByteCount(id) <= 128 && id.AsSpan().IndexOfAnyExcept(TaskIdLetters) < 0, "task_id");
        return id;
    }

    public static void Check(JsonElement card)
    {
        var title = Text(card, "main_title", "title");
        var subtitle = card.TryGetProperty("sub_title_text", out var sub) ? sub.GetString() ?? "" : "";
        Demand(title.Length + subtitle.Length > 0, "main_title or sub_title_text");
        Demand(title.Length <= 36 && subtitle.Length <= 160, "title too long");
        switch (card.GetProperty("card_type").GetString())
        {
            case "button_interaction":
                Options(card.GetProperty("button_list"), most: 6, id: "key", longest: 10, longestId: 1_024);
                break;
            case "vote_interaction":
                Options(card.GetProperty("checkbox").GetProperty("option_list"), most: 20, id: "id", longest: 17, longestId: 128);
                Demand(card.GetProperty("checkbox").GetProperty("mode").GetInt32() is 0 or 1, "mode");
                Submit(card);
                break;
            case "multiple_interaction":
                Demand(card.GetProperty("select_list").GetArrayLength() is >= 1 and <= 3, "select_list");
                foreach (var list in card.GetProperty("select_list").EnumerateArray())
                {
                    Options(list.GetProperty("option_list"), most: 10, id: "id", longest: 17, longestId: 128);
                }

                Submit(card);
                break;
            default:
                throw new WeComRefusal(Content, "card_type");
        }
    }

    private static void Submit(JsonElement card) => Demand(Text(card, "submit_button", "text").Length > 0 && Text(card, "submit_button", "key").Length > 0, "submit_button");

    private static void Options(JsonElement list, int most, string id, int longest, int longestId)
    {
        var options = list.EnumerateArray().ToList();
        Demand(options.Count >= 1 && options.Count <= most, $"too many options: {options.Count}");
        Demand(options.TrueForAll(option => option.GetProperty("text").GetString() is { Length: > 0 } text && text.Length <= longest), "an option's text");
        var ids = options.ConvertAll(option => option.GetProperty(id).GetString()!);
        Demand(ids.Distinct().Count() == ids.Count && ids.TrueForAll(each => each.Length > 0 && Encoding.UTF8.GetByteCount(each) <= longestId), "an option's id");
    }

    private static string Text(JsonElement card, string name, string inner) =>
        card.TryGetProperty(name, out var value) && value.TryGetProperty(inner, out var text) ? text.GetString() ?? "" : "";

    private static void Demand(bool isSo, string what)
    {
        if (!isSo)
        {
            throw new WeComRefusal(Content, "invalid parameter: " + what);
        }
    }
}
