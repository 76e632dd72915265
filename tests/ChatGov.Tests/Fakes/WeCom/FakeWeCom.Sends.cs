using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChatGov.Tests.Fakes.WeCom;

/// <summary>Messages to members.</summary>
internal sealed partial class FakeWeCom
{
    private const int LongestText = 2_048;
    private const int MostReceivers = 1_000;

    private JsonObject Send(byte[] body)
    {
        var message = WeComFields.Parse(body);
        CheckAgent(AgentOf(message));
        var users = Receivers(message);
        var kind = message.Text("msgtype");
        var words = Words(kind, message.Part(kind));
        WeComRefusal.Unless((message.Whole("safe") ?? 0) is 0 or 1, "safe");
        var interval = RepeatCheck.Interval(message);
        if (_repeats.Find(body, interval) is { } before)
        {
            return new JsonObject { ["msgid"] = before, ["invaliduser"] = "" };
        }

        var answer = Deliver(users, kind, message.Part(kind), words);
        if (interval is not null)
        {
            _repeats.Keep(body, answer["msgid"]!.GetValue<string>());
        }

        return answer;
    }

    private JsonObject Deliver(List<string> users, string kind, JsonElement content, string words)
    {
        if (users.TrueForAll(Unreachable.Contains))
        {
            throw new WeComRefusal(81013, "user & party & tag all invalid");
        }

        var isCard = kind == "template_card" && CardRules.IsInteractive(content);
        if (isCard)
        {
            TakeTaskId(CardRules.TaskId(content));
        }

        _limits.Spend(users.Count);
        var invalid = users.Where(user => Unreachable.Contains(user) || NamedInvalid.Contains(user)).ToList();
        _sends.AddRange(users.Except(invalid).Where(_limits.MayReach).Select(user => new WeComSend(_time.GetUtcNow(), user, kind, content.Clone()) { Words = words }));
        var answer = new JsonObject { ["msgid"] = NewToken(), ["invaliduser"] = string.Join('|', invalid.Select(user => user.ToLowerInvariant())) };
        if (isCard)
        {
            answer["response_code"] = _codes.Give(CardRules.TaskId(content));
        }

        return answer;
    }

    private static long? AgentOf(JsonElement call) =>
        call.TryGetProperty("agentid", out var agent) && agent.ValueKind == JsonValueKind.Number && agent.TryGetInt64(out var number) ? number : null;

    /// <summary>Members by name; this company has no departments and no tags.</summary>
    private static List<string> Receivers(JsonElement message)
    {
        var users = message.Text("touser").Split('|', StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        WeComRefusal.Unless(users.Count <= MostReceivers && users.TrueForAll(user => WeComFields.Bytes(user) <= 64), "userid list", 40031);
        if (users.Count == 0 || users[0] == "@all")
        {
            throw message.Has("toparty") || message.Has("totag") || users.Count > 0
                ? new WeComRefusal(81013, "user & party & tag all invalid")
                : new WeComRefusal(82001, "user & party & tag all empty");
        }

        return users;
    }

    /// <summary>What a person reads of it, where it keeps to the rules.</summary>
    private string Words(string kind, JsonElement content)
    {
        switch (kind)
        {
            case "text":
                return Cut(Written(content.Text("content")));
            case "markdown":
                var text = Written(content.Text("content"));
                return WeComFields.Bytes(text) <= LongestText ? text : throw new WeComRefusal(45002, "content size out of limit");
            case "template_card":
                CardRules.Check(content);
                return content.ToString();
            case "image" or "voice" or "video" or "file":
                _media.Get(content.Text("media_id"), kind);
                return content.Text("media_id");
            default:
                throw new WeComRefusal(40008, "invalid message type: " + kind);
        }
    }

    private static string Written(string text) => string.IsNullOrWhiteSpace(text) ? throw new WeComRefusal(44004, "empty content") : text;

    /// <summary>What is beyond is cut off in silence, even through a letter.</summary>
    private static string Cut(string text) => WeComFields.Bytes(text) <= LongestText ? text : Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)[..LongestText]);
}
