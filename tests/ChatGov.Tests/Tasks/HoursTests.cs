using ChatGov.Claims;
using ChatGov.Data;
using ChatGov.Hours;
using ChatGov.Tasks;
using ChatGov.Tests.Support;
using ChatGov.Values;
using FsCheck;
using FsCheck.Fluent;

namespace ChatGov.Tests.Tasks;

public sealed class HoursTests
{
    private static readonly DateTimeOffset Saturday = new(2026, 11, 28, 9, 0, 0, TimeSpan.FromHours(8));

    [Theory, Databases]
    public async Task Listed_as_absent_says_so_and_the_secretary_puts_it_right(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        await using var bot = new TestBot(database.Db);
        var task = await world.Publish(world.Draft(Saturday));
        await world.Member("甲");
        await bot.Ask("甲", $"认领{task.Id}");
        database.Clock.MoveTo(Saturday.AddHours(3));
        await bot.Timers.RunDue(CancellationToken.None);
        Has(await bot.Ask("secretary", "除了1号"), "没到：1 号 甲");
        Has(await bot.Ask("secretary", "1"), "没到 1 人");

        Has(await bot.Answers("甲"), "回“有误”");
        Has(await bot.Ask("甲", "有误"), "写的是没到场");
        Has(await bot.Ask("甲", "1"), "实际做了多久");
        Has(await bot.Ask("甲", "好久"), "没看懂多长时间");
        Has(await bot.Ask("甲", "两小时"), "说一句情况");
        Has(await bot.Ask("甲", "在后门那边扫"), "记下了");
        Has(await bot.Ask("甲", "有误"), "没有能改");
        Has(await bot.Answers("secretary"), "时长不对");
        Has(await bot.Ask("secretary", "待办"), "时长：甲");
        Has(await bot.Ask("secretary", "1"), "在后门那边扫");
        Has(await bot.Ask("secretary", "1"), "记 2 小时");
        Has(await bot.Answers("甲"), "改好了");
        Has(await bot.Ask("甲", "时长"), "2 小时");
        AuditTrail.IsComplete(database.Db, ClaimMachine.Table);
        Invariants.Hold(database.Db);
    }

    [Theory, Databases]
    public async Task A_correction_takes_the_old_record_back_and_both_stay_to_be_seen(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var (world, task, member) = await Served(stage, hours: 2);
        await world.As(member, tx => Objections.Raise(tx, 1, task.Id, 90, null).Value);

        await world.As(world.Secretary, tx => ObjectionDecisions.Decide(tx, 1, 90).Value);

        var own = await world.As(member, tx => OwnHours.Of(tx));
        Assert.Equal((90, 90), (own.InAll, own.ThisYear));
        Assert.Equal([(90, false), (-120, false), (120, true)], own.Latest.Select(each => ((int)each.Minutes, each.IsCancelled)));
        Assert.Equal(RefusalCode.NotFound, (await world.As(world.Secretary, tx => ObjectionDecisions.Decide(tx, 1, 60))).Refusal?.Code);
        stage.AuditIsComplete();
        Invariants.Hold(stage.Database.Db);
    }

    [Theory, Databases]
    public async Task Above_four_hours_another_decides_and_a_late_entry_needs_two(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var (world, task, member) = await Served(stage, hours: 5);
        var forgotten = await world.Member("没上名单的");
        await world.As(member, tx => Objections.Raise(tx, 1, task.Id, 290, null).Value);
        await world.As(forgotten, tx => Objections.Raise(tx, null, task.Id, 300, "一直在").Value);

        Assert.Equal(HoursRefusal.AnotherMustConfirm, (await world.As(world.Secretary, tx => ObjectionDecisions.Decide(tx, 1, 290))).Refusal?.Code);
        Assert.Equal(RefusalCode.NotFound, (await world.As(world.OtherSecretary, tx => ObjectionDecisions.Decide(tx, 1, 290))).Refusal?.Code);
        Assert.Equal(290, (await world.As(world.BannerOffice, tx => ObjectionDecisions.Decide(tx, 1, 290).Value)).Minutes);

        Assert.True((await world.As(world.Secretary, tx => ObjectionDecisions.Decide(tx, 2, 300).Value)).NeedsSecond);
        Assert.Equal(RefusalCode.NotFound, (await world.As(world.Secretary, tx => ObjectionDecisions.Decide(tx, 2, 300))).Refusal?.Code);
        Assert.Equal(300, (await world.As(world.BannerOffice, tx => ObjectionDecisions.Decide(tx, 2, 300).Value)).Minutes);
        Assert.Equal(["Recorded", "Recorded"], stage.ClaimStates());
        stage.AuditIsComplete();
        Invariants.Hold(stage.Database.Db);
    }

    [Theory, Databases]
    public async Task A_task_that_closed_itself_gives_hours_only_by_a_late_entry_within_thirty_days(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var world = stage.World;
        var task = await world.Publish(world.Draft(Saturday));
        var member = await world.Member("甲");
        await world.As(member, tx => Claiming.Claim(tx, task.Id).Value);
        await stage.MoveTo(Saturday.AddDays(20));
        Assert.Equal(["Unconfirmed"], stage.ClaimStates());

        await world.As(member, tx => Objections.Raise(tx, 1, task.Id, 120, null).Value);
        await world.As(world.Secretary, tx => ObjectionDecisions.Decide(tx, 1, null).Value);
        Assert.Equal(["Unconfirmed"], stage.ClaimStates());
        await world.As(member, tx => Objections.Raise(tx, 1, task.Id, 120, null).Value);
        await world.As(world.Secretary, tx => ObjectionDecisions.Decide(tx, 2, 120).Value);
        Assert.Equal(120, (await world.As(member, tx => OwnHours.Of(tx))).InAll);

        var late = await world.Member("乙");
        await stage.MoveTo(Saturday.AddDays(31));
        Assert.Equal(HoursRefusal.ObjectionTooLate, (await world.As(late, tx => Objections.Raise(tx, null, task.Id, 60, null))).Refusal?.Code);
        stage.AuditIsComplete();
    }

    [Theory, Databases]
    public async Task Who_signs_in_and_out_gets_the_time_between_and_who_forgets_gets_it_all(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        await using var bot = new TestBot(database.Db);
        var task = await world.Publish(world.Draft(Saturday, places: 3));
        foreach (var name in new[] { "甲", "乙", "丙" })
        {
            await world.Member(name);
            await bot.Ask(name, $"认领{task.Id}");
        }

        Has(await bot.Ask("甲", "签到"), "没有要签到");
        database.Clock.MoveTo(Saturday.AddMinutes(-20));
        Has(await bot.Ask("甲", "签到"), "签到了");
        Has(await bot.Ask("乙", "我到了"), "签到了");
        Has(await bot.Ask("丙", "签退"), "还没签到");
        database.Clock.MoveTo(Saturday.AddMinutes(90));
        await bot.Timers.RunDue(CancellationToken.None);
        Has(await bot.Ask("甲", "签退"), "签退了");
        database.Clock.MoveTo(Saturday.AddHours(5));
        await bot.Timers.RunDue(CancellationToken.None);
        Has(await bot.Ask("secretary", "都到了"), "到 3 人");

        Assert.Equal([90L, 120, 120], database.Db.Read(tx => tx.All<long>("SELECT minutes FROM claim ORDER BY number")));
        Assert.Equal(1, database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM claim WHERE auto_checked_out")));
        AuditTrail.IsComplete(database.Db, ClaimMachine.Table);
    }

    [Theory, Databases]
    public async Task Two_who_decide_at_once_write_one_record(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var (world, task, member) = await Served(stage, hours: 2);
        await world.As(member, tx => Objections.Raise(tx, 1, task.Id, 100, null).Value);

        var decisions = await Task.WhenAll(Enumerable.Range(0, 6).Select(i =>
            world.As(i % 2 == 0 ? world.Secretary : world.BannerOffice, tx => ObjectionDecisions.Decide(tx, 1, 100))));

        Assert.Single(decisions, decision => decision.Ok);
        Assert.Equal(100, (await world.As(member, tx => OwnHours.Of(tx))).InAll);
        Invariants.Hold(stage.Database.Db);
    }

    [Theory, Databases]
    public async Task Whatever_is_said_and_decided_no_day_has_more_than_eight_hours_and_every_minute_a_confirmer(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var world = stage.World;
        var members = await world.Members(3);
        var tasks = new List<VolunteerTask>();
        foreach (var hour in new[] { 0, 5, 10 })
        {
            var task = await world.Publish(world.Draft(Saturday.AddHours(-4 + hour), places: 3, hours: 4));
            foreach (var member in members.Skip(hour / 5))
            {
                await world.As(member, tx => Claiming.Claim(tx, task.Id).Value);
            }

            tasks.Add(task);
        }

        await stage.MoveTo(Saturday.AddDays(1));
        foreach (var task in tasks)
        {
            await world.As(world.Secretary, tx => TaskRosters.Confirm(tx, task.Id, []).Value);
        }

        var step = from who in Gen.Choose(0, 2) from minutes in Gen.Choose(1, 480) from what in Gen.Choose(0, 5) select (who, minutes, what);
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(provider == Provider.Sqlite ? 25 : 4),
            Prop.ForAll(step.ListOf(12).ToArbitrary(), steps => Run(steps).GetAwaiter().GetResult()));
        stage.AuditIsComplete();

        async Task<bool> Run(IList<(int Who, int Minutes, int What)> steps)
        {
            await Task.WhenAll(steps.Select(each => each.What < 3
                ? (Task)world.As(members[each.Who], tx =>
                {
                    var open = Objections.Mine(tx);
                    return open.Count > 0 && Objections.Raise(tx, open[each.Minutes % open.Count].ClaimId, open[each.Minutes % open.Count].TaskId, each.Minutes, null).Ok;
                })
                : world.As(each.What == 3 ? world.BannerOffice : world.Secretary, tx =>
                {
                    var open = ObjectionDecisions.WaitingForMe(tx);
                    return open.Count > 0 && ObjectionDecisions.Decide(tx, open[each.Minutes % open.Count].Id, each.What == 5 ? null : each.Minutes).Ok;
                })));
            Invariants.Hold(stage.Database.Db);
            return true;
        }
    }

    [Theory, Databases]
    public async Task Signing_out_while_the_task_is_cancelled_leaves_no_claim_behind(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var world = stage.World;
        var people = await world.Members(12);
        var task = await world.Publish(world.Draft(Saturday, places: 12));
        foreach (var person in people)
        {
            await world.As(person, tx => Claiming.Claim(tx, task.Id).Value);
        }

        await stage.MoveTo(Saturday.AddMinutes(5));
        foreach (var person in people)
        {
            await world.As(person, tx => CheckIns.In(tx).Value);
        }

        await Task.WhenAll(
            [.. people.Select(person => (Task)world.As(person, tx => CheckIns.Out(tx))), world.As(world.Secretary, tx => TaskCancelling.Cancel(tx, task.Id, "沙尘暴").Value)]);

        Assert.All(stage.ClaimStates(), state => Assert.Equal("Released", state));
        Invariants.Hold(stage.Database.Db);
        stage.AuditIsComplete();
    }

    [Theory, Databases]
    public async Task No_minute_is_written_down_twice_though_two_tasks_lay_over_each_other(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var world = stage.World;
        var member = await world.Member("甲");
        var first = await world.Publish(world.Draft(Saturday, hours: 2));
        var moved = await world.Publish(world.Draft(Saturday.AddDays(1), hours: 3));
        await world.As(member, tx => Claiming.Claim(tx, first.Id).Value);
        await world.As(member, tx => Claiming.Claim(tx, moved.Id).Value);

        // Moved over the other one, and the member says nothing: nobody loses the place, and no hour counts twice.
        await world.As(world.Secretary, tx => TaskPostponing.Postpone(tx, moved.Id, Saturday.AddHours(1), Saturday.AddHours(4)).Value);
        await stage.MoveTo(Saturday.AddHours(5));
        await world.As(world.Secretary, tx => TaskRosters.Confirm(tx, first.Id, []).Value);
        await world.As(world.Secretary, tx => TaskRosters.Confirm(tx, moved.Id, []).Value);

        Assert.Equal([120L, 120], stage.Database.Db.Read(tx => tx.All<long>("SELECT minutes FROM claim ORDER BY id")));
        Assert.Contains(stage.Letters(member), letter => letter.Text.Contains("同一段时间只记一次，一天最多记 8 小时，这次记了 2 小时", StringComparison.Ordinal));

        // Nor by an objection: what lay over the other one is there already.
        await world.As(member, tx => Objections.Raise(tx, 1, first.Id, 180, null).Value);
        await world.As(world.Secretary, tx => ObjectionDecisions.Decide(tx, 1, 180).Value);
        Assert.Equal(240, (await world.As(member, tx => OwnHours.Of(tx))).InAll);
        Invariants.Hold(stage.Database.Db);
        stage.AuditIsComplete();
    }

    [Theory]
    [InlineData("两小时", 120)]
    [InlineData("1.5小时", 90)]
    [InlineData("一个半小时", 90)]
    [InlineData("90分钟", 90)]
    [InlineData("半小时", 30)]
    [InlineData("俩钟头", 120)]
    [InlineData("2 hours", 120)]
    [InlineData("90 min", 90)]
    [InlineData("好久", null)]
    [InlineData("11点半", null)]
    [InlineData("0分钟", null)]
    [InlineData("", null)]
    public void Lengths_are_read_as_people_type_them(string text, int? minutes) => Assert.Equal(minutes, Minutes.Read(text));

    private static async Task<(World World, VolunteerTask Task, long Member)> Served(Stage stage, double hours)
    {
        var task = await stage.World.Publish(stage.World.Draft(Saturday, hours: hours));
        var member = await stage.World.Member("甲");
        await stage.World.As(member, tx => Claiming.Claim(tx, task.Id).Value);
        await stage.MoveTo(task.EndsAt.AddHours(1));
        await stage.World.As(stage.World.Secretary, tx => TaskRosters.Confirm(tx, task.Id, []).Value);
        return (stage.World, task, member);
    }

    private static void Has(string text, string part) => Assert.Contains(part, text, StringComparison.Ordinal);
}
