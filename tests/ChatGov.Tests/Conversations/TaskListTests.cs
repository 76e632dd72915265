using ChatGov.Claims;
using ChatGov.Hours;
using ChatGov.People;
using ChatGov.Tasks;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Conversations;

/// <summary>The list as a member reads it, through the front door. Now is Monday, 23 November 2026, 10:00.</summary>
public sealed class TaskListTests
{
    [Theory, Databases]
    public async Task What_suits_comes_first_and_says_why(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var world = stage.World;
        var member = await world.Member("甲");
        await world.As(member, tx => Preferences.SetSkills(tx, [Skill.HomeRepair]));
        await world.As(member, tx => Preferences.SetFreeTimes(tx, [new FreeTime(6, DayPart.Morning)]));
        await At(stage, world.Helan, 38.85, 105.67);
        await At(stage, world.Garden, 38.8527, 105.67);
        await Publish(stage, "远处的清扫", At(27, 9), world.Garden);
        await Publish(stage, "修单元灯", At(28, 9), skill: Skill.HomeRepair);
        await Publish(stage, "本社区理发", At(28, 14));
        await Publish(stage, "今晚值守", At(23, 19));
        await using var bot = new TestBot(stage.Database.Db);
        await bot.Answers("甲");

        Assert.Equal(
            """
            按你的情况排的。想按时间看就回“不要推荐”。
            现在可以领的任务，回数字看详情，或回“认领 1”直接领：
            [1] 修单元灯，11月28日周六 09:00，贺兰社区，还差 5 人（本社区，你的特长：水电暖家电维修）
            [2] 今晚值守，11月23日周一 19:00，贺兰社区，还差 5 人（今晚前缺5人，本社区）
            [3] 本社区理发，11月28日周六 14:00，贺兰社区，还差 5 人（本社区）
            [4] 远处的清扫，11月27日周五 09:00，园林社区，还差 5 人（离你约300米）
            """,
            await bot.Ask("甲", "任务"));

        // Somebody of whom nothing is known sees plain time order.
        Assert.Equal(
            """
            现在可以领的任务，回数字看详情，或回“认领 1”直接领：
            [1] 今晚值守，11月23日周一 19:00，贺兰社区，还差 5 人
            [2] 远处的清扫，11月27日周五 09:00，园林社区，还差 5 人
            [3] 修单元灯，11月28日周六 09:00，贺兰社区，还差 5 人
            [4] 本社区理发，11月28日周六 14:00，贺兰社区，还差 5 人
            """,
            await bot.Ask("stranger", "任务"));
    }

    [Theory, Databases]
    public async Task A_declared_time_and_an_earlier_visit_are_reasons_too(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var world = stage.World;
        var member = await world.Member("甲", world.Garden);
        await world.As(member, tx => Preferences.SetFreeTimes(tx, [new FreeTime(6, DayPart.Morning)]));
        var visits = (await world.As(world.Secretary, tx => TaskPublishing.PublishWeekly(
            tx, world.Helan, world.Draft(At(28, 9)) with { Title = "陪独居老人聊天", TwoPeople = true }, 2))).Value;
        await Served(stage, member, visits[0]);
        await Publish(stage, "清扫公园", At(29, 9));
        await using var bot = new TestBot(stage.Database.Db);

        Has(await bot.Ask("甲", "任务 周六上午"), "[1] 陪独居老人聊天，12月5日周六 09:00，贺兰社区，还差 5 人（你上次看望过，你填过周六上午有空）");
    }

    [Theory, Databases]
    public async Task A_list_never_leaves_out_more_than_a_clash_and_a_missing_paper(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var world = stage.World;
        var member = await world.Member("甲");
        var own = await Publish(stage, "整理书架", At(28, 9));
        await world.As(member, tx => Claiming.Claim(tx, own.Id));
        await Publish(stage, "分发口罩", At(28, 11, 30));
        await Publish(stage, "浇楼前的树", At(28, 12));
        await PublishDraft(stage, world.Draft(At(29, 9)) with { Title = "看护孩子", NeedsClearance = true });
        await using var bot = new TestBot(stage.Database.Db);

        var list = await bot.Ask("甲", "任务");
        Has(list, "浇楼前的树");
        Has(list, "另有 1 个要先核验资格，回“要资格的”看看。");
        Assert.DoesNotContain("分发口罩", list, StringComparison.Ordinal);
        Assert.DoesNotContain("整理书架", list, StringComparison.Ordinal);
        Assert.DoesNotContain("看护孩子", list, StringComparison.Ordinal);

        // Whoever asks for it finds it: the first paper is seen when somebody applies.
        Has(await bot.Ask("甲", "要资格的"), "[1] 看护孩子");
        Has(await bot.Ask("甲", "认领1"), "社区先同意");
    }

    [Theory, Databases]
    public async Task Filters_are_said_in_words_combined_and_dropped(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var world = stage.World;
        await world.Member("甲", world.Garden);
        await Publish(stage, "修单元灯", At(28, 9));
        await Publish(stage, "检修水泵", At(24, 19));
        await Publish(stage, "清扫公园", At(29, 14), world.Garden);
        await using var bot = new TestBot(stage.Database.Db);

        Has(await bot.Ask("甲", "这周末有啥活"), "只看：11月28日周六、11月29日周日。回“全部”看所有的。", "修单元灯", "清扫公园", "!水泵");
        Has(await bot.Ask("甲", "本社区"), "只看：11月28日周六、11月29日周日、本社区。", "清扫公园", "!修单元灯", "!水泵");
        Has(await bot.Ask("甲", "全部"), "修单元灯", "清扫公园", "水泵", "!只看");
        Has(await bot.Ask("甲", "修灯"), "只看：“修灯”。", "修单元灯", "水泵", "!清扫");
        Has(await bot.Ask("甲", "明天晚上"), "只看：11月24日周二晚上、“修灯”。", "水泵", "!单元灯");
        Has(await bot.Ask("甲", "任务 周六上午 修"), "只看：周六上午、“修”。", "修单元灯", "!水泵");
        Has(await bot.Ask("甲", "任务 园林"), "清扫公园", "!单元灯");
        Has(await bot.Ask("甲", "附近"), "只看：附近（本社区和 3 公里以内）、“园林”。", "清扫公园");
        Has(await bot.Ask("甲", "任务 周三"), "只看：周三。", "没有这样的任务。回“全部”看所有的，或者换个说法。\n[1] 全部");
        Has(await bot.Ask("甲", "1"), "修单元灯", "清扫公园", "水泵");
        Has(await bot.Ask("甲", "我想问问水表的事"), "没太听懂", "!只看");
        Has(await bot.Ask("甲", "有没有打扫的"), "只看：“打扫”。", "清扫公园", "!水泵");

        // Nobody knows where a stranger lives: said, and everything shown.
        Has(await bot.Ask("stranger", "任务 本社区"), "还不知道你在哪个社区", "修单元灯", "清扫公园");
        Has(await bot.Ask("stranger", "周日"), "清扫公园", "!修单元灯");
        Has(await bot.Ask("stranger", "你们几点下班"), "!只看");

        await bot.Ask("甲", "语言");
        await bot.Ask("甲", "English");
        Has(await bot.Ask("甲", "tasks saturday morning"), "Only: Sat morning. Type “all” to see every one.", "修单元灯", "!清扫");
        Has(await bot.Ask("甲", "all"), "清扫公园", "!Only");
        Has(await bot.Ask("甲", "in my community"), "Only: my community.", "清扫公园", "!修单元灯");
        Has(await bot.Ask("甲", "tasks repair"), "修单元灯", "水泵", "!清扫");
    }

    [Theory, Databases]
    public async Task Nearby_reaches_three_kilometres_and_no_further(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var world = stage.World;
        await world.Member("甲", world.Garden);
        await At(stage, world.Garden, 38.85, 105.67);
        await At(stage, world.Helan, 38.85 + 0.0269, 105.67);
        await Publish(stage, "修单元灯", At(28, 9));
        await Publish(stage, "清扫公园", At(29, 14), world.Garden);
        await using var bot = new TestBot(stage.Database.Db);

        Has(await bot.Ask("甲", "附近有啥活"), "清扫公园", "修单元灯");
        await At(stage, world.Helan, 38.85 + 0.0271, 105.67);
        Has(await bot.Ask("甲", "附近有啥活"), "清扫公园", "!修单元灯");
    }

    [Theory, Databases]
    public async Task Five_a_page_and_a_number_keeps_its_task_whatever_happens_meanwhile(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var world = stage.World;
        await world.Member("甲");
        var other = await world.Member("乙");
        var tasks = new List<VolunteerTask>();
        foreach (var i in Enumerable.Range(1, 12))
        {
            tasks.Add(await PublishDraft(stage, world.Draft(At(25, 9).AddDays(i), places: 1) with { Title = $"清扫第{i}号院" }));
        }

        await using var bot = new TestBot(stage.Database.Db);
        await bot.Ask("甲", "不要推荐"); // Time order, so that numbers can be told beforehand.
        await bot.Ask("甲", "任务");
        var first = bot.Last("甲");
        Assert.Equal(["1", "2", "3", "4", "5", ""], first.Choices.Select((_, i) => first.NumberOf(i)?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? ""));

        // A new one, a full one and a cancelled one between the pages.
        await PublishDraft(stage, world.Draft(At(24, 9)) with { Title = "刚发的扫雪" });
        await world.As(other, tx => Claiming.Claim(tx, tasks[6].Id));
        await world.As(world.Secretary, tx => TaskCancelling.Cancel(tx, tasks[7].Id, "下雪"));
        Assert.Equal(
            """
            第 2 页，共 3 页。号码不变，前面的也能回。
            [6] 清扫第6号院，12月1日周二 09:00，贺兰社区，还差 1 人
            [7] 清扫第7号院，12月2日周三 09:00，贺兰社区，名额满了，可以排队
            [8] 清扫第8号院，12月3日周四 09:00：取消了
            [9] 清扫第9号院，12月4日周五 09:00，贺兰社区，还差 1 人
            [10] 清扫第10号院，12月5日周六 09:00，贺兰社区，还差 1 人
            · 下一页
            · 上一页
            """,
            await bot.Ask("甲", "下一页"));

        // Numbers of the page before, and of this one, go on meaning what they meant.
        Has(await bot.Ask("甲", "3"), "清扫第3号院\n", "带上");
        Has(await bot.Ask("甲", "9"), "清扫第9号院\n", "带上");
        Has(await bot.Ask("甲", "看别的"), "第 2 页", "[6] 清扫第6号院");
        Has(await bot.Ask("甲", "7"), "清扫第7号院\n", "[1] 排队");

        // A task that is gone says so, and the list comes anew, with the new task in it.
        await bot.Ask("甲", "上一页");
        await bot.Ask("甲", "下一页");
        Has(await bot.Ask("甲", "第8"), "“清扫第8号院”取消了，不能领了。看看别的：", "[1] 刚发的扫雪");

        // Buttons of the first page stay good for their tasks; its next page is told to be an old one.
        Has(await bot.Press("甲", first, 1), "清扫第2号院\n");
        Has(await bot.Press("甲", first, 5), "这一页是以前的", "[1] 刚发的扫雪");
        Has(await bot.Ask("甲", "再看几个"), "第 2 页");
        Has(await bot.Ask("甲", "下一页"), "第 3 页", "[11] ", "!下一页");
        Has(await bot.Ask("甲", "下一页"), "后面没有了", "[11] ");
        await bot.Ask("甲", "上一页");
        Has(await bot.Ask("甲", "上一页"), "[1] ", "!上一页");
        Has(await bot.Ask("甲", "上一页"), "前面没有了", "[1] ");
    }

    [Theory, Databases]
    public async Task A_number_that_was_not_in_the_list_claims_nothing(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var world = stage.World;
        await world.Member("甲");
        var first = await Publish(stage, "早起扫雪", At(28, 9));
        await Publish(stage, "晚间扫雪", At(28, 19));
        await using var bot = new TestBot(stage.Database.Db);
        await bot.Ask("甲", "任务");
        var added = await Publish(stage, "后来扫雪", At(29, 9));

        Has(await bot.Ask("甲", "认领" + added.Id), "没有这个号。看看是哪一个", "[1] 早起扫雪");
        Has(await bot.Ask("甲", "认领2"), "领到了", "晚间扫雪");

        // Between the list and the choice it was cancelled, and the next time it had begun.
        await world.As(world.Secretary, tx => TaskCancelling.Cancel(tx, first.Id, "下雪"));
        Has(await bot.Ask("甲", "认领 1"), "“早起扫雪”取消了，不能领了。看看别的：", "[1] 后来扫雪");
        stage.Database.Clock.MoveTo(At(29, 9, 1));
        Has(await bot.Ask("甲", "认领1"), "“后来扫雪”已经开始了，不能领了", "没有空着的任务");
        Invariants.Hold(stage.Database.Db);
    }

    [Theory, Databases]
    public async Task The_list_survives_a_restart_and_a_page_back_by_button_takes_its_place(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        foreach (var i in Enumerable.Range(1, 6))
        {
            await Publish(stage, $"清扫第{i}号院", At(25, 9).AddDays(i));
        }

        await using (var bot = new TestBot(stage.Database.Db))
        {
            await bot.Ask("stranger", "任务 清扫");
        }

        await using var again = new TestBot(stage.Database.Db);
        Has(await again.Ask("stranger", "下一页"), "只看：“清扫”。", "[6] 清扫第6号院", "· 全部");
        Has(await again.Ask("stranger", "2"), "清扫第2号院\n");
        await again.Channel.Deliver(new ChatGov.Messengers.Incoming
        {
            DedupeKey = "b",
            UserId = "stranger",
            ChatId = "stranger",
            Kind = ChatGov.Messengers.IncomingKind.Button,
            Token = again.Last("stranger").Token,
            ChoiceIndex = 1,
            MessageRef = "m7",
        });
        Has(await again.Answers("stranger"), "[6] 清扫第6号院");
        Assert.Equal("m7", again.Last("stranger").Replaces);
    }

    [Theory, Databases]
    public async Task No_recommendations_means_plain_time_order_until_it_is_taken_back(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var world = stage.World;
        var member = await world.Member("甲");
        var busy = await Publish(stage, "整理书架", At(26, 9), world.Garden);
        await world.As(member, tx => Claiming.Claim(tx, busy.Id));
        await Publish(stage, "分发口罩", At(26, 10), world.Garden);
        await Publish(stage, "扫贺兰公园", At(28, 9));
        await using var bot = new TestBot(stage.Database.Db);

        Has(await bot.Ask("甲", "任务"), "[1] 扫贺兰公园", "（本社区）", "!分发口罩");
        Has(await bot.Ask("甲", "不要推荐"), "好，以后只按时间先后排，不看你的情况。", "[1] 整理书架", "[2] 分发口罩", "[3] 扫贺兰公园", "!（本社区）");
        Has(await bot.Ask("甲", "任务"), "按时间先后排的。想要推荐就回“推荐”。", "[1] 整理书架", "!（本社区）");
        Has(await bot.Ask("甲", "我的数据"), "不要推荐");
        Has(await bot.Ask("甲", "推荐"), "好，以后把更合适你的排在前面。", "[1] 扫贺兰公园", "（本社区）");
        Has(await bot.Ask("甲", "我的数据"), "!不要推荐");
        Has(await bot.Ask("stranger", "不要推荐"), "同意吗");
    }

    [Theory, Databases]
    public async Task Long_lists_end_at_a_hundred_and_say_how_to_find_the_rest(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        await stage.World.Member("甲");
        var task = await Publish(stage, "清扫公园", At(28, 9));
        await stage.Database.Db.Write(tx => tx.Run(
            """
            INSERT INTO task (org_id, title, place, bring, risk, risk_level, starts_at, ends_at, places, organiser_id, state, created_at)
            SELECT t.org_id, t.title, t.place, t.bring, t.risk, t.risk_level, t.starts_at + o.id * 1000 + p.id, t.ends_at, 1, t.organiser_id, t.state, 0
            FROM task t, org o, org p WHERE t.id = @Id
            UNION ALL
            SELECT t.org_id, t.title, t.place, t.bring, t.risk, t.risk_level, t.starts_at + o.id * 1000 + p.id, t.ends_at, 1, t.organiser_id, t.state, 0
            FROM task t, org o, org p WHERE t.id = @Id
            UNION ALL
            SELECT t.org_id, t.title, t.place, t.bring, t.risk, t.risk_level, t.starts_at + o.id * 1000 + p.id, t.ends_at, 1, t.organiser_id, t.state, 0
            FROM task t, org o, org p WHERE t.id = @Id
            """,
            new { task.Id }));
        await using var bot = new TestBot(stage.Database.Db);

        await bot.Ask("甲", "任务");
        var text = "";
        foreach (var page in Enumerable.Range(2, 19))
        {
            text = await bot.Ask("甲", "下一页");
            Has(text, $"第 {page} 页，共 20 页");
        }

        Has(text, "后面还有 9 个", "[100] ", "!下一页");
    }

    private static void Has(string answer, params string[] parts) => Assert.All(parts, part =>
    {
        if (part[0] == '!')
        {
            Assert.DoesNotContain(part[1..], answer, StringComparison.Ordinal);
        }
        else
        {
            Assert.Contains(part, answer, StringComparison.Ordinal);
        }
    });

    private static DateTimeOffset At(int day, int hour, int minute = 0) => new(2026, 11, day, hour, minute, 0, TimeSpan.FromHours(8));

    private static Task At(Stage stage, long orgId, double latitude, double longitude) => stage.Database.Db.Write(tx => tx.Run(
        "UPDATE org SET latitude = @latitude, longitude = @longitude WHERE id = @orgId", new { orgId, latitude, longitude }));

    private static async Task<VolunteerTask> Publish(Stage stage, string title, DateTimeOffset startsAt, long? org = null, Skill? skill = null)
    {
        var world = stage.World;
        var draft = world.Draft(startsAt) with { Title = title, Skill = skill };
        return org == world.Garden
            ? (await world.As(world.OtherSecretary, tx => TaskPublishing.Publish(tx, world.Garden, draft))).Value
            : await world.Publish(draft);
    }

    private static Task<VolunteerTask> PublishDraft(Stage stage, TaskDraft draft) => stage.World.Publish(draft);

    /// <summary>They came, and it was confirmed.</summary>
    private static async Task Served(Stage stage, long member, VolunteerTask task)
    {
        await stage.World.As(member, tx => Claiming.Claim(tx, task.Id).Value);
        await stage.World.As(await stage.World.Member("丙"), tx => Claiming.Claim(tx, task.Id).Value);
        await stage.MoveTo(task.EndsAt.AddHours(1));
        Assert.True((await stage.World.As(stage.World.Secretary, tx => TaskRosters.Confirm(tx, task.Id, []))).Ok);
    }
}
