using System.Net;
using ChatGov.Tests.Desk;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Emergencies;

/// <summary>村医 and 值班电话: set at the desk, said in every answer to an emergency of that place.</summary>
public sealed class DutyPhoneTests
{
    [Theory, Databases]
    public async Task The_nearest_of_each_kind_follow_the_number_to_call(Provider provider)
    {
        await using var site = await DeskSite.Start(provider);
        await site.World.Member("居民");
        await Set(site, site.World.BannerOffice, site.World.Banner, ("Duty", "", "0483-8220000"), ("VillageDoctor", "旗医院", "0483-8221111"));
        await Set(site, site.World.Secretary, site.World.Helan, ("VillageDoctor", "王大夫", "13900001111"), ("VillageDoctor", "", "13900002222"));
        await using var bot = new TestBot(site.Database.Db);
        await bot.Answers("居民");

        var answer = await bot.Ask("居民", "我爸喘不上气");
        Assert.Contains("近处：村医 王大夫 13900001111；村医 13900002222；值班 0483-8220000", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("旗医院", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("近处", await bot.Ask("没登记过的人", "我爸喘不上气"), StringComparison.Ordinal);
        Assert.DoesNotContain("0483", await bot.Ask("居民", "呜噜呜噜"), StringComparison.Ordinal);
    }

    [Theory, Databases]
    public async Task Whoever_runs_the_place_sets_them_and_names_what_they_saw(Provider provider)
    {
        await using var site = await DeskSite.Start(provider);
        var (secretary, liaison) = (await site.TokenOf(site.World.Secretary), await site.TokenOf(site.World.Liaison));
        var path = $"/api/v1/organisations/{site.World.Helan}/duty-phones";
        var before = (await site.Get(path, secretary)).Is(HttpStatusCode.OK);
        Assert.Empty(before.Json["phones"]!.AsArray());

        object One(string phone) => new { phones = new[] { new { kind = "Duty", name = "值班室", phone } } };
        (await site.Put(path, secretary, One("拨打值班室"), before.ETag)).IsProblem(HttpStatusCode.BadRequest);
        (await site.Put(path, secretary, One("0483-822 0000"), before.ETag)).Is(HttpStatusCode.OK);
        (await site.Put(path, secretary, One("0483-8229999"), before.ETag)).IsProblem(HttpStatusCode.PreconditionFailed);
        (await site.Put(path, liaison, One("0483-8229999"), before.ETag)).IsProblem(HttpStatusCode.NotFound);
        Assert.Equal("0483-822 0000", (string?)(await site.Get(path, secretary)).Json["phones"]![0]!["phone"]);

        var unit = $"/api/v1/organisations/{site.World.Unit}/duty-phones";
        var office = await site.TokenOf(site.World.BannerOffice);
        (await site.Put(unit, office, One("0483-8229999"), (await site.Get(unit, office)).ETag)).IsProblem((HttpStatusCode)422, "CannotStandThere");
        Assert.Equal(1, site.Database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM audit WHERE action = 'set_duty_phones'")));
    }

    [Theory, Databases]
    public async Task They_go_along_when_a_place_becomes_part_of_another(Provider provider)
    {
        await using var site = await DeskSite.Start(provider);
        await Set(site, site.World.Secretary, site.World.Helan, ("VillageDoctor", "王大夫", "13900001111"), ("Duty", "", "0483-8220000"));
        await Set(site, site.World.OtherSecretary, site.World.Garden, ("Duty", "值班室", "0483-8220000"));
        var office = await site.TokenOf(site.World.BannerOffice);
        (await site.Post($"/api/v1/organisations/{site.World.Helan}/merge", office, new { intoId = site.World.Garden })).Is(HttpStatusCode.OK);

        var phones = (await site.Get($"/api/v1/organisations/{site.World.Garden}/duty-phones", office)).Json["phones"]!.AsArray();
        Assert.Equal(["0483-8220000", "13900001111"], phones.Select(each => (string)each!["phone"]!).Order(StringComparer.Ordinal));
    }

    private static async Task Set(DeskSite site, long who, long org, params (string Kind, string Name, string Phone)[] phones)
    {
        var token = await site.TokenOf(who);
        var path = $"/api/v1/organisations/{org}/duty-phones";
        var body = new { phones = phones.Select(each => new { kind = each.Kind, name = each.Name, phone = each.Phone }) };
        (await site.Put(path, token, body, (await site.Get(path, token)).ETag)).Is(HttpStatusCode.OK);
    }
}
