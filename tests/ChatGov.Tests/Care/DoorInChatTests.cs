using ChatGov.Care;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Care;

/// <summary>Everybody asks in chat for a door before, during and after its time; the pair alone is shown it, in time, and it is noted.</summary>
public sealed class DoorInChatTests
{
    private const string Door = "金沙苑3号楼2单元501";
    private const string Name = "赵大娘";
    private static readonly string[] Everybody = ["甲", "乙", "旁人", "liaison", "banner", "other-secretary", "secretary"];
    private static readonly string[] Words = ["我的看望", "1", "看门牌", "关爱", "1", "看门牌", "待办", "谁看过 abc", "任务"];

    [Theory, Databases]
    public async Task Nobody_but_the_pair_in_its_time(Provider provider)
    {
        using var log = new CapturedLog();
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        await using var bot = new TestBot(database.Db, log);
        foreach (var name in new[] { "甲", "乙", "旁人" })
        {
            await world.Member(name);
        }

        await CareConversationTests.Begin(world);
        await bot.Timers.RunDue(CancellationToken.None);
        var visit = (await world.As(world.Secretary, CareLists.Due))[0].Id;
        var planned = database.Clock.GetUtcNow().AddDays(3);
        foreach (var name in new[] { "甲", "乙" })
        {
            var person = await world.As(world.Secretary, tx => tx.First<long>("SELECT id FROM person WHERE name = @name", new { name }));
            await world.As(person, tx => CareVisiting.Take(tx, visit, planned).Value);
        }

        Assert.Empty(await WhoSees(bot));
        database.Clock.MoveTo(planned.AddHours(-1));
        Assert.Equal(["甲", "乙"], await WhoSees(bot));
        Assert.Equal(["乙", "甲"], (await world.As(world.Secretary, tx => CareDoorReading.Readings(tx, 1).Value)).Select(reading => reading.Reader).Distinct().Order(StringComparer.Ordinal));
        database.Clock.MoveTo(planned.AddHours(25));
        Assert.Empty(await WhoSees(bot));

        foreach (var secret in new[] { Door, Name })
        {
            Assert.DoesNotContain(secret, log.All, StringComparison.Ordinal);
            PlainColumns.DoNotHold(database.Db, provider, secret);
        }
    }

    private static async Task<List<string>> WhoSees(TestBot bot)
    {
        var seen = new List<string>();
        foreach (var who in Everybody)
        {
            foreach (var words in Words)
            {
                if ((await bot.Ask(who, words)).Contains(Door, StringComparison.Ordinal) && !seen.Contains(who))
                {
                    seen.Add(who);
                }
            }

            await bot.Ask(who, "取消");
        }

        return seen;
    }
}
