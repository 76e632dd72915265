using ChatGov.Emergencies;
using ChatGov.HelpRequests;
using ChatGov.Rights;
using ChatGov.Tests.Support;
using ChatGov.Texts;
using FsCheck;
using FsCheck.Fluent;
using Xunit.Abstractions;

namespace ChatGov.Tests.Emergencies;

/// <summary>What is like the written emergencies gets the line with the numbers, and nothing else happens to it.</summary>
public sealed class SecondReaderTests(ITestOutputHelper output)
{
    private const string Line = "急事别等我";

    // Of the harmless sentences, most of which were written to look like emergencies.
    private const double MostLines = 0.1;
    private const double MostUnseen = 0.2;
    private const int Folds = 10;

    private static readonly HashSet<Role> Nobody = [];
    private static readonly HashSet<Role> Secretary = [Role.Secretary];

    private static List<Sentence> All => [.. Sentence.Files.SelectMany(Sentence.Of)];

    [Fact]
    public void The_same_sentences_give_the_same_weights()
    {
        var (one, other) = (SecondReader.Emergencies(All), SecondReader.Emergencies(All));

        Assert.All(All, each => Assert.Equal(BitConverter.DoubleToInt64Bits(one.Of(each.Text)), BitConverter.DoubleToInt64Bits(other.Of(each.Text))));
    }

    /// <summary>Each tenth of the file is read by what was learned from the other nine: where the threshold comes from.</summary>
    [Fact]
    public void What_it_has_not_learned_it_still_finds_and_seldom_takes_the_harmless_for_an_emergency()
    {
        var sentences = Sentence.Of("written.tsv");
        var scores = new List<(bool IsEmergency, bool IsFound)>();
        for (var fold = 0; fold < Folds; fold++)
        {
            // Neighbours in the file are alike, so that what is left out is left out in one piece.
            var (from, to) = (sentences.Count * fold / Folds, sentences.Count * (fold + 1) / Folds);
            var learned = SecondReader.Emergencies(sentences.Take(from).Concat(sentences.Skip(to)));
            scores.AddRange(sentences.Skip(from).Take(to - from).Select(each => (each.Expected != Urgency.None, learned.Of(each.Text) >= SecondReader.Least)));
        }

        var unseen = Share(scores.Where(each => each.IsEmergency), each => !each.IsFound);
        var lines = Share(scores.Where(each => !each.IsEmergency), each => each.IsFound);
        output.WriteLine($"unseen {unseen:P1}, lines {lines:P1}");
        Assert.True(unseen <= MostUnseen, $"unseen {unseen:P1}");
        Assert.True(lines <= MostLines, $"lines {lines:P1}");
    }

    [Fact]
    public void It_never_takes_an_answer_away_and_never_changes_what_the_rules_say() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string>().Generator.Two().SelectMany(noise => Gen.Elements(All.ToArray()).Select(each => (noise.Item1 ?? "") + each.Text + noise.Item2)).ToArbitrary(), text =>
        {
            var (rules, both) = (EmergencyReader.Read(text), CallFirst.Weigh(text, Nobody, isAnswering: false));
            return SecondReader.Read(text).Urgency < Urgency.Now && (rules.Urgency == Urgency.None ? both.Urgency < Urgency.Now : both == rules);
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("前面大桥上有个女的翻到栏杆外头了")]
    [InlineData("厨房油锅窜起来老高")]
    [InlineData("小伙子钻进涵洞就再没出来")]
    [InlineData("我嫂子浑身起大片红疙瘩嗓子眼发紧")]
    [InlineData("妹妹误把洗厕所的当饮料灌了两口")]
    public async Task Words_that_no_rule_knows_are_answered_as_they_are_and_the_numbers_stand_below(string words)
    {
        Assert.Equal(Urgency.None, EmergencyReader.Read(words).Urgency);
        await using var database = TestDatabase.Create(Provider.Sqlite);
        var world = await World.Create(database.Db);
        await world.Member("居民");
        await using var bot = new TestBot(database.Db);
        await bot.Ask("居民", "转人工");

        var answer = await bot.Ask("居民", words);

        Assert.Contains("编号", answer, StringComparison.Ordinal);
        Assert.Contains(Line, answer, StringComparison.Ordinal);
        Assert.Equal(words, Assert.Single(await world.As(world.BannerOffice, HelpRequestActs.ListOpen)).Text);
    }

    [Fact]
    public async Task The_line_stands_once_where_the_words_were_not_understood_either()
    {
        await using var database = TestDatabase.Create(Provider.Sqlite);
        await using var bot = new TestBot(database.Db);

        Assert.Equal(2, (await bot.Ask("u1", "厨房油锅窜起来老高")).Split(Line).Length);
    }

    [Fact]
    public void It_is_silent_over_commands_orders_and_words_that_say_nothing()
    {
        const string unseen = "厨房油锅窜起来老高";
        Assert.Equal(Urgency.Maybe, CallFirst.Weigh(unseen, Nobody, isAnswering: true).Urgency);
        Assert.Equal(Urgency.Maybe, CallFirst.Weigh(unseen, Secretary, isAnswering: false).Urgency);
        Assert.Equal(Urgency.None, CallFirst.Weigh(unseen, Secretary, isAnswering: true).Urgency);
        Assert.Equal(Urgency.None, CallFirst.Weigh("发任务 " + unseen, Secretary, isAnswering: false).Urgency);
        Assert.All(["", "。。。", "锅", "锅！"], text => Assert.Equal(Finding.Nothing, SecondReader.Read(text)));
        Assert.All(Commands(), word => Assert.NotEqual(SecondReader.Name, CallFirst.Weigh(word, Nobody, isAnswering: false).Rule));
    }

    [Fact]
    public void What_people_say_to_the_bot_every_day_gets_no_line()
    {
        string[] said =
        [
            "周日的合唱排练几点开始", "我可以带上孩子一起来吗", "请帮我把报名取消", "活动室的钥匙在谁那里", "上回发的围裙要还吗", "这个月我做了几个小时",
            "给刘大爷送饭的活还要人吗", "我们楼想搞个旧书交换", "我会包饺子也会写毛笔字", "下雪天还扫院子吗", "名额满了我能排队吗", "麻烦把地址发我一下",
            "手机号少写了一位", "明天集合改在北门", "我住三号楼二单元", "老师说孩子也能来当小志愿者", "想学剪纸在哪报名", "谁负责登记物资", "我想换到晚上的班",
            "去年的证书还能补吗", "单位里来十个人够不够", "车停哪里方便", "这周轮到我值班吗", "花坛里的草该除了", "社区图书角想要几本童书", "记录我看过了没问题",
            "王主任让我来问问", "能不能给我打个电话", "我昨天已经签过到了", "会议室投影仪借一下", "where do we meet tomorrow", "how many hours did I do this month",
            "can my daughter come along", "please send me the address", "thanks, see you on sunday", "I already signed in", "my flat number is 302",
        ];
        var lines = said.Where(each => SecondReader.Read(each).Urgency != Urgency.None).ToList();
        var commands = Commands().Where(each => SecondReader.Read(each).Urgency != Urgency.None).ToList();

        output.WriteLine(string.Join(" | ", lines) + " || " + string.Join(" | ", commands));
        Assert.True(lines.Count <= 1, string.Join('\n', lines));
        Assert.True(commands.Count <= Commands().Count * 0.04, string.Join('\n', commands));
    }

    [Fact]
    public void It_says_which_words_weighed_most()
    {
        var why = SecondReader.Why("妹妹误把洗厕所的当饮料灌了两口");

        output.WriteLine(string.Join(", ", why.Select(each => $"{each.Words} {each.Weight:F2}")));
        Assert.Equal(why.OrderByDescending(each => each.Weight), why);
        Assert.Contains(why.Take(5), each => each.Words.Contains('误', StringComparison.Ordinal));
        Assert.Empty(SecondReader.Why("龘"));
    }

    [Theory]
    [InlineData("她站在天台边上说对不起大家", EmergencyKind.Life)]
    [InlineData("厨房油锅窜起来老高", EmergencyKind.General)]
    public void Who_may_wish_to_die_reads_the_line_for_it(string text, EmergencyKind kind) => Assert.Equal(kind, SecondReader.Read(text).Kind);

    private static double Share<T>(IEnumerable<T> all, Func<T, bool> which) => all.ToList() is var list ? (double)list.Count(which) / list.Count : 0;

    private static List<string> Commands() =>
    [
        .. Language.All.SelectMany(language => Catalog.Of(language)).Where(pair => pair.Key.StartsWith("words.", StringComparison.Ordinal))
            .SelectMany(pair => pair.Value.Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).Select(word => word.TrimEnd('*')).Distinct(StringComparer.Ordinal),
    ];
}
