using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using ChatGov.Tests.Fakes.WeCom;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Fakes;

/// <summary>The fake keeps to what WeCom does, seen through a plain HTTP client.</summary>
public sealed class FakeWeComTests : IAsyncLifetime
{
    private static readonly HttpClient Http = new();

    private readonly TestClock _clock = new();
    private FakeWeCom _fake = null!;
    private string _token = "";
    private int _cards;

    public async Task InitializeAsync()
    {
        _fake = await FakeWeCom.Start(_clock);
        _token = Text(await GetToken(), "access_token");
    }

    public async Task DisposeAsync() => await _fake.DisposeAsync();

    [Fact]
    public async Task A_token_is_the_same_while_it_lives_and_none_other_is_taken()
    {
        Assert.Equal(40013, Code(await Get($"gettoken?corpid=other&corpsecret={FakeWeCom.Secret}")));
        Assert.Equal(40001, Code(await Get($"gettoken?corpid={FakeWeCom.CorpId}&corpsecret=other")));
        _clock.Advance(TimeSpan.FromMinutes(30));
        var again = await GetToken();
        Assert.Equal((_token, 5_400), (Text(again, "access_token"), again.GetProperty("expires_in").GetInt32()));
        Assert.Equal(41001, Code(await Get("media/get?media_id=x")));
        Assert.Equal(40014, Code(await Get("media/get?media_id=x&access_token=other")));

        _clock.Advance(TimeSpan.FromMinutes(90));
        Assert.Equal(42001, Code(await Send("zhangsan", "text", new { content = "x" })));
        _token = Text(await GetToken(), "access_token");
        _fake.EndToken();
        Assert.Equal(40014, Code(await Send("zhangsan", "text", new { content = "x" })));
        Assert.NotEqual(_token, Text(await GetToken(), "access_token"));
    }

    [Fact]
    public async Task Calls_come_by_their_method_and_as_JSON()
    {
        Assert.Equal(43002, Code(await Get($"message/send?access_token={_token}")));
        Assert.Equal(43001, Code(await Post("media/get?media_id=x", new { })));
        using var content = new StringContent("{");
        using var response = await Http.PostAsync(Address("message/send"), content);
        Assert.Equal(47001, Code(await response.Content.ReadFromJsonAsync<JsonElement>()));
    }

    [Fact]
    public async Task Words_reach_a_member_as_far_as_they_fit()
    {
        Assert.Equal(44004, Code(await Send("a", "text", new { content = "" })));
        Assert.Equal(44004, Code(await Send("a", "markdown", new { content = "" })));
        Assert.Equal(45002, Code(await Send("a", "markdown", new { content = new string('字', 683) })));
        Assert.Equal(40008, Code(await Send("a", "sticker", new { content = "x" })));
        Assert.Empty(_fake.Sends);

        Assert.Equal(0, Code(await Send("a", "markdown", new { content = "**" + new string('字', 682) })));
        Assert.Equal(0, Code(await Send("a", "text", new { content = new string('x', 3_000) })));
        Assert.Equal(["markdown", "text"], _fake.Sends.Select(sent => sent.Kind));
        Assert.Equal([684, 2_048], _fake.Sends.Select(sent => sent.Words.Length));
    }

    [Fact]
    public async Task The_agent_has_to_be_the_token_s()
    {
        Assert.Equal(42009, Code(await Post("message/send", new { touser = "a", msgtype = "text", agentid = 1000003, text = new { content = "x" } })));
        Assert.Equal(40056, Code(await Post("message/send", new { touser = "a", msgtype = "text", agentid = "1000002", text = new { content = "x" } })));
        Assert.Equal(40056, Code(await Post("message/send", new { touser = "a", msgtype = "text", text = new { content = "x" } })));
    }

    [Fact]
    public async Task Receivers_are_members_of_whom_some_may_not_be_reached()
    {
        _fake.Unreachable.Add("gone");
        _fake.NamedInvalid.Add("hidden");
        Assert.Equal(82001, Code(await Send("", "text", new { content = "x" })));
        Assert.Equal(40031, Code(await Send(string.Join('|', Enumerable.Range(0, 1_001)), "text", new { content = "x" })));
        Assert.Equal(81013, Code(await Send("GONE", "text", new { content = "x" })));

        var partly = await Send("Here|Gone|HIDDEN", "text", new { content = "x" });
        Assert.Equal((0, "gone|hidden"), (Code(partly), Text(partly, "invaliduser")));
        var alone = await Send("Hidden", "text", new { content = "x" });
        Assert.Equal((0, "hidden"), (Code(alone), Text(alone, "invaliduser")));
        Assert.Equal("Here", Assert.Single(_fake.Sends).User);
    }

    [Fact]
    public async Task The_same_again_is_held_back_where_that_is_asked_for()
    {
        object Message(int check, int? seconds = null) => seconds is null
            ? new { touser = "a", msgtype = "text", agentid = FakeWeCom.AgentId, text = new { content = "x" }, enable_duplicate_check = check }
            : new { touser = "a", msgtype = "text", agentid = FakeWeCom.AgentId, text = new { content = "x" }, enable_duplicate_check = check, duplicate_check_interval = seconds };

        await Post("message/send", Message(0));
        await Post("message/send", Message(0));
        Assert.Equal(2, _fake.SendCount);
        var first = Text(await Post("message/send", Message(1)), "msgid");
        _clock.Advance(TimeSpan.FromSeconds(1_799));
        Assert.Equal(first, Text(await Post("message/send", Message(1)), "msgid"));
        Assert.Equal((3, 1), (_fake.SendCount, _fake.RepeatsHeldBack));
        _clock.Advance(TimeSpan.FromSeconds(1));
        await Post("message/send", Message(1));
        Assert.Equal((4, 1), (_fake.SendCount, _fake.RepeatsHeldBack));
        Assert.Equal(40058, Code(await Post("message/send", Message(1, 14_401))));
        Assert.Equal(0, Code(await Post("message/send", Message(1, 14_400))));
    }

    [Fact]
    public async Task Too_much_for_a_member_vanishes_and_too_much_for_the_account_is_refused()
    {
        for (var i = 0; i < 31; i++)
        {
            Assert.Equal(0, Code(await Send("a", "text", new { content = $"{i}" })));
        }

        Assert.Equal((30, 1), (_fake.SendCount, _fake.Vanished));
        _fake.AccountCap = 1;
        Assert.Equal(45009, Code(await Send(string.Join('|', Enumerable.Range(0, 170)), "text", new { content = "x" })));
        Assert.Equal(0, Code(await Send(string.Join('|', Enumerable.Range(0, 169)), "text", new { content = "x" })));
        Assert.Equal(45009, Code(await Send("b", "text", new { content = "x" })));
        _clock.Advance(TimeSpan.FromDays(1));
        await RenewToken();
        Assert.Equal(0, Code(await Send("b", "text", new { content = "x" })));
    }

    [Fact]
    public async Task A_card_keeps_to_its_rules_and_its_task_id_is_used_once()
    {
        object Wrong(string name, object value) => new Dictionary<string, object>(Card("ok")) { [name] = value };

        object[] wrong =
        [
            Wrong("card_type", "other"),
            Wrong("task_id", "a.b"),
            Wrong("task_id", new string('a', 129)),
            Wrong("main_title", new { title = "" }),
            Wrong("main_title", new { title = new string('题', 37) }),
            Wrong("button_list", Array.Empty<object>()),
            Wrong("button_list", Enumerable.Range(0, 7).Select(i => new { text = "a", key = $"{i}" })),
            Wrong("button_list", new[] { new { text = "a", key = "k" }, new { text = "b", key = "k" } }),
            Wrong("button_list", new[] { new { text = "a", key = "k", style = 5 } }),
            Wrong("button_list", new[] { new { text = "a", key = "k", type = 1 } }),
            Wrong("button_list", new[] { new { text = new string('按', 11), key = "k" } }),
            Wrong("jump_list", new[] { 1, 2, 3, 4 }),
            Wrong("action_menu", new { action_list = Array.Empty<object>() }),
        ];
        foreach (var card in wrong)
        {
            Assert.Equal(40058, Code(await Send("a", "template_card", card)));
        }

        Assert.Equal(0, Code(await Send("a", "template_card", Card("once"))));
        Assert.Equal(42014, Code(await Send("a", "template_card", Card("once"))));
    }

    [Fact]
    public async Task A_card_is_changed_by_a_code_that_works_once_for_three_days()
    {
        var code = await CardCode();
        Assert.Equal(42009, Code(await Update(code, agent: 1)));
        Assert.Equal(82001, Code(await Update(code, users: [])));
        Assert.Equal(40031, Code(await Update(code, users: [.. Enumerable.Range(0, 1_001).Select(i => $"{i}")])));
        Assert.Equal(40058, Code(await Update(code, name: "")));
        Assert.Equal(0, Code(await Update(code)));
        Assert.Equal(40086, Code(await Update(code)));
        Assert.Equal(("button", "好了"), (Assert.Single(_fake.CardUpdates).Kind, _fake.CardUpdates[0].Words));

        var old = await CardCode();
        _clock.Advance(TimeSpan.FromHours(72));
        await RenewToken();
        Assert.Equal(40086, Code(await Update(old)));
        Assert.False((await Send("a", "text", new { content = "x" })).TryGetProperty("response_code", out _));
    }

    [Fact]
    public async Task A_whole_card_in_its_place_keeps_to_the_rules_too()
    {
        Task<JsonElement> Replace(string code, object card) =>
            Post("message/update_template_card", new { agentid = FakeWeCom.AgentId, userids = new[] { "a" }, response_code = code, template_card = card });

        await Send("a", "template_card", Card("other"));
        var code = await CardCode();
        Assert.Equal(40058, Code(await Replace(code, new Dictionary<string, object>(Card("new")) { ["card_type"] = "other" })));
        Assert.Equal(0, Code(await Replace(code, Card("new"))));
        Assert.Equal(42014, Code(await Replace(await CardCode(), Card("other"))));
    }

    [Fact]
    public async Task Uploads_are_of_a_kind_and_a_size()
    {
        Assert.Equal(40004, Code(await Upload("other", new byte[10])));
        Assert.Equal(40006, Code(await Upload("file", new byte[5])));
        Assert.Equal(45001, Code(await Upload("file", new byte[(20 * 1024 * 1024) + 1])));
        Assert.Equal(40005, Code(await Upload("image", new byte[10])));
        Assert.Equal(45001, Code(await Upload("image", [.. Pictures.Png(1, 1), .. new byte[10 * 1024 * 1024]])));
        Assert.Equal(40005, Code(await Upload("voice", new byte[10])));
        Assert.Equal(45001, Code(await Upload("voice", [.. "#!AMR\n"u8, .. new byte[2 * 1024 * 1024]])));
        Assert.Equal(45001, Code(await Upload("video", new byte[(10 * 1024 * 1024) + 1])));
        Assert.Equal(41005, Code(await Post("media/upload?type=file", new { })));

        var image = Text(await Upload("image", Pictures.Png(1, 1)), "media_id");
        Assert.Equal(40007, Code(await Send("a", "file", new { media_id = image })));
        Assert.Equal(40007, Code(await Send("a", "image", new { media_id = "none" })));
        Assert.Equal(0, Code(await Send("a", "image", new { media_id = image })));
        Assert.Equal(Pictures.Png(1, 1), _fake.Media(_fake.Sends[^1].Words).Content);
    }

    [Fact]
    public async Task A_file_is_given_out_for_three_days_as_what_it_is()
    {
        var id = _fake.AddMedia("image", Pictures.Jpeg(3, 4));
        using var response = await Http.GetAsync(Address($"media/get?media_id={id}"));
        Assert.Equal("image/jpeg", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal($"{id}.jpg", response.Content.Headers.ContentDisposition!.FileName!.Trim('"'));
        Assert.Equal(Pictures.Jpeg(3, 4), await response.Content.ReadAsByteArrayAsync());

        Assert.Equal(40007, Code(await Get($"media/get?media_id=none&access_token={_token}")));
        _fake.FailCalls("media/get", -1);
        Assert.Equal(-1, Code(await Get($"media/get?media_id={id}&access_token={_token}")));
        var other = _fake.AddMedia("voice", "#!AMR\n1"u8.ToArray());
        _fake.EndMedia();
        Assert.Equal(40007, Code(await Get($"media/get?media_id={other}&access_token={_token}")));
        var last = _fake.AddMedia("voice", "#!AMR\n1"u8.ToArray());
        _clock.Advance(TimeSpan.FromDays(3));
        await RenewToken();
        Assert.Equal(40007, Code(await Get($"media/get?media_id={last}&access_token={_token}")));
    }

    [Fact]
    public async Task A_menu_has_its_sizes()
    {
        static object Click(string name, string key = "k") => new { type = "click", name, key };
        static object Parent(params object[] below) => new { name = "更多", sub_button = below };

        (int Code, object[] Buttons)[] wrong =
        [
            (40016, []),
            (40016, [Click("a"), Click("b"), Click("c"), Click("d")]),
            (40018, [Click("六个字的名字")]),
            (40017, [new { name = "a", key = "k" }]),
            (40019, [Click("a", "")]),
            (40019, [Click("a", new string('k', 129))]),
            (40020, [new { type = "view", name = "a", url = "http://" + new string('u', 1_020) }]),
            (40023, [Parent()]),
            (40023, [Parent([.. Enumerable.Range(0, 6).Select(_ => Click("a"))])]),
            (40025, [Parent(Click(new string('字', 14)))]),
            (40058, [new { type = "click", key = "k", name = "a", sub_button = new[] { Click("b") } }]),
        ];
        foreach (var (code, buttons) in wrong)
        {
            Assert.Equal(code, Code(await Post($"menu/create?agentid={FakeWeCom.AgentId}", new { button = buttons })));
        }

        Assert.Equal(42009, Code(await Post("menu/create?agentid=1", new { button = new[] { Click("a") } })));
        Assert.False(_fake.HasMenu);
        Assert.Equal(0, Code(await Post($"menu/create?agentid={FakeWeCom.AgentId}", new { button = new[] { Click("a"), Parent(Click(new string('字', 13))) } })));
        Assert.True(_fake.HasMenu);
    }

    [Fact]
    public async Task A_sign_in_code_works_once_within_five_minutes_and_only_members_have_a_name()
    {
        Task<JsonElement> Who(string code) => Get($"auth/getuserinfo?code={code}&access_token={_token}");

        var code = _fake.SignInCode("zhangsan");
        Assert.Equal("zhangsan", Text(await Who(code), "userid"));
        Assert.Equal(40029, Code(await Who(code)));
        var guest = await Who(_fake.SignInCode("stranger", isMember: false));
        Assert.Equal("stranger", Text(guest, "openid"));
        Assert.False(guest.TryGetProperty("userid", out _));
        var late = _fake.SignInCode("zhangsan");
        _clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(40029, Code(await Who(late)));
    }

    private static Dictionary<string, object> Card(string taskId) => new()
    {
        ["card_type"] = "button_interaction",
        ["task_id"] = taskId,
        ["main_title"] = new { title = "选一个" },
        ["button_list"] = new[] { new { text = "好", style = 1, key = "0" } },
    };

    private async Task<string> CardCode() => Text(await Send("a", "template_card", Card($"card-{++_cards}")), "response_code");

    private Task<JsonElement> Update(string code, long agent = FakeWeCom.AgentId, string[]? users = null, string name = "好了") =>
        Post("message/update_template_card", new { agentid = agent, userids = users ?? ["a"], response_code = code, button = new { replace_name = name } });

    private async Task RenewToken() => _token = Text(await GetToken(), "access_token");

    private Task<JsonElement> GetToken() => Get($"gettoken?corpid={FakeWeCom.CorpId}&corpsecret={FakeWeCom.Secret}");

    private Task<JsonElement> Send(string users, string kind, object content) =>
        Post("message/send", new Dictionary<string, object> { ["touser"] = users, ["msgtype"] = kind, ["agentid"] = FakeWeCom.AgentId, [kind] = content });

    private async Task<JsonElement> Upload(string kind, byte[] content)
    {
        // By the letter: the server reads no quoted boundary and no name without quotes.
        using var form = new MultipartFormDataContent("b0undary");
        form.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=b0undary");
        using var part = new ByteArrayContent(content);
        part.Headers.TryAddWithoutValidation("Content-Disposition", "form-data; name=\"media\"; filename=\"a.bin\"");
        form.Add(part);
        using var response = await Http.PostAsync(Address("media/upload?type=" + kind), form);
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    private async Task<JsonElement> Post(string path, object body)
    {
        using var response = await Http.PostAsJsonAsync(Address(path), body);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    private Task<JsonElement> Get(string path) => Http.GetFromJsonAsync<JsonElement>(new Uri($"{_fake.BaseUrl}/cgi-bin/{path}"));

    private Uri Address(string path) => new($"{_fake.BaseUrl}/cgi-bin/{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}access_token={_token}");

    private static int Code(JsonElement answer) => answer.GetProperty("errcode").GetInt32();

    private static string Text(JsonElement of, string name) => of.GetProperty(name).GetString()!;
}
