using System.Globalization;
using ChatGov.Media;
using ChatGov.Messengers.Telegram;
using ChatGov.Tests.Fakes.BotApi;
using ChatGov.Tests.Support;
using ChatGov.Webhooks;
using Microsoft.Extensions.Logging;
using Telegram.Bot;

namespace ChatGov.Tests.Messengers.Telegram;

/// <summary>The whole bot with its webhook server before the strict Bot API server.</summary>
internal sealed class WebhookBotStage : IMessengerStage
{
    private const string Secret = "webhook-SECRET-0123456789";
    private readonly FakeBotApi _api;
    private readonly TelegramChannel _channel;
    private readonly WebhookServer _server;

    private WebhookBotStage(FakeBotApi api, TestDatabase database, World world, Transcriber? transcriber)
    {
        (_api, Database, World) = (api, database, world);
        var client = new BotClient(new TelegramBotClientOptions(TelegramSetup.Token, api.BaseUrl));
        _channel = new TelegramChannel(client, TelegramSetup.Quick, Log.CreateLogger<TelegramChannel>(), new TelegramWebhook("http://127.0.0.1:1/telegram/webhook", Secret));
        _server = WebhookServer.Of([_channel], new Uri("http://127.0.0.1:0"), Log);
        Bot = new TestBot(database.Db, Log, transcriber, _channel);
    }

    public TestDatabase Database { get; }

    public World World { get; }

    public TestBot Bot { get; }

    public CapturedLog Log { get; } = new();

    public string Member => "501";

    public string Secretary => "502";

    public string Channel => "telegram";

    public static async Task<WebhookBotStage> Start(Provider provider, Transcriber? transcriber = null)
    {
        var database = TestDatabase.Create(provider);
        var stage = new WebhookBotStage(await FakeBotApi.StartAsync(TelegramSetup.Token), database, await World.Create(database.Db), transcriber);
        await stage._server.StartAsync(CancellationToken.None);
        stage._api.Webhook.Route = () => new Uri(stage._server.Address!, "/telegram/webhook");
        await stage._api.WaitUntil(api => api.WebhookUrl.Length > 0 && api.Commands.Count > 1);
        stage._api.UserSays(long.Parse(stage.Secretary, CultureInfo.InvariantCulture), "/start");
        return stage;
    }

    public Task Say(string user, string text)
    {
        Assert.NotNull(_api.UserSays(Id(user), text));
        return Task.CompletedTask;
    }

    public Task Press(string user, int index)
    {
        var message = _api.AllSends.Last(send => send.ChatId == Id(user) && send.Buttons.Count + send.Keyboard.Count > 0);
        if (message.Keyboard.Count > 0)
        {
            // A button in place of the keyboard says its words for the person.
            return Say(user, message.Keyboard.Where(button => !button.RequestsContact).ElementAt(index).Text);
        }

        Assert.NotNull(_api.UserPresses(Id(user), message.MessageId, index));
        return Task.CompletedTask;
    }

    public Task SendPhoto(string user, byte[] content, string? caption = null)
    {
        Assert.NotNull(_api.UserSendsPhoto(Id(user), content, caption));
        return Task.CompletedTask;
    }

    public Task SendVoice(string user, byte[] content)
    {
        Assert.NotNull(_api.UserSendsVoice(Id(user), content, seconds: 3));
        return Task.CompletedTask;
    }

    public FakeBotApi Api => _api;

    public IReadOnlyList<string> Got(string user) =>
        [.. _api.AllSends.Where(send => send.ChatId == Id(user)).Select(send => string.Join(' ', [send.Text, .. send.Buttons.Select(button => button.Text)]))];

    public (string Name, byte[] Content) LastFile(string user)
    {
        var file = _api.AllSends.Last(send => send.ChatId == Id(user) && send.File is not null).File!;
        return (file.Name, file.Content);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.StopAsync(CancellationToken.None);
        await _server.DisposeAsync();
        await Bot.DisposeAsync();
        _channel.Dispose();
        await _api.DisposeAsync();
        await Database.DisposeAsync();
        Assert.DoesNotContain("SECRET", Log.All, StringComparison.Ordinal);
    }

    private static long Id(string user) => long.Parse(user, CultureInfo.InvariantCulture);
}
