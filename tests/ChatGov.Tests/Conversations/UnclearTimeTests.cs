using ChatGov.Tests.Support;
using static ChatGov.Tests.Support.Reply;

namespace ChatGov.Tests.Conversations;

/// <summary>A time that could be read two ways is asked for, and does not land in the title.</summary>
public sealed class UnclearTimeTests
{
    [Theory, Databases]
    public async Task The_day_is_asked_for_and_the_title_stays_clean(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        await using var bot = new TestBot(stage.Database.Db);
        foreach (var when in new[] { "2月30日上午9点到11点", "12月5号周日上午9点到11点", "明天半夜12点到2点", "12月1日至12月3日上午9点到11点" })
        {
            Has(await bot.Ask("secretary", $"发任务 {when} 清扫公园沙尘 要2个人"), "什么时候");
            Has(await bot.Ask("secretary", "12月5号周六上午9点到11点"), "在哪儿集合");
            await bot.Ask("secretary", "贺兰公园南门");
            Has(await bot.Ask("secretary", "联系人是书记甲 19900001234"), "做什么：清扫公园沙尘\n时间：12月5日周六 09:00–11:00");
            await bot.Ask("secretary", "取消");
        }
    }
}
