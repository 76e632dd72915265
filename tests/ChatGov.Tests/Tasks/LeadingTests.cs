using ChatGov.Claims;
using ChatGov.Data;
using ChatGov.Hours;
using ChatGov.Tasks;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Tasks;

/// <summary>The organiser's role in the hands of somebody who comes.</summary>
public sealed class LeadingTests
{
    private static readonly DateTimeOffset Saturday = new(2026, 11, 28, 9, 0, 0, TimeSpan.FromHours(8));

    [Theory, Databases]
    public async Task Until_the_member_says_yes_nothing_changes_and_then_they_may_do_this_task_and_no_more(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        await using var bot = new TestBot(database.Db);
        var task = await Claimed(world, bot, "王小明", "李小红");

        Has(await bot.Ask("secretary", $"交给同事 {task.Id}"), "1 号 王*，请他带队");
        Has(await bot.Ask("secretary", "1"), "等对方回话");
        Has(await bot.Answers("王小明"), "想请你带个队", "我来带队", "这次不方便");
        var question = bot.Last("王小明");
        Has(await bot.Ask("王小明", "谁来"), "没有你组织的任务");
        Has(await bot.Ask("secretary", $"谁来 {task.Id}"), "已请 1 号 王* 带队，等回话");
        Has(await bot.Ask("李小红", "我来带队"), "没有等你答应的事");

        Has(await bot.Press("王小明", question, 0), "由你带队");
        Has(await bot.Answers("secretary"), "1 号答应");
        Has(await bot.Press("王小明", question, 0), "由你带队");
        Assert.DoesNotContain("答应", await bot.Answers("secretary"), StringComparison.Ordinal);
    }

    [Theory, Databases]
    public async Task Who_leads_sees_who_comes_tells_them_something_and_does_the_roster_of_this_task_alone(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        await using var bot = new TestBot(database.Db);
        var task = await Claimed(world, bot, "王小明", "李小红");
        var other = await world.Publish(world.Draft(Saturday.AddDays(1)));
        var lead = await Led(world, bot, task, "王小明");

        var list = await bot.Ask("王小明", "谁来");
        Has(list, "2 号 李*", "带队的是 1 号", "通知大家");
        Assert.DoesNotContain("改期", list, StringComparison.Ordinal);
        Has(await bot.Ask("王小明", "通知大家"), "说什么");
        await bot.Ask("王小明", "风大，戴好口罩");
        Has(await bot.Ask("王小明", "1"), "2 个人");
        Has(await bot.Answers("李小红"), "风大，戴好口罩");
        Has(await bot.Ask("王小明", $"谁来 {other.Id}"), "没找到");
        foreach (var refused in new[]
        {
            await world.As(lead, tx => TaskCancelling.Cancel(tx, task.Id, "不办了").Refusal?.Code),
            await world.As(lead, tx => TaskPostponing.Postpone(tx, task.Id, Saturday.AddDays(2), Saturday.AddDays(2).AddHours(1)).Refusal?.Code),
            await world.As(lead, tx => TaskLeads.Ask(tx, task.Id, 2).Refusal?.Code),
            await world.As(lead, tx => TaskLeads.TakeBack(tx, task.Id).Refusal?.Code),
            await world.As(lead, tx => TaskRosters.Roster(tx, other.Id).Refusal?.Code),
            await world.As(lead, tx => TaskRosters.Confirm(tx, other.Id, []).Refusal?.Code),
            await world.As(world.OtherSecretary, tx => TaskLeads.Ask(tx, task.Id, 2).Refusal?.Code),
        })
        {
            Assert.Equal(RefusalCode.NotFound, refused);
        }

        database.Clock.MoveTo(Saturday.AddHours(-1));
        Has(await bot.Ask("王小明", "谁来"), "李小红");
        database.Clock.MoveTo(Saturday.AddHours(2));
        Has(await bot.Ask("王小明", "名单"), "都到了就回");
        Has(await bot.Ask("王小明", "2号只来了1小时"), "你自己的时长，由社区另一位来确认");
        Has(await bot.Ask("王小明", "1"), "到 1 人", "你自己的时长已经请社区来确认");
        Has(await bot.Ask("王小明", "时长"), "0 小时");

        Has(await bot.Answers("secretary"), "带队那位自己的时长要你点头");
        Assert.Equal(RefusalCode.NotFound, (await world.As(lead, tx => ObjectionDecisions.Decide(tx, 1, 120))).Refusal?.Code);
        Has(await bot.Ask("secretary", "待办"), "时长：王小明");
        Has(await bot.Ask("secretary", "1"), "王小明 带队做了", "2 小时");
        Has(await bot.Ask("secretary", "1"), "记 2 小时");
        Has(await bot.Ask("王小明", "时长"), "2 小时");
        IsSound(database);
    }

    [Theory, Databases]
    public async Task Above_four_hours_one_yes_is_enough_and_without_it_there_are_none(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var world = stage.World;
        foreach (var agrees in new[] { true, false })
        {
            var task = await world.Publish(world.Draft(Saturday.AddDays(agrees ? 0 : 1), hours: 5));
            var lead = await world.Member("带队" + agrees);
            await world.As(lead, tx => Claiming.Claim(tx, task.Id).Value);
            await world.As(world.Secretary, tx => TaskLeads.Ask(tx, task.Id, 1).Value);
            await world.As(lead, tx => TaskLeads.Accept(tx, task.Id).Value);
            await stage.MoveTo(task.EndsAt.AddHours(1));
            await world.As(lead, tx => TaskRosters.Confirm(tx, task.Id, []).Value);

            var objection = Assert.Single(await world.As(world.Secretary, tx => ObjectionDecisions.WaitingForMe(tx)));
            Assert.False((await world.As(world.Secretary, tx => ObjectionDecisions.Decide(tx, objection.Id, agrees ? 300 : null).Value)).NeedsSecond);
            Assert.Equal(agrees ? 300 : 0, (await world.As(lead, tx => OwnHours.Of(tx))).InAll);
            Assert.Equal(agrees ? ClaimState.Recorded : ClaimState.Unconfirmed, (await world.As(lead, tx => Objections.Mine(tx)))[0].State);
        }

        stage.AuditIsComplete();
        Invariants.Hold(stage.Database.Db);
    }

    [Theory, Databases]
    public async Task A_no_costs_nothing_and_the_organiser_takes_the_role_back_at_any_time(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        await using var bot = new TestBot(database.Db);
        var task = await Claimed(world, bot, "王小明", "李小红");

        await world.As(world.Secretary, tx => TaskLeads.Ask(tx, task.Id, 1).Value);
        await bot.Answers("王小明");
        var question = bot.Last("王小明");
        Has(await bot.Press("王小明", question, 1), "没关系");
        Has(await bot.Answers("secretary"), "这次不方便带队");
        Has(await bot.Press("王小明", question, 1), "没关系");
        Assert.DoesNotContain("不方便", await bot.Answers("secretary"), StringComparison.Ordinal);

        var lead = await Led(world, bot, task, "李小红", number: 2);
        Has(await bot.Ask("secretary", "谁来"), "带队的是 2 号", "收回带队");
        Has(await bot.Ask("secretary", "收回带队"), "还是由你来");
        Has(await bot.Answers("李小红"), "不用你带队了");
        Has(await bot.Ask("李小红", "谁来"), "没找到");
        database.Clock.MoveTo(Saturday.AddHours(2));
        Assert.Equal(RefusalCode.NotFound, (await world.As(lead, tx => TaskRosters.Confirm(tx, task.Id, []))).Refusal?.Code);
        Assert.Equal(TaskRefusal.NotAskedToLead, (await world.As(lead, tx => TaskLeads.Accept(tx, task.Id))).Refusal?.Code);
        Assert.Equal(2, (await world.As(world.Secretary, tx => TaskRosters.Confirm(tx, task.Id, []).Value)).Attended);
        IsSound(database);
    }

    [Theory, Databases]
    public async Task Who_gives_up_the_place_gives_up_the_role_and_another_yes_passes_it_on(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        await using var bot = new TestBot(database.Db);
        var task = await Claimed(world, bot, "王小明", "李小红");
        var first = await Led(world, bot, task, "王小明");
        var second = await Led(world, bot, task, "李小红", number: 2);
        Has(await bot.Answers("王小明"), "不用你带队了");
        Assert.Equal(RefusalCode.NotFound, (await world.As(first, tx => TaskOrganisers.WhoComes(tx, task.Id))).Refusal?.Code);

        Has(await bot.Ask("李小红", "退领"), "退");
        Has(await bot.Answers("secretary"), "带队的人来不了");
        await world.As(second, tx => Claiming.Claim(tx, task.Id).Value);
        Assert.Equal(RefusalCode.NotFound, (await world.As(second, tx => TaskOrganisers.WhoComes(tx, task.Id))).Refusal?.Code);
        IsSound(database);
    }

    [Theory, Databases]
    public async Task The_role_ends_when_the_task_is_closed_and_the_organiser_is_asked_where_the_lead_forgets(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var world = stage.World;
        var task = await world.Publish(world.Draft(Saturday));
        var lead = await world.Member("甲");
        await world.As(lead, tx => Claiming.Claim(tx, task.Id).Value);
        await world.As(world.Secretary, tx => TaskLeads.Ask(tx, task.Id, 1).Value);
        await world.As(lead, tx => TaskLeads.Accept(tx, task.Id).Value);
        await stage.MoveTo(Saturday.AddHours(3));
        Assert.Contains("结束了", stage.Letters(lead)[^1].Text, StringComparison.Ordinal);
        Assert.DoesNotContain(stage.Letters(world.Secretary), letter => letter.Text.Contains("结束了", StringComparison.Ordinal));
        await stage.MoveTo(Saturday.AddDays(2));
        Assert.Contains("还没确认", stage.Letters(lead)[^1].Text, StringComparison.Ordinal);
        Assert.Contains("还没确认", stage.Letters(world.Secretary)[^1].Text, StringComparison.Ordinal);

        await world.As(lead, tx => TaskRosters.Confirm(tx, task.Id, []).Value);
        Assert.True((await world.As(lead, tx => TaskRosters.Confirm(tx, task.Id, []).Value)).OwnTimeWaits);
        await stage.MoveTo(Saturday.AddDays(12));
        Assert.Equal(RefusalCode.NotFound, (await world.As(lead, tx => TaskRosters.Roster(tx, task.Id))).Refusal?.Code);
        stage.AuditIsComplete();
        Invariants.Hold(stage.Database.Db);
    }

    [Theory, Databases]
    public async Task Lead_and_secretary_confirming_at_once_write_every_minute_once_and_none_by_its_beneficiary(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var world = stage.World;
        foreach (var round in Enumerable.Range(0, provider == Provider.Sqlite ? 6 : 3))
        {
            var start = Saturday.AddDays(round);
            var task = await world.Publish(world.Draft(start));
            var members = new List<long> { await world.Member("甲" + round), await world.Member("乙" + round) };
            foreach (var member in members)
            {
                await world.As(member, tx => Claiming.Claim(tx, task.Id).Value);
            }

            await world.As(world.Secretary, tx => TaskLeads.Ask(tx, task.Id, 1).Value);
            await world.As(members[0], tx => TaskLeads.Accept(tx, task.Id).Value);
            await stage.MoveTo(start.AddHours(3));
            var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(i =>
                world.As(i % 2 == 0 ? members[0] : world.Secretary, tx => TaskRosters.Confirm(tx, task.Id, []))));

            Assert.All(answers, answer => Assert.True(answer.Ok));
            foreach (var objection in await world.As(world.Secretary, tx => ObjectionDecisions.WaitingForMe(tx)))
            {
                await world.As(world.Secretary, tx => ObjectionDecisions.Decide(tx, objection.Id, objection.Minutes).Value);
            }

            Assert.Equal(240, stage.Database.Db.Read(tx => tx.Count("SELECT SUM(minutes) FROM service_record WHERE task_id = @Id", new { task.Id })));
            Invariants.Hold(stage.Database.Db);
        }

        stage.AuditIsComplete();
    }

    private static async Task<VolunteerTask> Claimed(World world, TestBot bot, params string[] names)
    {
        var task = await world.Publish(world.Draft(Saturday));
        foreach (var name in names)
        {
            await world.Member(name);
            await bot.Ask(name, $"认领{task.Id}");
        }

        return task;
    }

    private static async Task<long> Led(World world, TestBot bot, VolunteerTask task, string name, long number = 1)
    {
        await world.As(world.Secretary, tx => TaskLeads.Ask(tx, task.Id, number).Value);
        await bot.Answers(name);
        Has(await bot.Press(name, bot.Last(name), 0), "由你带队");
        Has(await bot.Answers("secretary"), $"{number} 号答应");
        return bot.Db.Read(tx => tx.Count("SELECT lead_id FROM task WHERE id = @Id", new { task.Id }));
    }

    private static void IsSound(TestDatabase database)
    {
        AuditTrail.IsComplete(database.Db, TaskMachine.Table);
        AuditTrail.IsComplete(database.Db, ClaimMachine.Table);
        Invariants.Hold(database.Db);
    }

    private static void Has(string text, params IEnumerable<string> parts) =>
        Assert.All(parts, part => Assert.Contains(part, text, StringComparison.Ordinal));
}
