using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChatGov.Tests.Fakes.BotApi;

/// <summary>All the fake remembers, behind one lock.</summary>
internal sealed class BotState(long botId, string username, TimeProvider time)
{
    public static readonly TimeSpan MessageLife = TimeSpan.FromHours(24);
    public static readonly TimeSpan PressLife = TimeSpan.FromSeconds(150);

    private readonly Dictionary<long, FakePerson> _people = [];
    private readonly Dictionary<long, FakeChat> _chats = [];
    private readonly Dictionary<(long Chat, int Id), StoredMessage> _messages = [];
    private readonly List<(Func<BotSend, bool> Matches, TaskCompletionSource<BotSend> Found)> _sendWaiters = [];
    private int _lastMessageId;
    private long _lastPressId = 7_000_000_000_000_000_000;
    private long _sequence;

    public Lock Gate { get; } = new();

    public UpdateQueue Updates { get; } = new(time);

    public List<BotSend> Sends { get; } = [];

    public List<BotCall> Calls { get; } = [];

    public List<BotChatAction> ChatActions { get; } = [];

    public FileStore Files { get; } = new(time);

    public RateLimits Limits { get; } = new(time);

    public Dictionary<string, StoredPress> Presses { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, IReadOnlyDictionary<string, string>> Commands { get; } = new(StringComparer.Ordinal);

    public string WebhookUrl { get; set; } = "";

    /// <summary>Run beside the bot (<c>--local</c>): then a webhook may be plain HTTP on any address.</summary>
    public bool IsLocal { get; set; } = true;

    public string WebhookSecret { get; set; } = "";

    public int WebhookConnections { get; set; } = 40;

    public DateTimeOffset? WebhookSetAt { get; set; }

    public (DateTimeOffset At, string Says)? WebhookError { get; set; }

    /// <summary>Since when the webhook has answered with nothing but 410.</summary>
    public DateTimeOffset? WebhookGoneSince { get; set; }

    /// <summary>Null until a poll has named any: then everything but the kinds that have to be asked for.</summary>
    public HashSet<string>? AllowedUpdates { get; set; }

    /// <summary>Called, with the lock held, when an update was added.</summary>
    public Action Added { get; set; } = () => { };

    public DateTimeOffset Now => time.GetUtcNow();

    public long NextSequence() => Interlocked.Increment(ref _sequence);

    public JsonObject Bot() => new()
    {
        ["id"] = botId,
        ["is_bot"] = true,
        ["first_name"] = "ChatGov",
        ["username"] = username,
    };

    public FakePerson Person(long id) => _people.TryGetValue(id, out var person) ? person : _people[id] = new FakePerson(id);

    /// <summary>The person's own chat with the bot, which their first word opens.</summary>
    public FakeChat PrivateChat(long userId) => _chats.TryGetValue(userId, out var chat)
        ? chat
        : _chats[userId] = new FakeChat(userId, "private") { Person = Person(userId) };

    public FakeChat AddGroup(long chatId, string title) => _chats[chatId] = new FakeChat(chatId, chatId < -1_000_000_000_000 ? "supergroup" : "group") { Title = title };

    public FakeChat? FindChat(long id) => _chats.GetValueOrDefault(id);

    public StoredMessage AddMessage(FakeChat chat, bool isFromBot, string text, JsonElement? markup = null)
    {
        var message = new StoredMessage
        {
            Id = ++_lastMessageId,
            Chat = chat,
            IsFromBot = isFromBot,
            SentAt = Now,
            Text = text,
            Markup = markup,
        };
        return _messages[(chat.Id, message.Id)] = message;
    }

    public int LastFrom(long chat) => _messages.Values.Where(message => message.Chat.Id == chat && !message.IsFromBot).Max(message => message.Id);

    public StoredMessage? FindMessage(long chat, long id) => _messages.GetValueOrDefault((chat, (int)id));

    public void RecordSend(StoredMessage message, string raw, bool isEdit)
    {
        var send = new BotSend(NextSequence(), Now, isEdit, message.Chat.Id, message.Id, raw, message.Markup) { File = message.File, Topic = message.Topic, IsPhoto = message.Media?.ContainsKey("photo") == true };
        Sends.Add(send);
        foreach (var waiter in _sendWaiters.Where(waiter => waiter.Matches(send)).ToList())
        {
            waiter.Found.SetResult(send);
            _sendWaiters.Remove(waiter);
        }
    }

    public Task<BotSend> WhenSent(Func<BotSend, bool> matches)
    {
        lock (Gate)
        {
            if (Sends.Find(send => matches(send)) is { } found)
            {
                return Task.FromResult(found);
            }

            var waiter = new TaskCompletionSource<BotSend>(TaskCreationOptions.RunContinuationsAsynchronously);
            _sendWaiters.Add((matches, waiter));
            return waiter.Task;
        }
    }

    /// <summary>Adds an update if the bot wants that kind.</summary>
    /// <returns>Its id, or null.</returns>
    public int? AddUpdate(string kind, JsonObject payload, TimeSpan life)
    {
        if (!Wants(kind))
        {
            return null;
        }

        return AddRaw(id => Encoding.UTF8.GetBytes(new JsonObject { ["update_id"] = id, [kind] = payload }.ToJsonString()), life, KeyOf(kind, payload));
    }

    /// <param name="key">By which webhooks keep order.</param>
    public int AddRaw(Func<int, byte[]> write, TimeSpan life, long key = 0)
    {
        var id = Updates.Add(write, life, key);
        Added();
        return id;
    }

    public string AddPress()
    {
        var id = (++_lastPressId).ToString(CultureInfo.InvariantCulture);
        Presses[id] = new StoredPress { At = Now };
        return id;
    }

    /// <summary>Messages queue by chat, presses by person and apart from the messages, as in the server's own source.</summary>
    private static long KeyOf(string kind, JsonObject payload) => kind == "callback_query"
        ? payload["from"]!["id"]!.GetValue<long>() + (3L << 33)
        : payload["chat"]!["id"]!.GetValue<long>();

    private bool Wants(string kind) => AllowedUpdates is { Count: > 0 } allowed
        ? allowed.Contains(kind)
        : kind is not ("chat_member" or "message_reaction" or "message_reaction_count");
}
