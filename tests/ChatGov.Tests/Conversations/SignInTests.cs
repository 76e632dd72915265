using System.Text.RegularExpressions;
using ChatGov.Access;
using ChatGov.Data;
using ChatGov.Organisations;
using ChatGov.Tests.Support;

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
    public async Task Whoever_was_appointed_by_name_agrees_and_ties_their_chat_to_it(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        var appointment = await world.As(world.BannerOffice, tx => Staff.Appoint(
            tx, new NewAppointment("李书记", SameAsId: null, Role.Secretary, world.Garden, From: null, Until: null)).Value);
        var code = await world.As(world.BannerOffice, tx => ChatBinding.Issue(tx, appointment.Id).Value);

        Has(await Restarted(database.Db, "li", "绑定"), "同意吗");
        Has(await Restarted(database.Db, "li", "1"), "写在后面");
        Has(await Restarted(database.Db, "li", "绑定 abcdefghjkmnpqrstuvwxyzabcdefghj"), "绑定码不对");
        Has(await Restarted(database.Db, "li", $"绑定 {code.ToUpperInvariant()}"), "你现在是园林社区的");
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
        var appointment = await world.As(world.BannerOffice, tx => Staff.Appoint(
            tx, new NewAppointment("小王", SameAsId: null, Role.Deputy, world.Helan, From: null, Until: null)).Value);
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
