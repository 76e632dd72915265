using ChatGov.Data;
using ChatGov.Organisations;
using ChatGov.Rights;
using ChatGov.Tasks;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Tasks;

public sealed class OrganisingTests
{
    private static readonly DateTimeOffset Saturday = new(2026, 11, 28, 9, 0, 0, TimeSpan.FromHours(8));

    [Theory, Databases]
    public async Task The_organiser_sees_who_comes_and_names_only_near_the_day(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        await using var bot = new TestBot(database.Db);
        var task = await world.Publish(world.Draft(Saturday));
        await world.Member("王小明");
        await bot.Ask("王小明", $"认领{task.Id}");

        var early = await bot.Ask("secretary", "谁来");
        Has(early, "1/5");
        Assert.DoesNotContain("王小明", early, StringComparison.Ordinal);
        database.Clock.MoveTo(Saturday.AddHours(-20));
        Has(await bot.Ask("secretary", $"谁来 {task.Id}"), "王小明");
        Assert.DoesNotContain("王小明", await bot.Ask("other-secretary", $"谁来 {task.Id}"), StringComparison.Ordinal);
        database.Clock.MoveTo(Saturday.AddDays(2));
        Assert.DoesNotContain("王小明", await bot.Ask("secretary", $"谁来 {task.Id}"), StringComparison.Ordinal);
    }

    [Theory, Databases]
    public async Task A_word_reaches_all_who_come_after_a_second_look_and_names_nobody(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        await using var bot = new TestBot(database.Db);
        var task = await world.Publish(world.Draft(Saturday));
        await world.Member("甲");
        await world.Member("乙");
        await bot.Ask("甲", $"认领{task.Id}");

        Has(await bot.Ask("secretary", "通知大家"), "说什么");
        Has(await bot.Ask("secretary", "有事打 13912345678"), "不要写人名、手机号");
        Has(await bot.Ask("secretary", "风大，戴好口罩"), "风大，戴好口罩");
        Has(await bot.Ask("secretary", "1"), "1 个人");
        Has(await bot.Answers("甲"), "风大，戴好口罩");
        Assert.DoesNotContain("口罩", await bot.Answers("乙"), StringComparison.Ordinal);
        await world.As(world.Secretary, tx => TaskOrganisers.Tell(tx, task.Id, "二").Value);
        await world.As(world.Secretary, tx => TaskOrganisers.Tell(tx, task.Id, "三").Value);
        Assert.Equal(TaskRefusal.ToldEnough, (await world.As(world.Secretary, tx => TaskOrganisers.Tell(tx, task.Id, "四"))).Refusal?.Code);
        Assert.Equal(RefusalCode.NotFound, (await world.As(world.OtherSecretary, tx => TaskOrganisers.Tell(tx, task.Id, "五"))).Refusal?.Code);
    }

    [Theory, Databases]
    public async Task A_colleague_takes_over_by_saying_yes(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        await using var bot = new TestBot(database.Db);
        var task = await world.Publish(world.Draft(Saturday));
        Has(await bot.Ask("secretary", "交给同事"), "没有别的同事");
        var deputy = await world.Person("副书记丙");
        await database.Db.Write(tx => Staff.Appoint(tx, deputy, Role.Deputy, world.Helan, tx.Now, until: null));

        Has(await bot.Ask("secretary", "交给同事"), "副书记丙");
        Has(await bot.Ask("secretary", "1"), "等对方");
        Has(await bot.Answers("副书记丙"), "能不能由你负责");
        Assert.Equal(world.Secretary, Organiser());
        Has(await bot.Press("副书记丙", bot.Last("副书记丙"), 0), "由你负责");
        Has(await bot.Answers("secretary"), "接过去了");
        Assert.Equal(deputy, Organiser());

        long Organiser() => database.Db.Read(tx => tx.Count("SELECT organiser_id FROM task WHERE id = @Id", new { task.Id }));
    }

    private static void Has(string text, string part) => Assert.Contains(part, text, StringComparison.Ordinal);
}
