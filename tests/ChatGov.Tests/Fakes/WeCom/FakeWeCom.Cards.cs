using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChatGov.Tests.Fakes.WeCom;

/// <summary>Cards after they were sent: what is pressed on them and how they are changed; and the menu.</summary>
internal sealed partial class FakeWeCom
{
    private const int MostUpdated = 1_000;
    private const int MostGroups = 100;

    private readonly HashSet<string> _taskIds = new(StringComparer.Ordinal);
    private readonly List<WeComSend> _updates = [];
    private JsonElement? _menu;

    /// <summary>How cards were changed: kind is <c>button</c>, with the words in its place, or <c>template_card</c>.</summary>
    public IReadOnlyList<WeComSend> CardUpdates => Locked(() => _updates.ToList());

    public int CardsUpdated => Locked(() => _updates.Count);

    /// <summary>All codes by which cards could be changed end, as after 72 hours.</summary>
    public void EndResponseCodes() => Locked(_codes.EndAll);

    /// <summary>Presses a button, or chooses and submits, on a card that was sent.</summary>
    /// <param name="isSpeltAsInTheSample">OpitonIds, as the documentation's own sample has it.</param>
    public string Choice(string user, WeComSend card, int index, bool isSpeltAsInTheSample = false) => Choice(user, card, [index], isSpeltAsInTheSample);

    /// <summary>Several are ticked only where the card lets people: a ballot of mode 1.</summary>
    public string Choice(string user, WeComSend card, IReadOnlyList<int> indexes, bool isSpeltAsInTheSample = false)
    {
        WeComRefusal.Unless(indexes.Count == 1 || card.Content.Part("checkbox").Whole("mode") == 1, "this card takes one");
        var (ids, id) = isSpeltAsInTheSample ? ("OpitonIds", "OpitonId") : ("OptionIds", "OptionId");
        return card.Content.Text("card_type") == "button_interaction"
            ? CardEvent(user, "template_card_event", card, card.Content.List("button_list")[indexes[0]].Text("key"))
            : CardEvent(
                user,
                "template_card_event",
                card,
                card.Content.Part("submit_button").Text("key"),
                $"<SelectedItems><SelectedItem><QuestionKey>choice</QuestionKey><{ids}>{string.Concat(indexes.Select(index => $"<{id}>{index}</{id}>"))}</{ids}></SelectedItem></SelectedItems>");
    }

    /// <summary>Chooses from the menu in the corner of a card.</summary>
    public string MenuChoice(string user, WeComSend card, string key) => CardEvent(user, "template_card_menu_event", card, key);

    private string CardEvent(string user, string name, WeComSend card, string key, string selected = "")
    {
        var taskId = CardRules.TaskId(card.Content);
        var code = Locked(() => _codes.Give(taskId));
        return Inner(user, "event", $"{Field("Event", name)}{Field("EventKey", key)}{Field("TaskId", taskId)}{Field("CardType", card.Content.Text("card_type"))}{Field("ResponseCode", code)}{selected}");
    }

    private void TakeTaskId(string taskId)
    {
        if (!_taskIds.Add(taskId))
        {
            throw new WeComRefusal(42014, "task_id is used");
        }
    }

    private JsonObject UpdateCard(JsonElement update)
    {
        CheckAgent(AgentOf(update));
        var users = update.List("userids");
        WeComRefusal.Unless(users.Count <= MostUpdated, "userids", 40031);
        WeComRefusal.Unless(update.List("partyids").Count <= MostGroups && update.List("tagids").Count <= MostGroups, "partyids or tagids");
        WeComRefusal.Unless(users.Count + update.List("partyids").Count + update.List("tagids").Count > 0 || update.Whole("atall") == 1, "nobody", 82001);
        WeComRefusal.Unless(update.Has("button") != update.Has("template_card"), "either button or template_card");
        var (kind, content, words) = update.Has("button") ? NewName(update.Part("button")) : NewCard(update.Part("template_card"));
        var taskId = _codes.Use(update.Text("response_code"));
        if (kind == "template_card" && CardRules.IsInteractive(content) && CardRules.TaskId(content) != taskId)
        {
            TakeTaskId(CardRules.TaskId(content));
        }

        _updates.Add(new WeComSend(_time.GetUtcNow(), string.Join('|', users.Select(user => user.GetString())), kind, content.Clone()) { Words = words });
        return new JsonObject { ["invaliduser"] = new JsonArray() };
    }

    private static (string Kind, JsonElement Content, string Words) NewName(JsonElement button)
    {
        WeComRefusal.Unless(button.Text("replace_name").Length > 0, "replace_name");
        return ("button", button, button.Text("replace_name"));
    }

    private static (string Kind, JsonElement Content, string Words) NewCard(JsonElement card)
    {
        CardRules.Check(card);
        return ("template_card", card, card.ToString());
    }

    private JsonObject MakeMenu(WeComCall call)
    {
        var menu = WeComFields.Parse(call.Posted);
        CheckAgent(long.TryParse(call["agentid"], out var agent) ? agent : null);
        MenuRules.Check(menu);
        _menu = menu;
        return [];
    }
}
