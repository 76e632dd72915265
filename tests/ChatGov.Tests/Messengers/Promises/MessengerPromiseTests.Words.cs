using System.Text;
using ChatGov.Claims;
using ChatGov.Tests.Messengers.Telegram;
using ChatGov.Tests.Messengers.WeCom;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Messengers.Promises;

/// <summary>Words arrive as they were written, whole and in order.</summary>
public sealed partial class MessengerPromiseTests
{
    [Theory]
    [InlineData("wecom")]
    [InlineData("telegram")]
    public async Task A_very_long_answer_arrives_whole_in_pieces_that_fit_and_no_family_of_emoji_and_no_accent_is_torn(string messenger)
    {
        await using var stage = await MessengerStages.Start(messenger, Provider.Sqlite);
        var member = await Join(stage);
        string[] letters = ["灯", "👨‍👩‍👧‍👦", "e\u0301", "𠮷", "🇨🇳", "ᠮ", "👍🏽", "q\u0323\u0307", "a"];
        var random = new Random(20261124);
        var text = string.Concat(Enumerable.Range(0, 3_000).Select(_ => letters[random.Next(letters.Length)]));
        var before = stage.Got(stage.Member).Count;
        await Tell(stage, member, text);
        await Settle(stage);

        var pieces = stage.Got(stage.Member).Skip(before).ToList();
        Assert.True(pieces.Count > 1, "it fits one piece");
        Assert.All(pieces, piece => Assert.True(
            messenger == "wecom" ? Encoding.UTF8.GetByteCount(piece) <= 2_048 : piece.Length <= 4_096,
            $"a piece of {piece.Length} units, {Encoding.UTF8.GetByteCount(piece)} bytes"));
        Assert.EndsWith(text, string.Concat(pieces), StringComparison.Ordinal);
        Assert.Equal(Clusters(string.Concat(pieces)), pieces.SelectMany(Clusters));
    }

    [Theory]
    [InlineData("wecom")]
    [InlineData("telegram")]
    public async Task Signs_of_markup_and_of_templates_go_to_the_secretary_and_back_letter_by_letter(string messenger)
    {
        await using var stage = await MessengerStages.Start(messenger, Provider.Sqlite);
        await Join(stage);
        if (stage is WebhookBotStage telegram)
        {
            telegram.Api.Person(501).FirstName = "<b>王&小*明_</b>";
        }

        const string said = "<b>灯&*坏了*</b> _x_ ]]> {number} [看](这里) `1`";
        const string answered = "<i>明天</i>修 & {text} *谢谢* ]]>";
        await stage.Says(stage.Member, "转人工 " + said, "已转给社区");
        await stage.Says(stage.Secretary, "待办", "求助 1 号");
        await stage.Says(stage.Secretary, "1", said);
        await stage.Says(stage.Secretary, answered, answered);
        await stage.Says(stage.Secretary, "1", "已经转给本人了");
        await stage.Hears(stage.Member, 0, "你问的 1 号有回复了：" + answered);
    }

    [Theory]
    [InlineData("wecom")]
    [InlineData("telegram")]
    public async Task Task_titles_full_of_emoji_and_accents_are_listed_whole_and_no_button_tears_one_apart(string messenger)
    {
        await using var stage = await MessengerStages.Start(messenger, Provider.Sqlite);
        var member = await Join(stage);
        string[] fillers = ["👨‍👩‍👧‍👦", "e\u0301", "🇨🇳", "👍🏽", "𠮷"];
        var titles = fillers.Select((filler, i) => string.Concat("教老人用手机", new string('啊', i), string.Concat(Enumerable.Repeat(filler, 40 / filler.Length)))).ToList();
        foreach (var (title, i) in titles.Select((title, i) => (title, i)))
        {
            var task = await stage.World.Publish(stage.World.Draft(stage.Database.Clock.GetUtcNow().AddDays(3 + i)) with { Title = title });
            if (i < 3)
            {
                Assert.True(await stage.World.As(member, tx => Claiming.Claim(tx, task.Id).Ok));
            }
        }

        var before = stage.Got(stage.Member).Count;
        await stage.Says(stage.Member, "任务", titles[^1]);
        await stage.Says(stage.Member, "我的", titles[0]);
        await Settle(stage);
        var all = string.Join('\n', stage.Got(stage.Member).Skip(before));
        Assert.All(titles, title => Assert.Contains(title, all, StringComparison.Ordinal));
        Assert.DoesNotContain('\uFFFD', all);
        var labels = stage is WeComStage wecom
            ? wecom.Fake.Sends.Where(send => send.Kind == "template_card").SelectMany(send => LabelsOf(send.Content)).ToList()
            : [.. ((WebhookBotStage)stage).Api.AllSends.SelectMany(send => send.Buttons).Select(button => button.Text)];
        var about = labels.Where(label => label.Contains("教老人", StringComparison.Ordinal)).Select(label => label[label.IndexOf('教', StringComparison.Ordinal)..].TrimEnd('…')).ToList();
        Assert.True(about.Count == 3 || messenger == "wecom", "the titles are on no buttons");
        Assert.All(about, label => Assert.Contains(titles, title => Clusters(title).Take(Clusters(label).Count).SequenceEqual(Clusters(label), StringComparer.Ordinal)));
    }
}
