using ChatGov.Messengers.Telegram;
using ChatGov.Tests.Fakes.BotApi;
using Telegram.Bot;
using Telegram.Bot.Exceptions;
using Telegram.Bot.Types.Enums;

namespace ChatGov.Tests.Messengers.Telegram;

public sealed class TelegramClientTests
{
    private const string Token = TelegramSetup.Token;

    [Fact]
    public async Task It_knows_who_it_is()
    {
        await using var setup = await TelegramSetup.Start();

        var me = await setup.Client.GetMe();

        Assert.Equal((setup.Client.BotId, true, FakeBotApi.BotUsername), (me.Id, me.IsBot, me.Username));
    }

    [Fact]
    public async Task Updates_come_with_all_that_is_read_of_them()
    {
        await using var setup = await TelegramSetup.Start();
        setup.Api.UserSays(17, "/start " + "@" + FakeBotApi.BotUsername);
        setup.Api.UserBlocks(17);

        var updates = await setup.Client.GetUpdates(timeout: 0, allowedUpdates: [UpdateType.Message, UpdateType.MyChatMember]);

        Assert.Equal([UpdateType.Message, UpdateType.MyChatMember], updates.Select(update => update.Type));
        Assert.Equal([MessageEntityType.BotCommand, MessageEntityType.Mention], updates[0].Message!.Entities!.Select(entity => entity.Type));
        Assert.Equal(ChatMemberStatus.Kicked, updates[1].MyChatMember!.NewChatMember.Status);
    }

    [Fact]
    public async Task An_update_that_cannot_be_read_comes_with_its_number_alone()
    {
        await using var setup = await TelegramSetup.Start();
        var broken = setup.Api.Inject("message", """{"message_id":{}}""");
        var good = setup.Api.UserSays(17, "one");
        setup.Api.Inject(_ => """{"update_id":2.5}""");
        setup.Api.Inject(_ => "null");

        var updates = await setup.Client.GetUpdates(offset: 1);

        Assert.Equal([broken, good!.Value, good.Value + 1, good.Value + 2], updates.Select(update => update.Id));
        Assert.Equal([false, true, false, false], updates.Select(update => update.Message is not null));
    }

    [Fact]
    public async Task A_refusal_says_what_the_server_says()
    {
        await using var setup = await TelegramSetup.Start();
        setup.Api.Faults.Flood(retryAfter: 17);

        var flood = await Assert.ThrowsAsync<ApiRequestException>(() => setup.Client.SendMessage(1, "text"));
        var gone = await Assert.ThrowsAsync<ApiRequestException>(() => setup.Client.SendMessage(1, "text"));

        Assert.Equal((429, 17), (flood.ErrorCode, flood.Parameters!.RetryAfter));
        Assert.Equal((400, "Bad Request: chat not found"), (gone.ErrorCode, gone.Message));
    }

    public static TheoryData<Moment, Fault> Faults => new()
    {
        { Moment.Received, new Fault.Drop() },
        { Moment.BeforeAnswer, new Fault.Drop() },
        { Moment.BeforeAnswer, new Fault.Delay(TimeSpan.FromSeconds(30)) },
        { Moment.Received, new Fault.Html(502) },
        { Moment.Received, new Fault.Html(404) },
        { Moment.Received, new Fault.Raw(200, "{}") },
        { Moment.Received, new Fault.Raw(500, """{"error":"a proxy's own"}""") },
        { Moment.Received, new Fault.Raw(302, $"/bot{Token}/getMe") },
        { Moment.Received, new Fault.Api(400, $"Bad Request: /bot{Token}/getMe is not known") },
    };

    [Theory, MemberData(nameof(Faults))]
    public async Task No_failure_shows_the_token(Moment moment, Fault fault)
    {
        await using var setup = await TelegramSetup.Start();
        setup.Client.Timeout = TimeSpan.FromMilliseconds(200);
        setup.Api.Faults.Add(moment, "getMe", fault);

        var failure = await Assert.ThrowsAnyAsync<RequestException>(() => setup.Client.GetMe());

        Assert.DoesNotContain("SECRET", failure.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("SECRET", failure.GetBaseException().ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://127.0.0.1:1", HttpRequestError.ConnectionError)]
    [InlineData("http://nowhere.invalid", HttpRequestError.NameResolutionError)]
    public async Task Without_a_connection_the_failure_says_so_and_does_not_show_the_token(string url, HttpRequestError expected)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        using var client = new BotClient(new TelegramBotClientOptions(Token, url), http);

        var failure = await Assert.ThrowsAsync<RequestException>(() => client.GetMe());

        Assert.Equal(expected, Assert.IsType<HttpRequestException>(failure.InnerException).HttpRequestError);
        Assert.DoesNotContain("SECRET", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_that_breaks_later_is_no_failure_to_connect()
    {
        await using var setup = await TelegramSetup.Start();
        setup.Api.Faults.Add(Moment.Received, "getMe", new Fault.Drop());

        var failure = await Assert.ThrowsAsync<RequestException>(() => setup.Client.GetMe());

        Assert.NotEqual(HttpRequestError.ConnectionError, Assert.IsType<HttpRequestException>(failure.InnerException).HttpRequestError);
    }

    [Fact]
    public async Task A_call_that_the_caller_gives_up_is_cancelled()
    {
        await using var setup = await TelegramSetup.Start();
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => setup.Client.GetUpdates(timeout: 30, cancellationToken: cancel.Token));
    }

    [Fact]
    public async Task A_long_poll_may_wait_longer_than_a_call_may_take()
    {
        await using var setup = await TelegramSetup.Start();
        setup.Client.Timeout = TimeSpan.FromSeconds(1);

        Assert.Empty(await setup.Client.GetUpdates(timeout: 2));
    }

    [Fact]
    public void Another_server_is_taken_without_its_path()
    {
        var options = new TelegramBotClientOptions(Token, "http://localhost:8081/left/out?too");

        Assert.Equal($"http://localhost:8081/bot{Token}", options.BaseRequestUrl);
        Assert.Equal(7_000_001, options.BotId);
    }
}
