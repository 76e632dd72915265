using System.Text.RegularExpressions;
using ChatGov.Access;
using ChatGov.Data;
using ChatGov.Outbox;
using ChatGov.People;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Conversations;

/// <summary>关联 and 解除关联: one person on two messengers, who gets each message once.</summary>
public sealed partial class MessengersTests
{
    [Theory, Databases]
    public async Task A_member_types_the_code_of_one_messenger_in_another_and_is_one_person(Provider provider)
    {
        await using var stage = await Two.Start(provider);

        var code = CodeIn(await stage.OnTelegram("关联"));
        Has(await stage.OnWeCom("关联 " + code), "关联好了，这里和Telegram是同一个你");
        Has(await stage.TelegramGot(), "你的企业微信刚刚关联到这里");

        Has(await stage.OnWeCom("我的数据"), "Telegram、企业微信");
        Assert.Equal(1, stage.Count("SELECT COUNT(DISTINCT person_id) FROM chat_identity WHERE channel IN ('telegram', 'wecom')"));

        await stage.Tell("有新消息");
        Has(await stage.WeComGot(), "有新消息");
        Assert.Equal("", await stage.TelegramGot());
        await stage.OnTelegram("帮助");
        await stage.Tell("又有新消息");
        Has(await stage.TelegramGot(), "又有新消息");
        Assert.Equal("", await stage.WeComGot());
    }

    [Theory, Databases]
    public async Task A_code_works_once_in_time_and_only_elsewhere(Provider provider)
    {
        await using var stage = await Two.Start(provider);
        var first = CodeIn(await stage.OnTelegram("关联"));
        var second = CodeIn(await stage.OnTelegram("关联"));

        Has(await stage.OnWeCom("关联 " + first), "关联码不对");
        Has(await stage.OnTelegram("关联 " + second), "这个账号已经关联过了");
        stage.Database.Clock.Advance(ChatLinking.CodeLife);
        Has(await stage.OnWeCom("关联 " + second), "关联码不对");
        var third = CodeIn(await stage.OnTelegram("关联"));
        Has(await stage.OnWeCom("关联" + third.Replace("-", " ", StringComparison.Ordinal).ToLowerInvariant()), "关联");
        Has(await stage.OnWeCom("关联 " + third.ToLowerInvariant()), "关联");
        Has(await stage.Say("wecom", "别人", "关联 " + third), "关联码不对");
    }

    [Theory, Databases]
    public async Task Wrong_codes_are_counted_for_the_account_that_tries(Provider provider)
    {
        await using var stage = await Two.Start(provider);
        var code = CodeIn(await stage.OnTelegram("关联"));
        for (var i = 0; i < 5; i++)
        {
            Has(await stage.OnWeCom("关联 abcd-efghjk"), "关联码不对");
        }

        Has(await stage.OnWeCom("关联 " + code), "明天");
        Assert.Equal(0, stage.Count("SELECT COUNT(*) FROM chat_identity WHERE channel = 'wecom'"));
    }

    [Theory, Databases]
    public async Task Who_only_said_hello_goes_along_and_becomes_nobody_by_giving_them_a_code(Provider provider)
    {
        await using var stage = await Two.Start(provider);
        await stage.OnWeCom("特长");
        await stage.OnWeCom("1");
        await stage.OnWeCom("水电");
        await stage.OnWeCom("转人工 灯坏了");

        Has(await stage.OnTelegram("关联 " + CodeIn(await stage.OnWeCom("关联"))), "反过来就行");
        Assert.Equal(1, stage.Count("SELECT COUNT(*) FROM chat_identity WHERE person_id = @member", new { member = stage.Member }));

        Has(await stage.OnWeCom("关联 " + CodeIn(await stage.OnTelegram("关联"))), "关联好了");
        Assert.Equal(2, stage.Count("SELECT COUNT(*) FROM chat_identity WHERE person_id = @member", new { member = stage.Member }));
        Assert.Equal(1, stage.Count("SELECT COUNT(*) FROM help_request WHERE person_id = @member", new { member = stage.Member }));
        Assert.Equal(["HomeRepair"], stage.Db.Read(tx => Preferences.SkillsOf(tx, stage.Member)).ConvertAll(skill => skill.ToString()));
        Assert.Equal(1, stage.Count("SELECT COUNT(*) FROM person WHERE erased_at IS NOT NULL"));
        Invariants.Hold(stage.Db);
    }

    [Theory, Databases]
    public async Task Two_people_with_records_of_their_own_are_not_made_one(Provider provider)
    {
        await using var stage = await Two.Start(provider);
        var other = await stage.World.Member("李梅");
        await stage.Db.Write(tx => World.Bind(tx, "wecom", "wx1", other));

        Has(await stage.OnWeCom("关联 " + CodeIn(await stage.OnTelegram("关联"))), "各有各的记录");
        Assert.Equal(other, stage.Count("SELECT person_id FROM chat_identity WHERE channel = 'wecom'"));
    }

    [Theory, Databases]
    public async Task The_code_is_understood_in_the_middle_of_something_and_ends_it(Provider provider)
    {
        await using var stage = await Two.Start(provider);
        Has(await stage.OnWeCom("转人工"), "用一句话说说");
        Has(await stage.OnWeCom("关联 " + CodeIn(await stage.OnTelegram("关联"))), "关联好了");
        Assert.Equal(0, stage.Count("SELECT COUNT(*) FROM session WHERE channel = 'wecom' AND flow IS NOT NULL"));

        Has(await stage.OnWeCom("转人工"), "用一句话说说");
        Has(await stage.OnWeCom("关联 两个小区的路灯都坏了"), "已转给社区");
    }

    [Theory, Databases]
    public async Task Unlinked_it_is_nobodys_and_gets_nothing_more(Provider provider)
    {
        await using var stage = await Two.Start(provider);
        Has(await stage.OnTelegram("解除关联"), "没有可以解除的");
        await stage.OnWeCom("关联 " + CodeIn(await stage.OnTelegram("关联")));
        await stage.OnWeCom("提需求");
        await stage.TelegramGot();

        Has(await stage.OnTelegram("解除关联"), "[1] 解除企业微信");
        Has(await stage.OnTelegram("1"), "已解除企业微信");

        await stage.Tell("有新消息");
        Has(await stage.TelegramGot(), "有新消息");
        Has(await stage.OnWeCom("我的数据"), "没有存你的姓名");
        Has(await stage.OnTelegram("unlink 1"), "没找到");
        Assert.Equal(1, stage.Count("SELECT COUNT(*) FROM chat_identity WHERE person_id = @member", new { member = stage.Member }));
    }

    [Theory, Databases]
    public async Task Unlinked_it_takes_along_the_browsers_that_were_signed_in_from_there(Provider provider)
    {
        await using var site = await Desk.DeskSite.Start(provider);
        await site.Database.Db.Write(tx => World.Bind(tx, "wecom", "wx1", site.World.Secretary));
        var (kept, gone) = (await site.SessionOf(site.World.Secretary, "fake"), await site.SessionOf(site.World.Secretary, "wecom"));
        var role = (long)(await site.Get("/api/v1/me", gone)).Json["appointments"]![0]!["id"]!;
        var token = (string)(await site.Post("/api/v1/tokens", gone, new { name = "名单", staffRoleId = role })).Json["secret"]!;
        await using var bot = new TestBot(site.Database.Db);

        await bot.Ask("secretary", "解除关联");
        Has(await bot.Ask("secretary", "1"), "已解除企业微信");

        (await site.Get("/api/v1/me", gone)).IsProblem(System.Net.HttpStatusCode.Unauthorized);
        (await site.Get("/api/v1/me", token)).IsProblem(System.Net.HttpStatusCode.Unauthorized);
        (await site.Get("/api/v1/me", kept)).Is(System.Net.HttpStatusCode.OK);
    }

    [Theory, Databases]
    public async Task Of_two_who_use_one_code_at_once_one_is_linked(Provider provider)
    {
        await using var stage = await Two.Start(provider);
        var code = CodeIn(await stage.OnTelegram("关联"));

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() =>
            stage.Db.Write(tx => ChatLinking.Use(tx, new ChatOwner("wecom", $"wx{i}", $"wx{i}"), code).Ok))));

        Assert.Single(outcomes, ok => ok);
        Assert.Equal(1, stage.Count("SELECT COUNT(*) FROM chat_identity WHERE channel = 'wecom'"));
    }

    [Theory, Databases]
    public async Task Who_has_themselves_deleted_leaves_no_code_behind(Provider provider)
    {
        await using var stage = await Two.Start(provider);
        await stage.OnWeCom("关联 " + CodeIn(await stage.OnTelegram("关联")));
        var code = CodeIn(await stage.OnTelegram("关联"));

        await stage.World.As(stage.Member, tx => Erasing.Erase(tx).Value);

        Assert.Equal(0, stage.Count("SELECT COUNT(*) FROM access_code"));
        Has(await stage.Say("wecom", "wx2", "关联 " + code), "关联码不对");
    }

    /// <summary>Somebody with a record that nobody thought of would be taken for a newcomer.</summary>
    [Fact]
    public async Task Every_place_where_a_person_stands_is_thought_of()
    {
        await using var database = TestDatabase.Create(Provider.Sqlite);
        var places = database.Db.Read(tx => tx.All<string>(
            """
            SELECT m.name || '.' || f."from" FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) f
            WHERE m.type = 'table' AND f."table" = 'person'
            """));
        Assert.Equal(places.Append("help_request.person_id").Order(StringComparer.Ordinal), Newcomers.Ties.Concat(Newcomers.Carried).Order(StringComparer.Ordinal));
    }

    private static void Has(string answer, string words) => Assert.Contains(words, answer, StringComparison.Ordinal);

    private static string CodeIn(string answer) => Code().Match(answer).Value;

    [GeneratedRegex("[A-Z2-9]{4}-[A-Z2-9]{6}", RegexOptions.NonBacktracking)]
    private static partial Regex Code();

    /// <summary>A bot on two messengers, and a member who is on Telegram so far.</summary>
    private sealed class Two(TestDatabase database, World world, long member, FakeChannel telegram, FakeChannel wecom) : IAsyncDisposable
    {
        private readonly TestBot _bot = new(database.Db, channels: [telegram, wecom]);

        public TestDatabase Database => database;

        public Db Db => database.Db;

        public World World => world;

        public long Member => member;

        public static async Task<Two> Start(Provider provider)
        {
            var database = TestDatabase.Create(provider);
            var world = await World.Create(database.Db);
            var member = await world.Member("王小明");
            await database.Db.Write(tx => tx.Run("UPDATE chat_identity SET channel = 'telegram', user_id = 'tg1', chat_id = 'tg1' WHERE person_id = @member", new { member }));
            return new Two(database, world, member, new FakeChannel { Name = "telegram" }, new FakeChannel { Name = "wecom" });
        }

        public Task<string> OnTelegram(string text) => _bot.Ask(telegram, "tg1", text);

        public Task<string> OnWeCom(string text) => _bot.Ask(wecom, "wx1", text);

        public Task<string> Say(string channel, string user, string text) => _bot.Ask(channel == "wecom" ? wecom : telegram, user, text);

        public Task<string> TelegramGot() => _bot.Answers(telegram, "tg1");

        public Task<string> WeComGot() => _bot.Answers(wecom, "wx1");

        /// <summary>Something that the program says by itself.</summary>
        public Task Tell(string words) => Db.Write(tx => tx.Send(member, OutboxKind.Receipt, "help_request.answered", [("number", 1), ("text", words)]));

        public long Count(string sql, object? args = null) => Db.Read(tx => tx.Count(sql, args));

        public async ValueTask DisposeAsync()
        {
            await _bot.DisposeAsync();
            await database.DisposeAsync();
        }
    }
}
