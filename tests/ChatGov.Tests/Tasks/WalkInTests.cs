using ChatGov.Claims;
using ChatGov.Data;
using ChatGov.Hours;
using ChatGov.Registrations;
using ChatGov.Tasks;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Tasks;

/// <summary>The organiser's roster with people who were not on the list, and with shorter times.</summary>
public sealed class WalkInTests
{
    private static readonly DateTimeOffset Saturday = new(2026, 11, 28, 9, 0, 0, TimeSpan.FromHours(8));

    [Theory, Databases]
    public async Task One_line_says_who_was_missing_who_left_early_and_who_came_besides_and_counts_after_a_yes(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        await using var bot = new TestBot(database.Db);
        var task = await Over(database, world, "王小明", "李小红", "赵小刚");
        await world.Member("张三");
        await bot.Answers("张三");

        Has(await bot.Ask("secretary", "名单"), "加上张三");
        var summary = await bot.Ask("secretary", "除了3号，2号只来了40分钟，加上张三");
        Has(summary, "到 3 人", "没到：3 号 赵小刚", "2 号 李小红：只记 40 分钟", "加上 张三（BD-2026-", "2 小时", "[1] 对");
        Assert.Equal(0, Count(database, "SELECT COUNT(*) FROM service_record"));
        Has(await bot.Ask("secretary", "对"), "到 3 人，没到 1 人");

        Assert.Equal(["Recorded 120", "Recorded 40", "Absent ", "Recorded 120"], Claims(database));
        Has(await bot.Answers("李小红"), "40 分钟", "回“有误”");
        Has(await bot.Answers("张三"), "清扫公园沙尘", "2 小时", "回“有误”");
        Has(await bot.Ask("张三", "有误"), "清扫公园沙尘");
        Has(await bot.Ask("张三", "1"), "实际做了多久");
        await bot.Ask("张三", "取消");
        Assert.Equal(HoursRefusal.RosterConfirmed, (await world.As(world.Secretary, tx => TaskRosters.Confirm(tx, task.Id, Said("加上王五")))).Refusal?.Code);
        IsSound(database);
    }

    [Theory, Databases]
    public async Task What_is_said_instead_of_a_yes_is_added_and_all_of_it_can_be_said_again(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        await using var bot = new TestBot(database.Db);
        await Over(database, world, "王小明", "李小红");
        await world.Member("张三");
        await world.Member("孙四");

        await bot.Ask("secretary", "名单");
        Has(await bot.Ask("secretary", "加上张三"), "到 3 人");
        Has(await bot.Ask("secretary", "好像不对"), "回 1 就这样记");
        Has(await bot.Ask("secretary", "再加上孙四，1号只来了半小时"), "到 4 人", "1 号 王小明：只记 30 分钟", "加上 张三", "加上 孙四");
        Has(await bot.Ask("secretary", "重说"), "都到了就回");
        Has(await bot.Ask("secretary", "张三也来了"), "到 3 人", "加上 张三");
        Has(await bot.Ask("secretary", "1"), "到 3 人，没到 0 人");
        Assert.Equal(["Recorded 120", "Recorded 120", "Recorded 120"], Claims(database));
        IsSound(database);
    }

    [Theory, Databases]
    public async Task Of_several_of_one_name_the_organiser_chooses_by_unit_never_by_phone(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        await using var bot = new TestBot(database.Db);
        await Over(database, world, "王小明");
        var (first, second, elsewhere) = (await world.Member("一"), await world.Member("二"), await world.Member("三", world.Garden));
        await database.Db.Write(tx =>
        {
            tx.Run("UPDATE person SET name = '张三' WHERE name IN ('一', '二', '三')");
            People.Persons.KeepPhone(tx, second, "13800005678");
            tx.Run("UPDATE roster SET person_id = @second WHERE id = @id", new { second, id = People.Roster.Add(tx, world.Unit, "张三", phone: null) });
        });

        await bot.Ask("secretary", "名单");
        var which = await bot.Ask("secretary", "加上张三1小时，除了1号");
        Has(which, "是哪一位", "[1] 张三（BD-", "[2] 张三（供电公司，BD-");
        Assert.DoesNotContain("[3]", which, StringComparison.Ordinal);
        Assert.DoesNotContain("5678", which, StringComparison.Ordinal);
        Has(await bot.Ask("secretary", "张三"), "请回数字");
        Has(await bot.Ask("secretary", "2"), "加上 张三（供电公司，", "1 小时");
        Has(await bot.Ask("secretary", "1"), "到 1 人，没到 1 人");

        Assert.Equal(0, (await world.As(first, tx => ChatGov.Hours.OwnHours.Of(tx))).InAll);
        Assert.Equal(60, (await world.As(second, tx => ChatGov.Hours.OwnHours.Of(tx))).InAll);
        Assert.Equal(0, (await world.As(elsewhere, tx => ChatGov.Hours.OwnHours.Of(tx))).InAll);
        IsSound(database);
    }

    [Theory, Databases]
    public async Task Every_no_says_what_to_do_and_changes_nothing(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        await using var bot = new TestBot(database.Db);
        var other = await world.Publish(world.Draft(Saturday.AddHours(1)));
        var busy = await world.Member("在别处");
        await world.As(busy, tx => Claiming.Claim(tx, other.Id).Value);
        await Over(database, world, "王小明");
        await world.Member("外地", world.Garden);

        await bot.Ask("secretary", "名单");
        Has(await bot.Ask("secretary", "加上没这个人"), "请本人先给我发“报到”", "这一位先不加", "对吗");
        Has(await bot.Ask("secretary", "加上外地"), "没找到“外地”");
        Has(await bot.Ask("secretary", "加上王小明"), "已经在名单上了，是 1 号");
        Has(await bot.Ask("secretary", "加上在别处"), "那段时间领了别的任务");
        Has(await bot.Ask("secretary", "1号3小时"), "一共 2 小时", "回“补录”");
        Has(await bot.Ask("secretary", "除了1号，1号只来了1小时"), "说了两种");
        Has(await bot.Ask("secretary", "9号只来了1小时"), "名单里没有：9");
        Has(await bot.Ask("secretary", "其他人只来了1小时"), "用逗号分开");
        await world.As(world.Secretary, tx => RegistrationRequests.Submit(tx, new SubmitRequest { OrgId = world.Helan, Name = "书记甲" }).Value);
        await world.As(world.BannerOffice, tx => RegistrationDecisions.Approve(tx, tx.Count("SELECT MAX(id) FROM registration")).Value);
        Has(await bot.Ask("secretary", "加上书记甲"), "不能把自己加上");
        Assert.Equal(["Confirmed ", "Confirmed "], Claims(database));
        Assert.Equal(0, Count(database, "SELECT COUNT(*) FROM service_record"));
        IsSound(database);
    }

    [Theory, Databases]
    public async Task A_walk_in_gets_no_more_than_eight_hours_a_day(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var world = stage.World;
        var member = await world.Member("张三");
        var morning = await world.Publish(world.Draft(Saturday.AddHours(-3), hours: 6));
        var evening = await world.Publish(world.Draft(Saturday.AddHours(4), hours: 5));
        await world.As(member, tx => Claiming.Claim(tx, morning.Id).Value);
        await world.As(await world.Member("甲"), tx => Claiming.Claim(tx, evening.Id).Value);
        await stage.MoveTo(Saturday.AddHours(10));
        await world.As(world.Secretary, tx => TaskRosters.Confirm(tx, morning.Id, []).Value);

        await world.As(world.Secretary, tx => TaskRosters.Confirm(tx, evening.Id, Said("加上张三")).Value);

        Assert.Equal(480, (await world.As(member, tx => ChatGov.Hours.OwnHours.Of(tx))).InAll);
        Assert.Contains("一天最多记 8 小时，这次记了 2 小时", stage.Letters(member)[^1].Text, StringComparison.Ordinal);
        stage.AuditIsComplete();
        Invariants.Hold(stage.Database.Db);
    }

    [Theory, Databases]
    public async Task Two_who_confirm_at_once_one_with_a_walk_in_write_no_minute_twice(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var world = stage.World;
        foreach (var round in Enumerable.Range(0, provider == Provider.Sqlite ? 8 : 4))
        {
            var start = Saturday.AddDays(round);
            var task = await world.Publish(world.Draft(start));
            foreach (var name in new[] { "甲", "乙" })
            {
                var member = await world.Member(name + round);
                await world.As(member, tx => Claiming.Claim(tx, task.Id).Value);
            }

            var walkIn = await world.Member("张三" + "甲乙丙丁戊己庚辛"[round]);
            await stage.MoveTo(start.AddHours(3));
            var added = Said("加上张三" + "甲乙丙丁戊己庚辛"[round]);
            var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => world.As(
                i % 2 == 0 ? world.Secretary : world.BannerOffice,
                tx => TaskRosters.Confirm(tx, task.Id, i % 3 == 0 ? added : new RosterAnswer([])))));

            // Either the one with the walk-in was first, and everybody hears of three; or it was not, and is told so.
            var minutes = (await world.As(walkIn, tx => ChatGov.Hours.OwnHours.Of(tx))).InAll;
            var came = minutes == 120 ? 3 : 2;
            Assert.Equal(came == 3 ? 6 : 4, answers.Count(answer => answer.Ok && answer.Value.Attended == came));
            Assert.All(answers.Where(answer => !answer.Ok), answer => Assert.Equal(HoursRefusal.RosterConfirmed, answer.Refusal?.Code));
            Assert.Equal(came * 120, stage.Database.Db.Read(tx => tx.Count("SELECT SUM(minutes) FROM service_record WHERE task_id = @Id", new { task.Id })));
            var again = await world.As(world.Secretary, tx => TaskRosters.Confirm(tx, task.Id, added));
            Assert.Equal(came == 3, again.Ok);
            Invariants.Hold(stage.Database.Db);
        }

        stage.AuditIsComplete();
    }

    [Theory, Databases]
    public async Task One_person_is_not_added_to_two_rosters_of_the_same_hours_and_cannot_claim_there_late(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var world = stage.World;
        var walkIn = await world.Member("张三");
        var tasks = new List<VolunteerTask>();
        foreach (var i in Enumerable.Range(0, 3))
        {
            var task = await world.Publish(world.Draft(Saturday.AddMinutes(20 * i)));
            await world.As(await world.Member($"甲{i}"), tx => Claiming.Claim(tx, task.Id).Value);
            tasks.Add(task);
        }

        await stage.MoveTo(Saturday.AddHours(4));
        var answers = await Task.WhenAll(tasks.Select(task => world.As(world.Secretary, tx => TaskRosters.Confirm(tx, task.Id, Said("加上张三")))));

        Assert.Single(answers, answer => answer.Ok);
        Assert.All(answers.Where(answer => !answer.Ok), answer => Assert.Equal(HoursRefusal.WalkInElsewhere, answer.Refusal?.Code));
        Assert.Equal(120, (await world.As(walkIn, tx => ChatGov.Hours.OwnHours.Of(tx))).InAll);
        foreach (var (task, answer) in tasks.Zip(answers))
        {
            await world.As(world.Secretary, tx => TaskRosters.Confirm(tx, task.Id, []).Value);
            Assert.Equal(answer.Ok, await world.As(walkIn, tx => Objections.Mine(tx).Exists(each => each.TaskId == task.Id)));
        }

        stage.AuditIsComplete();
        Invariants.Hold(stage.Database.Db);
    }

    private static RosterAnswer Said(string text) => RosterAnswer.Read(text)!;

    private static async Task<VolunteerTask> Over(TestDatabase database, World world, params string[] members)
    {
        var task = await world.Publish(world.Draft(Saturday));
        foreach (var name in members)
        {
            var member = await world.Member(name);
            await world.As(member, tx => Claiming.Claim(tx, task.Id).Value);
        }

        database.Clock.MoveTo(Saturday.AddHours(2));
        return task;
    }

    private static List<string> Claims(TestDatabase database) => database.Db.Read(tx => tx.All<string>(
        "SELECT state || ' ' || COALESCE(CAST(minutes AS TEXT), '') FROM claim ORDER BY task_id, number"));

    private static long Count(TestDatabase database, string sql) => database.Db.Read(tx => tx.Count(sql));

    private static void IsSound(TestDatabase database)
    {
        AuditTrail.IsComplete(database.Db, TaskMachine.Table);
        AuditTrail.IsComplete(database.Db, ClaimMachine.Table);
        Invariants.Hold(database.Db);
    }

    private static void Has(string text, params IEnumerable<string> parts) =>
        Assert.All(parts, part => Assert.Contains(part, text, StringComparison.Ordinal));
}
