using ChatGov.People;
using ChatGov.Tests.Support;
using static ChatGov.Tests.Support.Reply;

namespace ChatGov.Tests.Names;

/// <summary>What is a name and what is a sentence, by kind: none of these stands in the product as a whole.</summary>
public sealed class NameWordsTests
{
    private static readonly string[] Names =
    [
        "张伟", "王芳", "李小龙", "陈静", "刘思想", "李想", "王有才", "李不凡", "赵是真", "何足道", "李安", "安静", "高兴", "向前", "时光", "方圆",
        "欧阳娜娜", "司马相如", "上官婉儿", "诸葛亮", "慕容雪", "尉迟恭", "呼延灼", "令狐冲", "端木蕻良", "夏侯惇", "陈王若曦", "张杨果而",
        "难小军", "黑生白", "黑丽", "要小军", "是永明", "过立", "能红", "先小平", "后羿", "仇英", "仉玉", "佘太君", "冼星海", "缪荃孙", "逄锦", "亓立", "么红", "别文娟", "有若", "操权", "死",
        "乌云其木格", "其其格", "孟克巴图", "乌兰图雅", "斯琴高娃", "额尔敦其木格", "阿拉坦其其格", "巴特尔", "那仁满都拉", "苏日娜", "娜仁高娃", "包乌兰图雅", "朝鲁门格日勒",
        "阿·娜仁", "阿依古丽·买买提", "扎西次仁", "才旺多吉", "卓玛", "买买提江", "古丽努尔",
        "Ann Lee", "You Na", "He Wei", "Will Smith", "My Linh", "Do Thi Hoa", "O'Brien", "WANG Xiaoming", "Jean-Luc Martin", "Maria de la Cruz", "Бат-Эрдэнэ", "ᠪᠠᠲᠤ", "ཚེ་རིང", "𬭎",
    ];

    private static readonly string[] UnusualNames = ["不凡", "别说", "莫问", "何必", "小林健太", "释了了", "张百岁", "哪吒", "芈月儿儿", "Wait Not"];

    private static readonly string[] Sentences =
    [
        "不想报了", "为什么要问姓名", "不告诉你", "就是不告诉你", "你猜", "等一下", "我想先问问", "我想想再说", "先看看再说", "问这个干什么", "凭什么告诉你", "不太方便说", "我不愿意说", "没时间", "没空",
        "不方便", "不想填", "不报了", "别问了", "懒得打字", "以后再报", "明天再填", "下次吧", "晚点说", "这个必须填吗", "能不能不填", "可以不说吗", "可不可以匿名", "会不会泄露", "你是谁", "你们是干嘛的",
        "这是真的吗", "你怎么不自己查", "名册上有的", "我是来报到的", "我是在职的", "我家在贺兰山", "怎么还要名字", "要名字有啥用", "有什么用", "谁知道呢", "忘了", "好麻烦", "太麻烦了", "随便写一个行不行", "请问要多久",
        "人工在哪", "我的手机号行吗", "发身份证可以不", "帮我填一下", "你觉得呢", "哈哈", "呃", "都行", "咋这么多问题", "你不是知道吗", "不懂你说的", "我儿子帮我报的", "还没想好", "行不行",
        "why do you need my name", "no thanks", "I don't want to tell you", "not now", "maybe later", "what for", "who are you", "is it safe", "I would rather not", "can you help me", "in a hurry, later", "none of your business", "ok ok",
    ];

    // Written down after the rules: of these some may be asked about, or pass.
    private const string LaterNames =
        "刘德华 周杰伦 邓丽君 巩俐 章子怡 屠呦呦 莫言 余华 贾平凹 迟子建 毕飞宇 苏童 阿来 麦家 冰心 巴金 茅盾 丁玲 曹禺 冯骥才 史铁生 于和伟 那英 萨顶顶 韩红 云飞 呼斯楞 德德玛 布仁巴雅尔 乌日娜 斯日古楞 腾格尔 额尔古纳 阿穆尔 布和 朝克图 宝音德力格尔 哈斯额尔敦 巴音朝鲁 乌力吉 苏和 包青山 白音那 何平 何时希 钟不一 牛得草 高不危 明不知 东方不败 西门吹雪 诸葛不亮 海力布 塔娜 图雅 萨日朗 马桂花 丁一 于是之 温都苏 敖登格日乐 金花 杭盖 齐木德 陶格陶 牧仁 阿斯汗 恩和 胡日查 那日苏 通拉嘎 哈琳 双喜 满都海 嘎鲁 巴德玛 都仁 查干";

    private const string LaterSentences =
        "我就不 干嘛要填 写假名行吗 太长不写 你先说 到底要干啥 别烦我 烦死了 无所谓 谁让你问的 怎么又问 刚才不是填过了 填过了 报过名了 与你无关 关你什么事 没必要吧 没兴趣 先放着 过两天再说 过会儿 等我孩子回来 问我女儿 替别人报 给我妈报 两个人一起报 写错了 打错字了 重来 上一步 不会打字 打不出来 看不清 字太小 听不懂 啥意思 老人家不识字 能语音吗 到点了 吃了吗 天气真好 今天有活动吗 周六几点 在哪集合 有没有补贴 管饭不 算工时吗 是诈骗吧 别骗我 会给谁看 名字敏感 不太想说 让我缓缓 心情不好 忙着呢 在开车 一会儿弄 回家再弄 下班再说 笑死 收到 知道了 再说吧 嗯呢 好嘞 得了 没了 用网名行吗 随你 你定";

    private static readonly string[] Refusing =
    [
        "不想报了", "为什么要问姓名", "不告诉你", "你猜", "等一下", "我想先问问", "凭什么告诉你", "不太方便说", "没时间", "懒得打字", "明天再填", "why do you need my name", "no thanks", "not now", "I would rather not",
    ];

    [Fact]
    public void A_name_is_a_name() => Assert.Equal([], Names.Where(name => NameWords.Read(name) is not { Doubt: NameDoubt.None } read || read.Name != PersonName.Clean(name)));

    [Fact]
    public void What_only_could_be_a_name_is_asked_about_and_never_refused() =>
        Assert.Equal([], UnusualNames.Where(name => NameWords.Read("我叫" + name).Doubt is not (NameDoubt.Unusual or NameDoubt.Nickname) && NameWords.Read("my name is " + name).Doubt != NameDoubt.Unusual));

    [Fact]
    public void A_sentence_is_no_name() => Assert.Equal([], Sentences.Where(said => NameWords.Read(said).Doubt is NameDoubt.None or NameDoubt.Nickname));

    [Fact]
    public void Who_does_not_want_to_say_it_is_heard() => Assert.Equal([], Refusing.Where(said => NameWords.Read(said).Doubt != NameDoubt.Refusal));

    [Fact]
    public void Few_others_are_taken_for_what_they_are_not()
    {
        var (names, sentences) = (LaterNames.Split(' '), LaterSentences.Split(' '));
        var asked = names.Count(name => NameWords.Read(name).Doubt is not NameDoubt.None);
        Assert.InRange(asked, 0, names.Length / 12);
        Assert.Equal(0, names.Count(name => NameWords.Read(name).Doubt is NameDoubt.Refusal or NameDoubt.NoName or NameDoubt.TooLong));
        Assert.InRange(sentences.Count(said => NameWords.Read(said).Doubt is NameDoubt.None), 0, sentences.Length / 20);
    }

    [Fact]
    public void Nothing_is_known_by_heart()
    {
        var known = Known();
        Assert.Equal([], Sentences.Concat(Names).Where(each => each.Length > 3 && known.Contains(each)));
        Assert.Contains("告诉", known);
    }

    private static HashSet<string> Known()
    {
        using var stream = typeof(NameWords).Assembly.GetManifestResourceStream("people/names.txt")!;
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split([' ', '\n']), .. Values.WordList.Of("name.none")];
    }

    [Theory, Databases]
    public async Task Who_does_not_want_to_say_their_name_hears_what_it_is_for_and_how_to_leave_and_loses_nothing(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        await using var bot = new TestBot(stage.Database.Db);
        await PersonNameTests.ToName(bot);
        Has(await bot.Ask("新人", "不想报了"), "确认报到用", "回“取消”", "转人工", "真叫“不想报了”就回“我叫不想报了”");
        Has(await bot.Ask("新人", "为什么要问姓名呢，不说可以不"), "确认报到用", "!真叫");
        Has(await bot.Ask("新人", "不"), "确认报到用");
        Has(await bot.Ask("新人", "我的数据"), "存着的关于你的信息", "确认报到用");
        Has(await bot.Ask("新人", "王小明"), "收到，已交给贺兰社区");
        Assert.Equal(["王小明"], Registered(stage));
    }

    [Theory, Databases]
    public async Task What_looks_like_no_name_is_asked_about_once_and_a_yes_keeps_it(Provider provider)
    {
        foreach (var yes in new[] { "1", "是", "不凡", "是，就叫不凡" })
        {
            await using var stage = await Stage.Create(provider);
            await using var bot = new TestBot(stage.Database.Db);
            await PersonNameTests.ToName(bot);
            Has(await bot.Ask("新人", "社区门口集合"), "“社区门口集合”是你的姓名吗");
            Has(await bot.Ask("新人", "2"), "请打你的姓名");
            Has(await bot.Ask("新人", "不凡"), "“不凡”是你的姓名吗");
            Has(await bot.Ask("新人", yes), "收到，已交给贺兰社区");
            Assert.Equal(["不凡"], Registered(stage));
        }
    }

    private static List<string> Registered(Stage stage) =>
        stage.Database.Db.Read(tx => tx.All<string>("SELECT p.name FROM person p JOIN registration r ON r.person_id = p.id"));
}
