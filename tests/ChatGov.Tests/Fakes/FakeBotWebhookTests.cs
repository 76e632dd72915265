using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ChatGov.Tests.Fakes.BotApi;
using ChatGov.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace ChatGov.Tests.Fakes;

/// <summary>How the fake calls a webhook, seen by a plain server that answers as it is told; and which addresses it calls.</summary>
public sealed class FakeBotWebhookTests : IAsyncLifetime
{
    private const string Token = "42:test";
    private static readonly HttpClient Http = new();

    private readonly TestClock _clock = new();
    private readonly ConcurrentQueue<(string Text, string Secret)> _got = new();
    private readonly WebApplication _bot;
    private FakeBotApi _api = null!;
    private Func<string, int> _answer = _ => 200;

    public FakeBotWebhookTests()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0));
        _bot = builder.Build();
        _bot.Run(async context =>
        {
            var update = (await JsonDocument.ParseAsync(context.Request.Body)).RootElement;
            var text = update.TryGetProperty("message", out var message) ? message.GetProperty("text").GetString()! : "press";
            _got.Enqueue((text, context.Request.Headers["X-Telegram-Bot-Api-Secret-Token"].ToString()));
            context.Response.StatusCode = _answer(text);
        });
    }

    public async Task InitializeAsync()
    {
        await _bot.StartAsync();
        _api = await FakeBotApi.StartAsync(Token, _clock);
        _api.Webhook.Second = TimeSpan.FromMilliseconds(5);
    }

    public async Task DisposeAsync()
    {
        await _api.DisposeAsync();
        await _bot.DisposeAsync();
    }

    [Fact]
    public async Task Each_chat_waits_for_its_own_and_what_is_not_taken_comes_again()
    {
        var refusals = 0;
        _answer = text => text == "one" && refusals++ < 3 ? 302 : 200;
        await SetWebhook(secret: "abc_-1");
        _api.UserSays(17, "one");
        _api.UserSays(17, "two");
        _api.UserSays(18, "beside");

        await _api.WaitUntil(api => api.PendingUpdates == 0);
        Assert.All(_got, each => Assert.Equal("abc_-1", each.Secret));
        Assert.Equal(["one", "one", "one", "one", "two"], _got.Select(each => each.Text).Where(text => text != "beside"));
        var info = (await Call("getWebhookInfo", new { })).GetProperty("result");
        Assert.Equal("Wrong response from the webhook: 302", info.GetProperty("last_error_message").GetString());
        Assert.Equal(_clock.GetUtcNow().ToUnixTimeSeconds(), info.GetProperty("last_error_date").GetInt64());
        Assert.Equal((100, "message"), (info.GetProperty("max_connections").GetInt32(), info.GetProperty("allowed_updates")[0].GetString()));
    }

    [Fact]
    public async Task A_webhook_that_is_gone_for_a_day_is_removed()
    {
        _answer = _ => 410;
        await SetWebhook(secret: null);
        _api.UserSays(17, "one");
        await _api.WaitUntil(_ => _got.Count >= 2);
        Assert.NotEqual("", _api.WebhookUrl);

        _clock.Advance(TimeSpan.FromHours(23));
        await _api.WaitUntil(api => api.WebhookUrl.Length == 0);
        Assert.Equal(1, _api.PendingUpdates);
    }

    [Theory]
    [InlineData("http://bot.example/x", "An HTTPS URL must be provided")]
    [InlineData("no address", "An HTTPS URL must be provided")]
    [InlineData("https://bot.example:8082/x", "only on ports 80, 88, 443 or 8443")]
    [InlineData("https://127.0.0.1/x", "is reserved")]
    [InlineData("https://10.1.2.3/x", "is reserved")]
    [InlineData("https://172.31.0.1/x", "is reserved")]
    [InlineData("https://192.168.0.1:88/x", "is reserved")]
    [InlineData("https://[2001:db8::1]/x", "is reserved")]
    public async Task The_public_server_calls_only_public_addresses(string url, string why)
    {
        _api.IsLocal = false;

        var answer = await Call("setWebhook", new { url });
        Assert.Equal(400, answer.GetProperty("error_code").GetInt32());
        Assert.Contains(why, answer.GetProperty("description").GetString(), StringComparison.Ordinal);
        Assert.Equal("", _api.WebhookUrl);
    }

    [Fact]
    public async Task Limits_are_kept_where_a_test_asks_for_them()
    {
        _api.AddGroup(-5, "示范一社区");
        _api.UserSays(17, "hello");
        Task<JsonElement> Send(long chat) => Call("sendMessage", new { chat_id = chat, text = "x" });
        for (var i = 0; i < 50; i++)
        {
            Assert.True((await Send(17)).GetProperty("ok").GetBoolean());
        }

        _api.EnforcesLimits = true;
        Assert.Equal([null, null, null, null, null, 5], await Waits(6, 17));
        Assert.Equal([.. Enumerable.Repeat<int?>(null, 20), 60], await Waits(21, -5));
        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Null(await Wait(17));
        Assert.Equal(55, await Wait(-5));
        foreach (var user in Enumerable.Range(100, 29))
        {
            _api.UserSays(user, "hello");
            Assert.Null(await Wait(user));
        }

        Assert.Equal(1, await Wait(100));

        async Task<int?> Wait(long chat) => (await Send(chat)).TryGetProperty("parameters", out var why) ? why.GetProperty("retry_after").GetInt32() : null;

        async Task<List<int?>> Waits(int times, long chat)
        {
            var waits = new List<int?>();
            for (var i = 0; i < times; i++)
            {
                waits.Add(await Wait(chat));
            }

            return waits;
        }
    }

    private async Task SetWebhook(string? secret) =>
        Assert.True((await Call("setWebhook", new { url = _bot.Urls.First() + "/x", secret_token = secret, max_connections = 500, allowed_updates = new[] { "message" } })).GetProperty("ok").GetBoolean());

    private async Task<JsonElement> Call(string method, object parameters)
    {
        using var response = await Http.PostAsJsonAsync(new Uri(string.Create(CultureInfo.InvariantCulture, $"{_api.BaseUrl}/bot{Token}/{method}")), parameters);
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }
}
