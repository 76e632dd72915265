using ChatGov.Claims;
using ChatGov.Hours;
using ChatGov.Tests.Support;
using static ChatGov.Tests.Support.Reply;

namespace ChatGov.Tests.Tasks;

/// <summary>A roster that waits takes nothing for an answer that is about something else, and writes nothing that nobody saw.</summary>
public sealed class RosterInChatTests
{
    private const string Fixing = "我们社区缺个会修水管的";
    private static readonly DateTimeOffset Saturday = new(2026, 11, 28, 9, 0, 0, TimeSpan.FromHours(8));

    [Theory, Databases]
    public async Task A_sentence_about_something_else_is_no_answer_and_the_way_to_it_is_offered(Provider provider)
    {
        await using var stage = await Waiting(provider);
        await using var bot = new TestBot(stage.Database.Db);
        Has(await bot.Ask("secretary", Fixing), "是哪一种", "!都到了", "!没找到");
        await bot.Ask("secretary", "取消");
        Has(await bot.Ask("secretary", "名单"), "1 号");
        Has(await bot.Ask("secretary", Fixing), "没听懂", "1 号", "先不答，去“加需求”", "!没找到");
        Has(await bot.Ask("secretary", "2"), "!都到了");
        Assert.Equal("AwaitingConfirm", State(stage));
    }

    [Theory, Databases]
    public async Task Another_form_offers_the_way_too_and_keeps_its_question(Provider provider)
    {
        await using var stage = await Waiting(provider);
        await using var bot = new TestBot(stage.Database.Db);
        await bot.Ask("secretary", "空闲");
        Has(await bot.Ask("secretary", Fixing), "什么时候有空", "先不答，去“加需求”");
        Has(await bot.Ask("secretary", "取消"), "先不做了");
    }

    [Theory, Databases]
    public async Task Who_did_not_come_by_a_number_nobody_was_shown_is_read_back(Provider provider)
    {
        await using var stage = await Waiting(provider);
        await using var bot = new TestBot(stage.Database.Db);
        Has(await bot.Ask("secretary", "除了2号"), "没到：2 号 李小红", "对吗");
        Assert.Equal("AwaitingConfirm", State(stage));
        Has(await bot.Ask("secretary", "重说"), "都到了就回");
        Has(await bot.Ask("secretary", "除了1号"), "没到 1 人");
        Assert.Equal("Done", State(stage));
    }

    [Theory, Databases]
    public async Task All_came_chosen_at_another_question_is_done_and_the_question_goes_on(Provider provider)
    {
        await using var stage = await Waiting(provider);
        var coming = await stage.World.Publish(stage.World.Draft(Saturday.AddDays(7)));
        await using var bot = new TestBot(stage.Database.Db);
        Has(await bot.Ask("secretary", $"取消任务{coming.Id}"), "为什么取消");
        Has(await bot.Ask("secretary", "都到了"), "[1] 都到了");
        Has(await bot.Ask("secretary", "1"), "到 2 人", "为什么取消");
        Assert.Equal("Done", State(stage));
        Has(await bot.Ask("secretary", "大风"), "都会收到");
    }

    [Theory, Databases]
    public async Task What_needs_a_look_first_does_not_drop_the_question_it_is_chosen_at(Provider provider)
    {
        await using var stage = await Waiting(provider);
        var coming = await stage.World.Publish(stage.World.Draft(Saturday.AddDays(7)));
        await stage.World.Member("张三丰");
        await using var bot = new TestBot(stage.Database.Db);
        await bot.Ask("secretary", $"取消任务{coming.Id}");
        await bot.Ask("secretary", "都到了 加上张三丰");
        Has(await bot.Ask("secretary", "1"), "为什么取消", "先不答，去");
        Assert.Equal("AwaitingConfirm", State(stage));
        Has(await bot.Ask("secretary", "大风"), "都会收到");
    }

    [Theory]
    [InlineData("还有李大力也来了", "", "李大力")]
    [InlineData("除了3号，还有李大力也来了", "3", "李大力")]
    [InlineData("除了3号还有5号", "3 5", "")]
    [InlineData("除了王小明，还有李四没来", "王小明 李四", "")]
    public void What_only_joins_is_part_of_no_name(string text, string absent, string added)
    {
        var answer = RosterAnswer.Read(text)!;
        Assert.Equal(absent, string.Join(' ', answer.Absent));
        Assert.Equal(added, string.Join(' ', answer.Added.Select(each => each.Name)));
    }

    private static async Task<Stage> Waiting(Provider provider)
    {
        var stage = await Stage.Create(provider);
        var task = await stage.World.Publish(stage.World.Draft(Saturday));
        foreach (var name in new[] { "王小明", "李小红" })
        {
            await stage.World.As(await stage.World.Member(name), tx => Claiming.Claim(tx, task.Id).Value);
        }

        stage.Database.Clock.MoveTo(Saturday.AddHours(3));
        await stage.Database.Db.Write(tx => tx.Run("UPDATE task SET state = 'AwaitingConfirm' WHERE id = @Id", new { task.Id }));
        return stage;
    }

    private static string State(Stage stage) => stage.Database.Db.Read(tx => tx.First<string>("SELECT state FROM task ORDER BY id LIMIT 1")!);
}
