using ChatGov.People;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Privacy;

/// <summary>退出 and 删除我 hold wherever one stands, in every messenger one has, and leave nothing behind.</summary>
public sealed class LeavingTests
{
    [Theory, Databases]
    public async Task Leaving_works_in_the_middle_of_every_question(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        await World.Create(database.Db);
        await using var bot = new TestBot(database.Db);
        await bot.Ask("m", "报到");
        await bot.Ask("m", "同意");
        await bot.Ask("m", "1");
        await bot.Ask("m", "贺兰");
        Has(await bot.Ask("m", "1"), "怎么称呼");

        Has(await bot.Ask("m", "退出"), "确定退出");
        Has(await bot.Ask("m", "取消"), "先不做了");
        await bot.Ask("m", "报到");
        Has(await bot.Ask("m", "删除我"), "确定删除");
        Has(await bot.Ask("m", "1"), "已经删除");
    }

    [Theory, Databases]
    public async Task A_word_of_the_menu_is_never_taken_for_a_name(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        await World.Create(database.Db);
        await using var bot = new TestBot(database.Db);
        await bot.Ask("m", "报到");
        await bot.Ask("m", "同意");
        await bot.Ask("m", "1");
        await bot.Ask("m", "贺兰");
        await bot.Ask("m", "1");

        foreach (var word in new[] { "任务", "我的", "\u200B\u200B", "😀😀", "王\n小明：已通过", "{name}" })
        {
            Has(await bot.Ask("m", word), word is "任务" or "我的" ? "还是回答刚才这一问" : "怎么称呼");
        }

        await bot.Ask("m", "任务");
        Has(await bot.Ask("m", "2"), "怎么称呼");
        Has(await bot.Ask("m", "乌云·其其格"), "BD-2026-");
    }

    [Theory, Databases]
    public async Task What_is_open_in_the_other_messenger_ends_with_the_agreement(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        await AddMessenger(database, await world.Member("甲"), "甲二");
        await using var bot = new TestBot(database.Db);
        await bot.Ask("甲二", "特长");
        await bot.Ask("甲", "退出");
        Has(await bot.Ask("甲", "1"), "已经退出");

        // Taken for nothing: neither an answer nor a command.
        Has(await bot.Ask("甲二", "水电"), "听懂");
        Assert.Equal(0, database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM person_skill")));
    }

    [Theory, Databases]
    public async Task Deleting_ends_what_is_open_in_the_other_messenger(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        await AddMessenger(database, await world.Member("甲"), "甲二");
        await using var bot = new TestBot(database.Db);
        await bot.Ask("甲二", "转社区");
        await bot.Ask("甲二", "园林");
        await bot.Ask("甲", "删除我");
        Has(await bot.Ask("甲", "1"), "已经删除");

        Assert.Equal(0, database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM session WHERE data IS NOT NULL")));
        var answer = await bot.Ask("甲二", "1");
        Assert.DoesNotContain("没处理好", answer, StringComparison.Ordinal);
    }

    [Theory, Databases]
    public async Task After_deleting_nothing_leads_from_the_hours_back_to_the_name(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        await database.Db.Write(tx => Roster.Add(tx, world.Unit, "李小红", "13912345678"));
        await using var bot = new TestBot(database.Db);
        await bot.Ask("m", "报到");
        await bot.Ask("m", "同意");
        await bot.ShareContact("m", "13912345678");
        await bot.Ask("m", "贺兰");
        Has(await bot.Ask("m", "1"), "报到好了");
        await bot.Ask("m", "转人工 我叫李小红，电话请打来");
        await bot.Ask("m", "删除我");
        await bot.Ask("m", "1");

        Assert.Equal(0, database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM registration r JOIN roster m ON m.id = r.roster_id WHERE r.person_id IS NOT NULL")));
        Assert.Equal(0, database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM registration WHERE person_id IS NOT NULL AND reason_cipher IS NOT NULL")));
        Assert.Equal(0, database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM help_request WHERE chat_id = 'm' OR text IS NOT NULL")));
    }

    /// <summary>Guessing goes on for nobody who is erased in between, and of the account nothing can be read.</summary>
    [Theory, Databases]
    public async Task Deleting_oneself_gives_no_new_tries(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        await World.Create(database.Db);
        await using var bot = new TestBot(database.Db);
        await bot.Ask("guesser", "绑定");
        await bot.Ask("guesser", "同意");
        for (var i = 0; i < 5; i++)
        {
            Has(await bot.Ask("guesser", "绑定 abcdefghjkmnpqrstuvwxyzabcdefgh" + "jkmnp"[i]), "绑定码不对");
        }

        await bot.Ask("guesser", "删除我");
        Has(await bot.Ask("guesser", "1"), "已经删除");
        Assert.Equal(1, database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM wrong_try")));
        Assert.Equal(0, database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM wrong_try WHERE subject LIKE '%guesser%'")));
        await bot.Ask("guesser", "绑定");
        await bot.Ask("guesser", "同意");
        Has(await bot.Ask("guesser", "绑定 abcdefghjkmnpqrstuvwxyzabcdefghq"), "明天再试");

        database.Clock.MoveTo(database.Clock.GetUtcNow().AddDays(1));
        Has(await bot.Ask("guesser", "绑定 abcdefghjkmnpqrstuvwxyzabcdefghq"), "绑定码不对");
    }

    [Theory, Databases]
    public async Task What_rests_for_the_night_does_not_come_after_one_left(Provider provider)
    {
        await using var database = TestDatabase.Create(provider, start: new DateTimeOffset(2026, 11, 23, 21, 0, 0, TimeSpan.FromHours(8)));
        var world = await World.Create(database.Db);
        var id = await world.Member("甲");
        await using var bot = new TestBot(database.Db);
        Assert.NotEmpty(Mail.To(database.Db, id));
        await bot.Ask("甲", "退出");
        await bot.Ask("甲", "1");

        database.Clock.MoveTo(new DateTimeOffset(2026, 11, 24, 8, 0, 0, TimeSpan.FromHours(8)));

        Assert.Equal("", await bot.Answers("甲"));
    }

    [Theory, Databases]
    public async Task An_emergency_is_answered_in_a_group_too_and_costs_no_numbers(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        await World.Create(database.Db);
        await using var bot = new TestBot(database.Db);
        await bot.Channel.Deliver(bot.Channel.Text("m", "3号楼着火了") with { IsPrivate = false, ChatId = "group" });
        Has(await bot.Answers("group"), "119");

        await bot.Ask("m", "报到");
        await bot.Ask("m", "同意");
        Has(await bot.Ask("m", "有人昏倒了"), "120");
        Has(await bot.Ask("m", "1"), "哪个社区");
    }

    private static Task AddMessenger(TestDatabase database, long personId, string user) => database.Db.Write(tx => tx.Run(
        "INSERT INTO chat_identity (channel, user_id, chat_id, person_id, is_current, linked_at) VALUES ('fake', @user, @user, @personId, FALSE, @Now)",
        new { user, personId, tx.Now }));

    private static void Has(string text, string part) => Assert.Contains(part, text, StringComparison.Ordinal);
}
