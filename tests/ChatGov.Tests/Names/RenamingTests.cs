using ChatGov.Data;
using ChatGov.Forms;
using ChatGov.Organisations;
using ChatGov.People;
using ChatGov.Registrations;
using ChatGov.Tests.Support;
using ChatGov.Texts;
using static ChatGov.Tests.Support.Reply;

namespace ChatGov.Tests.Names;

/// <summary>改名: a name once kept is corrected by its owner, and whoever knows them by it hears so.</summary>
public sealed class RenamingTests
{
    [Theory, Databases]
    public async Task A_name_is_asked_for_read_back_kept_and_told_to_who_confirmed_it(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var member = await stage.World.Member("王小名");
        await using var bot = new TestBot(stage.Database.Db);
        await bot.Quiet();
        Has(await bot.Ask("王小名", "我的数据"), "姓名：王小名", "姓名不对就回“改名”");
        Has(await bot.Ask("王小名", "我的名字写错了"), "登记的姓名是王小名");
        Has(await bot.Ask("王小名", "为什么"), "确认报到用");
        Has(await bot.Ask("王小名", "王小明"), "王小名 → 王小明，对吗");
        Assert.Equal("王小名", Name(stage, member));
        Has(await bot.Ask("王小名", "对"), "你的姓名是王小明", "已经告诉贺兰社区", "已经开出的证明和公函不变", "!名册上还是");
        Assert.Equal("王小明", Name(stage, member));
        Has(await bot.Answers("secretary"), "王小名", "改了姓名，现在是王小明");
        Has(await bot.Ask("王小名", "我的数据"), "姓名：王小明");
        Assert.Equal(
            1, stage.Database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM audit WHERE entity = 'person' AND action = 'rename' AND entity_id = @member AND actor_id = @member", new { member })));
    }

    [Theory, Databases]
    public async Task It_is_said_in_one_breath_and_a_no_changes_nothing(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var member = await stage.World.Member("王小名");
        await using var bot = new TestBot(stage.Database.Db);
        Has(await bot.Ask("王小名", "改名 王小明"), "王小名 → 王小明，对吗");
        Has(await bot.Ask("王小名", "不对"), "请回 1 改");
        Has(await bot.Ask("王小名", "2"), "请打对的姓名");
        Has(await bot.Ask("王小名", "取消"), "先不做了");
        Assert.Equal("王小名", Name(stage, member));
        Has(await bot.Ask("王小名", "改名 王小名"), "王小名 → 王小名");
        Has(await bot.Ask("王小名", "1"), "不用改");
        Has(await bot.Ask("外人", "改名"), "同意吗");
    }

    [Theory, Databases]
    public async Task What_is_hardly_a_name_is_asked_about_before_it_is_read_back(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        await stage.World.Member("王小名");
        await using var bot = new TestBot(stage.Database.Db);
        Has(await bot.Ask("王小名", "改名 老王"), "“老王”就是大名", "!请打对的姓名");
        Has(await bot.Ask("王小名", "不是"), "请打对的姓名", "!老王");
        Has(await bot.Ask("王小名", "不想说"), "前面说的都留着", "先不说");
        Has(await bot.Ask("王小名", "张师傅"), "“张师傅”就是大名");
        Has(await bot.Ask("王小名", "1"), "王小名 → 张师傅，对吗");
        Has(await bot.Ask("王小名", "2"), "请打对的姓名");
        Has(await bot.Ask("王小名", "我叫王小明"), "王小名 → 王小明，对吗");
        Has(await bot.Ask("王小名", "3"), "先不做了");
    }

    [Theory, Databases]
    public async Task A_doubt_that_was_open_when_it_was_no_form_yet_is_still_answered(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var kept = new Dictionary<string, string>(StringComparer.Ordinal) { ["before"] = "王小名", ["doubted_name"] = "老王", ["name_doubt"] = "Nickname" };
        database.Db.Read(tx =>
        {
            var run = new FormRun(RenameForm.Form, tx, Language.Chinese, kept);
            var name = (NameQuestion)run.Missing()!;
            Assert.Contains("“老王”就是大名", name.Put(run), StringComparison.Ordinal);
            var taken = Assert.IsType<Hearing.Taken>(ChatGov.Forms.Listening.Take(run, name, Said.Chosen(NameTalk.Yes, tx.Now)));
            Assert.Equal("老王", taken.Run.Of(name));
            return Assert.IsType<Hearing.Again>(ChatGov.Forms.Listening.Hear(run, name, "不是", tx.Now));
        });
    }

    [Theory, Databases]
    public async Task A_units_roster_keeps_its_own_name_and_the_person_hears_who_corrects_it(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var member = await stage.World.Member("王小名");
        var row = await stage.Database.Db.Write(tx =>
        {
            var id = Roster.Add(tx, stage.World.Unit, "王小名", null);
            Roster.Bind(tx, id, member);
            return id;
        });
        var unit = stage.Database.Db.Read(tx => OrgTree.NameOf(tx, stage.World.Unit)!);
        await using var bot = new TestBot(stage.Database.Db);
        await bot.Ask("王小名", "改名 王小明");
        Has(await bot.Ask("王小名", "1"), $"{unit}的名册上还是王小名", "请让单位联络员改");
        Assert.Equal("王小名", stage.Database.Db.Read(tx => Roster.Find(tx, row)!.Name));
    }

    [Theory, Databases]
    public async Task Whoever_holds_an_office_is_known_to_the_office_above_by_the_new_name(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        await using var bot = new TestBot(stage.Database.Db);
        var before = stage.Database.Db.Read(tx => Appointments.OfPerson(tx, stage.World.Secretary)[0].PersonName);
        await bot.Ask("secretary", "改名 李明明");
        Has(await bot.Ask("secretary", "1"), "你的姓名是李明明");
        Has(await bot.Answers("banner"), before, "改了姓名，现在是李明明");
    }

    [Theory, Databases]
    public async Task It_is_no_way_to_write_to_people_in_office(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var member = await stage.World.Member("王一一");
        foreach (var name in new[] { "王二二", "王三三", "王四四" })
        {
            Assert.True((await stage.World.As(member, tx => Renaming.Rename(tx, name))).Ok);
        }

        Assert.Equal(PersonRefusal.RenamedToday, (await stage.World.As(member, tx => Renaming.Rename(tx, "王五五"))).Refusal!.Code);
        Assert.Equal(PersonRefusal.NotAName, (await stage.World.As(member, tx => Renaming.Rename(tx, "138 0013"))).Refusal!.Code);
        Assert.Equal("王四四", Name(stage, member));
    }

    [Theory, Databases]
    public async Task A_report_that_was_sent_back_asks_for_the_name_again(Provider provider)
    {
        foreach (var (says, kept) in new[] { ("王小明", "王小明"), ("1", "王小名") })
        {
            await using var stage = await Stage.Create(provider);
            var member = await stage.World.Person("王小名");
            var id = (await stage.World.As(
                member, tx => RegistrationRequests.Submit(tx, new SubmitRequest { OrgId = stage.World.Helan, Name = "王小名", PersonKind = PersonKind.Volunteer }).Value)).Id;
            await stage.World.As(stage.World.Secretary, tx => RegistrationDecisions.Return(tx, id, "请写对姓名").Value);
            await using var bot = new TestBot(stage.Database.Db);
            Has(await bot.Ask("王小名", "报到"), "邀请码");
            await bot.Ask("王小名", "1");
            await bot.Ask("王小名", "贺兰");
            Has(await bot.Ask("王小名", "1"), "姓名要改就打对的姓名", "还是王小名");
            Has(await bot.Ask("王小名", says), "收到，已交给贺兰社区");
            Assert.Equal(kept, Name(stage, member));
        }
    }

    private static string Name(Stage stage, long person) => stage.Database.Db.Read(tx => tx.First<string>("SELECT name FROM person WHERE id = @person", new { person })!);
}
