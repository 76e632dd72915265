using ChatGov.Claims;
using ChatGov.Data;
using ChatGov.Tasks;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Tasks;

public sealed class CancellingSeriesTests
{
    private static readonly DateTimeOffset Saturday = new(2026, 11, 28, 9, 0, 0, TimeSpan.FromHours(8));

    [Theory, Databases]
    public async Task One_week_or_all_that_follow_and_everybody_is_told_once(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        await using var bot = new TestBot(database.Db);
        var weeks = await Weekly(world, 4);
        await world.Member("甲");
        await world.Member("乙");
        foreach (var week in weeks[1..])
        {
            await bot.Ask("甲", $"认领{week.Id}");
        }

        await bot.Ask("乙", $"认领{weeks[3].Id}");

        Has(await bot.Ask("secretary", $"取消任务 {weeks[0].Id}"), "还有 4 次");
        Has(await bot.Ask("secretary", "好的"), "请回 1");
        Has(await bot.Ask("secretary", "1"), "为什么取消");
        Has(await bot.Ask("secretary", "大风"), "只取消这一次");
        Has(await bot.Ask("secretary", "1"), "取消了");
        Assert.Equal("", await bot.Answers("乙"));

        Has(await bot.Ask("secretary", $"取消任务 {weeks[1].Id}"), "还有 3 次");
        Has(await bot.Ask("secretary", "2"), "为什么取消");
        Has(await bot.Ask("secretary", "社区搬家"), "3 次都取消");
        Has(await bot.Ask("secretary", "1"), "3 次都取消了");
        var told = await bot.Answers("甲");
        Has(told, "你领的 3 次");
        Has(told, "12月5日周六 09:00、12月12日周六 09:00、12月19日周六 09:00");
        Has(told, "社区搬家");
        Assert.DoesNotContain("---", told, StringComparison.Ordinal);
        Has(await bot.Answers("乙"), "取消了：社区搬家");
        Assert.Equal(4, database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM task WHERE state = 'Cancelled'")));
        Has(await bot.Ask("secretary", "取消任务"), "没有能取消");
        Has(await bot.Ask("secretary", $"取消任务 {weeks[1].Id}"), "不能取消");
        Assert.Empty((await world.As(world.Secretary, tx => TaskSeries.Cancel(tx, weeks[1].Id, "社区搬家").Value)).Weeks);
        AuditTrail.IsComplete(database.Db, TaskMachine.Table);
        AuditTrail.IsComplete(database.Db, ClaimMachine.Table);
    }

    [Theory, Databases]
    public async Task In_English_one_task_needs_no_question_about_weeks_and_one_in_hand_needs_no_number(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        await using var bot = new TestBot(database.Db);
        await world.Publish(world.Draft(Saturday));
        var weeks = await Weekly(world, 2);
        await bot.Ask("secretary", "语言");
        await bot.Ask("secretary", "English");

        Has(await bot.Ask("secretary", "cancel task"), "Which one");
        Has(await bot.Ask("secretary", "1"), "Why is it cancelled");
        Has(await bot.Ask("secretary", new string('x', 201)), "Please give a reason");
        Has(await bot.Ask("secretary", "storm"), "will be cancelled");
        Has(await bot.Ask("secretary", "1"), "is cancelled");
        Has(await bot.Ask("secretary", $"cancel task {weeks[0].Id}"), "2 times");
        Has(await bot.Ask("secretary", "2"), "Why is it cancelled");
        await bot.Ask("secretary", "storm");
        Has(await bot.Ask("secretary", "1"), "All 2 of");
    }

    [Theory, Databases]
    public async Task Only_those_who_run_it_cancel_it_and_what_is_over_stays(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var world = stage.World;
        var weeks = await Weekly(world, 3);
        var member = await world.Member("甲");
        await world.As(member, tx => Claiming.Claim(tx, weeks[0].Id).Value);
        await world.As(member, tx => Claiming.Claim(tx, weeks[1].Id).Value);

        Assert.Equal(RefusalCode.NotFound, await Cancel(world.OtherSecretary));
        Assert.Equal(RefusalCode.NotFound, await Cancel(member));
        Assert.Equal(RefusalCode.ReasonMissing, await Cancel(world.Secretary, reason: " "));
        await stage.MoveTo(Saturday.AddHours(3));
        var cancelled = await world.As(world.Secretary, tx => TaskSeries.Cancel(tx, weeks[0].Id, "大风").Value);

        Assert.Equal([weeks[1].Id, weeks[2].Id], cancelled.Weeks.Select(week => week.Id));
        Assert.Equal(TaskState.AwaitingConfirm, stage.StateOf(weeks[0]));
        Assert.Equal(["Confirmed", "Released"], stage.ClaimStates());
        stage.AuditIsComplete();
        Invariants.Hold(stage.Database.Db);

        async Task<RefusalCode?> Cancel(long person, string reason = "大风") =>
            (await world.As(person, tx => TaskSeries.Cancel(tx, weeks[0].Id, reason))).Refusal?.Code;
    }

    [Theory, Databases]
    public async Task Claims_and_cancelling_all_at_once_leave_nobody_with_a_place_and_nobody_told_twice(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var world = stage.World;
        var weeks = await Weekly(world, 3);
        var people = await world.Members(10);

        await Task.WhenAll(
            [.. people.SelectMany(person => weeks.Select(week => (Task)world.As(person, tx => WaitingList.Join(tx, week.Id)))),
             .. Enumerable.Range(0, 3).Select(_ => (Task)world.As(world.Secretary, tx => TaskSeries.Cancel(tx, weeks[0].Id, "大风").Value))]);

        Assert.All(stage.ClaimStates(), state => Assert.Equal("Released", state));
        Assert.All(weeks, week => Assert.Equal(TaskState.Cancelled, stage.StateOf(week)));
        Assert.All(people, person => Assert.True(stage.Letters(person).Count(letter => letter.Text.Contains("大风", StringComparison.Ordinal)) <= 1));
        Invariants.Hold(stage.Database.Db);
        stage.AuditIsComplete();
    }

    private static Task<List<VolunteerTask>> Weekly(World world, int weeks) =>
        world.As(world.Secretary, tx => TaskPublishing.PublishWeekly(tx, world.Helan, world.Draft(Saturday, places: 4), weeks).Value);

    private static void Has(string text, string part) => Assert.Contains(part, text, StringComparison.Ordinal);
}
