using System.Globalization;
using ChatGov.Data;
using ChatGov.Inbox;
using ChatGov.Media;
using ChatGov.Messengers;
using ChatGov.Outbox;
using ChatGov.Timers;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ChatGov.Tests.Support;

/// <summary>
/// The whole bot on a test database with a fake messenger: what a person says goes the whole way and the answers
/// come back, without a host around it. Ask for a transcript to read a conversation as a person would.
/// </summary>
public sealed class TestBot : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly CapturedLog? _log;
    private readonly bool _isOwnLog;
    private readonly MediaFetcher _media;
    private readonly Intake _intake;
    private readonly Sender _sender;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;
    private readonly BotService _service;

    public TestBot(Db db, ILoggerFactory? logs = null, params IReadOnlyList<IChannel> channels)
        : this(db, logs, transcriber: null, channels)
    {
    }

    public TestBot(Db db, ILoggerFactory? logs, Transcriber? transcriber, params IReadOnlyList<IChannel> channels)
        : this(db, logs, transcriber, model: null, channels)
    {
    }

    public TestBot(Db db, ILoggerFactory? logs, Transcriber? transcriber, ServedModel? model, params IReadOnlyList<IChannel> channels)
    {
        Db = db;
        Channels = channels.Count > 0 ? channels : [new FakeChannel()];
        _isOwnLog = logs is null;
        _log = logs as CapturedLog ?? (_isOwnLog ? new CapturedLog() : null);
        var factory = logs ?? _log!;
        _media = new MediaFetcher(db, Channels, transcriber, factory.CreateLogger<MediaFetcher>(), model);
        _intake = new Intake(db, _media, factory.CreateLogger<Intake>());
        _sender = new Sender(db, Channels, factory.CreateLogger<Sender>());
        Timers = new TimerRunner(db, TimerHandlers.All, factory.CreateLogger<TimerRunner>());
        _service = new BotService(db, Channels, _intake, _sender, Timers, new NoLifetime(), factory.CreateLogger<BotService>());
        _running = _service.StartAsync(_stop.Token);
    }

    public Db Db { get; }

    public IReadOnlyList<IChannel> Channels { get; }

    public FakeChannel Channel => (FakeChannel)Channels[0];

    public TimerRunner Timers { get; }

    /// <summary>Says something and gives all that was sent to that chat in answer, one text after the other.</summary>
    public async Task<string> Ask(string userId, string text)
    {
        await Channel.Say(userId, text);
        return await Answers(userId);
    }

    /// <summary>The same on one of several messengers.</summary>
    public async Task<string> Ask(FakeChannel channel, string userId, string text)
    {
        await channel.Say(userId, text);
        return await Answers(channel, userId);
    }

    public Task<string> Press(string userId, Message message, int index) => AskWith(userId, message, new Incoming
    {
        DedupeKey = Guid.CreateVersion7().ToString(),
        UserId = userId,
        ChatId = userId,
        Kind = IncomingKind.Button,
        Token = message.Token,
        ChoiceIndex = index,
    });

    public async Task<string> ShareContact(string userId, string phone, bool isOwn = true)
    {
        await Channel.Deliver(new Incoming
        {
            DedupeKey = Guid.CreateVersion7().ToString(),
            UserId = userId,
            ChatId = userId,
            Kind = IncomingKind.Contact,
            Phone = phone,
            PhoneIsOwn = isOwn,
        });
        return await Answers(userId);
    }

    /// <summary>The last message sent to a chat, with its buttons.</summary>
    public Message Last(string userId) => Channel.Sent.Last(sent => sent.ChatId == userId).Message;

    /// <summary>The last that says so: whatever a timer sent meanwhile stands behind it.</summary>
    public Message Last(string userId, string says) => Channel.Sent.Last(sent => sent.ChatId == userId && sent.Message.Text.Contains(says, StringComparison.Ordinal)).Message;

    /// <summary>What was sent to a chat and not yet read here.</summary>
    public Task<string> Answers(string userId) => Answers(Channel, userId);

    public async Task<string> Answers(FakeChannel channel, string userId)
    {
        await Quiet();
        var all = channel.Sent.Where(sent => sent.ChatId == userId).Select(sent => Render(sent.Message)).ToList();
        var seen = _seen.GetValueOrDefault((channel, userId));
        _seen[(channel, userId)] = all.Count;
        var said = string.Join("\n---\n", all.Skip(seen));

        // Whatever is asked: no place in a sentence stays empty.
        Assert.DoesNotMatch("\\{[a-z_]+\\}", said);
        return said;
    }

    /// <summary>Returns when nothing is left to do now. What fails again and again waits for a clock that stands still here.</summary>
    public async Task Quiet()
    {
        using var limit = new CancellationTokenSource(Patience);
        try
        {
            await _service.Quiet(limit.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            throw new TimeoutException("the bot does not come to rest; it logged:\n" + _log?.All);
        }
    }

    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(Patience);
        await _service.StopAsync(limit.Token);
        await _running;
        _service.Dispose();
        _sender.Dispose();
        _intake.Dispose();
        _media.Dispose();
        _stop.Dispose();
        if (_isOwnLog)
        {
            _log?.Dispose();
        }
    }

    private readonly Dictionary<(FakeChannel Channel, string UserId), int> _seen = [];

    private async Task<string> AskWith(string userId, Message message, Incoming incoming)
    {
        Assert.True(message.Token is not null, "it has no buttons: " + message.Text);
        await Channel.Deliver(incoming);
        return await Answers(userId);
    }

    private static string Render(Message message) => message.Text + string.Concat(message.Choices.Select((choice, i) =>
        message.Numbered && message.NumberOf(i) is null ? "\n· " + choice.Label : string.Create(CultureInfo.InvariantCulture, $"\n[{message.NumberOf(i) ?? i + 1}] {choice.Label}")));

    private sealed class NoLifetime : IHostApplicationLifetime
    {
        public CancellationToken ApplicationStarted => CancellationToken.None;

        public CancellationToken ApplicationStopping => CancellationToken.None;

        public CancellationToken ApplicationStopped => CancellationToken.None;

        public void StopApplication()
        {
            // The test stops the bot itself.
        }
    }
}
