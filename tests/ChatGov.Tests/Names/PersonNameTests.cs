using System.Net;
using ChatGov.Claims;
using ChatGov.Data;
using ChatGov.People;
using ChatGov.Rights;
using ChatGov.Rosters;
using ChatGov.Tests.Desk;
using ChatGov.Tests.Rosters;
using ChatGov.Tests.Support;
using FsCheck;
using FsCheck.Fluent;
using static ChatGov.Tests.Support.Reply;

namespace ChatGov.Tests.Names;

/// <summary>Names of every script and length, and the one form in which they are compared at every entrance.</summary>
public sealed class PersonNameTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 10, 0, 0, TimeSpan.FromHours(8));

    [Theory]
    [InlineData("张　伟", "张伟")]
    [InlineData(" 张 伟 ", "张伟")]
    [InlineData("王\u200B芳\uFEFF", "王芳")]
    [InlineData("王𬭎", "王𬭎")]
    [InlineData("阿依古丽•买买提", "阿依古丽·买买提")]
    [InlineData("阿依古丽 ・ 买买提", "阿依古丽·买买提")]
    [InlineData("阿依古丽.买买提", "阿依古丽·买买提")]
    [InlineData("ＷＡＮＧ　Ｘｉａｏｍｉｎｇ", "WANG Xiaoming")]
    [InlineData("J. Smith", "J. Smith")]
    [InlineData("ཚེ་རིང་སྒྲོལ་མ", "ཚེ་རིང་སྒྲོལ་མ")]
    [InlineData("ئايگۈل  مەمەت", "ئايگۈل مەمەت")]
    [InlineData("ᠪᠠᠲᠤ\u180B", "ᠪᠠᠲᠤ\u180B")]
    public void It_is_kept_as_written_without_what_cannot_be_seen(string typed, string kept) => Assert.Equal(kept, PersonName.Clean(typed));

    [Theory]
    [InlineData("张伟", "张　伟")]
    [InlineData("阿依古丽·买买提", "阿依古丽‧买买提")]
    [InlineData("阿依古丽·买买提", "阿依古丽⋅买买提")]
    [InlineData("Wang Xiaoming", "ＷＡＮＧ xiaoming")]
    [InlineData("O’Brien", "o'brien")]
    [InlineData("葛城", "葛\U000E0100城")]
    [InlineData("ᠪᠠᠲᠤ\u180B", "ᠪᠠᠲᠤ")]
    [InlineData("ཚེ་རིང", "ཚེ༌རིང་")]
    public void Two_writings_of_one_name_are_the_same(string one, string other) => Assert.True(PersonName.AreSame(one, other), $"{PersonName.Key(one)} {PersonName.Key(other)}");

    [Theory]
    [InlineData("张伟", "张玮")]
    [InlineData("王芳", "王芳芳")]
    [InlineData("Wang Fang", "Wangfang")]
    [InlineData("", "")]
    public void Two_names_are_not(string one, string other) => Assert.False(PersonName.AreSame(one, other));

    [Fact]
    public void Cleaning_twice_changes_nothing_and_no_text_makes_it_stumble() => Check.One(
        Config.QuickThrowOnFailure,
        Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), given =>
        {
            var clean = PersonName.Clean(given.Get);
            return PersonName.Clean(clean) == clean && PersonName.Key(clean) == PersonName.Key(given.Get) && NameWords.Read(given.Get) is not null;
        }));

    [Theory, Databases]
    public async Task Every_name_is_taken_at_once(Provider provider)
    {
        foreach (var (said, kept) in new[]
        {
            ("王𬭎", "王𬭎"), ("𬭎", "𬭎"), ("我叫王小明", "王小明"), ("我的名字叫王小明。", "王小明"), ("我叫王小明，住贺兰山", "王小明"), ("ཚེ་རིང", "ཚེ་རིང"), ("欧阳　娜娜", "欧阳娜娜"),
            ("阿卜杜热合曼•买买提艾力•吐尔逊江", "阿卜杜热合曼·买买提艾力·吐尔逊江"), ("my name is Ann Lee", "Ann Lee"),
        })
        {
            await using var stage = await Stage.Create(provider);
            await using var bot = new TestBot(stage.Database.Db);
            await ToName(bot);
            Has(await bot.Ask("新人", said), "收到，已交给贺兰社区");
            Assert.Equal([kept], stage.Database.Db.Read(tx => tx.All<string>("SELECT p.name FROM person p JOIN registration r ON r.person_id = p.id")));
        }
    }

    [Theory, Databases]
    public async Task A_nickname_is_asked_about_once_and_an_answer_that_is_no_name_as_often_as_it_takes(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        await using var bot = new TestBot(stage.Database.Db);
        await ToName(bot);
        foreach (var none in new[] { "13800138000", "好的", "！！" })
        {
            Has(await bot.Ask("新人", none), "请只打姓名");
        }

        Has(await bot.Ask("新人", new string('王', 51)), "名字太长了，最多 50 个字");
        Has(await bot.Ask("新人", "我叫老王"), "“老王”就是大名的话再发一次");
        Has(await bot.Ask("新人", "张师傅"), "“张师傅”就是大名的话再发一次");
        Has(await bot.Ask("新人", "老王"), "“老王”就是大名");
        Has(await bot.Ask("新人", "老王"), "收到，已交给贺兰社区");
    }

    [Theory, Databases]
    public async Task The_same_people_written_otherwise_stay_on_the_roster(Provider provider)
    {
        await using var site = await DeskSite.Start(provider);
        var liaison = await site.TokenOf(site.World.Liaison);
        await site.Database.Db.Write(tx =>
        {
            foreach (var name in new[] { "张伟", "王芳", "阿依古丽·买买提" })
            {
                Roster.Add(tx, site.World.Unit, name, null);
            }
        });

        var import = await RosterImportTests.Upload(site, liaison, "姓名,手机\n张　伟,\n王\u200B芳,\n阿依古丽•买买提,\n");
        Assert.Equal("0 0 0 3 0", $"{import["added"]} {import["changed"]} {import["left"]} {import["unchanged"]} {import["refused"]}");
        import = await RosterImportTests.Upload(site, liaison, "姓名,手机\n李四,\n李 四,\n");
        Assert.Equal("0 2", $"{import["added"]} {import["refused"]}");
        (await site.Post($"/api/v1/units/{site.World.Unit}/roster", liaison, new { name = "张　伟" })).IsProblem(HttpStatusCode.Conflict, nameof(RosterRefusal.AlreadyOnRoster));
    }

    [Theory, Databases]
    public async Task An_organiser_writes_a_name_as_they_like_and_it_is_found(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var world = stage.World;
        var task = await world.Publish(world.Draft(Now.AddHours(1), hours: 1));
        foreach (var name in new[] { "阿依古丽·买买提", "Wang Xiaoming", "王𬭎" })
        {
            await world.As(await world.Member(name), tx => Claiming.Claim(tx, task.Id).Value);
        }

        await world.Member("帕提古丽·吐尔逊");
        await stage.MoveTo(task.EndsAt.AddMinutes(5));
        await using var bot = new TestBot(stage.Database.Db);
        await bot.Answers("secretary");
        Has(await bot.Ask("secretary", "除了阿依古丽.买买提、wang xiaoming，加上帕提古丽•吐尔逊"), "没到：1 号 阿依古丽·买买提、2 号 Wang Xiaoming", "加上 帕提古丽·吐尔逊", "到 2 人");
        Has(await bot.Ask("secretary", "1"), "记好了");
        Assert.Equal(["Absent", "Absent", "Recorded", "Recorded"], stage.ClaimStates());
    }

    [Theory, Databases]
    public async Task Somebody_appointed_at_the_desk_has_a_name(Provider provider)
    {
        await using var site = await DeskSite.Start(provider);
        var office = await site.TokenOf(site.World.BannerOffice);
        Assert.Equal("李𬭎", (string?)(await Appoint("李　𬭎")).Is(HttpStatusCode.Created).Json["personName"]);
        (await Appoint("13800138000")).IsProblem(HttpStatusCode.BadRequest);
        (await Appoint("？？")).IsProblem(HttpStatusCode.UnprocessableEntity, nameof(PersonRefusal.PersonUnknown));

        Task<DeskSite.Answer> Appoint(string name) => site.Post("/api/v1/staff", office, new { name, role = nameof(Role.Deputy), orgId = site.World.Helan });
    }

    internal static async Task ToName(TestBot bot)
    {
        Has(await bot.Ask("新人", "报到"), "同意吗");
        var asked = await bot.Ask("新人", "同意");
        while (!asked.Contains("请打你的姓名", StringComparison.Ordinal))
        {
            asked = await bot.Ask("新人", asked.Contains("住在哪个社区", StringComparison.Ordinal) ? "贺兰" : "1");
        }
    }
}
