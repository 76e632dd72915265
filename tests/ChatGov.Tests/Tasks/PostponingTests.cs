using ChatGov.Claims;
using ChatGov.Data;
using ChatGov.Tasks;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Tasks;

public sealed class PostponingTests
{
    private static readonly DateTimeOffset Saturday = new(2026, 11, 28, 9, 0, 0, TimeSpan.FromHours(8));
    private static readonly DateTimeOffset Sunday = Saturday.AddDays(1);

    [Theory, Databases]
    public async Task Everyone_with_a_place_is_asked_and_who_is_silent_keeps_it(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        await using var bot = new TestBot(database.Db);
        var task = await world.Publish(world.Draft(Saturday, places: 3));
        foreach (var name in new[] { "甲", "乙", "丙", "丁" })
        {
            await world.Member(name);
            await bot.Ask(name, $"认领{task.Id}");
        }

        Has(await bot.Ask("丁", "1"), "排第 1 位");
        Has(await bot.Ask("secretary", "改期"), "改哪个");
        Has(await bot.Ask("secretary", "1"), "改到什么时候");
        Has(await bot.Ask("secretary", "周日上午9点"), "11月29日");
        Has(await bot.Ask("secretary", "1"), "改好了");
        Has(await bot.Answers("甲"), "还来吗");
        Has(await bot.Press("甲", bot.Last("甲"), 0), "给你留着");
        Has(await bot.Answers("丁"), "你排着的");
        Has(await bot.Press("乙", bot.Last("乙"), 1), "退");
        Has(await bot.Answers("丁"), "空出一个名额");

        Assert.Equal(
            ["Confirmed", "Withdrawn", "Confirmed", "Offered"],
            database.Db.Read(tx => tx.All<string>("SELECT state FROM claim ORDER BY number")));
        Invariants.Hold(database.Db);
    }

    [Theory, Databases]
    public async Task Which_one_and_to_when_are_said_in_one_sentence(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        await using var bot = new TestBot(database.Db);
        await world.Publish(world.Draft(Saturday, places: 3));
        await world.Publish(world.Draft(Saturday.AddDays(7), places: 3) with { Title = "陪老人聊天" });

        Has(await bot.Ask("secretary", "清扫公园的任务改到周日"), "11月29日周日 09:00");
        await bot.Ask("secretary", "取消");
        Has(await bot.Ask("secretary", "任务改到周日下午3点"), "改哪个");
        Has(await bot.Ask("secretary", "2"), "11月29日周日 15:00");
        Has(await bot.Ask("secretary", "1"), "改好了");
        Has(await bot.Ask("secretary", "跟来的人说一声带手套"), "哪个");
        Has(await bot.Ask("secretary", "1"), "带手套");
    }

    [Theory, Databases]
    public async Task The_organiser_sees_who_has_not_said_whether_they_still_come_by_name_only_near_the_day(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        await using var bot = new TestBot(database.Db);
        var task = await world.Publish(world.Draft(Saturday, places: 3));
        foreach (var name in new[] { "王小明", "李小红", "赵小刚" })
        {
            await world.Member(name);
            await bot.Ask(name, $"认领{task.Id}");
        }

        Assert.DoesNotContain("改期后", await bot.Ask("secretary", "谁来"), StringComparison.Ordinal);
        await world.As(world.Secretary, tx => TaskPostponing.Postpone(tx, task.Id, Sunday, Sunday.AddHours(2)).Value);
        await bot.Answers("李小红");
        Has(await bot.Press("李小红", bot.Last("李小红"), 0), "给你留着");

        var early = await bot.Ask("secretary", "谁来");
        Has(early, "改期后还有 2 人没说来不来");
        Assert.DoesNotContain("王小明", early, StringComparison.Ordinal);
        database.Clock.MoveTo(Sunday.AddHours(-20));
        Has(await bot.Ask("secretary", "谁来"), "没说来不来：1 号 王小明、3 号 赵小刚。");
    }

    [Theory, Databases]
    public async Task The_reminders_come_for_the_new_time_and_only_for_it(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var world = stage.World;
        var task = await world.Publish(world.Draft(Saturday));
        var member = await world.Member("甲");
        await world.As(member, tx => Claiming.Claim(tx, task.Id).Value);
        await stage.MoveTo(Saturday.AddHours(-13));
        await world.As(world.Secretary, tx => TaskPostponing.Postpone(tx, task.Id, Sunday, Sunday.AddHours(2)).Value);

        await stage.MoveTo(Sunday.AddHours(3));

        var reminders = stage.Letters(member).Count(letter => letter.Text.Contains("提醒你领的任务", StringComparison.Ordinal));
        var soon = stage.Letters(member).Count(letter => letter.Text.Contains("今天有你领的任务", StringComparison.Ordinal));
        Assert.Equal((2, 1), (reminders, soon));
        Assert.Equal(TaskState.AwaitingConfirm, stage.StateOf(task));
        stage.AuditIsComplete();
    }

    [Theory, Databases]
    public async Task Only_those_who_run_it_move_it_and_never_into_the_past_or_after_its_start(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var world = stage.World;
        var task = await world.Publish(world.Draft(Saturday));
        var member = await world.Member("甲");
        await world.As(member, tx => Claiming.Claim(tx, task.Id).Value);

        Assert.Equal(RefusalCode.NotFound, await Move(world.OtherSecretary, Sunday));
        Assert.Equal(RefusalCode.NotFound, await Move(member, Sunday));
        Assert.Equal(TaskRefusal.TaskInThePast, await Move(world.Secretary, TestClock.Start));
        await stage.MoveTo(Saturday.AddMinutes(5));
        Assert.Equal(TaskRefusal.TaskOver, await Move(world.Secretary, Sunday));

        async Task<RefusalCode?> Move(long person, DateTimeOffset to) =>
            (await world.As(person, tx => TaskPostponing.Postpone(tx, task.Id, to, to.AddHours(2)))).Refusal?.Code;
    }

    [Theory, Databases]
    public async Task What_is_switched_off_does_not_come_and_what_must_be_known_does(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        await using var bot = new TestBot(database.Db);
        var task = await world.Publish(world.Draft(Saturday));
        await world.Member("甲");
        await bot.Ask("甲", $"认领{task.Id}");

        Has(await bot.Ask("甲", "提醒"), "关掉：前一晚的提醒");
        Has(await bot.Ask("甲", "1"), "关了：前一晚的提醒");
        database.Clock.MoveTo(Saturday.AddHours(-14));
        await bot.Timers.RunDue(CancellationToken.None);
        Assert.DoesNotContain("提醒你领的任务", await bot.Answers("甲"), StringComparison.Ordinal);
        await bot.Ask("secretary", $"取消任务 {task.Id}");
        await bot.Ask("secretary", "大风");
        await bot.Ask("secretary", "1");
        Has(await bot.Answers("甲"), "取消了");
        Has(await bot.Ask("甲", "提醒"), "打开：前一晚的提醒");
        Has(await bot.Ask("甲", "1"), "打开了");
    }

    [Theory, Databases]
    public async Task Who_claims_while_the_task_is_moved_is_held_to_its_new_time(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        var kept = await world.Publish(world.Draft(Sunday));
        var moved = await world.Publish(world.Draft(Saturday));
        var member = await world.Member("甲");
        await world.As(member, tx => Claiming.Claim(tx, kept.Id).Value);
        await using var other = database.OpenAgain();

        var claimed = Task.FromResult<Outcome<Claim>>(RefusalCode.NotFound);
        await database.Db.Write(tx =>
        {
            Assert.True(TaskPostponing.Postpone(tx.As(new Actor(world.Secretary)), moved.Id, Sunday, Sunday.AddHours(2)).Ok);
            claimed = Task.Run(() => other.Write(beside => Claiming.Claim(beside.As(new Actor(member)), moved.Id)));
            TestDatabase.UntilWaitedFor(tx, claimed);
        });

        Assert.Equal(ClaimRefusal.TimeClash, (await claimed).Refusal?.Code);
        Invariants.Hold(database.Db);
    }

    private static void Has(string text, string part) => Assert.Contains(part, text, StringComparison.Ordinal);
}
