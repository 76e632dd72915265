using ChatGov.Claims;
using ChatGov.Registrations;
using ChatGov.Tasks;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Conversations;

/// <summary>Buttons and numbers of something older never answer the question that is open now.</summary>
public sealed class StaleAnswersTests
{
    [Theory, Databases]
    public async Task The_button_under_an_older_roster_never_confirms_the_one_that_is_open(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        await using var bot = new TestBot(database.Db);
        var (first, second) = await TwoOverTasks(database, world);
        await BothAreTold(database, world);
        await bot.Quiet();

        await bot.Ask("secretary", "待办");
        await bot.Ask("secretary", "1");
        var older = bot.Last("secretary", "都到了就回");
        await bot.Ask("secretary", "取消");
        await bot.Ask("secretary", "待办");
        Has(await bot.Ask("secretary", "2"), "名单");

        Has(await bot.Press("secretary", older, 0), "已经答过");
        Assert.Equal(0, database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM service_record")));
        Has(await bot.Press("secretary", bot.Last("secretary"), 0), "对吗");
        Has(await bot.Press("secretary", bot.Last("secretary"), 0), "到 1 人");
        Assert.Equal(second.Id, database.Db.Read(tx => tx.First<long>("SELECT task_id FROM service_record")));
        Assert.NotEqual(first.Id, second.Id);
    }

    [Theory, Databases]
    public async Task The_yes_to_leaving_never_deletes(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        var id = await world.Member("甲");
        await using var bot = new TestBot(database.Db);

        // What was on its way comes first.
        await bot.Answers("甲");
        await bot.Ask("甲", "退出");
        var leaving = bot.Last("甲");
        await bot.Ask("甲", "取消");
        Has(await bot.Ask("甲", "删除我"), "确定删除");

        Has(await bot.Press("甲", leaving, 0), "已经答过");
        Assert.Equal(0, database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM person WHERE id = @id AND erased_at IS NOT NULL", new { id })));
    }

    [Theory, Databases]
    public async Task A_plain_yes_is_about_the_registration_just_looked_at(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        await using var bot = new TestBot(database.Db);
        var first = await Submitted(world, "甲");
        await bot.Ask("secretary", "待办");
        Has(await bot.Ask("secretary", "1"), "甲");
        await world.As(world.Secretary, tx => RegistrationDecisions.Return(tx, first, "请写全名"));
        var second = await Submitted(world, "乙");

        await bot.Ask("secretary", "通过");

        Assert.Equal("Submitted", database.Db.Read(tx => tx.First<string>("SELECT state FROM registration WHERE id = @second", new { second })));
    }

    private static async Task<long> Submitted(World world, string name)
    {
        var person = await world.Person(name);
        return await world.As(person, tx => RegistrationRequests.Submit(tx, new SubmitRequest { OrgId = world.Helan, Name = name }).Value.Id);
    }

    private static async Task<(VolunteerTask First, VolunteerTask Second)> TwoOverTasks(TestDatabase database, World world)
    {
        var start = new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.FromHours(8));
        var first = await world.Publish(world.Draft(start));
        var second = await world.Publish(world.Draft(start.AddHours(1)) with { Title = "教老人用手机" });
        await world.As(await world.Member("甲"), tx => Claiming.Claim(tx, first.Id).Value);
        await world.As(await world.Member("乙"), tx => Claiming.Claim(tx, second.Id).Value);
        database.Clock.MoveTo(start.AddHours(8));
        return (first, second);
    }

    /// <summary>The bot runs beside this: what is told of two rosters has been told before a button is pressed, else the last message is a notice.</summary>
    private static async Task BothAreTold(TestDatabase database, World world)
    {
        for (var tries = 0; tries < 200 && Mail.To(database.Db, world.Secretary).Count(letter => letter.Text.Contains("请看名单", StringComparison.Ordinal)) < 2; tries++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50));
        }
    }

    private static void Has(string text, string part) => Assert.Contains(part, text, StringComparison.Ordinal);
}
