using ChatGov.Data;
using ChatGov.Matching;
using ChatGov.People;
using ChatGov.Tasks;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Matching;

public sealed class TaskKindTests
{
    [Theory]
    [InlineData(null, "清扫公园沙尘", TaskKind.Public)]
    [InlineData(null, "教老人用手机缴费", TaskKind.Lecture)]
    [InlineData(null, "修3号楼单元灯", TaskKind.Repair)]
    [InlineData(null, "陪独居老人聊天", TaskKind.Care)]
    [InlineData(null, "陪老人看病", TaskKind.Medical)]
    [InlineData(null, "周末给初中生辅导作业", TaskKind.Tutoring)]
    [InlineData(null, "社区义诊帮忙量血压", TaskKind.Medical)]
    [InlineData(null, "发文明城市宣传单", TaskKind.Public)]
    [InlineData(null, "Fix the light at building 3", TaskKind.Repair)]
    [InlineData(null, "Suffixes of street names on new signs", TaskKind.Public)]
    [InlineData(null, "没见过的新鲜事", TaskKind.Public)]
    [InlineData(Skill.ElderDisabilityCare, "帮老人换灯泡修水龙头", TaskKind.Care)]
    [InlineData(Skill.HomeRepair, "入户看看", TaskKind.Repair)]
    [InlineData(Skill.DrivingLogistics, "就近帮老人买菜拉菜", TaskKind.Care)]
    public void Skill_and_words_tell_the_kind(Skill? skill, string title, TaskKind kind) => Assert.Equal(kind, TaskKinds.Of(skill, title));

    [Theory, Databases]
    public async Task It_is_kept_at_publishing_and_corrected_by_who_runs_the_community(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        var task = await world.Publish(world.Draft(TestClock.Start.AddDays(2)) with { Title = "陪老人下棋" });

        Assert.Equal("Care", Kept(database.Db, task));
        Assert.Equal(TaskKind.Public, (await world.As(world.Secretary, tx => TaskKinds.Correct(tx, task.Id, TaskKind.Public))).Value);
        Assert.Equal("Public", Kept(database.Db, task));
        Assert.Equal(RefusalCode.NotFound, (await world.As(world.OtherSecretary, tx => TaskKinds.Correct(tx, task.Id, TaskKind.Care))).Refusal!.Code);
        Assert.Equal(RefusalCode.NotFound, (await world.As(world.OtherSecretary, tx => TaskKinds.Find(tx, task.Id))).Refusal!.Code);
        Assert.Equal("Public", Kept(database.Db, task));
    }

    [Theory, Databases]
    public async Task A_secretary_corrects_it_in_the_chat(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        await world.Member("甲");
        var task = await world.Publish(world.Draft(TestClock.Start.AddDays(2)) with { Title = "陪老人下棋" });
        await using var bot = new TestBot(database.Db);

        Assert.Contains("陪老人下棋", await bot.Ask("secretary", "改类别"), StringComparison.Ordinal);
        Assert.Contains("现在算“关爱陪护”", await bot.Ask("secretary", "1"), StringComparison.Ordinal);
        Assert.Contains("改成“公益服务”了", await bot.Ask("secretary", "2"), StringComparison.Ordinal);
        Assert.Equal("Public", Kept(database.Db, task));
        Assert.DoesNotContain("陪老人下棋", await bot.Ask("甲", "改类别"), StringComparison.Ordinal);
        Assert.Contains("你没有可以改类别的任务", await bot.Ask("other-secretary", "改类别"), StringComparison.Ordinal);
    }

    private static string? Kept(Db db, VolunteerTask task) =>
        db.Read(tx => tx.First<string>("SELECT kind FROM task WHERE id = @Id", new { task.Id }));
}
