using System.Buffers;
using System.Text.Json;

namespace ChatGov.Tests.Fakes.WeCom;

/// <summary>What a card has to keep to, or the server refuses it.</summary>
internal static class CardRules
{
    private static readonly SearchValues<char> TaskIdLetters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-@");

    /// <summary>A card that people can press something on: it needs a task_id, and can be changed later.</summary>
    public static bool IsInteractive(JsonElement card) =>
        card.Text("card_type") is "button_interaction" or "vote_interaction" or "multiple_interaction" || card.Has("action_menu");

    public static string TaskId(JsonElement card)
    {
        var id = card.Text("task_id");
        Demand(id.Length > 0 && WeComFields.Bytes(id) <= 128 && id.AsSpan().IndexOfAnyExcept(TaskIdLetters) < 0, "task_id");
        return id;
    }

    public static void Check(JsonElement card)
    {
        Head(card);
        switch (card.Text("card_type"))
        {
            case "text_notice" or "news_notice":
                Demand(card.Part("card_action").Whole("type") is 1 or 2, "card_action");
                break;
            case "button_interaction":
                Buttons(card.List("button_list"));
                break;
            case "vote_interaction":
                Choices(card.Part("checkbox"), most: 20);
                Demand(card.Part("checkbox").Whole("mode") is 0 or 1, "mode");
                Submit(card);
                break;
            case "multiple_interaction":
                Selectors(card.List("select_list"));
                Submit(card);
                break;
            default:
                throw new WeComRefusal(WeComRefusal.Parameter, "card_type");
        }

        Beside(card);
        if (IsInteractive(card) || card.Has("task_id"))
        {
            TaskId(card);
        }
    }

    private static void Head(JsonElement card)
    {
        var (title, subtitle) = (card.Part("main_title").Text("title"), card.Text("sub_title_text"));
        if (card.Text("card_type") is "vote_interaction" or "multiple_interaction")
        {
            // These two have no such field, and show their title alone.
            Demand(!card.Has("sub_title_text") && title.Length > 0, "main_title");
        }

        Demand(title.Length + subtitle.Length > 0, "main_title or sub_title_text");
        Demand(title.Length <= 36 && card.Part("main_title").Text("desc").Length <= 44 && subtitle.Length <= 160, "title too long");
        Demand(card.Part("source").Text("desc").Length <= 20, "source");
    }

    /// <summary>What any card may have besides.</summary>
    private static void Beside(JsonElement card)
    {
        Demand(card.List("horizontal_content_list").Count <= 6, "horizontal_content_list");
        Demand(card.List("jump_list").Count <= 3, "jump_list");
        Demand(!card.Has("action_menu") || card.Part("action_menu").List("action_list").Count is >= 1 and <= 3, "action_menu");
        if (card.Has("button_selection"))
        {
            Choices(card.Part("button_selection"), most: 10);
        }
    }

    private static void Buttons(IReadOnlyList<JsonElement> buttons)
    {
        Demand(buttons.Count is >= 1 and <= 6, $"too many buttons: {buttons.Count}");
        foreach (var button in buttons)
        {
            Demand(button.Text("text").Length is >= 1 and <= 10, "a button's text");
            Demand((button.Whole("style") ?? 1) is >= 1 and <= 4, "a button's style");
            Demand((button.Whole("type") ?? 0) is 0 or 1 && (button.Whole("type") != 1 || button.Text("url").Length > 0), "a button's type");
        }

        Ids(buttons.Where(button => button.Whole("type") != 1), "key", longest: 1_024);
    }

    private static void Selectors(IReadOnlyList<JsonElement> lists)
    {
        Demand(lists.Count is >= 1 and <= 3, "select_list");
        Ids(lists, "question_key", longest: 1_024);
        foreach (var list in lists)
        {
            Choices(list, most: 10);
        }
    }

    private static void Choices(JsonElement question, int most)
    {
        var options = question.List("option_list");
        Demand(question.Text("question_key").Length > 0, "question_key");
        Demand(options.Count >= 1 && options.Count <= most, $"too many options: {options.Count}");
        Demand(options.All(option => option.Text("text").Length is >= 1 and <= 17), "an option's text");
        Ids(options, "id", longest: 128);
    }

    private static void Submit(JsonElement card) =>
        Demand(card.Part("submit_button").Text("text").Length > 0 && card.Part("submit_button").Text("key").Length > 0, "submit_button");

    private static void Ids(IEnumerable<JsonElement> all, string name, int longest)
    {
        var ids = all.Select(each => each.Text(name)).ToList();
        Demand(ids.Distinct().Count() == ids.Count && ids.TrueForAll(id => WeComFields.Bytes(id) >= 1 && WeComFields.Bytes(id) <= longest), name);
    }

    private static void Demand(bool isSo, string what) => WeComRefusal.Unless(isSo, what);
}
