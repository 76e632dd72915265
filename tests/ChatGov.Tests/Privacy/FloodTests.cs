using System.Globalization;
using ChatGov.Data;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Privacy;

/// <summary>Whoever may send something to others, without anybody's consent, has a small budget (finding M5).</summary>
public sealed class FloodTests
{
    [Theory, Databases]
    public async Task Three_hundred_lines_of_a_stranger_are_one_request_and_a_few_notices(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        await using var bot = new TestBot(database.Db);
        Has(await bot.Ask("x", "投诉平台 骚扰0"), "已交给平台运营方，编号 1");
        Has(await bot.Ask("x", "投诉平台 骚扰1"), "加到 1 号里了，这是第 2 句");
        foreach (var i in Enumerable.Range(2, 298))
        {
            await bot.Channel.Say("x", string.Create(CultureInfo.InvariantCulture, $"投诉平台 骚扰{i}"));
        }

        await bot.Quiet();

        Assert.Equal(1, database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM help_request")));
        Assert.Equal(Enumerable.Range(0, 300).Select(i => $"骚扰{i}"), database.Db.Read(HelpTexts.All));
        Assert.InRange(NoticesTo(database.Db, world.BannerOffice), 1, 3);
    }

    [Theory, Databases]
    public async Task What_is_answered_may_be_asked_again_but_not_all_day(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        await using var bot = new TestBot(database.Db);
        for (var i = 0; i < 10; i++)
        {
            await bot.Ask("x", "投诉平台 又来");
            await world.As(world.BannerOffice, tx => HelpRequests.HelpRequestActs.Answer(tx, tx.First<long>("SELECT MAX(id) FROM help_request"), "好").Value);
        }

        Has(await bot.Ask("x", "投诉平台 再来"), "明天可以再说");
        database.Clock.MoveTo(database.Clock.GetUtcNow().AddDays(1));
        Has(await bot.Ask("x", "投诉平台 再来"), "已交给平台运营方");
    }

    [Theory, Databases]
    public async Task Many_strangers_at_once_are_collected_into_one_message_an_hour_and_all_stand_in_the_list(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        await using var bot = new TestBot(database.Db);
        foreach (var i in Enumerable.Range(0, 40))
        {
            await bot.Channel.Say($"x{i}", "投诉平台 不满意");
        }

        await bot.Quiet();
        Assert.Equal(10 + 1, NoticesTo(database.Db, world.BannerOffice));
        Assert.Equal(40, database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM help_request WHERE answered_at IS NULL")));
        Has(await bot.Ask("banner", "待办"), "40 号");
    }

    [Theory, Databases]
    public async Task Reporting_and_leaving_again_and_again_does_not_flood_the_secretary(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        await using var bot = new TestBot(database.Db);
        foreach (var _ in Enumerable.Range(0, 30))
        {
            foreach (var line in new[] { "报到", "同意", "1", "贺兰", "1", "王小明", "退出", "确定" })
            {
                await bot.Ask("m", line);
            }
        }

        Assert.InRange(NoticesTo(database.Db, world.Secretary), 2, 21);
        Assert.True(database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM registration")) >= 10);
    }

    /// <summary>Whoever is erased in between has no new budget.</summary>
    [Theory, Databases]
    public async Task Nor_does_reporting_and_deleting_oneself(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        await using var bot = new TestBot(database.Db);
        foreach (var i in Enumerable.Range(0, 40))
        {
            foreach (var line in new[] { "报到", "同意", "1", "贺兰", "1", "王小明", "删除我", "1" })
            {
                await bot.Ask("m", line);
            }

            if (i % 5 == 4)
            {
                // The hour's own budget begins anew; the day's does not.
                database.Clock.Advance(TimeSpan.FromHours(1));
            }
        }

        Assert.InRange(NoticesTo(database.Db, world.Secretary), 2, 29);
    }

    private static long NoticesTo(Db db, long officer) =>
        db.Read(tx => tx.Count("SELECT COUNT(*) FROM outbox WHERE person_id = @officer AND channel IS NULL", new { officer }));

    private static void Has(string text, string part) => Assert.Contains(part, text, StringComparison.Ordinal);
}
