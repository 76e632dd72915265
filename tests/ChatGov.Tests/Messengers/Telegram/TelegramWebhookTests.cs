using System.Collections.Concurrent;
using System.Net;
using System.Text;
using ChatGov.Messengers;
using ChatGov.Messengers.Telegram;
using ChatGov.Tests.Fakes.BotApi;
using ChatGov.Tests.Support;
using ChatGov.Webhooks;
using Microsoft.Extensions.Logging;
using Telegram.Bot;

namespace ChatGov.Tests.Messengers.Telegram;

/// <summary>Telegram calls the bot: what is taken is stored, what cannot be stored comes again, and nobody else is heard.</summary>
public sealed class TelegramWebhookTests
{
    private const string Secret = "webhook-SECRET-0123456789";
    private const long Person = 77;

    [Fact]
    public async Task Messages_and_presses_are_stored_before_they_are_acknowledged()
    {
        await using var stage = await WebhookStage.Start();
        var card = await stage.Send("选一个", "甲", "乙");
        stage.Api.UserSays(Person, "报到");
        stage.Api.UserPresses(Person, int.Parse(card, System.Globalization.CultureInfo.InvariantCulture), 1);
        var stored = await stage.WaitForStored(2);
        Assert.Equal("报到", stored.Single(each => each.Kind == IncomingKind.Text).Text);
        Assert.Equal(1, stored.Single(each => each.Kind == IncomingKind.Button).ChoiceIndex);
        Assert.Equal(["77/77", "77/77"], stored.Select(each => $"{each.ChatId}/{each.UserId}"));
        await stage.Api.WaitUntil(api => api.PendingUpdates == 0 && api.Calls.Any(call => call.Method == "answerCallbackQuery"));
        Assert.Equal(["callback_query", "edited_message", "message", "my_chat_member"], stage.Api.AllowedUpdates!.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_cannot_be_stored_is_503_and_comes_again()
    {
        await using var stage = await WebhookStage.Start();
        var failures = 2;
        stage.BeforeStoring = () => Interlocked.Decrement(ref failures) >= 0 ? throw new InvalidOperationException("the inbox is closed") : Task.CompletedTask;
        stage.Api.Webhook.Second = TimeSpan.FromMilliseconds(20);
        stage.Api.UserSays(Person, "第一句");
        stage.Api.UserSays(Person, "第二句");
        Assert.Equal(["第一句", "第二句"], (await stage.WaitForStored(2)).Select(each => each.Text));
        Assert.Equal(2, stage.Api.Webhook.Statuses[503]);
        Assert.DoesNotContain("inbox is closed", stage.Log.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_else_is_heard_and_nothing_odd_is_a_fault_of_ours()
    {
        await using var stage = await WebhookStage.Start();
        const string update = """{"update_id":5,"message":{"message_id":1,"date":1,"chat":{"id":77,"type":"private"},"from":{"id":77,"is_bot":false,"first_name":"x"},"text":"hi"}}""";
        Assert.Equal(HttpStatusCode.Unauthorized, await stage.Post(update, secret: null));
        Assert.Equal(HttpStatusCode.Unauthorized, await stage.Post(update, secret: Secret + "x"));
        Assert.Equal(HttpStatusCode.MethodNotAllowed, await stage.Get());
        Assert.Equal(HttpStatusCode.NotFound, await stage.Post(update, Secret, path: "/"));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await stage.Post(new string(' ', 1024 * 1024 + 1), Secret));
        foreach (var odd in new[] { "", "{", "[]", "null", "7", "{}", """{"update_id":-1}""", """{"update_id":9,"message":7}""", """{"update_id":1e99}""", "\ud800", new string('[', 100_000) })
        {
            Assert.Equal(HttpStatusCode.OK, await stage.Post(odd, Secret));
        }

        Assert.Empty(stage.Stored);
        Assert.Equal(HttpStatusCode.OK, await stage.Post(update, Secret));
        Assert.Single(stage.Stored);
    }

    [Fact]
    public async Task Before_and_after_it_receives_the_messenger_is_told_to_keep_it()
    {
        await using var stage = await WebhookStage.Start();
        await stage.StopReceiving();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await stage.Post("""{"update_id":5,"message":{"message_id":1,"date":1,"chat":{"id":77,"type":"private"},"from":{"id":77,"is_bot":false,"first_name":"x"},"text":"hi"}}""", Secret));
        Assert.NotEqual("", stage.Api.WebhookUrl);
    }

    [Fact]
    public async Task Polling_takes_the_webhook_off_and_drops_nothing()
    {
        await using var setup = await TelegramSetup.Start();
        setup.Api.WebhookUrl = "http://127.0.0.1:9/telegram/webhook";
        setup.Api.UserSays(Person, "留着");
        Assert.Equal("留着", (await setup.ReceiveOne()).Text);
        Assert.Equal("", setup.Api.WebhookUrl);
    }

    [Fact]
    public async Task The_public_server_wants_https_a_port_of_its_own_and_a_plain_secret()
    {
        await using var api = await FakeBotApi.StartAsync(TelegramSetup.Token);
        api.IsLocal = false;
        using var client = new BotClient(new TelegramBotClientOptions(TelegramSetup.Token, api.BaseUrl));
        foreach (var (url, secret) in new[] { ("http://bot.example.org/telegram/webhook", Secret), ("https://bot.example.org:8082/x", Secret), ("https://bot.example.org/x", "not a secret") })
        {
            await Assert.ThrowsAsync<global::Telegram.Bot.Exceptions.ApiRequestException>(() => client.SetWebhook(url, secretToken: secret));
        }

        await client.SetWebhook("https://bot.example.org/telegram/webhook", secretToken: Secret);
        var flood = await Assert.ThrowsAsync<global::Telegram.Bot.Exceptions.ApiRequestException>(() => client.SetWebhook("https://bot.example.org/telegram/webhook", secretToken: Secret));
        Assert.Equal(1, flood.Parameters!.RetryAfter);
    }

    private sealed class WebhookStage : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly BotClient _client;
        private readonly TelegramChannel _channel;
        private readonly WebhookServer _server;
        private readonly HttpClient _http = new();
        private Task _receiving = Task.CompletedTask;

        private WebhookStage(FakeBotApi api)
        {
            Api = api;
            _client = new BotClient(new TelegramBotClientOptions(TelegramSetup.Token, api.BaseUrl));
            _channel = new TelegramChannel(_client, TelegramSetup.Quick, Log.CreateLogger<TelegramChannel>(), new TelegramWebhook("http://127.0.0.1:1/telegram/webhook", Secret));
            _server = WebhookServer.Of([_channel], new Uri("http://127.0.0.1:0"), Log);
        }

        public FakeBotApi Api { get; }

        public CapturedLog Log { get; } = new();

        public ConcurrentQueue<Incoming> Stored { get; } = new();

        public Func<Task> BeforeStoring { get; set; } = () => Task.CompletedTask;

        public static async Task<WebhookStage> Start()
        {
            var stage = new WebhookStage(await FakeBotApi.StartAsync(TelegramSetup.Token));
            await stage._server.StartAsync(CancellationToken.None);
            stage.Api.Webhook.Route = () => new Uri(stage._server.Address!, "/telegram/webhook");
            stage._receiving = stage._channel.Receive(stage.Store, stage._stop.Token);
            await stage.Api.WaitUntil(api => api.WebhookUrl.Length > 0 && api.Commands.Count > 1);
            return stage;
        }

        public async Task<IReadOnlyList<Incoming>> WaitForStored(int count)
        {
            await Api.WaitUntil(_ => Stored.Count >= count);
            return [.. Stored];
        }

        public async Task<string> Send(string text, params string[] choices)
        {
            Api.UserSays(Person, "你好");
            await WaitForStored(1);
            var message = new ChatGov.Outbox.Message(text) { Choices = [.. choices.Select(choice => new ChatGov.Outbox.Choice(choice, "x"))], Token = "1.abc" };
            var sent = Assert.IsType<SendResult.Sent>(await _channel.Send("77", message, CancellationToken.None));
            Stored.TryDequeue(out _);
            return sent.MessageRef!;
        }

        public async Task<HttpStatusCode> Post(string body, string? secret, string path = "/telegram/webhook")
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_server.Address!, path)) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
            if (secret is not null)
            {
                request.Headers.Add("X-Telegram-Bot-Api-Secret-Token", secret);
            }

            using var response = await _http.SendAsync(request);
            return response.StatusCode;
        }

        public async Task<HttpStatusCode> Get() => (await _http.GetAsync(new Uri(_server.Address!, "/telegram/webhook"))).StatusCode;

        public async Task StopReceiving()
        {
            await _stop.CancelAsync();
            await _receiving;
        }

        public async ValueTask DisposeAsync()
        {
            await StopReceiving();
            await _server.StopAsync(CancellationToken.None);
            await _server.DisposeAsync();
            _channel.Dispose();
            _http.Dispose();
            await Api.DisposeAsync();
            Assert.DoesNotContain("SECRET", Log.All, StringComparison.Ordinal);
        }

        private async Task Store(IReadOnlyList<Incoming> batch, CancellationToken cancel)
        {
            await BeforeStoring();
            foreach (var incoming in batch)
            {
                Stored.Enqueue(incoming);
            }
        }
    }
}
