using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ChatGov.Conversations;
using ChatGov.Data;
using ChatGov.Inbox;
using ChatGov.Messengers;
using ChatGov.Organisations;
using ChatGov.Outbox;
using ChatGov.Rights;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Walks;

/// <summary>
/// What every topic, question and endpoint answers to every role, on the same small banner, as it is written down in <c>Records</c>.
/// Whoever changes an answer sees there for whom else it changed.
/// </summary>
public sealed partial class RecordTests
{
    // What takes the community or its office away comes last: after it nobody would be answered as they are.
    private static readonly string[] Taking =
        ["POST /api/v1/staff/{id:long}/dismiss", "POST /api/v1/organisations/{id:long}/move", "POST /api/v1/organisations/{id:long}/close", "POST /api/v1/organisations/{id:long}/merge"];

    // What people type at a question that expects something else.
    private static readonly string[] Typed = ["1", "不", "返回", "你好", "任务", "13800000000", "明天下午三点在社区门口", "?"];

    [Fact]
    public async Task What_every_topic_answers_to_every_role_is_as_recorded()
    {
        await using var town = await Town.Start(Provider.Sqlite);
        var walkers = await Walkers(town);
        var record = new StringBuilder();
        var usual = walkers.ToDictionary(walker => walker, walker => Usual(town, walker));
        foreach (var action in Town.Sorted(town))
        {
            Write(record, action, walkers, walker => Told(town, walker, action) is var told && usual[walker].TryGetValue(told, out var name) ? name : told);
        }

        IsAsRecorded("topics.txt", record);
    }

    [Fact]
    public async Task What_every_question_answers_to_what_people_type_is_as_recorded()
    {
        await using var town = await Town.Start(Provider.Sqlite);
        var walkers = await Walkers(town);
        var record = new StringBuilder();
        foreach (var topic in Town.Sorted(town).GroupBy(action => Intent.Of(action).Name, StringComparer.Ordinal))
        {
            // With what it is about, where that makes a question of it.
            var opened = topic.Reverse().Select(action => (Action: action, Asked: walkers.Find(walker => Opens(town, walker, action)))).FirstOrDefault(each => each.Asked is not null);
            foreach (var words in opened.Asked is null ? [] : Typed)
            {
                Write(record, $"{opened.Action} ← {words}", [opened.Asked!], walker => Told(town, walker, opened.Action, words));
            }
        }

        IsAsRecorded("questions.txt", record);
    }

    [Fact]
    public async Task What_every_endpoint_answers_to_every_role_is_as_recorded()
    {
        var answers = new SortedDictionary<string, List<(string Who, string Answer)>>(StringComparer.Ordinal);
        foreach (var role in Enum.GetValues<Role>())
        {
            await using var town = await Town.Start(Provider.Sqlite);
            var holder = await town.Holder(role, Ways.InForce);
            var token = await town.Site.TokenOf(holder.PersonId!.Value);
            foreach (var call in town.Calls().OrderBy(Turn).ThenBy(call => call.ToString(), StringComparer.Ordinal))
            {
                Assert.True(Takes(call) || IsOpen(town), $"{call} is asked in a community that is over");
                var answer = await town.Site.Send(call.Method, town.Made.Path(call), token, town.Made.Body(call), ("If-Match", "\"1\""));
                var list = answers.TryGetValue(call.ToString(), out var known) ? known : answers[call.ToString()] = [];
                list.Add((role.ToString(), string.Create(CultureInfo.InvariantCulture, $"{(int)answer.Status} {Shape(answer.Text)}")));
            }
        }

        var record = new StringBuilder();
        foreach (var (call, told) in answers)
        {
            Write(record, call, told);
        }

        IsAsRecorded("endpoints.txt", record);
    }

    private static int Turn(Desk.Call call) => call.Method == HttpMethod.Get ? -1 : 1 + Array.IndexOf(Taking, call.ToString());

    private static bool Takes(Desk.Call call) => Taking.Contains(call.ToString(), StringComparer.Ordinal);

    private static bool IsOpen(Town town) => town.Site.Database.Db.Read(tx => OrgTree.IsCommunity(tx, town.Site.World.Helan));

    private static async Task<List<Walker>> Walkers(Town town)
    {
        var walkers = new List<Walker>();
        foreach (var role in Enum.GetValues<Role>())
        {
            walkers.Add(await town.Holder(role, Ways.InForce));
        }

        return [.. walkers, await town.Member(), await town.Newcomer(), await town.Stranger()];
    }

    /// <summary>What is answered so often that its name does.</summary>
    private static Dictionary<string, string> Usual(Town town, Walker walker)
    {
        var usual = new Dictionary<string, string>(StringComparer.Ordinal) { [Told(town, walker, "no such topic", "呜噜呜噜")] = "(not understood)" };
        usual.TryAdd(Told(town, walker, "my_data"), walker.PersonId is null ? "(the notice)" : "(one's own data)");
        return usual;
    }

    private static bool Opens(Town town, Walker walker, string action) => InTrial(town, tx =>
    {
        var press = walker.Press(action);
        Handle(tx, walker, press);
        return SessionStore.Peek(tx, walker.Channel.Name, press)?.Flow is not null;
    });

    private static string Told(Town town, Walker walker, string action, params string[] typed) => InTrial(town, tx =>
    {
        Handle(tx, walker, walker.Press(action));
        foreach (var words in typed)
        {
            tx.Run("DELETE FROM outbox WHERE state IN ('Waiting', 'Sending')");
            Handle(tx, walker, new Incoming { DedupeKey = "typed", UserId = walker.User, ChatId = walker.User, Text = words });
        }

        return string.Join("\n", tx.All<Sent>("SELECT row_key, body, person_id, chat_id FROM outbox WHERE state IN ('Waiting', 'Sending') ORDER BY id").Select(row => row.Of(tx, walker)));
    });

    private static void Handle(Tx tx, Walker walker, Incoming incoming) =>
        Conversation.Handle(tx, Assert.Single(InboxStore.Add(tx, walker.Channel.Name, "record", [incoming])));

    /// <summary>Nothing of it stays: each answer is that of the same banner.</summary>
    private static T InTrial<T>(Town town, Func<Tx, T> attempt)
    {
        T told = default!;
        Assert.Throws<TrialOver>(() => town.Site.Database.Db.Write<bool>(tx =>
        {
            tx.As(Actor.System);
            told = attempt(tx);
            throw new TrialOver();
        }).GetAwaiter().GetResult());
        return told;
    }

    private static void Write(StringBuilder record, string what, List<Walker> walkers, Func<Walker, string> told) =>
        Write(record, what, walkers.ConvertAll(walker => (walker.User.Split(' ')[0], told(walker))));

    private static void Write(StringBuilder record, string what, List<(string Who, string Answer)> told)
    {
        record.Append("# ").Append(what).Append('\n');
        foreach (var same in told.GroupBy(each => each.Answer, StringComparer.Ordinal))
        {
            record.Append(string.Join(", ", same.Select(each => each.Who))).Append(":\n    ").Append(Masked(same.Key).Replace("\n", "\n    ", StringComparison.Ordinal)).Append('\n');
        }
    }

    // What is drawn by lot each time.
    private static string Masked(string text) => Secret().Replace(text, "<code>");

    private static string Shape(string text) => !text.StartsWith('{') && !text.StartsWith('[') ? "" : JsonNode.Parse(text) switch
    {
        JsonObject problem when problem["code"] is { } code && problem["status"] is not null => code.ToString(),
        JsonObject found => "{" + string.Join(' ', found.Select(each => each.Key)) + "}",
        JsonArray { Count: > 0 } list when list[0] is JsonObject first => "[" + string.Join(' ', first.Select(each => each.Key)) + "]",
        _ => "[]",
    };

    private static void IsAsRecorded(string name, StringBuilder record)
    {
        var file = Project.File("tests", "ChatGov.Tests", "Walks", "Records", name);
        var now = record.ToString();
        if (Environment.GetEnvironmentVariable(Project.WriteVariable) == "1")
        {
            File.WriteAllText(file, now);
            return;
        }

        var (before, after) = (File.ReadAllLines(file), now.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        var changed = before.Except(after).Select(line => "- " + line).Concat(after.Except(before).Select(line => "+ " + line)).Take(60).ToList();
        Assert.True(File.ReadAllText(file) == now, $"{name} is not what is answered now; where that is meant, run this with {Project.WriteVariable}=1 and commit what it writes:\n" + string.Join('\n', changed));
    }

    [GeneratedRegex("(?<=/sign-in/)[A-Za-z0-9_-]+|[0-9A-Za-z]{4,}(-[0-9A-Za-z]{4,})+|\\b[a-z0-9]{16}\\b", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Secret();

    private sealed record Sent
    {
        public string RowKey { get; init; } = "";

        public byte[] Body { get; init; } = [];

        public long? PersonId { get; init; }

        public string? ChatId { get; init; }

        public string Of(Tx tx, Walker walker)
        {
            var message = SealedMessages.TryOpen(tx.Vault, RowKey, Body)!;
            var words = message.Text + string.Concat(message.Choices.Select((choice, at) => $"\n[{message.NumberOf(at)?.ToString(CultureInfo.InvariantCulture) ?? "·"}] {choice.Label}"))
                + (message.File is { } file ? $"\n({file.MediaType})" : "");
            return ChatId == walker.User ? words : $"→ {tx.First<string>("SELECT name FROM person WHERE id = @PersonId", new { PersonId })}: {words}";
        }
    }

    private sealed class TrialOver : Exception;
}
