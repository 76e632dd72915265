using System.Text.RegularExpressions;
using ChatGov.Access;
using ChatGov.Data;
using ChatGov.Organisations;
using ChatGov.Rights;
using ChatGov.Tests.Support;
using ChatGov.Texts;

namespace ChatGov.Tests.Conversations;

/// <summary>登录 and 绑定, as staff say them.</summary>
public sealed partial class SignInTests
{
    [Theory, Databases]
    public async Task A_secretary_asks_for_a_link_that_works_once(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        await using var bot = new TestBot(database.Db);

        var code = CodeIn(await bot.Ask("secretary", "登录"));

        var begun = await database.Db.Write(tx => SigningIn.Begin(tx, code));
        Assert.Equal(world.Helan, database.Db.Read(tx => Entering.By(tx, begun.Value.Secret)).Actor.Grant!.OrgId);
        Assert.False((await database.Db.Write(tx => SigningIn.Begin(tx, code))).Ok);
    }

    [Theory, Databases]
    public async Task With_several_appointments_the_number_chooses_and_a_member_is_offered_nothing(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        await world.Member("王小明");
        await database.Db.Write(tx => Staff.Appoint(tx, world.Secretary, Role.Deputy, world.Garden, tx.Now, until: null));
        await using var bot = new TestBot(database.Db);

        Has(await bot.Ask("secretary", "sign in"), "[2] 园林社区 社区副书记");
        var code = CodeIn(await bot.Ask("secretary", "2"));
        var begun = await database.Db.Write(tx => SigningIn.Begin(tx, code));
        Assert.Equal(world.Garden, database.Db.Read(tx => Entering.By(tx, begun.Value.Secret)).Actor.Grant!.OrgId);
        Assert.DoesNotContain("/sign-in/", await bot.Ask("王小明", "登录"), StringComparison.Ordinal);
    }

    [Theory, Databases]
    public async Task Whoever_was_appointed_by_name_agrees_and_ties_their_chat_to_it_and_those_concerned_are_told(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        var street = await Street(database, world);
        var appointment = await Named(world, world.BannerOffice, Role.Secretary, "李书记");
        var code = await world.As(street, tx => ChatBinding.Issue(tx, appointment.Id).Value);
        Has(await Restarted(database.Db, "banner", "帮助"), "给李书记发了一个绑定码（贺兰社区，社区书记）");

        Has(await Restarted(database.Db, "li", "绑定"), "同意吗");
        Has(await Restarted(database.Db, "li", "1"), "写在后面");
        Has(await Restarted(database.Db, "li", "绑定 abcdefghjkmnpqrstuvwxyzabcdefghj"), "绑定码不对");
        await using (var bot = new TestBot(database.Db))
        {
            Has(await bot.Ask("li", $"绑定 {code.ToUpperInvariant()}"), "你现在是贺兰社区的");
            Has(await bot.Answers("街道甲"), "贺兰社区的社区书记现在是李书记的聊天账号");
        }

        Has(await Restarted(database.Db, "li", "待办"), "没有");
        Has(await Restarted(database.Db, "li", $"绑定 {code}"), "绑定码不对");
        Has(await Restarted(database.Db, "li", "登录"), "/sign-in/");

        var bound = database.Db.Read(tx => Appointments.Find(tx, appointment.Id))!;
        Assert.Equal(("李书记", true), (bound.PersonName, bound.HasChat));
        Assert.Equal(1, database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM person WHERE name = '李书记'")));
    }

    [Theory, Databases]
    public async Task A_member_keeps_their_own_name_and_wrong_codes_are_counted(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        await world.Member("王小明");
        var appointment = await Named(world, world.BannerOffice, Role.Deputy, "小王");
        var code = await world.As(world.BannerOffice, tx => ChatBinding.Issue(tx, appointment.Id).Value);
        await using var bot = new TestBot(database.Db);

        Has(await bot.Ask("王小明", $"绑定 {code}"), "你现在是贺兰社区的");
        Assert.Equal("王小明", database.Db.Read(tx => Appointments.Find(tx, appointment.Id))!.PersonName);
        for (var i = 0; i < 5; i++)
        {
            Has(await bot.Ask("王小明", $"绑定 {code}"), "绑定码不对");
        }

        Assert.DoesNotContain("绑定码不对", await bot.Ask("王小明", $"绑定 {code}"), StringComparison.Ordinal);
    }

    /// <summary>A street that may appoint a deputy gets nothing of the banner's officer who is that deputy as well.</summary>
    [Theory, Databases]
    public async Task No_code_is_made_for_somebody_who_has_a_chat(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        var street = await Street(database, world);
        var deputy = await world.As(world.BannerOffice, tx => Staff.Appoint(tx, world.BannerOffice, Role.Deputy, world.Helan, tx.Now, until: null).Value);

        var refused = await world.As(street, tx => ChatBinding.Issue(tx, deputy));

        Assert.Equal(AccessRefusal.HasChatAlready, refused.Refusal?.Code);
        Assert.Contains("先免职再重新任命", Catalog.Say(Language.Chinese, refused.Refusal!), StringComparison.Ordinal);
        Assert.Equal(world.BannerOffice, database.Db.Read(tx => Appointments.FirstOf(tx, Role.BannerOffice))!.PersonId);
    }

    [Theory, Databases]
    public async Task A_code_is_worth_nothing_once_somebody_has_a_chat_as_the_person_named(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        await world.Member("王小明");
        var appointment = await Named(world, world.BannerOffice, Role.Deputy, "小王");
        var code = await world.As(world.BannerOffice, tx => ChatBinding.Issue(tx, appointment.Id).Value);
        await database.Db.Write(tx => World.Bind(tx, "fake", "小王", appointment.PersonId));
        await using var bot = new TestBot(database.Db);

        Has(await bot.Ask("王小明", $"绑定 {code}"), "已经有了聊天账号");
        Assert.Equal(appointment.PersonId, database.Db.Read(tx => Appointments.Find(tx, appointment.Id))!.PersonId);
    }

    [Theory, Databases]
    public async Task A_code_moves_the_one_appointment_it_was_made_for_and_leaves_what_else_the_name_has(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        await world.Member("王小明");
        var street = await Street(database, world);
        var deputy = await Named(world, street, Role.Deputy, "小王");
        var (office, officeCode) = await world.As(world.BannerOffice, tx =>
        {
            var id = Staff.Appoint(tx, deputy.PersonId, Role.BannerOffice, world.Banner, tx.Now, until: null).Value;
            return (id, ChatBinding.Issue(tx, id).Value);
        });
        var token = await database.Db.Write(tx => ApiTokens.Create(tx, new NewToken("上报", office, OrgId: null, 30)).Value.Secret);
        var code = await world.As(street, tx => ChatBinding.Issue(tx, deputy.Id).Value);
        await using var bot = new TestBot(database.Db);

        Has(await bot.Ask("王小明", $"绑定 {code}"), "你现在是贺兰社区的");

        Assert.Equal(deputy.PersonId, database.Db.Read(tx => Appointments.Find(tx, office))!.PersonId);
        Assert.Equal("小王", database.Db.Read(tx => Appointments.Find(tx, office))!.PersonName);
        Assert.Equal(Entry.In, database.Db.Read(tx => Entering.By(tx, token)).Entry);
        Assert.DoesNotContain("旗县办公室", await bot.Ask("王小明", "登录"), StringComparison.Ordinal);
        Has(await bot.Ask("王小明", $"绑定 {officeCode}"), "你现在是测试旗的");
        Assert.Equal(Entry.RoleEnded, database.Db.Read(tx => Entering.By(tx, token)).Entry);
        Assert.Equal(1, database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM person WHERE id = @PersonId AND name = '' AND erased_at IS NOT NULL", new { deputy.PersonId })));
    }

    [Theory, Databases]
    public async Task One_word_ends_every_browser_and_token_after_it_was_read_back(Provider provider)
    {
        await using var site = await Desk.DeskSite.Start(provider);
        var world = site.World;
        await using var bot = new TestBot(site.Database.Db);
        Has(await bot.Ask("secretary", "下线"), "没有登录着的浏览器");
        var session = await site.SessionOf(world.Secretary);
        var token = await site.TokenOf(world.Secretary);
        var others = await site.TokenOf(world.OtherSecretary);
        var calendar = new Uri((string)(await site.Post("/api/v1/calendars", token, new { name = "手机" })).Json["url"]!).AbsolutePath;
        var link = CodeIn(await bot.Ask("secretary", "登录"));
        Has(await bot.Ask("secretary", "登录"), "发“下线”");

        Has(await bot.Ask("secretary", "sign out everywhere"), "浏览器 1 个，令牌 1 个，日历地址 1 个");
        Has(await bot.Ask("secretary", "再说"), "回 1");
        Has(await bot.Ask("secretary", "2"), "什么都没动");
        (await site.Get("/api/v1/me", session)).Is(System.Net.HttpStatusCode.OK);
        await bot.Ask("secretary", "下线");
        Has(await bot.Ask("secretary", "不用了"), "什么都没动");
        await bot.Ask("secretary", "退出所有设备");
        Has(await bot.Ask("secretary", "1"), "都下线了");

        foreach (var secret in new[] { session, token })
        {
            (await site.Get("/api/v1/me", secret)).IsProblem(System.Net.HttpStatusCode.Unauthorized);
        }

        (await site.Get(calendar, null)).IsProblem(System.Net.HttpStatusCode.NotFound);
        (await site.Post("/sign-in/" + link, null)).Is(System.Net.HttpStatusCode.Gone);
        (await site.Get("/api/v1/me", others)).Is(System.Net.HttpStatusCode.OK);
        Has(await bot.Ask("secretary", "待办"), "没有");
    }

    /// <summary>Somebody in the office of the street over 贺兰社区.</summary>
    private static async Task<long> Street(TestDatabase database, World world)
    {
        var clerk = await world.Person("街道甲");
        await database.Db.Write(tx => Staff.Appoint(
            tx, clerk, Role.StreetOffice, tx.Count("SELECT parent_id FROM org WHERE id = @Helan", new { world.Helan }), tx.Now, until: null).Value);
        return clerk;
    }

    private static Task<Appointment> Named(World world, long by, Role role, string name) => world.As(by, tx => Staff.Appoint(
        tx, new NewAppointment(name, SameAsId: null, role, world.Helan, From: null, Until: null)).Value);

    private static async Task<string> Restarted(Db db, string who, string says)
    {
        await using var bot = new TestBot(db);
        return await bot.Ask(who, says);
    }

    private static string CodeIn(string answer) => Link().Match(answer).Groups[1].Value is { Length: > 0 } code
        ? code
        : throw new InvalidOperationException("no link in: " + answer);

    private static void Has(string answer, string expected) => Assert.Contains(expected, answer, StringComparison.Ordinal);

    [GeneratedRegex("http://127\\.0\\.0\\.1:5080/sign-in/([a-z0-9]+)", RegexOptions.None, 1000)]
    private static partial Regex Link();
}
