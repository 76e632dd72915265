using System.Net;
using ChatGov.Data;
using ChatGov.People;
using ChatGov.Registrations;
using ChatGov.Tests.Desk;
using ChatGov.Tests.Support;
using static ChatGov.Tests.Support.Reply;

namespace ChatGov.Tests.Registrations;

/// <summary>Members in service, retired members and volunteers: as they say themselves, alike for tasks, counted apart.</summary>
public sealed class PersonKindTests
{
    [Theory, Databases]
    public async Task One_question_tells_what_somebody_is_and_asks_of_each_what_fits(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        await using var bot = new TestBot(stage.Database.Db);
        foreach (var (who, answer, kind) in new[] { ("甲", "1", "在职党员"), ("乙", "退休党员", "退休党员"), ("丙", "我不是党员，来做志愿者", "志愿者") })
        {
            await bot.Ask(who, "报到");
            Has(await bot.Ask(who, "同意"), "[1] 在职党员，由社区确认", "[2] 退休党员，由社区确认", "[3] 志愿者，由社区确认");
            var where = await bot.Ask(who, answer);
            Has(where, "你住在哪个社区", kind == "在职党员" ? "单位结对的社区" : "!单位");
            Has(await bot.Ask(who, "贺兰"), "[1] 贺兰社区", kind == "在职党员" ? "单位结对的社区" : "!单位");
            await bot.Ask(who, "1");
            Has(await bot.Ask(who, "王小明"), "收到，已交给贺兰社区", $"登记的身份：{kind}。");
            Has(await bot.Ask("secretary", "待办"), $"王小明（{kind}）");
            Has(await bot.Ask("secretary", "通过"), "通过了");
            Has(await bot.Ask(who, "我报上了没"), $"登记的身份：{kind}");
            Has(await bot.Ask(who, "我的数据"), $"登记的身份：{kind}");
        }
    }

    [Theory, Databases]
    public async Task Who_shares_a_number_that_is_on_no_roster_is_asked_and_need_not_say(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        await using var bot = new TestBot(stage.Database.Db);
        await bot.Ask("甲", "报到");
        await bot.Ask("甲", "同意");
        Has(await bot.ShareContact("甲", "19900007777"), "哪个社区");
        await bot.Ask("甲", "贺兰");
        Has(await bot.Ask("甲", "1"), "你是哪一种", "[4] 跳过");
        Has(await bot.Ask("甲", "啥也不是"), "请回数字", "[1] 在职党员");
        Has(await bot.Ask("甲", "4"), "请打你的姓名");
        Has(await bot.Ask("甲", "王小明"), "收到", "!登记的身份");
    }

    [Theory, Databases]
    public async Task A_rosters_word_is_taken_and_one_word_of_ones_own_changes_it(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var world = stage.World;
        await stage.Database.Db.Write(tx => Roster.Add(tx, world.Unit, "王小明", "19900007777"));
        await using var bot = new TestBot(stage.Database.Db);
        await bot.Ask("甲", "报到");
        await bot.Ask("甲", "同意");
        await bot.ShareContact("甲", "19900007777");
        await bot.Ask("甲", "贺兰");
        Has(await bot.Ask("甲", "1"), "报到好了", "登记的身份：在职党员");
        Has(await bot.Ask("liaison", "本单位报到情况"), "1 人都报到了（1）");

        Has(await bot.Ask("甲", "我退休了"), "好，记成退休党员了");
        Has(await bot.Ask("liaison", "本单位报到情况"), "另有 1 人报到了，不是以在职党员的身份，不算在内。", "!还没报到：王小明");
        Has(await bot.Ask("甲", "我是在职党员"), "好，记成在职党员了");
        Has(await bot.Ask("liaison", "本单位报到情况"), "（1）");
    }

    [Theory, Databases]
    public async Task Who_is_no_longer_in_service_leaves_the_units_partner_only_when_they_mean_it(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var world = stage.World;
        var member = await world.Member("甲");
        await world.As(member, tx => PersonKinds.Say(tx, PersonKind.ServingMember).Value);
        await world.As(member, tx => RegistrationRequests.Submit(tx, new SubmitRequest { Kind = RegistrationKind.UnitPartner, OrgId = world.Garden, Name = "甲" }).Value);
        await using var bot = new TestBot(stage.Database.Db);
        await bot.Answers("甲");

        Has(await bot.Ask("甲", "我是志愿者"), "你在园林社区（单位结对的社区）的报到就结束", "[1] 改", "[2] 不改");
        Has(await bot.Ask("甲", "2"), "园林社区（单位结对社区）", "登记的身份：在职党员");
        await bot.Ask("甲", "我是志愿者");
        Has(await bot.Ask("甲", "1"), "好，记成志愿者了");
        Has(await bot.Ask("甲", "我报上了没"), "贺兰社区（居住地社区）", "!园林社区");
        Has(await bot.Ask("甲", "单位信"), "!同意写吗");
        Assert.Equal(RegistrationRefusal.ServingMembersOnly, (await world.As(member, tx => RegistrationRequests.Submit(tx, new SubmitRequest { Kind = RegistrationKind.UnitPartner, OrgId = world.Garden }))).Refusal?.Code);
    }

    [Theory, Databases]
    public async Task All_take_tasks_alike_and_the_desk_counts_them_apart(Provider provider)
    {
        await using var site = await DeskSite.Start(provider);
        var world = site.World;
        var task = await world.Publish(world.Draft(new DateTimeOffset(2026, 11, 28, 9, 0, 0, TimeSpan.FromHours(8))));
        foreach (var (name, kind) in new[] { ("甲", PersonKind.ServingMember), ("乙", PersonKind.RetiredMember), ("丙", PersonKind.Volunteer) })
        {
            var member = await world.Member(name);
            await world.As(member, tx => PersonKinds.Say(tx, kind).Value);
            Assert.True((await world.As(member, tx => ChatGov.Claims.Claiming.Claim(tx, task.Id))).Ok);
        }

        var token = await site.TokenOf(world.Secretary);
        Assert.Equal(
            ["甲 ServingMember", "乙 RetiredMember", "丙 Volunteer"],
            (await site.Get("/api/v1/registrations", token)).Is(HttpStatusCode.OK).Json["items"]!.AsArray().Select(row => $"{row!["personName"]} {row["personKind"]}"));
        Assert.Single((await site.Get("/api/v1/registrations?personKind=ServingMember", token)).Is(HttpStatusCode.OK).Json["items"]!.AsArray());
    }

    [Theory, Databases]
    public async Task A_poster_speaks_to_those_who_pass_it(Provider provider)
    {
        await using var site = await DeskSite.Start(provider);
        var token = await site.TokenOf(site.World.BannerOffice);
        var (atCommunity, atUnit) = (await site.Bytes($"/api/v1/organisations/{site.World.Helan}/poster.pdf", token), await site.Bytes($"/api/v1/organisations/{site.World.Unit}/poster.pdf", token));
        Assert.NotEqual(atCommunity.Length, atUnit.Length);
    }
}
