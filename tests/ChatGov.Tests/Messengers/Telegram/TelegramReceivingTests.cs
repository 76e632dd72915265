using ChatGov.Messengers;
using ChatGov.Tests.Fakes.BotApi;
using Microsoft.Extensions.Logging;

namespace ChatGov.Tests.Messengers.Telegram;

public sealed class TelegramReceivingTests
{
    private const long User = 5_000_000_017;

    [Fact]
    public async Task Nothing_is_acknowledged_before_it_is_stored()
    {
        await using var setup = await TelegramSetup.Start();
        var stored = new TaskCompletionSource();
        setup.BeforeStoring = _ => stored.Task;
        setup.Api.UserSays(User, "one");
        setup.Api.UserSays(User, "two");

        setup.Receive();
        await setup.Api.WaitUntil(api => api.Calls.Any(call => call.Delivered == 2));
        Assert.Equal(2, setup.Api.PendingUpdates);

        stored.SetResult();
        await setup.Api.WaitUntil(api => api.PendingUpdates == 0);
        Assert.Equal(["one", "two"], setup.Stored.Select(each => each.Text));
    }

    [Fact]
    public async Task What_could_not_be_stored_is_asked_for_again_with_the_same_keys()
    {
        await using var setup = await TelegramSetup.Start();
        var keys = new List<string>();
        setup.BeforeStoring = batch =>
        {
            keys.AddRange(batch.Select(each => each.DedupeKey));
            return keys.Count < 4 ? throw new IOException("the disk with somebody's words on it is full") : Task.CompletedTask;
        };
        setup.Api.UserSays(User, "one");

        setup.Receive();
        await setup.WaitForStored(1);

        Assert.Equal(4, keys.Count);
        Assert.Equal($"{setup.Api.BotId}/100000001", Assert.Single(keys.Distinct()));
        Assert.DoesNotContain("somebody's words", setup.Log.All, StringComparison.Ordinal);
        Assert.Single(setup.Stored);
    }

    [Fact]
    public async Task A_stop_confirms_what_is_stored()
    {
        await using var setup = await TelegramSetup.Start();
        var stopping = Task.CompletedTask;
        setup.BeforeStoring = _ =>
        {
            stopping = setup.Stop();
            return Task.CompletedTask;
        };
        setup.Api.UserSays(User, "one");

        setup.Receive();
        await setup.WaitForStored(1);
        await stopping;

        Assert.Equal(0, setup.Api.PendingUpdates);
        Assert.Equal("0", setup.Api.Calls.Last(call => call.Method == "getUpdates").Parameters["timeout"]);
    }

    [Fact]
    public async Task A_stop_confirms_nothing_that_was_not_stored()
    {
        await using var setup = await TelegramSetup.Start();
        var stopping = new TaskCompletionSource<Task>();
        setup.BeforeStoring = _ =>
        {
            stopping.TrySetResult(setup.Stop());
            throw new IOException("full");
        };
        setup.Api.UserSays(User, "one");

        setup.Receive();
        await (await stopping.Task.WaitAsync(TimeSpan.FromSeconds(20)));

        Assert.Equal(1, setup.Api.PendingUpdates);
    }

    [Fact]
    public async Task A_webhook_set_before_is_taken_off_and_what_waits_is_kept()
    {
        await using var setup = await TelegramSetup.Start();
        setup.Api.UserSays(User, "said while the webhook was on");
        setup.Api.WebhookUrl = "https://bot.example/hook";

        var incoming = await setup.ReceiveOne();

        Assert.Equal("said while the webhook was on", incoming.Text);
        Assert.Equal("false", setup.Api.Calls.Single(call => call.Method == "deleteWebhook").Parameters["drop_pending_updates"]);
    }

    [Fact]
    public async Task A_webhook_set_while_polling_is_taken_off_too()
    {
        await using var setup = await TelegramSetup.Start();
        setup.Receive();
        await setup.Api.WaitUntil(api => api.Calls.Any(call => call.Method == "getUpdates"));

        using var other = new HttpClient();
        await other.GetAsync(new Uri($"{setup.Api.BaseUrl}/bot{setup.Api.Token}/setWebhook?url=https://bot.example/hook"));
        setup.Api.UserSays(User, "after");

        Assert.Equal("after", Assert.Single(await setup.WaitForStored(1)).Text);
    }

    [Fact]
    public async Task A_second_consumer_is_outlived_and_an_alarm_is_raised()
    {
        await using var setup = await TelegramSetup.Start();
        setup.Api.Faults.Add(Moment.Received, "getUpdates", new Fault.Api(409, "Conflict: terminated by other getUpdates request"), times: 6);
        setup.Api.UserSays(User, "one");

        await setup.ReceiveOne();

        Assert.Single(setup.Log.Lines, line => line.Contains("Another program receives", StringComparison.Ordinal));
        Assert.Contains("Telegram answers again", setup.Log.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_poll_ended_by_another_one_begins_anew()
    {
        await using var setup = await TelegramSetup.Start();
        setup.Api.ConflictSpacing = TimeSpan.Zero;
        setup.Receive();
        await setup.Api.WaitUntil(api => api.Calls.Any(call => call.Method == "getUpdates"));

        // Ours waits; this one takes its place, and ours takes it back.
        using var http = new HttpClient();
        var other = await http.GetStringAsync(new Uri($"{setup.Api.BaseUrl}/bot{setup.Api.Token}/getUpdates?timeout=50&offset=1")).ContinueWith(
            task => task.IsFaulted, TaskScheduler.Default);
        setup.Api.UserSays(User, "one");

        Assert.True(other);
        Assert.Single(await setup.WaitForStored(1));
        Assert.Equal(0, setup.Log.Count(LogLevel.Error));
    }

    [Fact]
    public async Task A_refused_token_is_said_once_and_tried_until_it_is_taken()
    {
        await using var setup = await TelegramSetup.Start();
        setup.Api.IsTokenRevoked = true;
        setup.Api.UserSays(User, "one");
        setup.Receive();
        await setup.Api.WaitUntil(_ => setup.Log.Count(LogLevel.Error) > 0);
        await Task.Delay(TelegramSetup.Quick.RefusedTokenPause * 5);

        setup.Api.IsTokenRevoked = false;

        Assert.Single(await setup.WaitForStored(1));
        Assert.Single(setup.Log.Lines, line => line.Contains("Telegram:Token", StringComparison.Ordinal));
        Assert.Equal(1, setup.Log.Count(LogLevel.Error));
    }

    public static TheoryData<Moment, Fault> Faults => new()
    {
        { Moment.Received, new Fault.Api(429, "Too Many Requests: retry after 1", RetryAfter: 1) },
        { Moment.Received, new Fault.Api(500, "Internal Server Error: restart") },
        { Moment.Received, new Fault.Html(502) },
        { Moment.Received, new Fault.Html(200) },
        { Moment.Received, new Fault.Raw(200, "") },
        { Moment.Received, new Fault.Raw(200, """{"ok":true,"result":[{"update_id":1""") },
        { Moment.Received, new Fault.Raw(200, """{"ok":true,"result":null}""") },
        { Moment.Received, new Fault.Drop() },
        { Moment.BeforeAnswer, new Fault.Drop() },
        { Moment.BeforeAnswer, new Fault.Html(504) },
        { Moment.Acknowledged, new Fault.Drop() },
        { Moment.Acknowledged, new Fault.Api(500, "Internal Server Error: restart") },
    };

    [Theory, MemberData(nameof(Faults))]
    public async Task Whatever_a_poll_meets_nothing_is_lost(Moment moment, Fault fault)
    {
        await using var setup = await TelegramSetup.Start();
        setup.Api.UserSays(User, "one");
        setup.Receive();
        await setup.WaitForStored(1);
        setup.Api.Faults.Add(moment, "getUpdates", fault, times: 2);

        setup.Api.UserSays(User, "two");
        setup.Api.UserSays(User, "three");

        await setup.Api.WaitUntil(_ => setup.Stored.Any(each => each.Text == "three"));
        Assert.Equal(["one", "two", "three"], setup.Stored.DistinctBy(each => each.DedupeKey).Select(each => each.Text));
    }

    [Fact]
    public async Task Unknown_and_broken_updates_hold_up_nobody()
    {
        await using var setup = await TelegramSetup.Start();
        setup.Api.Inject("something_new", """{"id":1}""");
        setup.Api.UserSays(User, "one");
        setup.Api.Inject("message", """{"message_id":"not a number","chat":[]}""");
        setup.Api.Inject("message", "17");
        setup.Api.Inject("message", string.Concat(Enumerable.Repeat("[", 300)) + string.Concat(Enumerable.Repeat("]", 300)));
        setup.Api.Inject(id => $$"""{"message":{"message_id":true},"update_id":{{id}}}""");
        setup.Api.UserSays(User, "two");
        setup.Api.Inject(_ => """{"update_id":"word"}""");
        setup.Api.Inject(_ => "17");

        setup.Receive();
        await setup.WaitForStored(2);
        await setup.Api.WaitUntil(api => api.PendingUpdates == 0);

        Assert.Equal(["one", "two"], setup.Stored.Select(each => each.Text));
        Assert.Equal(0, setup.Log.Count(LogLevel.Error));
    }

    [Theory]
    [InlineData("""{"message_id":1,"text":"\ud800","from":{"id":17},"chat":{"id":17,"type":"private"}}""")]
    [InlineData("""{"chat":{"id":17,"type":"private"},"from":{"id":17,"first_name":"\udfff"},"message_id":"not a number","text":[]}""")]
    public async Task Who_wrote_what_cannot_be_read_is_known_and_gets_a_word(string message)
    {
        await using var setup = await TelegramSetup.Start();
        setup.Api.Inject("message", message);

        var read = await setup.ReceiveOne();

        Assert.Equal((IncomingKind.Other, "17", "17"), (read.Kind, read.UserId, read.ChatId));
    }

    [Fact]
    public async Task A_broken_update_without_a_number_holds_up_nobody_even_when_it_comes_first()
    {
        await using var setup = await TelegramSetup.Start();
        setup.Api.Inject(_ => "{}");
        setup.Receive();
        await setup.Api.WaitUntil(api => api.Calls.Any(call => call.Delivered == 1));
        setup.Api.UserSays(User, "one");

        Assert.Equal("one", Assert.Single(await setup.WaitForStored(1)).Text);
        await setup.Api.WaitUntil(api => api.PendingUpdates == 0);
    }

    [Fact]
    public async Task A_text_of_a_million_letters_is_survived()
    {
        await using var setup = await TelegramSetup.Start();
        setup.Api.UserSays(User, new string('字', 1_000_000));
        setup.Api.UserSays(User, "one");

        setup.Receive();

        Assert.Equal([1_000_000, 3], (await setup.WaitForStored(2)).Select(each => each.Text.Length));
    }

    [Fact]
    public async Task Numbers_that_begin_anew_lower_are_taken()
    {
        await using var setup = await TelegramSetup.Start();
        setup.Api.UserSays(User, "before the quiet weeks");
        setup.Receive();
        await setup.Api.WaitUntil(api => api.PendingUpdates == 0 && !setup.Stored.IsEmpty);

        setup.Api.NextUpdateId = 500;
        setup.Api.UserSays(User, "after them");
        setup.Api.UserSays(User, "and again");

        Assert.Equal(["before the quiet weeks", "after them", "and again"], (await setup.WaitForStored(3)).Select(each => each.Text));
        await setup.Api.WaitUntil(api => api.PendingUpdates == 0);
    }

    [Fact]
    public async Task Many_updates_come_in_order_and_each_once()
    {
        await using var setup = await TelegramSetup.Start();
        for (var i = 0; i < 1_000; i++)
        {
            setup.Api.UserSays(User + (i % 7), $"{i}");
        }

        setup.Receive();

        Assert.Equal(Enumerable.Range(0, 1_000).Select(i => $"{i}"), (await setup.WaitForStored(1_000)).Select(each => each.Text));
    }

    [Fact]
    public async Task Only_the_kinds_that_are_read_are_asked_for()
    {
        await using var setup = await TelegramSetup.Start();
        setup.Api.UserSays(User, "one");
        await setup.ReceiveOne();

        Assert.Equal(["callback_query", "edited_message", "message", "my_chat_member"], setup.Api.AllowedUpdates!.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_press_is_answered_once_when_it_is_stored()
    {
        await using var setup = await TelegramSetup.Start();
        var failures = 2;
        setup.BeforeStoring = _ => failures-- > 0 ? throw new IOException("busy") : Task.CompletedTask;
        await Ask(setup);

        setup.Api.UserPresses(User, setup.Api.AllSends[0].MessageId, 0);
        await setup.ReceiveOne();
        await setup.Api.WaitUntil(api => api.Calls.Any(call => call.Method == "answerCallbackQuery" && call.Code == 200));

        Assert.Single(setup.Api.Calls, call => call.Method == "answerCallbackQuery");
    }

    [Fact]
    public async Task A_press_that_cannot_be_answered_holds_up_nobody()
    {
        await using var setup = await TelegramSetup.Start();
        var release = new TaskCompletionSource();
        setup.Api.Faults.Add(Moment.Received, "answerCallbackQuery", new Fault.Run(_ => release.Task));
        setup.Api.Faults.Add(Moment.Received, "answerCallbackQuery", new Fault.Api(400, "Bad Request: query is too old and response timeout expired or query ID is invalid"));
        await Ask(setup);

        setup.Api.UserPresses(User, setup.Api.AllSends[0].MessageId, 0);
        setup.Receive();
        await setup.WaitForStored(1);
        setup.Api.UserSays(User, "meanwhile");
        await setup.WaitForStored(2);
        release.SetResult();
        await setup.Api.WaitUntil(api => api.Calls.Any(call => call.Method == "answerCallbackQuery" && call.Code == 400));

        Assert.Single(setup.Api.Calls, call => call.Method == "answerCallbackQuery");
        Assert.Equal(0, setup.Log.Count(LogLevel.Warning));
    }

    [Fact]
    public async Task The_menu_of_commands_is_set_in_both_languages()
    {
        await using var setup = await TelegramSetup.Start();
        setup.Receive();
        await setup.Api.WaitUntil(api => api.Commands.Count == 2);

        Assert.Equal(["start", "baodao", "renwu", "wode", "shichang", "zhengming", "help"], setup.Api.Commands[""].Keys);
        Assert.Equal("到社区报到", setup.Api.Commands[""]["baodao"]);
        Assert.Equal("Report to your community", setup.Api.Commands["en"]["baodao"]);
    }

    [Fact]
    public async Task A_menu_that_cannot_be_set_is_only_logged()
    {
        await using var setup = await TelegramSetup.Start();
        setup.Api.Faults.Add(Moment.Received, "setMyCommands", new Fault.Api(400, "Bad Request: BOT_COMMANDS_TOO_MUCH"));
        setup.Api.UserSays(User, "one");

        await setup.ReceiveOne();

        await setup.Api.WaitUntil(_ => setup.Log.All.Contains("menu of commands", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_that_comes_up_late_is_waited_for()
    {
        await using var setup = await TelegramSetup.Start();
        var port = new Uri(setup.Api.BaseUrl).Port;
        await setup.Api.DisposeAsync();
        setup.Receive();

        await using var api = await FakeBotApi.StartAsync(TelegramSetup.Token, port: port);
        api.UserSays(User, "one");
        await api.WaitUntil(_ => !setup.Stored.IsEmpty);
        await setup.Stop();

        Assert.Equal("one", Assert.Single(setup.Stored).Text);
    }

    private static async Task Ask(TelegramSetup setup)
    {
        setup.Api.UserSays(User, "before");
        setup.Api.Acknowledge();
        var question = new ChatGov.Outbox.Message("Which?") { Choices = [new("One", "one")], Token = "t" };
        Assert.IsType<SendResult.Sent>(await setup.Channel.Send($"{User}", question, CancellationToken.None));
    }
}
