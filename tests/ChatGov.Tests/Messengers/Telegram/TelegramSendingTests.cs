using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ChatGov.Data;
using ChatGov.Messengers;
using ChatGov.Messengers.Telegram;
using ChatGov.Outbox;
using ChatGov.Tests.Fakes.BotApi;
using Microsoft.Extensions.Logging.Abstractions;
using Telegram.Bot;

namespace ChatGov.Tests.Messengers.Telegram;

public sealed class TelegramSendingTests
{
    private const long User = 5_000_000_017;
    private const long Group = -4_000_000_001;

    [Fact]
    public async Task A_text_arrives_as_it_is_and_its_reference_comes_back()
    {
        await using var setup = await Start();

        var result = await Send(setup, new Message("<b>1 < 2</b> & 任务 👩‍🌾"));

        var sent = Assert.Single(setup.Api.AllSends);
        Assert.Equal("<b>1 < 2</b> & 任务 👩‍🌾", sent.Text);
        Assert.Equal(new SendResult.Sent(Ref(sent)), result);
    }

    [Fact]
    public async Task Choices_are_buttons_with_their_numbers_the_short_ones_side_by_side()
    {
        await using var setup = await Start();

        await Send(setup, Ask("报到", "任务", "我的", "时长", "一个长一点的选择", "Two words", "No"));

        var sent = Assert.Single(setup.Api.AllSends);
        Assert.Equal(["1 报到|2 任务|3 我的", "4 时长", "5 一个长一点的选择", "6 Two words|7 No"], Rows(sent));
        Assert.Equal(["tok.0", "tok.1", "tok.2", "tok.3", "tok.4", "tok.5", "tok.6"], sent.Buttons.Select(button => button.Data));
    }

    [Fact]
    public async Task A_notice_that_comes_by_itself_has_no_numbers_on_its_buttons()
    {
        await using var setup = await Start();

        await Send(setup, Ask("来", "不来") with { Numbered = false });

        Assert.Equal(["来", "不来"], Assert.Single(setup.Api.AllSends).Buttons.Select(button => button.Text));
    }

    [Fact]
    public async Task A_long_label_is_cut_between_two_letters()
    {
        await using var setup = await Start();

        await Send(setup, Ask(string.Concat(Enumerable.Repeat("👩‍🌾", 30))));

        Assert.Equal("1 " + string.Concat(Enumerable.Repeat("👩‍🌾", 11)) + "…", Assert.Single(setup.Api.AllSends).Buttons[0].Text);
    }

    [Fact]
    public async Task More_choices_than_a_message_can_have_buttons_are_lines_with_numbers()
    {
        await using var setup = await Start();

        await Send(setup, Ask([.. Enumerable.Range(1, 102).Select(i => $"choice {i}")]));

        var sent = Assert.Single(setup.Api.AllSends);
        Assert.Equal(100, sent.Buttons.Count);
        Assert.Equal("Which?\n101 choice 101\n102 choice 102", sent.Text);
    }

    [Fact]
    public async Task Button_data_over_the_limit_is_refused_before_it_is_sent()
    {
        await using var setup = await Start();

        Assert.IsType<SendResult.Sent>(await Send(setup, Ask("a") with { Token = new string('x', 62) }));
        var result = await Send(setup, Ask("a") with { Token = new string('x', 63) });

        Assert.Equal(new SendResult.Refused("button_data_too_long"), result);
        Assert.Single(Sends(setup));
    }

    [Fact]
    public async Task Asking_for_the_contact_shows_its_keyboard_and_the_choices_in_words()
    {
        await using var setup = await Start();

        await Send(setup, Ask("没有邀请码", new string('长', 61)) with { AskContact = true });

        var sent = Assert.Single(setup.Api.AllSends);
        Assert.Equal("Which?\n1 没有邀请码\n2 " + new string('长', 61), sent.Text);
        Assert.Equal(
            [new BotButton("发送我的手机号 / Share my number", null, RequestsContact: true), new BotButton("没有邀请码", null, false), new BotButton("2", null, false)],
            sent.Keyboard);
        Assert.Empty(sent.Buttons);
    }

    [Fact]
    public async Task The_keyboard_of_a_question_goes_with_the_next_message()
    {
        await using var setup = await Start();

        await Send(setup, new Message("Share?") { AskContact = true });
        await Send(setup, new Message("Thank you"));

        Assert.True(setup.Api.AllSends[1].RemovesKeyboard);
    }

    [Fact]
    public async Task In_a_group_nobody_is_asked_for_their_contact()
    {
        await using var setup = await Start();
        setup.Api.AddGroup(Group, "示范一社区");

        var asked = await setup.Channel.Send(Id(Group), Ask("a") with { AskContact = true }, CancellationToken.None);
        var plain = await setup.Channel.Send(Id(Group), new Message("text"), CancellationToken.None);

        Assert.IsType<SendResult.Sent>(asked);
        Assert.IsType<SendResult.Sent>(plain);
        Assert.Equal(["1 a"], setup.Api.AllSends[0].Buttons.Select(button => button.Text));
        Assert.False(setup.Api.AllSends[1].RemovesKeyboard);
    }

    [Fact]
    public async Task A_message_takes_the_place_of_an_earlier_one()
    {
        await using var setup = await Start();
        var first = Assert.IsType<SendResult.Sent>(await Send(setup, Ask("page 1")));

        var second = await Send(setup, Ask("page 2") with { Replaces = first.MessageRef });
        var same = await Send(setup, Ask("page 2") with { Replaces = first.MessageRef });
        var bare = await Send(setup, new Message("no pages") { Replaces = first.MessageRef });

        Assert.Equal([first, first, first], [second, same, bare]);
        Assert.Equal([false, true, true], setup.Api.AllSends.Select(sent => sent.IsEdit));
        Assert.Empty(setup.Api.AllSends[^1].Buttons);
    }

    [Fact]
    public async Task What_cannot_be_edited_any_more_is_sent_anew()
    {
        await using var setup = await Start();
        var first = Assert.IsType<SendResult.Sent>(await Send(setup, Ask("page 1")));
        var kept = Assert.IsType<SendResult.Sent>(await Send(setup, new Message("with a keyboard") { AskContact = true }));
        setup.Api.UserDeletes(User, int.Parse(first.MessageRef!, CultureInfo.InvariantCulture));

        foreach (var replaced in new[] { first.MessageRef, kept.MessageRef, "999", "not a number" })
        {
            var result = Assert.IsType<SendResult.Sent>(await Send(setup, Ask("page 2") with { Replaces = replaced }));
            Assert.NotEqual(replaced, result.MessageRef);
        }

        Assert.All(setup.Api.AllSends, sent => Assert.False(sent.IsEdit));
    }

    [Fact]
    public async Task A_question_for_the_contact_and_a_long_text_are_never_edits()
    {
        await using var setup = await Start();
        var first = Assert.IsType<SendResult.Sent>(await Send(setup, Ask("page 1")));

        await Send(setup, Ask("a") with { AskContact = true, Replaces = first.MessageRef });
        await Send(setup, new Message(new string('长', 5_000)) { Replaces = first.MessageRef });

        Assert.DoesNotContain(setup.Api.Calls, call => call.Method == "editMessageText");
    }

    [Fact]
    public async Task An_edit_of_unknown_fate_may_simply_be_repeated()
    {
        await using var setup = await Start();
        var first = Assert.IsType<SendResult.Sent>(await Send(setup, Ask("page 1")));
        setup.Api.Faults.Add(Moment.BeforeAnswer, "editMessageText", new Fault.Drop());

        var broken = await Send(setup, Ask("page 2") with { Replaces = first.MessageRef });
        var repeated = await Send(setup, Ask("page 2") with { Replaces = first.MessageRef });

        Assert.IsType<SendResult.NotSent>(broken);
        Assert.Equal(first, repeated);
        Assert.Equal(2, setup.Api.SendCount);
    }

    [Fact]
    public async Task A_long_text_is_split_and_the_buttons_hang_on_its_last_piece()
    {
        await using var setup = await Start();
        var text = string.Join('\n', Enumerable.Range(1, 2_000).Select(i => $"line {i} 😀"));

        var result = await Send(setup, Ask("a") with { Text = text });

        var sends = setup.Api.AllSends;
        Assert.Equal(text, string.Concat(sends.Select(sent => sent.Text)));
        Assert.All(sends, sent => Assert.InRange(sent.Text.Length, 1, 4_096));
        Assert.All(sends.SkipLast(1), sent => Assert.Empty(sent.Buttons));
        Assert.Single(sends[^1].Buttons);
        Assert.Equal(new SendResult.Sent(Ref(sends[^1])), result);
    }

    [Theory]
    [InlineData(0, typeof(SendResult.Wait))]
    [InlineData(1, typeof(SendResult.Unknown))]
    [InlineData(2, typeof(SendResult.Unknown))]
    public async Task A_split_text_of_which_a_piece_failed_may_have_arrived_in_part(int failing, Type expected)
    {
        await using var setup = await Start();
        setup.Api.Faults.Add(Moment.Received, "sendMessage", new Fault.Api(429, "Too Many Requests: retry after 7", 7), skip: failing);

        var result = await Send(setup, new Message(new string('长', 10_000)));

        Assert.IsType(expected, result);
        Assert.Equal(failing, setup.Api.SendCount);
    }

    [Fact]
    public async Task A_person_who_blocks_between_two_pieces_is_out_of_reach()
    {
        await using var setup = await Start();
        setup.Api.Faults.Add(Moment.BeforeAnswer, "sendMessage", new Fault.Run(_ => Task.FromResult(setup.Api.UserBlocks(User))));

        Assert.Equal(new SendResult.Unreachable("blocked"), await Send(setup, new Message(new string('长', 10_000))));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n ")]
    public async Task A_text_of_nothing_is_refused_before_it_is_sent(string text)
    {
        await using var setup = await Start();

        Assert.Equal(new SendResult.Refused("text_empty"), await Send(setup, new Message(text)));
        Assert.Empty(Sends(setup));
    }

    [Fact]
    public async Task Pieces_of_nothing_but_spaces_are_left_out()
    {
        await using var setup = await Start();

        Assert.IsType<SendResult.Sent>(await Send(setup, Ask("a") with { Text = "text" + new string('\n', 9_000) }));

        Assert.Single(Assert.Single(setup.Api.AllSends).Buttons);
    }

    [Theory]
    [InlineData("not a number")]
    [InlineData("")]
    [InlineData("99999999999999999999")]
    public async Task A_chat_of_another_messenger_is_refused(string chat)
    {
        await using var setup = await Start();

        Assert.Equal(new SendResult.Refused("bad_chat_id"), await setup.Channel.Send(chat, new Message("text"), CancellationToken.None));
    }

    public static TheoryData<Moment, Fault, SendResult> Failures => new()
    {
        { Moment.Received, new Fault.Api(429, "Too Many Requests: retry after 17", 17), new SendResult.Wait(TimeSpan.FromSeconds(17)) },
        { Moment.Received, new Fault.Raw(429, """{"ok":false,"error_code":429,"description":"Too Many Requests"}""", 9), new SendResult.Wait(TimeSpan.FromSeconds(9)) },
        { Moment.Received, new Fault.Api(429, "Too Many Requests"), new SendResult.Wait(TimeSpan.FromSeconds(5)) },
        { Moment.Received, new Fault.Api(403, "Forbidden: bot was blocked by the user"), new SendResult.Unreachable("blocked") },
        { Moment.Received, new Fault.Api(403, "Forbidden: user is deactivated"), new SendResult.Unreachable("deactivated") },
        { Moment.Received, new Fault.Api(403, "Forbidden: bot was kicked from the supergroup chat"), new SendResult.Unreachable("not_in_chat") },
        { Moment.Received, new Fault.Api(403, "Forbidden: bot can't initiate conversation with a user"), new SendResult.Unreachable("forbidden") },
        { Moment.Received, new Fault.Api(400, "Bad Request: chat not found"), new SendResult.Unreachable("chat_not_found") },
        { Moment.Received, new Fault.Api(400, "Bad Request: message is too long"), new SendResult.Refused("text_too_long") },
        { Moment.Received, new Fault.Api(400, "Bad Request: BUTTON_DATA_INVALID"), new SendResult.Refused("button_data_invalid") },
        { Moment.Received, new Fault.Api(400, "Bad Request: something with 13800000001 in it"), new SendResult.Refused("telegram_400") },
        { Moment.Received, new Fault.Api(401, "Unauthorized"), new SendResult.NotSent("telegram_401") },
        { Moment.Received, new Fault.Api(500, "Internal Server Error: restart"), new SendResult.NotSent("telegram_500") },
        { Moment.Received, new Fault.Html(502), new SendResult.Unknown("http_502") },
        { Moment.Received, new Fault.Html(200), new SendResult.Unknown("http_200") },
        { Moment.Received, new Fault.Raw(200, ""), new SendResult.Unknown("http_200") },
        { Moment.Received, new Fault.Raw(200, """{"ok":true,"result":"?"}"""), new SendResult.Unknown("http_200") },
        { Moment.Received, new Fault.Raw(200, """{"ok":"maybe"}"""), new SendResult.Unknown("http_200") },
        { Moment.Received, new Fault.Drop(), new SendResult.Unknown("no_answer") },
        { Moment.BeforeAnswer, new Fault.Drop(), new SendResult.Unknown("no_answer") },
    };

    [Theory, MemberData(nameof(Failures))]
    public async Task Each_failure_has_its_class_and_is_never_repeated_here(Moment moment, Fault fault, SendResult expected)
    {
        await using var setup = await Start();
        await Send(setup, new Message("so that the connection is an old one"));
        setup.Api.Faults.Add(moment, "sendMessage", fault);

        var result = await Send(setup, new Message("text"));

        Assert.Equal(expected, result);
        Assert.Equal(2, Sends(setup).Count());
    }

    [Fact]
    public async Task A_send_without_an_answer_in_time_has_an_unknown_fate()
    {
        await using var setup = await Start();
        setup.Client.Timeout = TimeSpan.FromMilliseconds(200);
        setup.Api.Faults.Add(Moment.BeforeAnswer, "sendMessage", new Fault.Delay(TimeSpan.FromSeconds(30)));

        Assert.Equal(new SendResult.Unknown("no_answer"), await Send(setup, new Message("text")));
    }

    [Fact]
    public async Task A_send_that_is_cancelled_has_an_unknown_fate()
    {
        await using var setup = await Start();
        using var cancel = new CancellationTokenSource();
        setup.Api.Faults.Add(Moment.Received, "sendMessage", new Fault.Run(_ => cancel.CancelAsync()));
        setup.Api.Faults.Add(Moment.Received, "sendMessage", new Fault.Delay(TimeSpan.FromSeconds(30)));

        Assert.IsType<SendResult.Unknown>(await setup.Channel.Send(Id(User), new Message("text"), cancel.Token));
    }

    [Theory]
    [InlineData("http")]
    [InlineData("https")]
    public async Task Without_a_connection_nothing_was_sent(string scheme)
    {
        await using var setup = await Start();
        var port = scheme == "https" ? new Uri(setup.Api.BaseUrl).Port : ClosedPort();
        using var client = new BotClient(new TelegramBotClientOptions(TelegramSetup.Token, $"{scheme}://127.0.0.1:{port}"));
        using var channel = new TelegramChannel(client, TelegramSetup.Quick, NullLogger<TelegramChannel>.Instance);

        Assert.IsType<SendResult.NotSent>(await channel.Send(Id(User), new Message("text"), CancellationToken.None));
    }

    [Fact]
    public async Task People_who_left_or_never_came_are_out_of_reach()
    {
        await using var setup = await Start();
        setup.Api.UserBlocks(User);
        Assert.Equal(new SendResult.Unreachable("blocked"), await Send(setup, new Message("text")));

        setup.Api.UserUnblocks(User);
        Assert.IsType<SendResult.Sent>(await Send(setup, new Message("text")));

        setup.Api.Person(User).IsDeactivated = true;
        Assert.Equal(new SendResult.Unreachable("deactivated"), await Send(setup, new Message("text")));
        Assert.Equal(new SendResult.Unreachable("chat_not_found"), await setup.Channel.Send("5999", new Message("text"), CancellationToken.None));
    }

    [Fact]
    public async Task A_group_that_moved_tells_its_new_id()
    {
        await using var setup = await Start();
        setup.Api.AddGroup(Group, "示范一社区");
        setup.Api.MigrateGroup(Group, -1_004_000_000_001);

        Assert.Equal(new SendResult.Moved("-1004000000001"), await setup.Channel.Send(Id(Group), new Message("text"), CancellationToken.None));
        Assert.IsType<SendResult.Sent>(await setup.Channel.Send("-1004000000001", new Message("text"), CancellationToken.None));
    }

    [Fact]
    public void The_limits_keep_clear_of_what_the_server_takes() => Assert.Equal(
        new SendLimits(PerSecond: 25, TimeSpan.FromSeconds(1), Burst: 3), TelegramTiming.Default.Limits);

    [Theory]
    [InlineData("not a token", null, "Telegram:Token")]
    [InlineData("123456:", null, "Telegram:Token")]
    [InlineData("123456:se/cret", null, "Telegram:Token")]
    [InlineData("123456:secret", "ftp://api.example", "Telegram:ApiUrl")]
    [InlineData("123456:secret", "api.example", "Telegram:ApiUrl")]
    public void A_wrong_setting_is_named_and_not_shown(string token, string? url, string named)
    {
        var fault = Assert.Throws<ConfigurationFault>(() => TelegramChannel.Create(token, url, NullLogger<TelegramChannel>.Instance));

        Assert.Contains(named, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(token, fault.ToString(), StringComparison.Ordinal);
    }

    private static async Task<TelegramSetup> Start()
    {
        var setup = await TelegramSetup.Start();
        setup.Api.UserSays(User, "hello");
        return setup;
    }

    private static Task<SendResult> Send(TelegramSetup setup, Message message) => setup.Channel.Send(Id(User), message, CancellationToken.None);

    private static Message Ask(params IReadOnlyList<string> labels) =>
        new("Which?") { Choices = [.. labels.Select(label => new Choice(label, "do:" + label))], Token = "tok" };

    private static IEnumerable<BotCall> Sends(TelegramSetup setup) => setup.Api.Calls.Where(call => call.Method == "sendMessage");

    private static IEnumerable<string> Rows(BotSend sent) => sent.ButtonRows.Select(row => string.Join('|', row.Select(button => button.Text)));

    private static string Id(long id) => id.ToString(CultureInfo.InvariantCulture);

    private static string Ref(BotSend sent) => Id(sent.MessageId);

    private static int ClosedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
