using System.Net;
using ChatGov.People;
using ChatGov.Tests.Fakes.BotApi;
using ChatGov.Tests.Fakes.WeCom;
using ChatGov.Tests.Messengers.Telegram;
using ChatGov.Tests.Messengers.WeCom;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Messengers.Promises;

/// <summary>What a messenger shows is whole, and what it reports besides words is taken for what it is.</summary>
public sealed partial class MessengerPromiseTests
{
    [Fact]
    public async Task Every_card_carries_its_question_in_a_field_that_this_kind_of_card_shows()
    {
        await using var stage = await WeComStage.Start(Provider.Sqlite);
        await Join(stage);
        await ((IMessengerStage)stage).Says(stage.Secretary, "帮助", "可以回数字");
        foreach (var words in new[] { "我会", "空闲", "发任务", "教老人用手机" })
        {
            await stage.Say(words is "我会" or "空闲" ? stage.Member : stage.Secretary, words);
            await Settle(stage);
        }

        var cards = stage.Fake.Sends.Where(send => send.Kind == "template_card").Select(send => send.Content).ToList();
        Assert.Superset(new HashSet<string> { "vote_interaction", "multiple_interaction" }, cards.Select(card => card.Text("card_type")).ToHashSet());
        Assert.All(cards, card => Assert.NotEmpty(card.Part("main_title").Text("title")));
        Assert.All(cards.Where(card => card.Text("card_type") != "button_interaction"), card => Assert.False(card.Has("sub_title_text")));
        Assert.Contains(stage.Got(stage.Member), words => words.Contains("你会什么", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Where_several_may_be_chosen_the_ballot_takes_several_and_all_of_them_count()
    {
        await using var stage = await WeComStage.Start(Provider.Sqlite);
        var member = await Join(stage);
        await ((IMessengerStage)stage).Says(stage.Member, "我会", "你会什么");
        await Settle(stage);
        var card = stage.Fake.Sends.Last(send => send.User == stage.Member && send.Kind == "template_card");
        Assert.Equal(1, card.Content.Part("checkbox").GetProperty("mode").GetInt32());
        var before = stage.Got(stage.Member).Count;
        Assert.Equal(HttpStatusCode.OK, await stage.Fake.Deliver(stage.Fake.Choice(stage.Member, card, [0, 2, 3])));
        await stage.Hears(stage.Member, before, "记下了");

        Assert.Equal(3, stage.Database.Db.Read(tx => Preferences.SkillsOf(tx, member)).Count);
    }

    [Theory]
    [InlineData("photo")]
    [InlineData("video")]
    [InlineData("document")]
    public async Task Words_under_a_picture_film_or_file_count_in_a_group_too(string field)
    {
        await using var stage = await WebhookBotStage.Start(Provider.Sqlite);
        stage.Api.AddGroup(Group, "示范一社区");
        stage.Api.GroupSends(Group, 501, field, $"{Bot} 着火了");
        stage.Api.GroupSends(Group, 501, field, "没有叫谁的一句话");
        await Settle(stage);
        Assert.Contains("119", Assert.Single(stage.Got($"{Group}")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_stays_in_the_topic_of_the_forum_where_it_was_asked_for_and_in_the_group_when_that_is_gone()
    {
        const int topic = 55;
        await using var stage = await WebhookBotStage.Start(Provider.Sqlite);
        stage.Api.AddGroup(Group, "示范一社区");
        stage.Api.AddTopic(Group, topic);
        stage.Api.TopicSays(Group, topic, 501, $"{Bot} 任务");
        await Settle(stage);
        Assert.Equal(topic, Assert.Single(stage.Api.AllSends, send => send.ChatId == Group).Topic);

        stage.Api.TopicSays(Group, topic, 501, $"{Bot} 任务");
        stage.Api.RemoveTopic(Group, topic);
        await Settle(stage);
        Assert.Equal([topic, null], stage.Api.AllSends.Where(send => send.ChatId == Group).Select(send => send.Topic));
    }

    [Theory]
    [InlineData("""{"pinned_message":{"message_id":1,"date":1,"chat":{"id":501,"type":"private"},"text":"x"}}""")]
    [InlineData("""{"message_auto_delete_timer_changed":{"message_auto_delete_time":86400}}""")]
    [InlineData("""{"chat_background_set":{"type":{"type":"chat_theme","theme_name":"🌷"}}}""")]
    [InlineData("""{"write_access_allowed":{"from_request":true}}""")]
    [InlineData("""{"users_shared":{"request_id":1,"users":[]}}""")]
    [InlineData("""{"something_of_next_year":{}}""")]
    public async Task What_the_messenger_reports_by_itself_is_no_speech(string report)
    {
        await using var stage = await WebhookBotStage.Start(Provider.Sqlite);
        await Join(stage);
        var before = stage.Got(stage.Member).Count;
        stage.Api.Inject("message", string.Concat("""{"message_id":9001,"date":1,"from":{"id":501,"is_bot":false,"first_name":"王"},"chat":{"id":501,"type":"private","first_name":"王"},""", report.AsSpan(1)));
        await Settle(stage);
        Assert.Empty(stage.Got(stage.Member).Skip(before));
    }

    [Fact]
    public async Task A_message_that_is_changed_afterwards_is_answered_with_what_to_do_and_an_emergency_in_it_still_counts()
    {
        await using var stage = await WebhookBotStage.Start(Provider.Sqlite);
        var member = await Join(stage);
        IMessengerStage people = stage;
        await people.Says(stage.Member, "我会", "你会什么");
        var before = stage.Got(stage.Member).Count;
        stage.Api.UserEdits(501, stage.Api.LastFrom(501), "我会 水电");
        await Settle(stage);
        var answer = Assert.Single(stage.Got(stage.Member).Skip(before));
        Assert.Contains("再发一遍", answer, StringComparison.Ordinal);
        Assert.Contains("你会什么", answer, StringComparison.Ordinal);
        Assert.Empty(stage.Database.Db.Read(tx => Preferences.SkillsOf(tx, member)));

        stage.Api.UserEdits(501, stage.Api.LastFrom(501), "家里着火了");
        await people.Hears(stage.Member, before + 1, "119");
    }

    [Theory]
    [InlineData("video")]
    [InlineData("animation")]
    [InlineData("audio")]
    public async Task Words_under_what_is_not_looked_at_are_handled_like_any(string field)
    {
        await using var stage = await WebhookBotStage.Start(Provider.Sqlite);
        await Join(stage);
        var before = stage.Got(stage.Member).Count;
        stage.Api.UserSendsOther(501, field, "我的时长");
        await stage.Hears(stage.Member, before, "只看文字");
        Assert.Contains(stage.Got(stage.Member).Skip(before), words => words.Contains("小时", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_that_answers_empty_at_once_is_not_asked_without_end()
    {
        var pause = TimeSpan.FromMilliseconds(300);
        await using var setup = await TelegramSetup.Start(TelegramSetup.Quick with { EarlyAnswerPause = pause });
        setup.Api.Faults.Add(Moment.Received, "getUpdates", new Fault.Raw(200, """{"ok":true,"result":[]}"""), times: 3);
        setup.Receive();
        await setup.Api.WaitUntil(api => api.Calls.Count(call => call.Method == "getUpdates") >= 4);
        var asked = setup.Api.Calls.Where(call => call.Method == "getUpdates").Take(4).Select(call => call.At).ToList();
        Assert.All(asked.Zip(asked.Skip(1), (one, next) => next - one), gap => Assert.True(gap >= pause * 0.8, $"asked again after {gap}"));
    }

    [Fact]
    public async Task Whoever_opens_the_chat_for_the_first_time_is_greeted_and_when_others_open_it_is_not_kept()
    {
        await using var stage = await WeComStage.Start(Provider.Sqlite);
        await Join(stage);
        Assert.Equal(HttpStatusCode.OK, await stage.Fake.Deliver(FakeWeCom.Entry("xinlai")));
        await stage.Hears("xinlai", 0, "同意");
        await Settle(stage);
        var (heard, kept) = (stage.Got("xinlai").Count, Count(stage, "SELECT COUNT(*) FROM inbox"));

        foreach (var who in new[] { "xinlai", stage.Member })
        {
            Assert.Equal(HttpStatusCode.OK, await stage.Fake.Deliver(FakeWeCom.Entry(who)));
        }

        await Settle(stage);
        Assert.Equal((heard, kept), (stage.Got("xinlai").Count, Count(stage, "SELECT COUNT(*) FROM inbox")));
    }
}
