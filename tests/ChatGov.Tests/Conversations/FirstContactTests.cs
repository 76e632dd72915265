using ChatGov.Tests.Support;

namespace ChatGov.Tests.Conversations;

public sealed class FirstContactTests
{
    [Theory, Databases]
    public async Task The_first_word_shows_the_notice_and_agreeing_opens_the_menu(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        await using var bot = new TestBot(database.Db);

        Assert.Contains("同意吗", await bot.Ask("u1", "你好"), StringComparison.Ordinal);
        Assert.Contains("谢谢", await bot.Ask("u1", "1"), StringComparison.Ordinal);
        Assert.Contains("你好", await bot.Ask("u1", "你好"), StringComparison.Ordinal);
    }

    [Theory, Databases]
    public async Task Refusing_keeps_nothing_about_the_person(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        await using var bot = new TestBot(database.Db);

        await bot.Ask("u1", "你好");
        Assert.Contains("姓名、电话都不记", await bot.Ask("u1", "不同意"), StringComparison.Ordinal);

        Assert.Equal(0, database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM person")));
    }

    [Theory, Databases]
    public async Task An_emergency_comes_before_everything(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        await using var bot = new TestBot(database.Db);

        Assert.Contains("120", await bot.Ask("u1", "老人摔倒起不来了"), StringComparison.Ordinal);
    }

    [Theory, Databases]
    public async Task A_button_works_once_and_a_second_press_is_answered_politely(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        await using var bot = new TestBot(database.Db);
        await bot.Ask("u1", "你好");
        var notice = bot.Last("u1");

        Assert.Contains("谢谢", await bot.Press("u1", notice, 0), StringComparison.Ordinal);
        Assert.Contains("谢谢", await bot.Press("u1", notice, 0), StringComparison.Ordinal);

        Assert.Equal(1, database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM person")));
        Assert.Equal(1, database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM consent")));
    }

    [Theory, Databases]
    public async Task Somebody_elses_button_does_nothing(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        await using var bot = new TestBot(database.Db);
        await bot.Ask("u1", "你好");

        Assert.Contains("用不了", await bot.Press("u2", bot.Last("u1"), 0), StringComparison.Ordinal);
        Assert.Equal(0, database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM person")));
    }

    [Theory, Databases]
    public async Task Asking_for_a_human_gives_a_number_and_ids_are_taken_out(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        await using var bot = new TestBot(database.Db);

        await bot.Ask("u1", "转人工");
        var answer = await bot.Ask("u1", "我身份证152921199001010011 你登记上");

        Assert.Contains("不需要身份证号", answer, StringComparison.Ordinal);
        Assert.Contains("编号", answer, StringComparison.Ordinal);
        var kept = database.Db.Read(HelpTexts.All)[0];
        Assert.DoesNotContain("152921199001010011", kept, StringComparison.Ordinal);
    }

    [Theory, Databases]
    public async Task Who_agreed_to_an_older_notice_is_asked_again_and_what_they_wanted_goes_on(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        await world.Member("甲");
        await database.Db.Write(tx => tx.Run("UPDATE consent SET version = 0"));
        await using var bot = new TestBot(database.Db);

        Assert.Contains("同意吗", await bot.Ask("甲", "我的"), StringComparison.Ordinal);
        Assert.Contains("没有任务", await bot.Ask("甲", "同意"), StringComparison.Ordinal);
        Assert.Equal(1, database.Db.Read(tx => tx.Count(
            "SELECT COUNT(*) FROM consent c JOIN person p ON p.id = c.person_id WHERE p.name = '甲' AND c.withdrawn_at IS NULL AND c.version = 2")));
    }
}
