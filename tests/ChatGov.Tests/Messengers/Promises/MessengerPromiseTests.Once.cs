using System.Globalization;
using System.Net;
using ChatGov.Tests.Fakes.WeCom;
using ChatGov.Tests.Messengers.Telegram;
using ChatGov.Tests.Messengers.WeCom;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Messengers.Promises;

/// <summary>What is said or pressed has its effect once, whoever else presses and however often it comes.</summary>
public sealed partial class MessengerPromiseTests
{
    [Theory]
    [InlineData("wecom")]
    [InlineData("telegram")]
    public async Task One_complaint_that_the_messenger_delivers_ten_times_at_the_same_moment_is_one_complaint_with_one_answer(string messenger)
    {
        await using var stage = await MessengerStages.Start(messenger, Provider.Sqlite);
        await Join(stage);
        var before = stage.Got(stage.Member).Count;
        var deliver = Delivery(stage, stage.Member, "投诉 楼道的灯坏了三天没人管");
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(deliver)));
        await Settle(stage);

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer));
        Assert.Contains("已交给平台运营方", Assert.Single(stage.Got(stage.Member).Skip(before)), StringComparison.Ordinal);
        Assert.Equal(1, Count(stage, "SELECT COUNT(*) FROM help_request"));

        await deliver();
        await Settle(stage);
        Assert.Equal(before + 1, stage.Got(stage.Member).Count);
    }

    [Theory]
    [InlineData("wecom")]
    [InlineData("telegram")]
    public async Task Two_people_who_say_the_same_at_the_same_second_are_two_and_one_who_says_it_twice_is_heard_twice(string messenger)
    {
        await using var stage = await MessengerStages.Start(messenger, Provider.Sqlite);
        await Join(stage);
        await stage.Says(stage.Secretary, "帮助", "可以回数字");
        await Task.WhenAll(new[] { stage.Member, stage.Secretary, stage.Member }.Select(user => Task.Run(() => stage.Say(user, "投诉 消息太多"))));
        await Settle(stage);

        Assert.Equal(1, stage.Got(stage.Member).Count(words => words.Contains("已交给平台运营方", StringComparison.Ordinal)));
        Assert.Equal(1, stage.Got(stage.Member).Count(words => words.Contains("这是第 2 句", StringComparison.Ordinal)));
        Assert.Equal(1, stage.Got(stage.Secretary).Count(words => words.Contains("已交给平台运营方", StringComparison.Ordinal)));
        Assert.Equal(3, stage.Database.Db.Read(HelpTexts.All).Count);
    }

    [Theory]
    [InlineData("wecom")]
    [InlineData("telegram")]
    public async Task A_finger_that_hits_the_claim_button_five_times_at_once_takes_one_place_and_every_press_is_answered(string messenger)
    {
        await using var stage = await MessengerStages.Start(messenger, Provider.Sqlite);
        await Join(stage);
        await stage.World.Publish(stage.World.Draft(stage.Database.Clock.GetUtcNow().AddDays(4)));
        await OpenTheTask(stage, stage.Member);
        var press = Button(stage, stage.Member);
        var before = stage.Got(stage.Member).Count;
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Task.Run(() => press(stage.Member, 0))));
        await Settle(stage);

        var answers = stage.Got(stage.Member).Skip(before).ToList();
        Assert.Equal(1, Count(stage, "SELECT COUNT(*) FROM claim"));
        Assert.Equal(1, Count(stage, "SELECT taken FROM task"));
        Assert.Equal(5, answers.Count);
        Assert.Contains(answers, words => words.Contains("领到了", StringComparison.Ordinal));
        Assert.All(answers, words => Assert.DoesNotContain("没处理好", words, StringComparison.Ordinal));
        Assert.Equal(0, Count(stage, "SELECT COUNT(*) FROM inbox WHERE state <> 'Handled'"));
        Invariants.Hold(stage.Database.Db);
    }

    [Theory]
    [InlineData("wecom")]
    [InlineData("telegram")]
    public async Task Who_presses_a_button_that_was_made_for_somebody_else_is_told_so_and_takes_nothing_for_either_of_them(string messenger)
    {
        await using var stage = await MessengerStages.Start(messenger, Provider.Sqlite);
        await Join(stage);
        await stage.World.Publish(stage.World.Draft(stage.Database.Clock.GetUtcNow().AddDays(4)));
        await stage.Says(stage.Secretary, "帮助", "可以回数字");
        await OpenTheTask(stage, stage.Member);
        var press = Button(stage, stage.Member);
        var (own, others) = (stage.Got(stage.Member).Count, stage.Got(stage.Secretary).Count);
        await press(stage.Secretary, 0);
        await stage.Hears(stage.Secretary, others, "这个按钮已经用不了了");
        await Settle(stage);

        Assert.Equal(0, Count(stage, "SELECT COUNT(*) FROM claim"));
        Assert.Equal(own, stage.Got(stage.Member).Count);
        Assert.All(stage.Got(stage.Secretary).Skip(others), words => Assert.DoesNotContain("手套", words, StringComparison.Ordinal));

        await press(stage.Member, 0);
        await stage.Hears(stage.Member, own, "领到了");
    }

    [Theory]
    [InlineData("wecom")]
    [InlineData("telegram")]
    public async Task The_old_yes_to_being_deleted_found_again_by_scrolling_up_deletes_nobody(string messenger)
    {
        await using var stage = await MessengerStages.Start(messenger, Provider.Sqlite);
        await Join(stage);
        await stage.Says(stage.Member, "删除我", "确定吗");
        await Settle(stage);
        var delete = Button(stage, stage.Member);
        await stage.Says(stage.Member, "取消", "先不做了");
        var before = stage.Got(stage.Member).Count;
        await delete(stage.Member, 0);
        await stage.Hears(stage.Member, before, "已经");
        await stage.Says(stage.Member, "退出", "确定吗");
        before = stage.Got(stage.Member).Count;
        await delete(stage.Member, 0);
        await Settle(stage);

        Assert.NotEmpty(stage.Got(stage.Member).Skip(before));
        Assert.Equal(0, Count(stage, "SELECT COUNT(*) FROM person WHERE erased_at IS NOT NULL"));
        Assert.Equal(1, Count(stage, "SELECT COUNT(*) FROM registration WHERE state = 'Active'"));
        await stage.Says(stage.Member, "2", "什么都没变");
    }

    [Theory]
    [InlineData("wecom")]
    [InlineData("telegram")]
    public async Task Who_presses_agree_and_writes_at_the_same_moment_is_handled_in_one_lane_whichever_comes_first(string messenger)
    {
        await using var stage = await MessengerStages.Start(messenger, Provider.Sqlite);
        const int people = 6;
        var users = Enumerable.Range(0, people).Select(i => messenger == "wecom" ? $"new{i}" : $"{7_100 + i}").ToList();
        foreach (var user in users)
        {
            await stage.Says(user, "报到", "同意吗");
        }

        await Settle(stage);
        await Task.WhenAll(users.SelectMany(user =>
        {
            var press = Button(stage, user);
            return new[] { Task.Run(() => stage.Say(user, "转人工 楼道灯坏了")), Task.Run(() => press(user, 0)), Task.Run(() => press(user, 0)) };
        }));
        await Settle(stage);

        Assert.Equal(0, Count(stage, "SELECT COUNT(*) FROM inbox WHERE state <> 'Handled' OR payload IS NOT NULL"));
        Assert.Equal(people, Count(stage, "SELECT COUNT(*) FROM help_request"));
        Assert.Equal(people, Count(stage, "SELECT COUNT(DISTINCT person_id) FROM chat_identity WHERE channel = @Channel AND person_id IS NOT NULL", new { stage.Channel }));
        Assert.All(users, user => Assert.Contains(stage.Got(user), words => words.Contains("已转给社区", StringComparison.Ordinal)));
        Assert.All(users, user => Assert.DoesNotContain(stage.Got(user), words => words.Contains("没处理好", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("wecom")]
    [InlineData("telegram")]
    public async Task Ten_complaints_typed_without_waiting_are_kept_and_answered_in_the_order_they_were_typed_though_half_come_twice(string messenger)
    {
        await using var stage = await MessengerStages.Start(messenger, Provider.Sqlite);
        await Join(stage);
        Repeat(stage, oneIn: 2);
        for (var i = 0; i < 10; i++)
        {
            await stage.Say(stage.Member, $"投诉 第{i}件");
        }

        await Settle(stage);
        var kept = stage.Database.Db.Read(tx => HelpTexts.All(tx));
        Assert.Equal(Enumerable.Range(0, 10).Select(i => $"第{i}件"), kept);
        var places = stage.Got(stage.Member).Select(words => Line().Match(words)).Where(match => match.Success).Select(match => match.Groups[1].Value);
        Assert.Equal(Enumerable.Range(2, 9).Select(i => i.ToString(CultureInfo.InvariantCulture)), places);
    }

    [Fact]
    public async Task One_person_who_presses_the_same_task_on_both_messengers_at_once_takes_one_place_and_is_answered_on_each()
    {
        await using var stage = await BothStage.Start();
        await stage.Link();
        await stage.World.Publish(stage.World.Draft(stage.Database.Clock.GetUtcNow().AddDays(4), places: 3));
        await stage.OnTelegram("任务", "清扫公园沙尘");
        await stage.OnTelegram("1", "手套");
        await stage.OnWeCom("任务", "清扫公园沙尘");
        await stage.OnWeCom("1", "手套");
        await stage.Settle();
        var message = stage.Api.AllSends.Last(send => send.ChatId == 501 && send.Buttons.Count > 0);
        var card = stage.Fake.Sends.Last(send => send.Kind == "template_card");
        var before = (stage.TelegramCount, stage.Fake.SendCount);
        await Task.WhenAll(Task.Run(() => stage.Fake.Chooses("wangxiaoming", card, 0)), Task.Run(() => stage.Api.UserPresses(501, message.MessageId, 0)));
        await stage.Settle();

        Assert.Equal(1, stage.Count("SELECT COUNT(*) FROM claim"));
        Assert.Equal(1, stage.Count("SELECT taken FROM task"));
        Assert.True(stage.TelegramCount > before.TelegramCount, "the press on Telegram was not answered");
        Assert.True(stage.Fake.SendCount > before.SendCount, "the press on WeCom was not answered");
        Invariants.Hold(stage.Database.Db);
    }

    [Fact]
    public async Task A_WeCom_member_is_the_same_person_however_the_platform_spells_their_account()
    {
        await using var stage = await WeComStage.Start(Provider.Sqlite);
        await Join(stage);
        await stage.World.Publish(stage.World.Draft(stage.Database.Clock.GetUtcNow().AddDays(4)));
        await OpenTheTask(stage, stage.Member);
        var card = stage.Fake.Sends.Last(send => send.Kind == "template_card");
        var before = stage.Got(stage.Member).Count;
        Assert.Equal(HttpStatusCode.OK, await stage.Fake.Chooses("WangXiaoMing", card, 0));
        await stage.Hears(stage.Member, before, "领到了");
        before = stage.Got(stage.Member).Count;
        Assert.Equal(HttpStatusCode.OK, await stage.Fake.Says("WANGXIAOMING", "我的"));
        await stage.Hears(stage.Member, before, "清扫公园沙尘");
        Assert.Equal(1, Count(stage, "SELECT COUNT(*) FROM chat_identity WHERE channel = 'wecom' AND LOWER(user_id) = 'wangxiaoming'"));
    }

    [Theory]
    [InlineData("wecom")]
    [InlineData("telegram")]
    public async Task Six_neighbours_who_press_for_the_last_place_at_once_see_one_of_them_take_it_and_the_others_a_kind_word(string messenger)
    {
        await using var stage = await MessengerStages.Start(messenger, Provider.Sqlite);
        await stage.World.Publish(stage.World.Draft(stage.Database.Clock.GetUtcNow().AddDays(4), places: 1));
        var members = await stage.World.Members(6);
        var users = members.Select((_, i) => messenger == "wecom" ? $"neighbour{i}" : $"{7_200 + i}").ToList();
        await stage.Database.Db.Write(tx =>
        {
            foreach (var (user, member) in users.Zip(members))
            {
                World.Bind(tx, stage.Channel, user, member);
            }
        });
        foreach (var user in users)
        {
            await OpenTheTask(stage, user);
        }

        var before = users.ToDictionary(user => user, user => stage.Got(user).Count);
        var presses = users.ConvertAll(user => (User: user, Press: Button(stage, user)));
        await Task.WhenAll(presses.Select(each => Task.Run(() => each.Press(each.User, 0))));
        await Settle(stage);

        var answers = users.ConvertAll(user => string.Join('\n', stage.Got(user).Skip(before[user])));
        Assert.Single(answers, words => words.Contains("领到了", StringComparison.Ordinal));
        Assert.Equal(5, answers.Count(words => words.Contains("名额满了", StringComparison.Ordinal)));
        Assert.Equal(1, Count(stage, "SELECT taken FROM task"));
        Invariants.Hold(stage.Database.Db);
    }

    [Theory]
    [InlineData("wecom")]
    [InlineData("telegram")]
    public async Task A_button_still_works_when_the_messenger_no_longer_lets_its_message_be_changed(string messenger)
    {
        await using var stage = await MessengerStages.Start(messenger, Provider.Sqlite);
        await Join(stage);
        await stage.World.Publish(stage.World.Draft(stage.Database.Clock.GetUtcNow().AddDays(4)));
        await OpenTheTask(stage, stage.Member);
        var before = stage.Got(stage.Member).Count;
        if (stage is WeComStage wecom)
        {
            var press = wecom.Fake.Choice(stage.Member, wecom.Fake.Sends.Last(send => send.Kind == "template_card"), 0);
            wecom.Fake.EndResponseCodes();
            Assert.Equal(HttpStatusCode.OK, await wecom.Fake.Deliver(press));
        }
        else
        {
            var api = ((WebhookBotStage)stage).Api;
            api.UserPresses(501, api.AllSends.Last(send => send.ChatId == 501 && send.Buttons.Count > 0).MessageId, 0, isInaccessible: true);
        }

        await stage.Hears(stage.Member, before, "领到了");
        await Settle(stage);
        Assert.Equal(1, Count(stage, "SELECT COUNT(*) FROM claim"));
        Assert.Equal(before + 1, stage.Got(stage.Member).Count);
    }

    [Fact]
    public async Task A_card_that_was_sent_before_the_account_was_unlinked_takes_nothing_for_the_person_afterwards()
    {
        await using var stage = await BothStage.Start();
        await stage.Link();
        await stage.World.Publish(stage.World.Draft(stage.Database.Clock.GetUtcNow().AddDays(4)));
        await stage.OnWeCom("任务", "清扫公园沙尘");
        await stage.OnWeCom("1", "手套");
        var card = stage.Fake.Sends.Last(send => send.Kind == "template_card");
        await stage.OnTelegram("解除关联", "哪一个");
        await stage.OnTelegram("1", "已解除");
        var before = stage.Fake.SendCount;
        Assert.Equal(HttpStatusCode.OK, await stage.Fake.Chooses("wangxiaoming", card, 0));
        await stage.Settle();
        Assert.Equal(0, stage.Count("SELECT COUNT(*) FROM claim"));
        Assert.NotEmpty(stage.Fake.SendsFrom(before));
        Assert.All(stage.Fake.SendsFrom(before).Select(BothStage.Plain), words => Assert.DoesNotContain("19900001234", words, StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_number_on_three_different_WeCom_messages_makes_them_three_and_not_one()
    {
        await using var stage = await WeComStage.Start(Provider.Sqlite);
        await Join(stage);
        var first = FakeWeCom.Text(stage.Member, "投诉 灯坏了");
        var others = first.Replace(stage.Member, stage.Secretary, StringComparison.Ordinal);
        var second = first.Replace("灯坏了", "门坏了", StringComparison.Ordinal);
        foreach (var inner in new[] { first, others, second, first, others, second })
        {
            Assert.Equal(HttpStatusCode.OK, await stage.Fake.Deliver(inner));
        }

        await Settle(stage);
        Assert.Equal(3, stage.Database.Db.Read(HelpTexts.All).Count);
    }
}
