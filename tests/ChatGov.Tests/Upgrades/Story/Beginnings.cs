using ChatGov.Access;
using ChatGov.Claims;
using ChatGov.Hours;
using ChatGov.Organisations;
using ChatGov.Outbox;
using ChatGov.Photos;
using ChatGov.Rights;

namespace ChatGov.Tests.Upgrades.Story;

/// <summary>November 2025: the tree, the offices, the first members, and somebody who leaves again.</summary>
internal static class Beginnings
{
    public static readonly DateTimeOffset Start = new(2025, 11, 3, 10, 0, 0, TimeSpan.FromHours(8));

    public static async Task Tell(Town town)
    {
        await Tree(town);
        await Offices(town);
        await People(town);
        await Agreement(town);
        await FirstTasks(town);
        await Leavers(town);
    }

    private static async Task Tree(Town town)
    {
        await Make(town, "banner", OrgKind.Banner, "试点旗", null);
        await Make(town, "east", OrgKind.Street, "东试街道", "banner");
        await Make(town, "west", OrgKind.Town, "西试镇", "banner");
        await Make(town, "south", OrgKind.Sumu, "南试苏木", "banner");
        await Make(town, "zone", OrgKind.Zone, "试验区", "banner");
        await Make(town, "helan", OrgKind.Community, "贺兰试社区", "east");
        await Make(town, "garden", OrgKind.Community, "园林试社区", "west");
        await Make(town, "gacha", OrgKind.Gacha, "乌兰试嘎查", "south");
        await Make(town, "old", OrgKind.Gacha, "旧试嘎查", "south");
        await Make(town, "grid", OrgKind.Grid, "一号网格", "helan");
        await Make(town, "power", OrgKind.Unit, "供电试公司", "banner", UnitLevel.Banner, "garden", "91152921DEM0AA0400");
        await Make(town, "school", OrgKind.Unit, "阳光试小学", "banner", UnitLevel.Local, "helan");
        await Make(town, "hospital", OrgKind.Unit, "旗试医院", "banner", UnitLevel.League, "helan");
        await Make(town, "bank", OrgKind.Unit, "试银行", "banner", UnitLevel.Local, "garden");
        await Make(town, "committee", OrgKind.JointCommittee, "贺兰试联合党委", "helan");
    }

    private static async Task Make(Town town, string thing, OrgKind kind, string name, string? under, UnitLevel? level = null, string? partner = null, string? code = null) =>
        town.Ids[thing] = await town.Does(tx => OrgTree.Create(tx, new NewOrg
        {
            Kind = kind,
            Name = name,
            ParentId = under is null ? null : town[under],
            UnitLevel = level,
            PartnerOrgId = partner is null ? null : town[partner],
            Uscc = code is null ? null : Uscc.Read(code),
            DivisionCode = kind == OrgKind.Town ? "152921110" : null,
            At = kind is OrgKind.Community ? (38.83, 105.67 + (town.Ids.Count * 0.01)) : null,
        }).Value);

    private static async Task Offices(Town town)
    {
        await town.Staff("banner-office", Role.BannerOffice, "banner");
        await town.Staff("street", Role.StreetOffice, "east");
        await town.Staff("secretary", Role.Secretary, "helan");
        await town.Staff("other-secretary", Role.Secretary, "garden");
        await town.Staff("deputy", Role.Deputy, "helan", "gacha");
        await town.Staff("liaison", Role.UnitLiaison, "power");
        await town.Staff("liaison-of-school", Role.UnitLiaison, "school");
        await town.Staff("liaison-of-two", Role.UnitLiaison, "hospital", "bank");
        await town.Staff("grid-worker", Role.GridWorker, "grid");
        await Named(town);
        await town.AtDesk("banner-office", tx => OrgChanges.Amend(tx, town["school"], new OrgDetails { Name = "阳光试学校", UnitLevel = UnitLevel.Local, PartnerOrgId = town["helan"] }).Value);
        await town.AtDesk("banner-office", tx => Merging.Merge(tx, town["old"], town["gacha"]).Value);
        var (estate, showcase, brand) = (town.Words("secretary", "estate", "试小区"), town.Words("banner-office", "showcase"), town.Words("banner-office", "brand"));
        await town.AtDesk("secretary", tx => Tagging.SetEstates(tx, town["helan"], [estate]).Value);
        await town.AtDesk("banner-office", tx => Tagging.SetLabels(tx, town["helan"], [showcase], [brand]).Value);
        await town.AtDesk("banner-office", tx => RoleTags.Define(tx, "grid_leader", "网格长").Value);
        await town.AtDesk("secretary", tx => RoleTags.Set(tx, Appointments.OfPerson(tx, town.Person("secretary"))[0].Id, ["grid_leader"]).Value);
        foreach (var unit in new[] { "power", "school", "hospital" })
        {
            await town.AtDesk("banner-office", tx => JointCommittees.Join(tx, town["committee"], town[unit]).Value);
        }

        await town.AtDesk("banner-office", tx => JointCommittees.Leave(tx, town["committee"], town["hospital"]).Value);
    }

    /// <summary>Appointed by name; the chat is tied to it by a code, and the notice is agreed to there. Dismissed a little later.</summary>
    private static async Task Named(Town town)
    {
        var name = town.Name("banner-office");
        var appointment = await town.AtDesk("banner-office", tx => Organisations.Staff.Appoint(tx, new NewAppointment(name, null, Role.Deputy, town["garden"], null, null)).Value);
        var code = await town.AtDesk("banner-office", tx => ChatBinding.Issue(tx, appointment.Id).Value);
        town.Know("named-deputy", appointment.PersonId, "Deputy", name);
        await town.Does("named-deputy", "绑定 " + code, ">consent_yes", "绑定 " + code);
        town.Know("named-deputy", town.Db.Read(tx => tx.First<long>("SELECT person_id FROM chat_identity WHERE user_id = 'named-deputy'")), "Deputy", name);
        await town.AtDesk("banner-office", tx => Organisations.Staff.Dismiss(tx, appointment.Id).Value);
    }

    private static async Task People(Town town)
    {
        await town.Member("veteran");
        await town.Member("leaver");
        await town.Member("erased");
        foreach (var number in Enumerable.Range(1, 24))
        {
            // The last two are namesakes: a roster that names them asks which is meant.
            await town.Member($"m{number:00}", name: number == 24 ? town.NameOf("m23") : null);
        }

        await town.Member("g1", "garden");
        await town.Member("g2", "garden");

        // The work calendar does not know 2025: nobody can say until when an answer is due.
        await town.Does("unanswered", "报到", ">consent_yes", ">answer:Volunteer", "贺兰", $">answer:{town["helan"]}", town.Name("unanswered"));
    }

    private static async Task Agreement(Town town)
    {
        town.Ids["long agreement"] = await Agreements.Agree(town, years: 2);
    }

    private static async Task FirstTasks(Town town)
    {
        var saturday = new DateTimeOffset(2025, 11, 8, 9, 0, 0, TimeSpan.FromHours(8));
        var helan = await Working.Publish(town, saturday);
        var garden = await Working.Publish(town, saturday.AddHours(6), community: "garden");
        foreach (var chat in new[] { "veteran", "leaver", "erased" })
        {
            await town.As(chat, tx => Claiming.Claim(tx, helan).Value);
        }

        await town.As("veteran", tx => Claiming.Claim(tx, garden).Value);
        await town.Until(saturday.AddHours(9));
        await town.As("secretary", tx => TaskRosters.Confirm(tx, helan, []).Value);
        await town.As("other-secretary", tx => TaskRosters.Confirm(tx, garden, []).Value);
    }

    /// <summary>One who leaves, and one of whom everything goes but the numbers.</summary>
    private static async Task Leavers(Town town)
    {
        await town.Does("erased", "转人工 " + town.Words("erased", "help request"), "提需求", ">answer:Goods", ">answer:me", town.Words("erased", "need"));
        await town.As("erased", tx => Album.Add(
            tx, new PhotoOf(PhotoSubject.HelpRequest, tx.First<long>("SELECT MAX(id) FROM help_request")), new AskedFrom("fake", "erased"), Pictures.Clean(Photos.SamplePictures.Jpeg)!).Value);
        await town.Does("erased", "特长 水电", "空闲 周末", "删除我", ">answer:yes");
        await town.Does("leaver", "退出", ">answer:yes");
    }
}
