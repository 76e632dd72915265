using System.Globalization;
using ChatGov.Conversations;
using ChatGov.Data;
using ChatGov.Inbox;
using ChatGov.Messengers;
using ChatGov.Outbox;
using ChatGov.Rights;

namespace ChatGov.Benchmarks.Growth;

/// <summary>Somebody who writes to the bot, with a button for every action that the program knows.</summary>
internal sealed class Chatter
{
    private const string Channel = "telegram";

    private readonly Db _db;
    private readonly WatchedDb _undone;
    private readonly string _user;
    private readonly Dictionary<string, string> _buttons;

    private Chatter(Db db, WatchedDb undone, string user, Dictionary<string, string> buttons) => (_db, _undone, _user, _buttons) = (db, undone, user, buttons);

    /// <summary>Null for a member.</summary>
    public required Role? Role { get; init; }

    public required string Name { get; init; }

    /// <param name="personId">Who has spoken before; null for somebody whom nobody knows.</param>
    public static async Task<Chatter> Greet(Db db, WatchedDb undone, string name, long? personId, Role? role, IReadOnlyList<string> actions)
    {
        var user = personId?.ToString(CultureInfo.InvariantCulture) ?? "stranger";
        var buttons = await db.Write(tx =>
        {
            tx.Run("INSERT INTO session (channel, chat_id, user_id, language) VALUES (@Channel, @user, @user, 'zh-CN') ON CONFLICT DO NOTHING", new { Channel, user });
            var session = tx.First<long>("SELECT id FROM session WHERE channel = @Channel AND user_id = @user", new { Channel, user });
            var tokens = actions.ToDictionary(action => action, action => Button(tx, new ChatAddress(Channel, user, session), personId, action), StringComparer.Ordinal);
            tx.Run("DELETE FROM outbox WHERE chat_id = @user AND state = 'Waiting'", new { user });
            return tokens;
        });
        return new Chatter(db, undone, user, buttons) { Name = name, Role = role };
    }

    public Operation Press(string action) => new($"{Name}: [{action.Split(':')[0]}{(action.Contains(':', StringComparison.Ordinal) ? ":…" : "")}]", probe => Handled(probe, [Pressed(action)]));

    /// <summary>The last of the lines is measured, and what came before it leads there.</summary>
    public Operation Say(params IReadOnlyList<string> lines) => new($"{Name}: {string.Join(" / ", lines)}", probe => Handled(probe, [.. lines.Select(Said)]));

    /// <summary>What only shows something, the way the intake does it: made up on a view of the database, and kept in a short transaction.</summary>
    public Operation AskToSee(string words) => new($"{Name}: {words}", async probe =>
    {
        var waiting = new Waiting(0, Channel, _user, Said(words));
        probe.Start();
        var shown = _undone.Read(tx => InboxStore.HasEarlier(tx, waiting) ? null : Conversation.Show(tx, waiting));
        probe.Stop();
        await _undone.Write(tx =>
        {
            var stored = Stored(tx, waiting.Incoming);
            probe.Start();
            if (shown is null)
            {
                Conversation.Handle(tx, stored);
            }
            else
            {
                Conversation.Keep(tx, stored, shown);
            }

            probe.Stop();
        });
    });

    /// <summary>As a bot that has run for a while: what it keeps in memory of the open tasks is there.</summary>
    public void WarmUp() => _db.Read(tx => Conversation.Show(tx, new Waiting(0, Channel, _user, Said("任务"))));

    private static string Button(Tx tx, ChatAddress chat, long? personId, string action)
    {
        tx.Reply(chat, personId, new Message("按钮") { Choices = [new Choice(action, action)] });
        var prompt = tx.First<Prompt>("SELECT id, secret FROM prompt WHERE session_id = @SessionId ORDER BY id DESC LIMIT 1", new { chat.SessionId })!;
        return PromptToken.Write(prompt.Id, prompt.Secret);
    }

    private Task Handled(Probe probe, IReadOnlyList<Incoming> messages) => _undone.Write(tx =>
    {
        foreach (var message in messages)
        {
            var stored = Stored(tx, message);
            if (message == messages[^1])
            {
                probe.Start();
            }

            Conversation.Handle(tx, stored);
        }

        probe.Stop();
    });

    private static Waiting Stored(Tx tx, Incoming message) => InboxStore.Add(tx, Channel, "bench", [message])[0];

    private Incoming Said(string text) => New() with { Text = text };

    private Incoming Pressed(string action) => New() with { Kind = IncomingKind.Button, Token = _buttons[action] };

    private Incoming New() => new() { DedupeKey = Guid.CreateVersion7().ToString(), UserId = _user, ChatId = _user };

    private sealed record Prompt
    {
        public long Id { get; init; }

        public string Secret { get; init; } = "";
    }
}
