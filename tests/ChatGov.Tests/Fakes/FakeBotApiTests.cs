using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using ChatGov.Tests.Fakes.BotApi;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Fakes;

/// <summary>The fake keeps to what the real server does, seen through a plain HTTP client.</summary>
public sealed class FakeBotApiTests : IAsyncLifetime
{
    private const string Token = "42:test";
    private const long User = 17;

    private static readonly HttpClient Http = new();

    private readonly TestClock _clock = new();
    private FakeBotApi _api = null!;

    public async Task InitializeAsync() => _api = await FakeBotApi.StartAsync(Token, _clock);

    public async Task DisposeAsync() => await _api.DisposeAsync();

    [Fact]
    public async Task Updates_come_again_until_a_later_one_is_asked_for()
    {
        for (var i = 0; i < 3; i++)
        {
            _api.UserSays(User, $"{i}");
        }

        Assert.Equal("0 1 2", await Poll(new { limit = 3 }));
        Assert.Equal("0", await Poll(new { limit = 1, timeout = 5 }));
        Assert.Equal("1 2", await Poll(new { offset = First + 1 }));
        Assert.Equal(2, _api.PendingUpdates);
        Assert.Equal("1 2", await Poll(new { }));
        Assert.Equal("", await Poll(new { offset = First + 3 }));
        Assert.Equal(0, _api.PendingUpdates);
    }

    [Fact]
    public async Task A_negative_offset_keeps_only_the_newest()
    {
        for (var i = 0; i < 3; i++)
        {
            _api.UserSays(User, $"{i}");
        }

        Assert.Equal("2", await Poll(new { offset = -1 }));
        Assert.Equal(1, _api.PendingUpdates);
    }

    [Fact]
    public async Task An_offset_far_ahead_confirms_nothing()
    {
        _api.UserSays(User, "0");

        Assert.Equal("0", await Poll(new { offset = First + 1_000 }));
        Assert.Equal(1, _api.PendingUpdates);
    }

    [Fact]
    public async Task A_poll_waits_until_something_happens()
    {
        var poll = Poll(new { timeout = 50 });
        await _api.WaitUntil(api => api.Calls.Count == 1);
        _api.UserSays(User, "0");

        Assert.Equal("0", await poll);
    }

    [Fact]
    public async Task The_same_question_at_once_is_made_to_wait_and_shows_one()
    {
        Assert.Equal("", await Poll(new { offset = First }));
        var started = Stopwatch.GetTimestamp();
        Assert.Equal("", await Poll(new { offset = First }));

        Assert.True(Stopwatch.GetElapsedTime(started) > TimeSpan.FromSeconds(2));
        _api.UserSays(User, "0");
        _api.UserSays(User, "1");
        Assert.Equal("0 1", await Poll(new { offset = First - 1 }));
        // Again, in case the machine was too slow for "at once".
        var shown = "";
        for (var i = 0; i < 50 && shown != "0"; i++)
        {
            shown = await Poll(new { offset = First - 1 });
        }

        Assert.Equal("0", shown);
    }

    [Fact]
    public async Task A_second_poll_that_waits_ends_the_first()
    {
        _api.ConflictSpacing = TimeSpan.Zero;
        var first = Call("getUpdates", new { timeout = 50 });
        await _api.WaitUntil(api => api.Calls.Count == 1);
        var second = Call("getUpdates", new { timeout = 50, offset = First });

        AssertRefused(await first, 409, "terminated by other getUpdates request");
        _api.UserSays(User, "0");
        Assert.Equal(200, (await second).GetProperty("code").GetInt32());
    }

    [Fact]
    public async Task A_webhook_excludes_polling()
    {
        var poll = Call("getUpdates", new { timeout = 50 });
        await _api.WaitUntil(api => api.Calls.Count == 1);
        await Call("setWebhook", new { url = "https://bot.example/hook" });

        AssertRefused(await poll, 409, "terminated by setWebhook request");
        AssertRefused(await Call("getUpdates", new { }), 409, "use deleteWebhook to delete the webhook first");
        _api.UserSays(User, "0");
        await Call("deleteWebhook", new { drop_pending_updates = false });
        Assert.Equal("0", await Poll(new { }));
        await Call("deleteWebhook", new { drop_pending_updates = true });
        Assert.Equal(0, _api.PendingUpdates);
    }

    [Fact]
    public async Task Updates_grow_old()
    {
        _api.UserSays(User, "a word");
        await Call("sendMessage", new { chat_id = User, text = "?", reply_markup = Button("d") });
        var late = _api.AllSends[0].MessageId;
        _api.UserPresses(User, late, 0);
        Assert.Equal(2, _api.PendingUpdates);

        _clock.Advance(TimeSpan.FromSeconds(150));
        Assert.Equal(1, _api.PendingUpdates);

        _clock.Advance(TimeSpan.FromHours(24));
        Assert.Equal(0, _api.PendingUpdates);
    }

    [Fact]
    public async Task A_press_is_answered_once_and_in_time()
    {
        _api.UserSays(User, "a word");
        await Call("sendMessage", new { chat_id = User, text = "?", reply_markup = Button("d") });
        _api.Acknowledge();
        _api.UserPresses(User, _api.AllSends[0].MessageId, 0);
        _api.UserPresses(User, _api.AllSends[0].MessageId, 0);
        var ids = (await Call("getUpdates", new { })).GetProperty("result").EnumerateArray()
            .Select(update => update.GetProperty("callback_query").GetProperty("id").GetString()).ToList();

        Assert.Equal(200, (await Call("answerCallbackQuery", new { callback_query_id = ids[0] })).GetProperty("code").GetInt32());
        AssertRefused(await Call("answerCallbackQuery", new { callback_query_id = ids[0] }), 400, "query is too old");
        _clock.Advance(TimeSpan.FromSeconds(150));
        AssertRefused(await Call("answerCallbackQuery", new { callback_query_id = ids[1] }), 400, "query ID is invalid");
        AssertRefused(await Call("answerCallbackQuery", new { callback_query_id = "x" }), 400, "query ID is invalid");
    }

    [Fact]
    public async Task Only_kinds_that_were_asked_for_are_kept_and_the_wish_is_remembered()
    {
        await Call("getUpdates", new { allowed_updates = new[] { "message" } });
        Assert.Null(_api.UserBlocks(User));
        await Call("getUpdates", new { offset = 1 });
        Assert.Null(_api.UserUnblocks(User));
        Assert.NotNull(_api.UserSays(User, "a word"));
    }

    [Theory]
    [InlineData("/bot42:other/getMe", 401, "Unauthorized")]
    [InlineData("/bot42/getMe", 401, "Unauthorized: invalid token specified")]
    [InlineData("/botx:y/getMe", 401, "Unauthorized: invalid token specified")]
    [InlineData("/bot42:test/getNothing", 404, "Not Found: method not found")]
    [InlineData("/42:test/getMe", 404, "Not Found")]
    [InlineData("/", 404, "Not Found")]
    public async Task A_wrong_address_is_refused(string path, int code, string description) =>
        AssertRefused(await Read(await Http.GetAsync(new Uri(_api.BaseUrl + path))), code, description);

    [Fact]
    public async Task Methods_are_found_in_any_case_and_parameters_in_any_form()
    {
        _api.UserSays(User, "hello");
        await Http.GetAsync(new Uri($"{_api.BaseUrl}/bot{Token}/SENDMESSAGE?chat_id=17&text=one"));
        using var form = new FormUrlEncodedContent([new("chat_id", "17"), new("text", "two"), new("reply_markup", """{"inline_keyboard":[[{"text":"a","callback_data":"b"}]]}""")]);
        await Http.PostAsync(new Uri($"{_api.BaseUrl}/bot{Token}/sendmessage"), form);
        await Call("sendMessage", new { chat_id = "17", text = "three" });

        Assert.Equal(["one", "two", "three"], _api.AllSends.Select(sent => sent.Text));
        Assert.Equal("b", Assert.Single(_api.AllSends[1].Buttons).Data);
    }

    public static TheoryData<object, string> WrongMessages => new()
    {
        { new { chat_id = User }, "message text is empty" },
        { new { chat_id = User, text = " \n " }, "message text is empty" },
        { new { chat_id = User, text = new string('x', 4_097) }, "message is too long" },
        { new { chat_id = User, text = new string('字', 10_923) }, "text is too long" },
        { new { chat_id = User, text = "<b>" + new string('x', 4_097) + "</b>", parse_mode = "HTML" }, "message is too long" },
        { new { chat_id = User, text = "<b>x", parse_mode = "HTML" }, "can't parse entities" },
        { new { chat_id = User, text = "<p>x</p>", parse_mode = "HTML" }, "can't parse entities" },
        { new { chat_id = User, text = "1 < 2", parse_mode = "HTML" }, "can't parse entities" },
        { new { text = "x" }, "chat_id is empty" },
        { new { chat_id = 99, text = "x" }, "chat not found" },
        { new { chat_id = User, text = "x", reply_markup = "no JSON" }, "can't parse reply keyboard markup JSON object" },
        { new { chat_id = User, text = "x", reply_markup = Button(new string('字', 21) + "12") }, "BUTTON_DATA_INVALID" },
        { new { chat_id = User, text = "x", reply_markup = Button("") }, "Text buttons are unallowed in the inline keyboard" },
        { new { chat_id = User, text = "x", reply_markup = new { inline_keyboard = new[] { "row" } } }, "must be an Array of Arrays" },
        { new { chat_id = User, text = "x", reply_markup = Buttons(9, 1) }, "reply markup is too long" },
        { new { chat_id = User, text = "x", reply_markup = Buttons(1, 101) }, "reply markup is too long" },
        { new { chat_id = -5, text = "x", reply_markup = Contact }, "in private chats only" },
    };

    [Theory, MemberData(nameof(WrongMessages))]
    public async Task A_message_against_the_rules_is_refused(object message, string why)
    {
        _api.UserSays(User, "hello");
        _api.AddGroup(-5, "示范一社区");

        AssertRefused(await Call("sendMessage", message), 400, why);
        Assert.Equal(0, _api.SendCount);
    }

    public static TheoryData<object> RightMessages => new()
    {
        { new { chat_id = User, text = new string('x', 4_096) } },
        { new { chat_id = User, text = "<b>" + new string('x', 4_096) + "</b> ", parse_mode = "HTML" } },
        { new { chat_id = User, text = "x", reply_markup = Button(new string('字', 21) + "1") } },
        { new { chat_id = User, text = "x", reply_markup = Buttons(8, 12) } },
        { new { chat_id = User, text = "x", reply_markup = Contact } },
        { new { chat_id = User, text = "x", reply_markup = new { remove_keyboard = true } } },
    };

    [Theory, MemberData(nameof(RightMessages))]
    public async Task A_message_at_the_limit_is_taken(object message)
    {
        _api.UserSays(User, "hello");

        Assert.Equal(200, (await Call("sendMessage", message)).GetProperty("code").GetInt32());
    }

    [Fact]
    public async Task Words_with_broken_letters_are_no_JSON()
    {
        _api.UserSays(User, "hello");
        using var content = new StringContent("""{"chat_id":17,"text":"\ud800"}""", Encoding.UTF8, "application/json");

        AssertRefused(await Read(await Http.PostAsync(new Uri($"{_api.BaseUrl}/bot{Token}/sendMessage"), content)), 400, "can't parse JSON object");
    }

    [Fact]
    public async Task An_edit_has_to_change_something_of_a_message_that_can_be_edited()
    {
        _api.UserSays(User, "hello");
        await Call("sendMessage", new { chat_id = User, text = "one", reply_markup = Button("d") });
        await Call("sendMessage", new { chat_id = User, text = "with a keyboard", reply_markup = Contact });
        var (one, keyboard) = (_api.AllSends[0].MessageId, _api.AllSends[1].MessageId);

        AssertRefused(await Call("editMessageText", new { chat_id = User, message_id = one, text = "one", reply_markup = Button("d") }), 400, "message is not modified");
        AssertRefused(await Call("editMessageText", new { chat_id = User, message_id = one, text = "two", reply_markup = Contact }), 400, "inline keyboard expected");
        AssertRefused(await Call("editMessageText", new { chat_id = User, message_id = keyboard, text = "two" }), 400, "message can't be edited");
        AssertRefused(await Call("editMessageText", new { chat_id = User, message_id = 1, text = "two" }), 400, "message can't be edited");
        AssertRefused(await Call("editMessageText", new { chat_id = User, message_id = 999, text = "two" }), 400, "message to edit not found");
        Assert.Equal(200, (await Call("editMessageText", new { chat_id = User, message_id = one, text = "one" })).GetProperty("code").GetInt32());
        Assert.Empty(_api.AllSends[^1].Buttons);
    }

    [Fact]
    public async Task Commands_have_rules_too()
    {
        static object Commands(string name, string description) => new { commands = new[] { new { command = name, description } } };

        AssertRefused(await Call("setMyCommands", Commands("Upper", "x")), 400, "BOT_COMMAND_INVALID");
        AssertRefused(await Call("setMyCommands", Commands("报到", "x")), 400, "BOT_COMMAND_INVALID");
        AssertRefused(await Call("setMyCommands", Commands("ok", "")), 400, "BOT_COMMAND_DESCRIPTION_INVALID");
        AssertRefused(await Call("setMyCommands", new { commands = Array.Empty<object>(), language_code = "zh-CN" }), 400, "LANG_CODE_INVALID");
        Assert.Equal(200, (await Call("setMyCommands", Commands("ok", "x"))).GetProperty("code").GetInt32());
    }

    [Fact]
    public async Task A_flood_is_told_in_the_body_and_in_the_header_and_only_for_its_chat()
    {
        _api.UserSays(User, "hello");
        _api.UserSays(18, "hello");
        _api.Faults.Flood(retryAfter: 7, chatId: User);

        Assert.Equal(200, (await Call("sendMessage", new { chat_id = 18, text = "x" })).GetProperty("code").GetInt32());
        using var response = await Http.PostAsJsonAsync(new Uri($"{_api.BaseUrl}/bot{Token}/sendMessage"), new { chat_id = User, text = "x" });
        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(7), response.Headers.RetryAfter!.Delta);
        Assert.Equal(7, (await Read(response)).GetProperty("parameters").GetProperty("retry_after").GetInt32());
        Assert.Equal(200, (await Call("sendMessage", new { chat_id = User, text = "x" })).GetProperty("code").GetInt32());
    }

    [Fact]
    public async Task Faults_strike_where_they_are_put_as_often_as_they_are_put()
    {
        _api.UserSays(User, "hello");
        var struck = new List<string>();
        foreach (var moment in Enum.GetValues<Moment>())
        {
            _api.Faults.Add(moment, "getUpdates", new Fault.Run(call =>
            {
                struck.Add($"{moment} {call.Acknowledged} {call.Delivered}");
                return Task.CompletedTask;
            }), times: 2);
        }

        await Poll(new { });
        await Poll(new { offset = First + 1 });
        _api.Faults.Add(Moment.BeforeAnswer, "sendMessage", new Fault.Drop());
        await Assert.ThrowsAsync<HttpRequestException>(() => Call("sendMessage", new { chat_id = User, text = "one" }));
        _api.Faults.Add(Moment.Received, "sendMessage", new Fault.Html(502), skip: 1);
        await Call("sendMessage", new { chat_id = User, text = "two" });
        using var html = await Http.PostAsJsonAsync(new Uri($"{_api.BaseUrl}/bot{Token}/sendMessage"), new { chat_id = User, text = "three" });

        Assert.Equal(["Received 0 0", "BeforeAnswer 0 1", "Received 0 0", "Acknowledged 1 0", "BeforeAnswer 1 0"], struck);
        Assert.Equal("text/html", html.Content.Headers.ContentType!.MediaType);
        Assert.Equal(["one", "two"], _api.AllSends.Select(sent => sent.Text));
    }

    [Fact]
    public async Task Waiting_for_what_does_not_come_ends()
    {
        await Assert.ThrowsAsync<TimeoutException>(() => _api.WaitForSend(_ => true, TimeSpan.FromMilliseconds(20)));
        await Assert.ThrowsAsync<TimeoutException>(() => _api.WaitUntil(_ => false, TimeSpan.FromMilliseconds(20)));
    }

    private const int First = 100_000_001;

    private static readonly object Contact = new { keyboard = new[] { new[] { new { text = "share", request_contact = true } } } };

    private static object Button(string data) => new { inline_keyboard = new[] { new[] { new { text = "a", callback_data = data } } } };

    private static object Buttons(int inRow, int rows) => new
    {
        inline_keyboard = Enumerable.Repeat(Enumerable.Repeat(new { text = "a", callback_data = "d" }, inRow), rows),
    };

    /// <summary>Polls, and gives the numbers of the updates counted from the first.</summary>
    private async Task<string> Poll(object parameters)
    {
        var updates = (await Call("getUpdates", parameters)).GetProperty("result").EnumerateArray();
        return string.Join(' ', updates.Select(update => update.GetProperty("update_id").GetInt32() - First));
    }

    private async Task<JsonElement> Call(string method, object parameters)
    {
        using var response = await Http.PostAsJsonAsync(new Uri($"{_api.BaseUrl}/bot{Token}/{method}"), parameters);
        return await Read(response);
    }

    /// <summary>The answer, with the status beside it.</summary>
    private static async Task<JsonElement> Read(HttpResponseMessage response)
    {
        var body = await response.Content.ReadAsStringAsync();
        return JsonElement.Parse(string.Create(CultureInfo.InvariantCulture, $"{body[..^1]},\"code\":{(int)response.StatusCode}}}"));
    }

    private static void AssertRefused(JsonElement answer, int code, string description)
    {
        Assert.False(answer.GetProperty("ok").GetBoolean());
        Assert.Equal(code, answer.GetProperty("error_code").GetInt32());
        Assert.Equal(code, answer.GetProperty("code").GetInt32());
        Assert.Contains(description, answer.GetProperty("description").GetString(), StringComparison.Ordinal);
    }
}
