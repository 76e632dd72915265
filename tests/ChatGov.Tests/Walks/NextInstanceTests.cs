using System.Net;
using ChatGov.Access;
using ChatGov.Data;
using ChatGov.Organisations;
using ChatGov.People;
using ChatGov.Rights;
using ChatGov.Tests.Desk;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Walks;

/// <summary>What a hostile reader found beside what was mended: of the same kinds, in other places.</summary>
public sealed class NextInstanceTests
{
    [Theory, Databases]
    public async Task Nobody_agrees_to_a_notice_that_they_were_not_shown(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        await World.Create(database.Db);
        await using var bot = new TestBot(database.Db);
        Has(await bot.Ask("m", "同意"), "同意吗");
        Assert.Equal(0, database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM consent c JOIN chat_identity i ON i.person_id = c.person_id WHERE i.user_id = 'm'")));
        Has(await bot.Ask("m", "同意"), "好，谢谢");
    }

    [Theory]
    [InlineData("My father collapsed and is not breathing", "120", "secretary")]
    [InlineData("I don't see the point of living any more", "12356", "secretary")]
    [InlineData("我不是很想活", "12356", "书记")]
    public async Task Whoever_calls_for_help_reads_it_in_the_language_they_called_in(string words, string number, string choice)
    {
        await using var database = TestDatabase.Create(Provider.Sqlite);
        await World.Create(database.Db);
        await using var bot = new TestBot(database.Db);
        var answer = await bot.Ask("m", words);
        Has(answer, number);
        Has(answer, choice);
        Assert.Equal(words.Any(char.IsAsciiLetter), !answer.Any(sign => sign is >= '一' and <= '鿿'));
    }

    [Theory, Databases]
    public async Task An_alarm_goes_to_whoever_a_messenger_reaches_and_says_so_when_nobody_is(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        await world.Member("m");
        await using var bot = new TestBot(database.Db);
        await database.Execute("UPDATE chat_identity SET unreachable = TRUE WHERE user_id = 'secretary'");
        await bot.Ask("m", "家里着火了");
        Has(await bot.Ask("m", "告诉书记"), "已经告诉");
        Assert.Contains("着火", await Heard(bot, world, database), StringComparison.Ordinal);

        await database.Execute("UPDATE chat_identity SET unreachable = TRUE WHERE user_id <> 'm'");
        database.Clock.Advance(TimeSpan.FromHours(2));
        await bot.Ask("m", "家里又着火了");
        Has(await bot.Ask("m", "告诉书记"), "请直接打电话");
        Has(await bot.Ask("m", "告诉书记"), "请直接打电话");

        await database.Execute("UPDATE chat_identity SET unreachable = FALSE WHERE user_id = 'secretary'");
        Has(await bot.Ask("m", "告诉书记"), "已经告诉贺兰社区");
        Assert.Contains("着火", await bot.Answers("secretary"), StringComparison.Ordinal);
        await bot.Ask("m", "告诉书记");
        Assert.Equal("", await bot.Answers("secretary"));
    }

    [Theory, Databases]
    public async Task Erasing_oneself_again_and_again_wakes_nobody_without_end_and_leaves_no_empty_requests(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        await World.Create(database.Db);
        await using var bot = new TestBot(database.Db);
        for (var i = 0; i < 12; i++)
        {
            await bot.Ask("m", "着火了");
            await bot.Ask("m", "告诉书记");
            await bot.Ask("m", $"投诉平台 骚扰{i}");
            await bot.Ask("m", "删除我");
            await bot.Ask("m", "1");
        }

        Assert.InRange(database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM audit WHERE entity = 'help_request' AND action = 'open'")), 1, 12 + 10);
        Assert.InRange(bot.Channel.Sent.Count(sent => sent.ChatId == "banner-office"), 0, 20);
        Assert.Equal(0, database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM help_request WHERE kind <> 'Emergency' AND answered_at IS NULL")));
    }

    [Theory]
    [InlineData("我的ID110105194912310021要改")]
    [InlineData("１１０１０５１９４９１２３１００２１")]
    [InlineData("110105.19491231.0021")]
    [InlineData("110105　19491231　0021")]
    public void An_ID_number_is_one_in_whatever_signs_it_is_written(string words)
    {
        var clean = Redaction.Clean(words, keepPhones: true);
        Assert.True(clean.RemovedId);
        Assert.DoesNotContain("0021", clean.Text.Normalize(System.Text.NormalizationForm.FormKC), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026.11.28 19.00-21.00 公园")]
    [InlineData("13800001111、13900002222")]
    public void Times_and_two_phones_are_no_ID_number(string words) => Assert.False(Redaction.Clean(words, keepPhones: true).RemovedId);

    [Theory, Databases]
    public async Task A_token_of_an_office_that_ended_does_not_come_back_with_the_next_appointment(Provider provider)
    {
        await using var site = await DeskSite.Start(provider);
        var db = site.Database.Db;
        var person = await site.World.Person("deputy");
        var first = await db.Write(tx => Staff.Appoint(tx, person, Role.Deputy, site.World.Helan, tx.Now, until: null).Value);
        var token = await site.TokenOf(person);
        (await site.Get("/api/v1/me", token)).Is(HttpStatusCode.OK);
        await db.Write(tx => Staff.Dismiss(tx, first).Value);
        site.Database.Clock.Advance(TimeSpan.FromMinutes(1));
        await db.Write(tx => Staff.Appoint(tx, person, Role.Deputy, site.World.Helan, tx.Now, until: null).Value);
        (await site.Get("/api/v1/me", token)).IsProblem(HttpStatusCode.Forbidden);
    }

    [Theory, Databases]
    public async Task A_member_whose_account_is_somebody_elses_keeps_who_they_are_when_an_office_of_theirs_moves(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        var member = await world.Member("王小明");
        var office = await database.Db.Write(tx => Staff.Appoint(tx, member, Role.Deputy, world.Helan, tx.Now, until: null).Value);
        await database.Execute($"DELETE FROM chat_identity WHERE person_id = {member}");
        var code = await database.Db.Write(tx => ChatBinding.Issue(tx.As(new Actor(world.BannerOffice, Grant: new Grant(1, Role.BannerOffice, world.Banner))), office).Value);
        await using var bot = new TestBot(database.Db);
        await bot.Ask("visitor", "你好");
        await bot.Ask("visitor", "1");
        Has(await bot.Ask("visitor", "绑定 " + code), "你现在是贺兰社区的");

        Assert.Equal(0, database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM person WHERE id = @member AND (erased_at IS NOT NULL OR name <> '王小明')", new { member })));
        Assert.Equal(1, database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM held_role WHERE id = @office AND person_id <> @member", new { office, member })));
    }

    private static async Task<string> Heard(TestBot bot, World world, TestDatabase database)
    {
        await bot.Quiet();
        var above = database.Db.Read(tx => tx.All<long>("SELECT person_id FROM held_role WHERE role IN ('StreetOffice', 'BannerOffice')"));
        Assert.NotEmpty(above);
        Assert.Contains(world.BannerOffice, above);
        return string.Join('\n', bot.Channel.Sent.Where(sent => sent.ChatId != "m").Select(sent => sent.Message.Text));
    }

    private static void Has(string answer, string words) => Assert.Contains(words, answer, StringComparison.Ordinal);
}
