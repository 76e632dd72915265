using ChatGov.HelpRequests;
using ChatGov.Messengers;
using ChatGov.People;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Emergencies;

/// <summary>What somebody in an emergency reads, and what becomes of everything else that was going on.</summary>
public sealed class EmergencyTests
{
    [Theory]
    [InlineData("心脏病发作", "120")]
    [InlineData("喝农药了", "120")]
    [InlineData("老人没气了", "120")]
    [InlineData("孩子噎住了", "120")]
    [InlineData("触电了", "120")]
    [InlineData("我妈中风了", "120")]
    [InlineData("我妈突然不会说话了嘴歪了", "120")]
    [InlineData("胸口疼得厉害喘不上气", "120")]
    [InlineData("娃抽搐了", "120")]
    [InlineData("被蛇咬了", "120")]
    [InlineData("老人走丢了", "110")]
    [InlineData("孩子找不到了", "110")]
    [InlineData("有人打架", "110")]
    [InlineData("我被困电梯里了", "119")]
    [InlineData("房子塌了", "119")]
    [InlineData("家里煤气味很大", "119")]
    [InlineData("有人掉冰窟窿里了", "119")]
    [InlineData("出车祸了", "122")]
    [InlineData("山洪下来了", "119")]
    [InlineData("活着没意思", "12356")]
    [InlineData("老人暈倒在樓道裡", "120")]
    [InlineData("fire!", "119")]
    [InlineData("someone collapsed", "120")]
    [InlineData("emergency", "120")]
    [InlineData("110", "110")]
    public async Task The_number_comes_before_anything_else_to_whoever_says_it(string words, string number)
    {
        await using var database = TestDatabase.Create(Provider.Sqlite);
        await using var bot = new TestBot(database.Db);

        var answer = await bot.Ask("u1", words);

        Has(answer, number);
        Assert.True(answer.IndexOf(number, StringComparison.Ordinal) < 60, answer);
        Assert.Equal(0, database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM help_request")));
    }

    [Theory, Databases]
    public async Task A_task_about_an_emergency_is_published_and_the_number_is_added_at_most(Provider provider)
    {
        await using var town = await Town.Set(provider);
        Has(await town.Bot.Ask("secretary", "发任务 周六上午9点到11点 预防煤气中毒宣传 要3个人"), "集合");
        Has(await town.Bot.Ask("secretary", "3号楼楼道，上次着火的那栋"), "特别的要求");
        Has(await town.Bot.Ask("secretary", "1"), "电话");
        Has(await town.Bot.Ask("secretary", "书记甲 19900001234"), "发吗");
        Has(await town.Bot.Ask("secretary", "改注意事项"), "注意");
        var asked = await town.Bot.Ask("secretary", "有人晕倒马上打 120");
        Has(asked, "发吗");
        Has(asked, "120");
        Has(await town.Bot.Ask("secretary", "1"), "发出去了");
        Assert.Equal("有人晕倒马上打 120", town.Database.Db.Read(tx => tx.First<string>("SELECT risk FROM task")));
    }

    [Theory, Databases]
    public async Task What_only_sounds_like_one_keeps_its_way(Provider provider)
    {
        await using var town = await Town.Set(provider);
        await town.World.Member("居民");
        await town.Bot.Answers("居民");

        foreach (var words in new[] { "提需求 电脑中毒了能修吗", "提需求 楼道的灭火器过期了", "提需求 上次摔倒的老人想要一副拐杖" })
        {
            Assert.DoesNotContain("请马上打", await town.Bot.Ask("居民", words), StringComparison.Ordinal);
            await town.Bot.Ask("居民", "取消");
        }
    }

    [Theory, Databases]
    public async Task An_open_question_stays_open_and_nothing_typed_is_lost(Provider provider)
    {
        await using var town = await Town.Set(provider);
        await town.World.Member("居民");
        Has(await town.Bot.Ask("居民", "转人工"), "什么事");

        var first = await town.Bot.Ask("居民", "我家着火了");
        Has(first, "119");
        Has(first, "还开着");
        Has(await town.Bot.Press("居民", town.Bot.Last("居民"), 1), "编号");

        Assert.Equal("我家着火了", Assert.Single(await town.World.As(town.World.BannerOffice, HelpRequestActs.ListOpen)).Text);
        Has(await town.Bot.Ask("居民", "接着办"), "再说一遍");
    }

    [Theory, Databases]
    public async Task Words_held_for_one_question_never_answer_another(Provider provider)
    {
        await using var town = await Town.Set(provider);
        await town.World.Member("居民");
        await town.Bot.Ask("居民", "转人工");
        await town.Bot.Ask("居民", "我家着火了");
        var call = town.Bot.Last("居民");
        await town.Bot.Ask("居民", "取消");
        await town.Bot.Ask("居民", "转人工");

        Has(await town.Bot.Press("居民", call, 1), "再说一遍");
        Assert.Equal(0, town.Database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM help_request")));
    }

    [Theory, Databases]
    public async Task Who_speaks_of_their_own_death_is_spoken_to_and_not_about(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        await using var bot = new TestBot(database.Db);

        var own = await bot.Ask("u1", "我不想活了");
        Has(own, "12356");
        Has(own, "120");
        Assert.DoesNotContain("陪着他", own, StringComparison.Ordinal);

        var others = await bot.Ask("u1", "我哥说他不想活了");
        Has(others, "陪着他");
        Has(others, "12356");
    }

    [Theory, Databases]
    public async Task One_tap_tells_the_secretary_and_a_second_tells_nobody_again(Provider provider)
    {
        await using var town = await Town.Set(provider);
        await town.World.Member("居民");
        await town.Bot.Answers("secretary");
        await town.Bot.Ask("居民", "我爸喘不上气");
        Assert.Equal("", await town.Bot.Answers("secretary"));
        var call = town.Bot.Last("居民");

        var told = await town.Bot.Press("居民", call, 0);
        Has(told, "贺兰社区");
        Has(told, "120");
        var heard = await town.Bot.Answers("secretary");
        Has(heard, "居民");
        Has(heard, "有人急病或受伤");
        Assert.DoesNotContain("我爸", heard, StringComparison.Ordinal);

        Assert.Equal(told, await town.Bot.Press("居民", call, 0));
        Assert.Equal("", await town.Bot.Answers("secretary"));

        Has(await town.Bot.Press("secretary", town.Bot.Last("secretary"), 0), "有人急病或受伤");
        Has(await town.Bot.Ask("secretary", "已经替你打了120，别让他倒下"), "发给对方");
        Has(await town.Bot.Ask("secretary", "1"), "转给本人");
        Has(await town.Bot.Answers("居民"), "已经替你打了120，别让他倒下");
    }

    [Theory, Databases]
    public async Task An_alarm_of_somebody_who_left_for_good_is_closed_and_its_answer_goes_to_nobody(Provider provider)
    {
        await using var town = await Town.Set(provider);
        var member = await town.World.Member("居民");
        await town.Bot.Ask("居民", "我爸喘不上气");
        await town.Bot.Press("居民", town.Bot.Last("居民"), 0);
        await town.World.As(member, tx => Erasing.Erase(tx).Ok);
        await town.Bot.Answers("secretary");

        Has(await town.Bot.Press("secretary", town.Bot.Last("secretary", "有人急病或受伤"), 0), "有人急病或受伤");
        Has(await town.Bot.Ask("secretary", "去看过了"), "发给对方");
        Has(await town.Bot.Ask("secretary", "1"), "已经注销");

        Assert.Empty(await town.World.As(town.World.Secretary, HelpRequestActs.ListOpen));
        Assert.Equal(0, town.Database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM outbox WHERE person_id IS NULL AND chat_id = ''")));
    }

    [Theory, Databases]
    public async Task Words_do_what_the_tap_does_in_an_open_question_too_and_its_numbers_stay(Provider provider)
    {
        await using var town = await Town.Set(provider);
        await town.Bot.Ask("新来的", "报到");
        Has(await town.Bot.Ask("新来的", "有人落水了"), "119");
        await town.Bot.Answers("banner");
        Has(await town.Bot.Ask("新来的", "告诉书记"), "平台");
        Has(await town.Bot.Answers("banner"), "落水");
        Has(await town.Bot.Ask("新来的", "1"), "社区");
    }

    [Theory, Databases]
    public async Task A_community_without_a_secretary_is_told_of_above(Provider provider)
    {
        await using var town = await Town.Set(provider);
        await town.World.Member("居民");
        await town.Database.Db.Write(tx => tx.Run("UPDATE staff_role SET until_at = @Now WHERE person_id = @Secretary", new { tx.Now, town.World.Secretary }));
        await town.Bot.Answers("banner");
        await town.Bot.Ask("居民", "我家着火了");
        Has(await town.Bot.Press("居民", town.Bot.Last("居民"), 0), "已经告诉测试旗");

        Has(await town.Bot.Answers("banner"), "着火");
    }

    [Theory, Databases]
    public async Task The_secretary_is_woken_at_night(Provider provider)
    {
        await using var town = await Town.Set(provider, new DateTimeOffset(2026, 11, 24, 2, 0, 0, TimeSpan.FromHours(8)));
        await town.World.Member("居民");
        await town.Bot.Ask("居民", "我家着火了");
        await town.Bot.Press("居民", town.Bot.Last("居民"), 0);

        Has(await town.Bot.Answers("secretary"), "着火");
    }

    [Theory, Databases]
    public async Task A_row_of_messages_not_understood_names_the_numbers_once_and_the_next_row_again(Provider provider)
    {
        await using var town = await Town.Set(provider);
        await town.World.Member("居民");
        await town.Bot.Answers("居民");

        Assert.EndsWith("报警 110。", Text(await town.Bot.Ask("居民", "呜噜呜噜")), StringComparison.Ordinal);
        Lacks(await town.Bot.Ask("居民", "呜噜呜噜呜噜"), "119");
        await town.Bot.Ask("居民", "帮助");
        Has(await town.Bot.Ask("居民", "呜噜呜噜"), "119");

        await town.Bot.Ask("居民", "空闲");
        Has(await town.Bot.Ask("居民", "呜噜呜噜"), "119");
        Lacks(await town.Bot.Ask("居民", "呜噜呜噜"), "119");
        Lacks(await town.Bot.Ask("secretary", "呜噜呜噜"), "119");
    }

    [Theory, Databases]
    public async Task In_a_group_there_are_numbers_and_nothing_of_anybody(Provider provider)
    {
        await using var town = await Town.Set(provider);
        await town.World.Member("居民");
        await town.Database.Db.Write(tx => tx.Run("INSERT INTO duty_phone (org_id, kind, name, phone) VALUES (@Helan, 'Duty', '', '0483-8220000')", new { town.World.Helan }));
        var said = town.Bot.Channel.Text("居民", "我爸喘不上气") with { IsPrivate = false, ChatId = "group" };
        await town.Bot.Channel.Deliver(said);

        var answer = await town.Bot.Answers("group");
        Has(answer, "120");
        Lacks(answer, "8220000");
        Assert.Empty(town.Bot.Last("group").Choices);

        await town.Bot.Channel.Deliver(said with { Kind = IncomingKind.Edited, Text = "我爸要去体检", DedupeKey = "edit 1" });
        await town.Bot.Channel.Deliver(said with { Kind = IncomingKind.Edited, Text = "我爸晕倒了", DedupeKey = "edit 2" });
        Has(await town.Bot.Answers("group"), "120");
        Assert.Equal(2, town.Bot.Channel.Sent.Count(sent => sent.ChatId == "group"));
    }

    [Theory]
    [InlineData(IncomingKind.Voice)]
    [InlineData(IncomingKind.Picture)]
    [InlineData(IncomingKind.Other)]
    public async Task What_nobody_here_can_read_may_have_been_a_call_for_help(IncomingKind kind)
    {
        await using var town = await Town.Set(Provider.Sqlite);
        await town.World.Member("居民");
        var unread = town.Bot.Channel.Text("居民", "") with { Kind = kind };

        await town.Bot.Channel.Deliver(unread);
        Has(await town.Bot.Answers("居民"), "119");
        await town.Bot.Channel.Deliver(unread with { DedupeKey = "again" });
        Lacks(await town.Bot.Answers("居民"), "119");
    }

    private static string Text(string answer) => string.Join('\n', answer.Split('\n').TakeWhile(line => !line.StartsWith('[')));

    private static void Has(string text, string part) => Assert.Contains(part, text, StringComparison.Ordinal);

    private static void Lacks(string text, string part) => Assert.DoesNotContain(part, text, StringComparison.Ordinal);

    /// <summary>A small banner and the bot that serves it.</summary>
    private sealed class Town(TestDatabase database, World world) : IAsyncDisposable
    {
        public TestDatabase Database => database;

        public World World => world;

        public TestBot Bot { get; } = new(database.Db);

        public static async Task<Town> Set(Provider provider, DateTimeOffset? start = null)
        {
            var database = TestDatabase.Create(provider, start: start);
            return new Town(database, await World.Create(database.Db));
        }

        public async ValueTask DisposeAsync()
        {
            await Bot.DisposeAsync();
            await database.DisposeAsync();
        }
    }
}
