using ChatGov.Claims;
using ChatGov.Data;
using ChatGov.People;
using ChatGov.Tasks;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Tasks;

public sealed class ApplyingTests
{
    private static readonly DateTimeOffset Saturday = new(2026, 11, 28, 9, 0, 0, TimeSpan.FromHours(8));

    [Theory, Databases]
    public async Task A_home_visit_waits_for_the_secretarys_yes(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        await using var bot = new TestBot(database.Db);
        var task = await world.Publish(world.Draft(Saturday, places: 2) with { PendingClaims = true, TwoPeople = true });
        await world.Member("王小明");

        Has(await bot.Ask("王小明", $"认领{task.Id}"), "社区先同意");
        Has(await bot.Ask("王小明", "我的"), "等社区同意");
        Has(await bot.Answers("secretary"), "要你点头");
        Has(await bot.Ask("secretary", "待办"), "任务申请：王小明");
        Has(await bot.Ask("secretary", "1"), "王小明 想参加");
        Has(await bot.Ask("secretary", "1"), "已经告诉本人");
        Has(await bot.Answers("王小明"), "社区同意了");
        Has(await bot.Ask("王小明", "我的"), "1 号");
        Has(await bot.Press("secretary", bot.Channel.Sent.Last(sent => sent.Message.Text.Contains("想参加", StringComparison.Ordinal)).Message, 0), "已经处理过");
    }

    [Theory, Databases]
    public async Task With_minors_the_papers_come_first_and_count_for_a_year(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        await using var bot = new TestBot(database.Db);
        await world.Member("王小明");
        var first = await world.Publish(world.Draft(Saturday, places: 2) with { NeedsClearance = true });
        var nextYear = await world.Publish(world.Draft(Saturday.AddDays(370), places: 2) with { NeedsClearance = true });

        await bot.Ask("王小明", $"认领{first.Id}");
        Assert.Equal(ClaimRefusal.NotQualified, (await world.As(world.Secretary, tx => ClaimApplications.Approve(tx, 1))).Refusal?.Code);
        await bot.Ask("secretary", "待办");
        Has(await bot.Ask("secretary", "1"), "违法犯罪记录");
        Has(await bot.Ask("secretary", "1"), "想参加");
        Has(await bot.Ask("secretary", "1"), "已经告诉本人");

        await bot.Ask("王小明", $"认领{nextYear.Id}");
        Assert.Equal(ClaimRefusal.NotQualified, (await world.As(world.Secretary, tx => ClaimApplications.Approve(tx, 2))).Refusal?.Code);
    }

    [Theory, Databases]
    public async Task A_no_has_a_reason_and_silence_ends_after_three_days(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var world = stage.World;
        var one = await world.Member("甲");
        var other = await world.Member("乙");
        var task = await world.Publish(world.Draft(Saturday, places: 1) with { Credential = Skill.HealthCare });
        var declined = await world.As(one, tx => Claiming.Claim(tx, task.Id).Value);
        await world.As(other, tx => Claiming.Claim(tx, task.Id).Value);

        Assert.Equal(RefusalCode.NotFound, (await world.As(world.OtherSecretary, tx => ClaimApplications.Decline(tx, declined.Id, "x"))).Refusal?.Code);
        Assert.Equal(RefusalCode.ReasonMissing, (await world.As(world.Secretary, tx => ClaimApplications.Decline(tx, declined.Id, " "))).Refusal?.Code);
        await world.As(world.Secretary, tx => ClaimApplications.Decline(tx, declined.Id, "要有医师证").Value);
        await stage.MoveTo(stage.Database.Clock.GetUtcNow().AddHours(49));
        Assert.Equal(3, stage.Letters(world.Secretary).Count(letter => letter.Text.Contains("清扫公园沙尘", StringComparison.Ordinal)));
        await stage.MoveTo(stage.Database.Clock.GetUtcNow().AddHours(24));

        Assert.Equal(["Declined", "Declined"], stage.ClaimStates());
        Assert.Contains(stage.Letters(one), letter => letter.Text.Contains("要有医师证", StringComparison.Ordinal));
        Assert.Contains(stage.Letters(other), letter => letter.Text.Contains(" 3 天没有人处理", StringComparison.Ordinal));
        stage.AuditIsComplete();
    }

    [Theory, Databases]
    public async Task Many_yeses_at_once_give_no_more_places_than_there_are(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var world = stage.World;
        var task = await world.Publish(world.Draft(Saturday, places: 3) with { PendingClaims = true });
        var claims = new List<Claim>();
        foreach (var person in await world.Members(9))
        {
            claims.Add(await world.As(person, tx => Claiming.Claim(tx, task.Id).Value));
        }

        var answers = await Task.WhenAll(claims.Select(claim => world.As(world.Secretary, tx => ClaimApplications.Approve(tx, claim.Id))));

        Assert.Equal(3, answers.Count(answer => answer.Ok));
        Assert.All(answers.Where(answer => !answer.Ok), answer => Assert.Equal(ClaimRefusal.NoPlaceLeft, answer.Refusal!.Code));
        Assert.Equal(TaskState.Filled, stage.StateOf(task));
        Invariants.Hold(stage.Database.Db);
        stage.AuditIsComplete();
    }

    [Theory, Databases]
    public async Task A_yes_and_a_no_at_once_are_one_answer_and_lose_no_place(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var world = stage.World;
        var task = await world.Publish(world.Draft(Saturday, places: 30) with { PendingClaims = true });
        var claims = new List<Claim>();
        foreach (var person in await world.Members(16))
        {
            claims.Add(await world.As(person, tx => Claiming.Claim(tx, task.Id).Value));
        }

        await Task.WhenAll(claims.SelectMany(claim => new[]
        {
            world.As(world.Secretary, tx => ClaimApplications.Approve(tx, claim.Id)),
            world.As(world.Secretary, tx => ClaimApplications.Decline(tx, claim.Id, "人手够了")),
        }));

        Assert.All(stage.ClaimStates(), state => Assert.True(state is "Confirmed" or "Declined", state));
        Invariants.Hold(stage.Database.Db);
        stage.AuditIsComplete();
    }

    [Theory, Databases]
    public async Task Nobody_waits_for_a_yes_on_a_task_that_was_cancelled_at_the_same_time(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var world = stage.World;
        var people = await world.Members(10);
        foreach (var _ in Enumerable.Range(0, 5))
        {
            var task = await world.Publish(world.Draft(Saturday, places: 30) with { PendingClaims = true });

            await Task.WhenAll(
                [.. people.Select(person => (Task)world.As(person, tx => Claiming.Claim(tx, task.Id))), world.As(world.Secretary, tx => TaskCancelling.Cancel(tx, task.Id, "大风").Value)]);

            Assert.All(stage.ClaimStates(), state => Assert.Equal("Released", state));
        }

        stage.AuditIsComplete();
    }

    private static void Has(string text, string part) => Assert.Contains(part, text, StringComparison.Ordinal);
}
