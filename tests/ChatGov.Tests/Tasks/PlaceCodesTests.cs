using ChatGov.Claims;
using ChatGov.Data;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Tasks;

public sealed class PlaceCodesTests
{
    private static readonly DateTimeOffset Saturday = new(2026, 11, 28, 9, 0, 0, TimeSpan.FromHours(8));

    [Theory, Databases]
    public async Task A_friend_takes_over_the_place_by_sending_the_code(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        await using var bot = new TestBot(database.Db);
        var task = await world.Publish(world.Draft(Saturday, places: 1));
        await world.Member("甲");
        await world.Member("乙");
        await world.Member("丙");
        await bot.Ask("甲", $"认领{task.Id}");

        var code = Code(await bot.Ask("甲", "找人替"), "替 ");
        Has(await bot.Ask("甲", $"替 {code}"), "你自己的口令");
        Has(await bot.Ask("乙", $"替 {code.ToLowerInvariant()}"), "2 号");
        Has(await bot.Answers("甲"), "有人替你去");
        Has(await bot.Ask("甲", "我的"), "没有任务");
        Has(await bot.Ask("乙", $"替 {code}"), "2 号");
        Has(await bot.Ask("丙", $"替 {code}"), "已经用过");
        Invariants.Hold(database.Db);
    }

    [Theory, Databases]
    public async Task Two_who_go_together_both_get_a_place_or_neither_does(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        await using var bot = new TestBot(database.Db);
        var narrow = await world.Publish(world.Draft(Saturday, places: 1));
        var wide = await world.Publish(world.Draft(Saturday, places: 2));
        await world.Member("甲");
        await world.Member("乙");

        var first = Code(await bot.Ask("甲", $"同去 {narrow.Id}"), "同去 ");
        Has(await bot.Ask("乙", $"同去 {first}"), "没法两个人一起领");
        Assert.Equal(0, database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM claim")));
        var second = Code(await bot.Ask("甲", $"同去 {wide.Id}"), "同去 ");
        Has(await bot.Ask("乙", $"同去 {second}"), "2 号");
        Has(await bot.Answers("甲"), "你们俩都领上了");
        Assert.Equal(["Confirmed", "Confirmed"], database.Db.Read(tx => tx.All<string>("SELECT state FROM claim")));
        Invariants.Hold(database.Db);
    }

    [Theory, Databases]
    public async Task Two_who_have_their_places_already_keep_them(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        await using var bot = new TestBot(database.Db);
        var task = await world.Publish(world.Draft(Saturday, places: 2));
        await world.Member("甲");
        await world.Member("乙");
        var code = Code(await bot.Ask("甲", $"同去 {task.Id}"), "同去 ");
        await bot.Ask("甲", $"认领{task.Id}");
        await bot.Ask("乙", $"认领{task.Id}");

        Has(await bot.Ask("乙", $"同去 {code}"), "2 号");
        Assert.Equal(["Confirmed", "Confirmed"], database.Db.Read(tx => tx.All<string>("SELECT state FROM claim")));
    }

    [Theory, Databases]
    public async Task Guessing_ends_after_five_tries(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        await using var bot = new TestBot(database.Db);
        await world.Member("甲");

        foreach (var i in Enumerable.Range(2, 5))
        {
            Has(await bot.Ask("甲", $"替 ABCD-EFG{i}"), "口令不对");
        }

        Has(await bot.Ask("甲", "替 ABCD-EFGH"), "今天");
    }

    [Theory, Databases]
    public async Task Many_who_send_one_code_at_once_make_one_stand_in(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var world = stage.World;
        var task = await world.Publish(world.Draft(Saturday, places: 1));
        var owner = await world.Member("甲");
        await world.As(owner, tx => Claiming.Claim(tx, task.Id).Value);
        var code = (await world.As(owner, tx => PlaceCodes.Make(tx, task.Id, PlaceCodeKind.StandIn).Value)).Code;
        var friends = await world.Members(8);

        var answers = await Task.WhenAll(
            [.. friends.Select(friend => world.As(friend, tx => PlaceCodes.Use(tx, code, $"fake/{friend}"))), world.As(owner, tx => ClaimWithdrawals.WithdrawFrom(tx, task.Id))]);

        Assert.True(answers[..^1].Count(answer => answer.Ok) <= 1);
        Assert.True(stage.Database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM claim WHERE state = 'Confirmed'")) <= 1);
        Invariants.Hold(stage.Database.Db);
        stage.AuditIsComplete();
    }

    [Theory, Databases]
    public async Task Where_the_community_agrees_to_each_person_nobody_is_swapped(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var world = stage.World;
        var task = await world.Publish(world.Draft(Saturday, places: 2) with { PendingClaims = true });
        var owner = await world.Member("甲");
        var claim = await world.As(owner, tx => Claiming.Claim(tx, task.Id).Value);
        await world.As(world.Secretary, tx => ClaimApplications.Approve(tx, claim.Id).Value);

        Assert.Equal(ClaimRefusal.StandInNeedsYes, (await world.As(owner, tx => PlaceCodes.Make(tx, task.Id, PlaceCodeKind.StandIn))).Refusal?.Code);
    }

    private static string Code(string answer, string before)
    {
        var at = answer.IndexOf(before, answer.IndexOf('\n', StringComparison.Ordinal), StringComparison.Ordinal) + before.Length;
        return answer[at..(at + 9)];
    }

    private static void Has(string text, string part) => Assert.Contains(part, text, StringComparison.Ordinal);
}
