using ChatGov.Tests.Support;
using static ChatGov.Tests.Support.Reply;

namespace ChatGov.Tests.Conversations;

/// <summary>A command alone in the middle of a question: shown, asked back, and never swallowed.</summary>
public sealed class CommandTests
{
    [Theory, Databases]
    public async Task After_the_numbers_to_call_a_command_is_not_taken_for_the_answer(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        await stage.World.Member("甲");
        await using var bot = new TestBot(stage.Database.Db);
        Has(await bot.Ask("甲", "转人工"), "请用一句话说说");
        Has(await bot.Ask("甲", "老人晕倒了"), "120");
        Has(await bot.Ask("甲", "我的需求"), "“我的需求”是要去看它，还是回答刚才这一问");
        Has(await bot.Ask("甲", "1"), "没有在办的需求", "请用一句话说说");
        Has(await bot.Ask("甲", "楼道灯坏了"), "编号");
    }

    [Theory, Databases]
    public async Task Whoever_means_it_as_the_answer_says_so_by_button_and_only_at_that_question(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        await stage.World.Member("甲");
        await using var bot = new TestBot(stage.Database.Db);
        await bot.Ask("甲", "转人工");
        await bot.Ask("甲", "我的需求");
        var asked = bot.Last("甲");
        Has(await bot.Press("甲", asked, 1), "编号");
        await bot.Ask("甲", "投诉平台");
        Has(await bot.Press("甲", asked, 1), "!编号", "哪里不满意");
    }

    [Theory, Databases]
    public async Task A_greeting_is_greeted_and_the_question_stays(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        await stage.World.Member("甲");
        await using var bot = new TestBot(stage.Database.Db);
        await bot.Ask("甲", "转人工");
        Has(await bot.Ask("甲", "你好"), "刚才问到这里", "请用一句话说说");
        Has(await bot.Ask("甲", "我的数据"), "关于你的信息", "请用一句话说说");
        Has(await bot.Ask("甲", "灯坏了"), "编号");
    }

    [Theory, Databases]
    public async Task What_the_question_reads_as_its_own_answer_is_one(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        await using var bot = new TestBot(stage.Database.Db);
        await bot.Ask("新", "报到");
        Has(await bot.Ask("新", "同意"), "你是哪一种");
        Has(await bot.Ask("新", "我是志愿者"), "住在哪个社区");
    }

    [Theory, Databases]
    public async Task The_language_is_changed_in_the_middle_of_a_question(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        await stage.World.Member("甲");
        await using var bot = new TestBot(stage.Database.Db);
        await bot.Ask("甲", "转人工");
        Has(await bot.Ask("甲", "语言"), "Which language", "English");
        Has(await bot.Ask("甲", "English"), "English from now on", "Please say in a sentence");
        Has(await bot.Ask("甲", "the lamp is broken"), "number");
    }
}
