using System.Globalization;
using System.Net;
using System.Text;
using ChatGov.Access;
using ChatGov.Data;
using ChatGov.Messengers;
using ChatGov.Organisations;
using ChatGov.Outbox;
using ChatGov.People;
using ChatGov.Registrations;
using ChatGov.Rights;
using ChatGov.Rosters;
using ChatGov.Tests.Desk;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Conversations;

/// <summary>An account that left is not served as the person, nor are their offices, until what first proved them proves them anew.</summary>
public sealed class DepartureTests
{
    [Theory, Databases]
    public async Task Who_has_the_account_next_acts_as_nobody_and_the_offices_held_by_it_rest(Provider provider)
    {
        await using var stage = await Leaver.Start(provider);
        var token = await stage.Site.SessionOf(stage.Person, "wecom");
        (await stage.Site.Get("/api/v1/me", token)).Is(HttpStatusCode.OK);
        Has(await stage.Says("报到"), "BD-");

        await stage.Leaves();

        foreach (var words in new[] { "我的数据", "待办", "任务", "认领 1", "登录", "下线", "解除关联", "退出", "删除我", "同意", "👍", "帮助" })
        {
            var answer = await stage.Says(words);
            Has(answer, "这个账号离开过");
            Assert.DoesNotContain("王小明", answer, StringComparison.Ordinal);
        }

        Has(await stage.Says("转人工 灯坏了"), "已转给");
        await stage.Site.Database.Db.Write(tx => tx.Send(stage.Person, OutboxKind.Receipt, "help_request.answered", [("number", 1), ("text", "私房话")]));
        Assert.DoesNotContain("私房话", await stage.Got(), StringComparison.Ordinal);
        Assert.Empty(stage.Offices());
        (await stage.Site.Get("/api/v1/me", token)).IsProblem(HttpStatusCode.Forbidden, "AccountSuspended");
        Has(await stage.OfficeGot(), "王小明的聊天账号离开了，贺兰社区的社区副书记先停用");
        Assert.Equal(0, stage.Count("SELECT COUNT(*) FROM help_request WHERE person_id IS NOT NULL"));
    }

    [Theory, Databases]
    public async Task An_invite_code_of_their_row_proves_the_member_and_a_binding_code_each_office(Provider provider)
    {
        await using var stage = await Leaver.Start(provider);
        await stage.Leaves();

        Has(await stage.Says("报到 ABCD-EFGH-JKMN"), "邀请码不对");
        Has(await stage.Says(await stage.InviteCode()), "认出你了，王小明");
        Assert.Empty(stage.Offices());
        Has(await stage.Says("我的数据"), "王小明");
        Has(await stage.Says("待办"), "没听懂");

        Has(await stage.Says("绑定 " + await stage.BindingCode()), "你现在是贺兰社区的");
        Assert.Equal([Role.Deputy], stage.Offices());
        Has(await stage.Says("待办"), "没有");
        Invariants.Hold(stage.Site.Database.Db);
    }

    [Theory, Databases]
    public async Task A_binding_code_proves_its_own_office_and_no_other(Provider provider)
    {
        await using var stage = await Leaver.Start(provider);
        await stage.Site.Database.Db.Write(tx => Staff.Appoint(tx, stage.Person, Role.BannerOffice, stage.Site.World.Banner, tx.Now, until: null).Value);
        await stage.Leaves();

        Has(await stage.Says("绑定 " + await stage.BindingCode()), "还停着的职务：测试旗 旗县办公室");

        Assert.Equal([Role.Deputy], stage.Offices());
        Assert.DoesNotContain("旗县办公室", await stage.Says("登录"), StringComparison.Ordinal);
    }

    /// <summary>Whoever may appoint to one office gives back nothing else the person had: neither the person, nor another office.</summary>
    [Theory, Databases]
    public async Task A_binding_code_of_a_street_is_word_for_the_office_and_not_for_the_person(Provider provider)
    {
        await using var stage = await Leaver.Start(provider);
        await stage.Site.Database.Db.Write(tx => Staff.Appoint(tx, stage.Person, Role.BannerOffice, stage.Site.World.Banner, tx.Now, until: null).Value);
        await stage.Leaves();
        var code = await stage.BindingCode(await stage.Street());

        Has(await stage.Says("绑定 " + code), "只给一个职务");
        Has(await stage.Says("我的数据"), "这个账号离开过");
        Assert.Empty(stage.Offices());

        // The person is proven by what first proved them; nothing typed was lost.
        Has(await stage.Says(await stage.InviteCode()), "认出你了，王小明");
        Has(await stage.Says("绑定 " + code), "你现在是贺兰社区的");
        Assert.Equal([Role.Deputy], stage.Offices());
    }

    [Theory, Databases]
    public async Task Who_takes_over_the_office_with_the_account_has_the_office_alone(Provider provider)
    {
        await using var stage = await Leaver.Start(provider);
        await stage.Site.Database.Db.Write(tx => Staff.Appoint(tx, stage.Person, Role.BannerOffice, stage.Site.World.Banner, tx.Now, until: null).Value);
        await stage.Leaves();

        Has(await stage.Says("绑定 " + await stage.BindingCode(await stage.Street())), "[1] 只接这个职务");
        Has(await stage.Says("1"), "确定吗");
        Has(await stage.Says("1"), "同意吗");
        Has(await stage.Says("同意"), "你现在是贺兰社区的");

        Assert.Empty(stage.Offices());
        Assert.Equal([Role.Deputy], stage.Offices(stage.Speaker()));
        Assert.DoesNotContain("供电公司", await stage.Says("我的数据"), StringComparison.Ordinal);
        Invariants.Hold(stage.Site.Database.Db);
    }

    [Theory, Databases]
    public async Task Codes_for_places_end_with_the_account_that_handed_them_out(Provider provider)
    {
        await using var stage = await Leaver.Start(provider);
        var world = stage.Site.World;
        await world.Member("朋友");
        var task = await world.Publish(world.Draft(stage.Site.Database.Clock.GetUtcNow().AddDays(3), places: 4));
        var together = await world.As(stage.Person, tx => ChatGov.Claims.PlaceCodes.Make(tx, task.Id, ChatGov.Claims.PlaceCodeKind.Companion).Value.Code);

        await stage.Leaves();

        Has(await stage.Bot.Ask("朋友", "同去 " + together), "已经用过或过期了");
        Assert.Equal(0, stage.Count("SELECT COUNT(*) FROM claim"));
    }

    [Theory, Databases]
    public async Task A_code_for_a_resting_office_is_worth_nothing_in_other_hands(Provider provider)
    {
        await using var stage = await Leaver.Start(provider);
        var other = await stage.Site.World.Member("别人");
        await stage.Leaves();
        var code = await stage.BindingCode();

        Has(await stage.Bot.Ask("别人", "绑定 " + code), "绑定码作废了");

        Assert.Empty(stage.Offices(other));
        Has(await stage.Says("绑定 " + code), "你现在是贺兰社区的");
    }

    [Theory, Databases]
    public async Task The_unit_gives_the_account_anew_or_another_messenger_vouches_for_it(Provider provider)
    {
        await using var stage = await Leaver.Start(provider);
        await stage.Leaves();
        Has(await stage.Says("你好"), "这个账号离开过");
        await stage.Imports("姓名,手机,企业微信账号,单位\n王小明,,wangxm,供电公司\n");
        Has(await stage.Says("你好"), "认出你了，王小明");

        await stage.Leaves();
        await stage.Site.Database.Db.Write(tx => World.Bind(tx, "fake", "tg", stage.Person));
        var line = (await stage.Bot.Ask("tg", "关联")).Split('\n').First(each => each.StartsWith("关联 ", StringComparison.Ordinal));
        Has(await stage.Says(line), "认出你了，王小明");
        Has(await stage.Says("我的数据"), "王小明");
    }

    [Theory, Databases]
    public async Task Somebody_else_begins_anew_and_inherits_nothing(Provider provider)
    {
        await using var stage = await Leaver.Start(provider);
        var row = await stage.Site.Database.Db.Write(tx => Roster.Add(tx, stage.Site.World.Unit, "新来的", phone: null));
        await stage.Leaves();
        var own = await stage.Site.World.As(stage.Site.World.Liaison, tx => InviteCodes.Issue(tx, row, RegistrationKind.Home).Value);

        Has(await stage.Says("报到 " + own), "先发“我是新来的”");
        Has(await stage.Says("1"), "确定吗");
        Has(await stage.Says("1"), "从头开始");
        Has(await stage.Says("报到 " + own), "同意吗");
        Has(await stage.Says("同意"), "哪个社区");
        await stage.Says("贺兰");
        Has(await stage.Says("1"), "报到好了");

        var answer = await stage.Says("我的数据");
        Has(answer, "新来的");
        Assert.DoesNotContain("王小明", answer, StringComparison.Ordinal);
        Assert.Empty(stage.Offices());
        Assert.Equal(0, stage.Count("SELECT COUNT(*) FROM chat_identity WHERE person_id = @Person", new { stage.Person }));

        // Who had it before is proven on another account.
        Has(await stage.Bot.Ask(stage.WeCom, "wangxm2", "报到 " + await stage.InviteCode()), "同意吗");
        Has(await stage.Bot.Ask(stage.WeCom, "wangxm2", "同意"), "认出你了，王小明");
        Invariants.Hold(stage.Site.Database.Db);
    }

    [Theory, Databases]
    public async Task A_roster_that_gave_the_account_of_who_left_knows_nobody_by_it(Provider provider)
    {
        await using var stage = await Leaver.Start(provider);
        await stage.Site.Database.Db.Write(tx => Roster.Add(tx, stage.Site.World.Unit, "李前任", phone: null, "lisi"));
        await stage.Event("lisi", IncomingKind.Left);

        Has(await stage.Bot.Ask(stage.WeCom, "lisi", "报到"), "同意吗");
        Has(await stage.Bot.Ask(stage.WeCom, "lisi", "同意"), "邀请码");

        Assert.Equal(0, stage.Count("SELECT COUNT(*) FROM roster WHERE name = '李前任' AND (person_id IS NOT NULL OR wecom_user_id IS NOT NULL)"));
    }

    [Theory, Databases]
    public async Task Whoever_is_renamed_is_proven_under_the_new_name(Provider provider)
    {
        await using var stage = await Leaver.Start(provider);
        await stage.WeCom.Deliver(Left("wangxm") with { NewUserId = "wang.xiaoming" });

        Has(await stage.Bot.Ask(stage.WeCom, "wangxm", "你好"), "这个账号离开过");
        Has(await stage.Bot.Ask(stage.WeCom, "wang.xiaoming", "我的数据"), "没有存你的姓名");
        Has(await stage.Bot.Ask(stage.WeCom, "wang.xiaoming", "报到 " + await stage.InviteCode()), "同意吗");
        Has(await stage.Bot.Ask(stage.WeCom, "wang.xiaoming", "同意"), "认出你了，王小明");
        Has(await stage.Bot.Ask(stage.WeCom, "wang.xiaoming", "绑定 " + await stage.BindingCode()), "你现在是贺兰社区的");
        Has(await stage.Bot.Ask(stage.WeCom, "wangxm", "我的数据"), "这个账号离开过");
    }

    [Theory, Databases]
    public async Task Who_guesses_codes_from_such_an_account_is_made_to_wait(Provider provider)
    {
        await using var stage = await Leaver.Start(provider);
        await stage.Leaves();
        var code = await stage.InviteCode();
        for (var i = 0; i < 5; i++)
        {
            Has(await stage.Says("报到 ABCD-EFGH-JKM" + "NPQRS"[i]), "邀请码不对");
        }

        Has(await stage.Says(code), "明天再试");
    }

    [Theory, Databases]
    public async Task What_a_browser_of_such_an_account_could_do_rests_with_it_and_comes_back_with_it(Provider provider)
    {
        await using var stage = await Leaver.Start(provider);
        await stage.Site.Database.Db.Write(tx => World.Bind(tx, "fake", "tg", stage.Person));
        var (there, here) = (await stage.Site.SessionOf(stage.Person, "wecom"), await stage.Site.SessionOf(stage.Person, "fake"));

        await stage.Leaves();

        Assert.Equal([Role.Deputy], stage.Offices());
        (await stage.Site.Get("/api/v1/me", there)).IsProblem(HttpStatusCode.Forbidden, "AccountSuspended");
        (await stage.Site.Get("/api/v1/me", here)).Is(HttpStatusCode.OK);
        await stage.Site.Database.Db.Write(tx => tx.Send(stage.Person, OutboxKind.Receipt, "help_request.answered", [("number", 1), ("text", "有话")]));
        Has(await stage.Bot.Answers("tg"), "有话");

        var line = (await stage.Bot.Ask("tg", "关联")).Split('\n').First(each => each.StartsWith("关联 ", StringComparison.Ordinal));
        Has(await stage.Says(line), "认出你了");
        (await stage.Site.Get("/api/v1/me", there)).Is(HttpStatusCode.OK);
    }

    [Theory, Databases]
    public async Task Over_twenty_at_once_wait_for_the_banners_office_and_go_on_meanwhile(Provider provider)
    {
        await using var stage = await Leaver.Start(provider);
        foreach (var i in Enumerable.Range(0, 24))
        {
            var member = await stage.Site.World.Member($"成员{i:00}");
            await stage.Site.Database.Db.Write(tx => World.Bind(tx, "wecom", $"m{i}", member));
        }

        await stage.Leaves();
        Has(await stage.Says("你好"), "这个账号离开过");
        foreach (var i in Enumerable.Range(0, 20))
        {
            stage.Site.Database.Clock.Advance(TimeSpan.FromSeconds(20));
            await stage.Event($"m{i}", IncomingKind.Left);
        }

        Has(await stage.OfficeGot(), "一起离开了应用");
        Assert.Equal([Role.Deputy], stage.Offices());
        Has(await stage.Says("我的数据"), "王小明");
        await stage.Event("m20", IncomingKind.Left);
        var banner = await stage.Site.TokenOf(stage.Site.World.BannerOffice);
        Assert.Equal(22, (await stage.Site.Get("/api/v1/departures", banner)).Is(HttpStatusCode.OK).Items.Count);
        Assert.Contains("Departures", (await stage.Site.Get("/api/v1/todo", banner)).Text, StringComparison.Ordinal);

        Has(await stage.Bot.Ask("banner", "离开的账号"), "[2] 都不动");
        Has(await stage.Bot.Ask("banner", "2"), "22 个账号都照旧");
        Has(await stage.Bot.Ask("banner", "离开的账号"), "没有要决定的");
        Assert.Equal(0, stage.Count("SELECT COUNT(*) FROM chat_identity WHERE suspended_at IS NOT NULL"));

        stage.Site.Database.Clock.Advance(Departures.AtOnce);
        await stage.Leaves();
        Has(await stage.Says("我的数据"), "这个账号离开过");
    }

    [Theory, Databases]
    public async Task Those_given_back_are_reached_at_once_and_their_offices_are_said_to_go_on(Provider provider)
    {
        await using var stage = await Leaver.Start(provider);
        var db = stage.Site.Database.Db;
        await stage.Leaves();
        Has(await stage.OfficeGot(), "贺兰社区的社区副书记先停用");
        foreach (var i in Enumerable.Range(0, Departures.MostAtOnce))
        {
            await db.Write(tx => Roster.Add(tx, stage.Site.World.Unit, "名册上的", phone: null, string.Create(CultureInfo.InvariantCulture, $"r{i}")));
            await stage.Event($"r{i}", IncomingKind.Left);
        }

        Has(await stage.OfficeGot(), "贺兰社区的社区副书记照旧");
        await db.Write(tx => tx.Send(stage.Person, OutboxKind.Receipt, "help_request.answered", [("number", 1), ("text", "有话")]));
        Has(await stage.Got(), "有话");
        Assert.Contains(stage.Person, db.Read(tx => Offices.InReach(tx, stage.Site.World.Helan))!.People);
    }

    /// <summary>Who had blocked the app before is not reached because they came back with many others.</summary>
    [Theory, Databases]
    public async Task Who_was_out_of_reach_before_is_so_when_given_back(Provider provider)
    {
        await using var stage = await Leaver.Start(provider);
        var db = stage.Site.Database.Db;
        await stage.Event("wangxm", IncomingKind.Blocked);
        await stage.Leaves();
        foreach (var i in Enumerable.Range(0, Departures.MostAtOnce))
        {
            await db.Write(tx => Roster.Add(tx, stage.Site.World.Unit, "名册上的", phone: null, string.Create(CultureInfo.InvariantCulture, $"r{i}")));
            await stage.Event($"r{i}", IncomingKind.Left);
        }

        Assert.Equal([Role.Deputy], stage.Offices());
        Assert.DoesNotContain(stage.Person, db.Read(tx => Offices.InReach(tx, stage.Site.World.Helan))!.People);
    }

    [Theory, Databases]
    public async Task The_office_says_yes_at_the_desk_and_all_of_them_are_suspended(Provider provider)
    {
        await using var stage = await Leaver.Start(provider);
        foreach (var i in Enumerable.Range(0, 21))
        {
            await stage.Site.Database.Db.Write(tx => Roster.Add(tx, stage.Site.World.Unit, "名册上的", phone: null, string.Create(CultureInfo.InvariantCulture, $"r{i}")));
            await stage.Event($"r{i}", IncomingKind.Left);
        }

        await stage.Leaves();
        Assert.Equal(21, stage.Count("SELECT COUNT(*) FROM roster WHERE wecom_user_id LIKE 'r%'"));
        var banner = await stage.Site.TokenOf(stage.Site.World.BannerOffice);
        var wave = (long)(await stage.Site.Get("/api/v1/departures", banner)).Items[0]!["id"]!;
        (await stage.Site.Post("/api/v1/departures/decide", await stage.Site.TokenOf(stage.Site.World.Secretary), new { wave, suspend = true })).IsProblem(HttpStatusCode.NotFound);
        (await stage.Site.Post("/api/v1/departures/decide", banner, new { wave = wave + 1, suspend = true })).IsProblem(HttpStatusCode.NotFound);
        Assert.Equal(22, (int)(await stage.Site.Post("/api/v1/departures/decide", banner, new { wave, suspend = true })).Is(HttpStatusCode.OK).Json["count"]!);

        Has(await stage.Says("我的数据"), "这个账号离开过");
        Assert.Equal(0, stage.Count("SELECT COUNT(*) FROM roster WHERE wecom_user_id LIKE 'r%'"));
        Assert.Empty(stage.Offices());
    }

    private static Incoming Left(string user) => new() { DedupeKey = Guid.CreateVersion7().ToString(), UserId = user, ChatId = user, Kind = IncomingKind.Left };

    private static void Has(string answer, string words) => Assert.Contains(words, answer, StringComparison.Ordinal);

    /// <summary>A bot and a desk, and a member on WeCom who is on a unit's roster and deputy of a community.</summary>
    private sealed class Leaver : IAsyncDisposable
    {
        private const string Account = "wangxm";
        private long _row;
        private long _office;

        private Leaver(DeskSite site)
        {
            Site = site;
            Bot = new TestBot(site.Database.Db, channels: [new FakeChannel(), WeCom]);
        }

        public DeskSite Site { get; }

        public FakeChannel WeCom { get; } = new() { Name = "wecom" };

        public TestBot Bot { get; }

        public long Person { get; private set; }

        public static async Task<Leaver> Start(Provider provider)
        {
            var stage = new Leaver(await DeskSite.Start(provider));
            var world = stage.Site.World;
            stage.Person = await world.Member("王小明");
            await stage.Site.Database.Db.Write(tx =>
            {
                tx.Run("UPDATE chat_identity SET channel = 'wecom', user_id = @Account, chat_id = @Account WHERE person_id = @Person", new { Account, stage.Person });
                stage._row = Roster.Add(tx, world.Unit, "王小明", phone: null, Account);
                Roster.Bind(tx, stage._row, stage.Person);
                stage._office = Staff.Appoint(tx, stage.Person, Role.Deputy, world.Helan, tx.Now, until: null).Value;
            });
            return stage;
        }

        public Task<string> Says(string text) => Bot.Ask(WeCom, Account, text);

        public Task<string> Got() => Bot.Answers(WeCom, Account);

        public Task<string> OfficeGot() => Bot.Answers("banner");

        public Task Leaves() => Event(Account, IncomingKind.Left);

        public async Task Event(string user, IncomingKind kind)
        {
            await WeCom.Deliver(Left(user) with { Kind = kind });
            await Bot.Quiet();
        }

        public Task<string> InviteCode() => Site.World.As(Site.World.Liaison, tx => InviteCodes.Issue(tx, _row, RegistrationKind.Home).Value);

        /// <summary>Whoever has the account now.</summary>
        public long Speaker() => Site.Database.Db.Read(tx => tx.First<long>("SELECT person_id FROM chat_identity WHERE channel = 'wecom' AND user_id = @Account", new { Account }));

        /// <summary>An officer of the street above the community.</summary>
        public async Task<long> Street()
        {
            var officer = await Site.World.Person("街道甲");
            await Site.Database.Db.Write(tx => Staff.Appoint(
                tx, officer, Role.StreetOffice, tx.First<long>("SELECT parent_id FROM org WHERE id = @Helan", new { Site.World.Helan }), tx.Now, until: null).Value);
            return officer;
        }

        public async Task<string> BindingCode(long? giver = null) =>
            (string)(await Site.Post($"/api/v1/staff/{_office}/binding-codes", await Site.TokenOf(giver ?? Site.World.BannerOffice))).Is(HttpStatusCode.Created).Json["code"]!;

        public async Task Imports(string csv)
        {
            var liaison = await Site.TokenOf(Site.World.Liaison);
            using var file = new StringContent(csv, Encoding.UTF8, "text/csv");
            var import = (await Site.Post("/api/v1/roster-imports", liaison, file)).Is(HttpStatusCode.Created).Id;
            (await Site.Post($"/api/v1/roster-imports/{import}/apply", liaison)).Is(HttpStatusCode.OK);
            while (await Applying.Step(Site.Database.Db, Instance.Current.Name, CancellationToken.None))
            {
                // Until all of it is applied.
            }
        }

        public List<Role> Offices(long? of = null) => Site.Database.Db.Read(tx => Appointments.OfPerson(tx, of ?? Person)).ConvertAll(each => each.Role);

        public long Count(string sql, object? args = null) => Site.Database.Db.Read(tx => tx.Count(sql, args));

        public async ValueTask DisposeAsync()
        {
            await Bot.DisposeAsync();
            await Site.DisposeAsync();
        }
    }
}
