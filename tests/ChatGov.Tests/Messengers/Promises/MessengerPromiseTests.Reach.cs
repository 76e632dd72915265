using System.Net;
using ChatGov.Outbox;
using ChatGov.Tests.Fakes.BotApi;
using ChatGov.Tests.Fakes.WeCom;
using ChatGov.Tests.Messengers.Telegram;
using ChatGov.Tests.Messengers.WeCom;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Messengers.Promises;

/// <summary>Who can be reached is reached once, on the messenger they use.</summary>
public sealed partial class MessengerPromiseTests
{
    [Theory]
    [InlineData("wecom")]
    [InlineData("telegram")]
    public async Task Who_blocks_the_bot_while_something_is_on_its_way_is_left_alone_and_is_reached_again_after_coming_back(string messenger)
    {
        await using var stage = await MessengerStages.Start(messenger, Provider.Sqlite);
        var member = await Join(stage);
        await Leave(stage);
        await Tell(stage, member, "还不知道人走了");
        await Settle(stage);
        Assert.DoesNotContain(stage.Got(stage.Member), words => words.Contains("还不知道人走了", StringComparison.Ordinal));
        Assert.Equal(1, Count(stage, "SELECT COUNT(*) FROM chat_identity WHERE person_id = @member AND (unreachable OR suspended_at IS NOT NULL)", new { member }));

        await ComeBack(stage);
        await Settle(stage);
        await ProveAnew(stage, member);
        await Tell(stage, member, "欢迎回来的消息");
        await Settle(stage);
        Assert.Single(stage.Got(stage.Member), words => words.Contains("欢迎回来的消息", StringComparison.Ordinal));
        Assert.Equal(0, Count(stage, "SELECT COUNT(*) FROM chat_identity WHERE person_id = @member AND (unreachable OR suspended_at IS NOT NULL)", new { member }));
    }

    [Theory]
    [InlineData("wecom")]
    [InlineData("telegram")]
    public async Task Who_was_refused_as_unreachable_without_saying_goodbye_is_reached_again_once_they_write(string messenger)
    {
        await using var stage = await MessengerStages.Start(messenger, Provider.Sqlite);
        var member = await Join(stage);
        if (stage is WeComStage wecom)
        {
            wecom.Fake.Unreachable.Add(stage.Member);
        }
        else
        {
            ((WebhookBotStage)stage).Api.Faults.Add(Moment.Received, "sendMessage", new Fault.Api(403, "Forbidden: bot was blocked by the user"));
        }

        await Tell(stage, member, "没人看见的消息");
        await Settle(stage);
        Assert.Equal(1, Count(stage, "SELECT COUNT(*) FROM chat_identity WHERE person_id = @member AND unreachable", new { member }));
        (stage as WeComStage)?.Fake.Unreachable.Remove(stage.Member);

        await stage.Says(stage.Member, "帮助", "可以回数字");
        await Tell(stage, member, "又能收到了");
        await Settle(stage);
        Assert.Single(stage.Got(stage.Member), words => words.Contains("又能收到了", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("wecom")]
    [InlineData("telegram")]
    public async Task The_same_goodbye_delivered_once_more_after_the_return_does_not_undo_the_return(string messenger)
    {
        await using var stage = await MessengerStages.Start(messenger, Provider.Sqlite);
        var member = await Join(stage);
        Func<Task<HttpStatusCode>> goodbye, hello;
        if (stage is WeComStage wecom)
        {
            var (gone, back) = (FakeWeCom.Inner(stage.Member, "event", "<Event>unsubscribe</Event>"), FakeWeCom.Inner(stage.Member, "event", "<Event>subscribe</Event>"));
            (goodbye, hello) = (() => wecom.Fake.Deliver(gone), () => wecom.Fake.Deliver(back));
        }
        else
        {
            var telegram = (WebhookBotStage)stage;
            (goodbye, hello) = (() => Post(telegram, Membership(900_000_001, "member", "kicked")), () => Post(telegram, Membership(900_000_002, "kicked", "member")));
        }

        foreach (var step in new[] { goodbye, hello })
        {
            Assert.Equal(HttpStatusCode.OK, await step());
            await Settle(stage);
        }

        await ProveAnew(stage, member);
        Assert.Equal(HttpStatusCode.OK, await goodbye());
        await Settle(stage);
        await Tell(stage, member, "还在");
        await Settle(stage);
        Assert.Single(stage.Got(stage.Member), words => words.Contains("还在", StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_person_on_two_messengers_gets_everything_once_on_the_one_last_used_and_a_press_is_a_use()
    {
        await using var stage = await BothStage.Start();
        await stage.Link();
        foreach (var (onWeCom, words) in new[] { (true, "甲"), (false, "乙"), (true, "丙") })
        {
            await (onWeCom ? stage.OnWeCom("帮助", "可以回数字") : stage.OnTelegram("帮助", "可以回数字"));
            await stage.Tell($"消息{words}");
            await stage.Settle();
            Assert.Equal(onWeCom ? (0, 1) : (1, 0), (stage.OnTelegramGot($"消息{words}"), stage.OnWeComGot($"消息{words}")));
        }

        var message = stage.Api.AllSends.Last(send => send.ChatId == 501 && send.Buttons.Count > 0);
        stage.Api.UserPresses(501, message.MessageId, 0);
        await stage.Settle();
        await stage.Tell("消息丁");
        await stage.Settle();
        Assert.Equal((1, 0), (stage.OnTelegramGot("消息丁"), stage.OnWeComGot("消息丁")));
    }

    [Fact]
    public async Task A_linking_code_works_for_one_of_two_who_use_it_at_once_and_never_from_the_account_nobody_knows()
    {
        await using var stage = await BothStage.Start();
        await stage.OnWeCom("报到", "同意吗", "thief");
        await stage.OnWeCom("同意", "邀请码", "thief");
        await stage.OnWeCom("取消", "先不做了", "thief");
        var unknown = await stage.CodeOnWeCom("thief");
        await stage.OnTelegram("关联 " + unknown, "反过来");
        Assert.Equal(1, stage.Count("SELECT COUNT(*) FROM chat_identity WHERE person_id = @Member", new { stage.Member }));

        var code = await stage.CodeOnTelegram();
        await Task.WhenAll(new[] { "wangxiaoming", "thief" }.Select(user => Task.Run(() => stage.Fake.Says(user, "关联 " + code))));
        await stage.Settle();
        Assert.Equal(1, stage.OnWeComGot("关联好了"));
        Assert.Equal(2, stage.Count("SELECT COUNT(*) FROM chat_identity WHERE person_id = @Member", new { stage.Member }));
        Assert.Equal(1, stage.OnTelegramGot("刚刚关联到这里"));
        Assert.DoesNotContain(code, stage.Log.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_blocks_the_messenger_last_used_is_reached_on_the_other_one_and_once()
    {
        await using var stage = await BothStage.Start();
        await stage.Link();
        await stage.OnTelegram("帮助", "可以回数字");
        stage.Api.UserBlocks(501);
        await stage.Settle();
        await stage.Tell("还有一条路");
        await stage.Settle();
        Assert.Equal((0, 1), (stage.OnTelegramGot("还有一条路"), stage.OnWeComGot("还有一条路")));

        stage.Api.UserUnblocks(501);
        await stage.OnTelegram("帮助", "可以回数字");
        await stage.Tell("第一条路又通了");
        await stage.Settle();
        Assert.Equal((1, 0), (stage.OnTelegramGot("第一条路又通了"), stage.OnWeComGot("第一条路又通了")));
    }

    [Fact]
    public async Task Of_fifty_notices_to_one_WeCom_member_never_more_than_thirty_a_minute_go_none_is_lost_and_an_answer_goes_before_them()
    {
        await using var stage = await BothStage.Start();
        await stage.Link();
        await stage.Settle();
        stage.Database.Clock.Advance(TimeSpan.FromMinutes(2));
        for (var i = 0; i < 50; i++)
        {
            await stage.Tell($"通知{i:00}号", OutboxKind.Broadcast);
        }

        await stage.Settle();
        var first = stage.OnWeComGot("通知");
        Assert.InRange(first, 1, 30);
        await stage.Fake.Says("wangxiaoming", "帮助");
        for (var i = 0; i < 4; i++)
        {
            stage.Database.Clock.Advance(TimeSpan.FromSeconds(61));
            await stage.Settle();
        }

        var words = stage.Fake.Sends.Select(BothStage.Plain).Where(text => text.Contains("通知", StringComparison.Ordinal) || text.Contains("可以回数字", StringComparison.Ordinal)).ToList();
        Assert.Equal(50, words.Where(text => text.Contains("通知", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(50, words.Count(text => text.Contains("通知", StringComparison.Ordinal)));
        Assert.Equal(0, stage.Fake.Vanished);
        Assert.InRange(stage.Fake.Most.AMinute, 1, 30);
        Assert.Equal(first, words.FindLastIndex(text => text.Contains("可以回数字", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("wecom")]
    [InlineData("telegram")]
    public async Task A_message_refused_by_the_messenger_last_used_reaches_the_person_on_the_other_one(string refused)
    {
        await using var stage = await BothStage.Start();
        await stage.Link();
        if (refused == "wecom")
        {
            stage.Fake.Unreachable.Add("wangxiaoming");
        }
        else
        {
            await stage.OnTelegram("帮助", "可以回数字");
            stage.Api.Faults.Add(Moment.Received, "sendMessage", new Fault.Api(403, "Forbidden: bot was blocked by the user"), times: 100);
        }

        var got = new List<(string Words, int OnTelegram, int OnWeCom)>();
        foreach (var words in new[] { "这一条被退回", "下一条" })
        {
            await stage.Tell(words);
            await stage.Settle();
            stage.Database.Clock.Advance(TimeSpan.FromMinutes(15));
            await stage.Settle();
            got.Add((words, stage.OnTelegramGot(words), stage.OnWeComGot(words)));
        }

        var expected = refused == "wecom" ? (1, 0) : (0, 1);
        Assert.Equal([("这一条被退回", expected.Item1, expected.Item2), ("下一条", expected.Item1, expected.Item2)], got);
    }
}
