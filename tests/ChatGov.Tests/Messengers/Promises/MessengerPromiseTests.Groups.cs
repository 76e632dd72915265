using ChatGov.Tests.Messengers.Telegram;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Messengers.Promises;

/// <summary>In a group nothing personal is said, and only one's own contact counts.</summary>
public sealed partial class MessengerPromiseTests
{
    [Theory]
    [InlineData("时长")]
    [InlineData("我的")]
    [InlineData("我的数据")]
    [InlineData("我报上了没")]
    [InlineData("关联")]
    [InlineData("证明")]
    [InlineData("登录")]
    [InlineData("待办")]
    [InlineData("删除我")]
    public async Task In_a_group_nothing_about_anybody_is_said_aloud_whoever_asks_for_it(string words)
    {
        await using var stage = await WebhookBotStage.Start(Provider.Sqlite);
        await Join(stage);
        stage.Api.AddGroup(Group, "示范一社区");
        stage.Api.GroupSays(Group, 501, words);
        stage.Api.GroupSays(Group, 501, "@another_bot " + words);
        await Settle(stage);
        Assert.Empty(stage.Got($"{Group}"));

        stage.Api.GroupSays(Group, 501, $"{Bot} {words}");
        stage.Api.GroupSays(Group, 502, $"{words} {Bot}");
        await Settle(stage);
        Assert.Equal(2, stage.Got($"{Group}").Count);
        Assert.All(stage.Got($"{Group}"), answer =>
        {
            Assert.Contains("私下", answer, StringComparison.Ordinal);
            foreach (var personal in new[] { "王小明", "书记甲", "小时", "BD-2026", "贺兰社区", "http" })
            {
                Assert.DoesNotContain(personal, answer, StringComparison.Ordinal);
            }

            Assert.False(LinkCode().IsMatch(answer), "a link code for all to see");
        });
        Assert.Equal(0, Count(stage, "SELECT COUNT(*) FROM person WHERE erased_at IS NOT NULL"));
    }

    [Fact]
    public async Task In_a_group_a_button_under_one_members_answer_does_nothing_for_the_next_who_presses_it()
    {
        await using var stage = await WebhookBotStage.Start(Provider.Sqlite);
        await Join(stage);
        await stage.World.Publish(stage.World.Draft(stage.Database.Clock.GetUtcNow().AddDays(4)));
        await OpenTheTask(stage, stage.Member);
        var claim = stage.Api.AllSends.Last(send => send.ChatId == 501 && send.Buttons.Count > 0).Buttons[0].Data!;
        stage.Api.AddGroup(Group, "示范一社区");
        stage.Api.GroupSays(Group, 501, $"{Bot} 任务");
        await Settle(stage);
        var before = stage.Got($"{Group}").Count;
        Assert.Equal(1, before);

        // Whatever buttons the group has, and the one from the member's own chat, by a stranger in the group.
        foreach (var data in stage.Api.AllSends.Where(send => send.ChatId == Group).SelectMany(send => send.Buttons).Select(button => button.Data!).Append(claim))
        {
            stage.Api.Inject("callback_query", $$"""{"id":"7000000000000009999","from":{"id":503,"is_bot":false,"first_name":"旁人"},"message":{"message_id":1,"date":1,"chat":{"id":{{Group}},"type":"group","title":"示范一社区"},"text":"x"},"chat_instance":"1","data":"{{data}}"}""");
        }

        await Settle(stage);
        Assert.Equal(0, Count(stage, "SELECT COUNT(*) FROM claim"));
        Assert.All(stage.Got($"{Group}"), words => Assert.DoesNotContain("19900001234", words, StringComparison.Ordinal));
        Assert.All(stage.Got($"{Group}"), words => Assert.DoesNotContain("领到了", words, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_contact_counts_only_if_it_is_the_senders_own_and_the_number_of_anybody_else_is_nowhere_kept()
    {
        await using var stage = await WebhookBotStage.Start(Provider.Sqlite);
        IMessengerStage people = stage;
        await people.Says(stage.Member, "报到", "同意吗");
        await people.Presses(stage.Member, 0, "邀请码");
        foreach (var (number, owner) in new[] { (Phone, 777L), ("19900007799", 0L) })
        {
            var before = stage.Got(stage.Member).Count;
            stage.Api.UserSharesContact(501, number, owner);
            await stage.Hears(stage.Member, before, "这张名片不是你本人的");
        }

        Assert.Equal(0, Count(stage, "SELECT COUNT(*) FROM registration"));
        PlainColumns.DoNotHold(stage.Database.Db, Provider.Sqlite, Phone);
        Assert.DoesNotContain(Phone, stage.Log.All, StringComparison.Ordinal);

        var from = stage.Got(stage.Member).Count;
        stage.Api.UserSharesContact(501, "19900001111");
        await stage.Hears(stage.Member, from, "哪个社区");
        await people.Says(stage.Member, "取消", "先不做了");
        await people.Says(stage.Member, "我的数据", "手机");
        await Settle(stage);
        Assert.DoesNotContain("7788", string.Join('\n', stage.Got(stage.Member)), StringComparison.Ordinal);
        Assert.DoesNotContain("7799", string.Join('\n', stage.Got(stage.Member)), StringComparison.Ordinal);
        Assert.DoesNotContain("19900001111", stage.Log.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_member_who_throws_the_bot_out_of_a_group_is_still_reached_in_private()
    {
        await using var stage = await WebhookBotStage.Start(Provider.Sqlite);
        var member = await Join(stage);
        stage.Api.AddGroup(Group, "示范一社区");
        stage.Api.Inject("my_chat_member", $$$"""{"chat":{"id":{{{Group}}},"type":"group","title":"示范一社区"},"from":{"id":501,"is_bot":false,"first_name":"x"},"date":1,"old_chat_member":{"user":{"id":{{{stage.Api.BotId}}},"is_bot":true,"first_name":"b"},"status":"member"},"new_chat_member":{"user":{"id":{{{stage.Api.BotId}}},"is_bot":true,"first_name":"b"},"status":"kicked","until_date":0}}""");
        await Settle(stage);
        await Tell(stage, member, "私下还在");
        await Settle(stage);
        Assert.Single(stage.Got(stage.Member), words => words.Contains("私下还在", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_last_spoke_to_the_bot_in_a_group_is_still_written_to_in_private_and_a_request_made_there_is_answered_there_by_nobody()
    {
        await using var stage = await WebhookBotStage.Start(Provider.Sqlite);
        var member = await Join(stage);
        IMessengerStage people = stage;
        stage.Api.AddGroup(Group, "示范一社区");
        stage.Api.GroupSays(Group, 501, $"{Bot} 任务");
        stage.Api.GroupSays(Group, 501, $"{Bot} 转人工 我家3号楼暖气坏了");
        await Settle(stage);
        await Tell(stage, member, "只给本人看的话");
        await Settle(stage);
        Assert.Single(stage.Got(stage.Member), words => words.Contains("只给本人看的话", StringComparison.Ordinal));

        await people.Says(stage.Member, "转人工 门也坏了", "已转给社区");
        await people.Says(stage.Secretary, "待办", "求助");
        await people.Says(stage.Secretary, "1", "怎么回");
        await people.Says(stage.Secretary, "明天去你家修", "收不回来");
        await people.Says(stage.Secretary, "1", "已经转给本人了");
        await Settle(stage);
        Assert.Single(stage.Got(stage.Member), words => words.Contains("明天去你家修", StringComparison.Ordinal));
        Assert.All(stage.Got($"{Group}"), words =>
        {
            foreach (var personal in new[] { "3号楼", "明天去你家修", "只给本人看的话", "王小明" })
            {
                Assert.DoesNotContain(personal, words, StringComparison.Ordinal);
            }
        });
    }
}
