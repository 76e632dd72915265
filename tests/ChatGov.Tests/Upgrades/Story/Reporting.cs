using System.Text;
using ChatGov.Data;
using ChatGov.HelpRequests;
using ChatGov.Outbox;
using ChatGov.People;
using ChatGov.Registrations;
using ChatGov.Rosters;

namespace ChatGov.Tests.Upgrades.Story;

/// <summary>Rosters, the codes by which people prove that they are on one, and registrations in every state.</summary>
internal static class Reporting
{
    /// <summary>September: codes that run out, reports that nobody answers.</summary>
    public static async Task Autumn(Town town)
    {
        var (name, phone) = (town.Name("liaison"), town.Phone("liaison"));
        await town.AtDesk("liaison", tx => Inviting.One(tx, town["power"], RosterViews.Add(tx, town["power"], name, phone, null).Value.Id).Value);
        await town.Does("too-late", "报到", ">consent_yes", ">answer:RetiredMember", "贺兰", $">answer:{town["helan"]}", town.Name("too-late"));
        foreach (var (unit, liaison, chats) in new[]
        {
            ("power", "liaison", new[] { "veteran", "m02", "m06", "m07", "m10", "m11", "m12", "m13", "m16" }),
            ("school", "liaison-of-school", ["veteran"]),
        })
        {
            foreach (var chat in chats)
            {
                await Prove(town, unit, liaison, chat);
            }
        }
    }

    public static async Task Now(Town town)
    {
        foreach (var number in Enumerable.Range(1, 3))
        {
            var chat = $"reported-{number}";
            await town.Does(chat, "报到", ">consent_yes", ">answer:ServingMember", "贺兰", $">answer:{town["helan"]}", town.Name(chat));
            town.Ids[chat] = town.Count($"SELECT r.id FROM registration r JOIN chat_identity i ON i.person_id = r.person_id WHERE i.user_id = '{chat}'");
        }

        await town.Saying("secretary", "return reason", (tx, words) => RegistrationDecisions.Return(tx, town["reported-3"], words).Value);
        await town.Member("moving");
        town.Ids["moving"] = await town.As("moving", tx => CommunityTransfers.Request(tx, town["garden"]).Value.Id);
        await town.Saying("other-secretary", "registration question", (tx, words) => RegistrationTalk.Ask(tx, town["moving"], words).Value);
        await town.Member("resting");
        await town.As("resting", tx => RegistrationPauses.Suspend(tx, new DateOnly(2026, 12, 20)).Value);
        await ByContact(town);
        await Codes(town);
        await Wishes(town);
    }

    /// <summary>By the number that the messenger vouches for.</summary>
    private static async Task ByContact(Town town)
    {
        var phone = town.Phone("liaison");
        var name = town.Name("liaison");
        await town.AtDesk("liaison", tx => RosterViews.Add(tx, town["power"], name, phone, "wecom-" + town.Manifest.Words.Count).Value);
        await town.Does("by-contact", "报到", ">consent_yes");
        await town.Bot.ShareContact("by-contact", phone);
        await town.Does("by-contact", "贺兰", $">answer:{town["helan"]}");
    }

    private static async Task Codes(Town town)
    {
        foreach (var _ in Enumerable.Range(0, 2))
        {
            var name = town.Name("liaison");
            var code = await town.AtDesk("liaison", tx => Inviting.One(tx, town["power"], RosterViews.Add(tx, town["power"], name, null, null).Value.Id).Value.Code);
            town.Manifest.Codes.Add(new HandedCode("invite", "invited-" + town.Manifest.Codes.Count, code, "报到 " + code));
        }
    }

    private static async Task Wishes(Town town)
    {
        await town.Does("m01", "特长 水电", "空闲 周末", "提醒", ">switch_notice:EveningBefore", "不要推荐");
        await town.As("m02", tx => Preferences.SetSkills(tx, Enum.GetValues<Skill>()).Value);
        await town.As("m02", tx => Preferences.SetFreeTimes(tx, [.. from day in Enumerable.Range(1, 7) from part in Enum.GetValues<DayPart>() select new FreeTime(day, part)]).Value);
        foreach (var news in Enum.GetValues<News>())
        {
            await town.As("m02", tx => NewsSwitches.Set(tx, news, on: false).Value);
        }

        await town.As("m04", tx => Preferences.Mute(tx, muted: true).Value);
        await town.Does("declined", "报到", ">consent_no");
        await town.Does("m05", "转人工 " + town.Words("m05", "help request"), "#", "#", "#");
        await town.Does("m09", "转人工 " + town.Words("m09", "help request"));
        await town.Saying("secretary", "answer", (tx, words) => HelpRequestActs.Answer(tx, tx.First<long>("SELECT MAX(id) FROM help_request"), words).Value);
        await town.Does("m11", "投诉平台 " + town.Words("m11", "complaint"), "提需求", ">answer:Goods", ">answer:me", "#" + town.Words("m11", "need"));
        town.Ids["with photo"] = town.Count("SELECT MAX(id) FROM need");
        var name = town.Name("liaison");
        var left = await town.AtDesk("liaison", tx => RosterViews.Add(tx, town["power"], name, null, null).Value.Id);
        await town.AtDesk("liaison", tx => RosterViews.Leave(tx, town["power"], left).Value);
        await town.Does("wrong", "报到", ">consent_yes", "ABCD-EFGH-JKLM", "贺兰", $">answer:{town["helan"]}");

        // No door writes it yet: it is for the export to the national system.
        await town.Does(tx => tx.Run("UPDATE person SET national_volunteer_no = @number WHERE id = @id", new { number = "试证0001", id = town.Person("m01") }));
    }

    /// <summary>A file in each state: read, ready, being applied, applied, put away.</summary>
    public static async Task Files(Town town)
    {
        await Import(town, finish: false);
        await Import(town);
        var applied = await Import(town);
        await town.AtDesk("liaison-of-school", tx => Imports.Apply(tx, applied, Imports.Find(tx, applied).Value.Left).Value);
        while (await Applying.Step(town.Db, Instance.Current.Name, CancellationToken.None))
        {
            // Until all of it is applied.
        }

        var cancelled = await Import(town);
        await town.AtDesk("liaison-of-school", tx => Imports.Cancel(tx, cancelled).Value);
        var applying = town.Ids["applying"] = await Import(town);
        await town.AtDesk("liaison-of-school", tx => Imports.Apply(tx, applying, Imports.Find(tx, applying).Value.Left).Value);
    }

    private static async Task<long> Import(Town town, bool finish = true)
    {
        var actor = await town.AtDesk("liaison-of-school", tx => tx.Actor);
        var rows = Enumerable.Range(0, 2).Select(_ => $"{town.Name("liaison-of-school")},{town.Phone("liaison-of-school")}");
        using var file = new MemoryStream(Encoding.UTF8.GetBytes("姓名,手机\n" + string.Join('\n', rows)));
        var id = (await Staging.Read(town.Db, actor, file, [], CancellationToken.None)).Value;
        if (finish)
        {
            await town.AtDesk("liaison-of-school", tx => Staging.Finish(tx, id).Value);
        }

        return id;
    }

    /// <summary>A code from the unit's liaison makes the member one of its roster.</summary>
    private static async Task Prove(Town town, string unit, string liaison, string chat)
    {
        var code = await town.AtDesk(liaison, tx => Inviting.One(tx, town[unit], RosterViews.Add(tx, town[unit], town.NameOf(chat), null, null).Value.Id).Value.Code);
        var kind = unit == "power" ? RegistrationKind.UnitPartner : RegistrationKind.Home;
        await town.As(chat, tx => kind == RegistrationKind.Home
            ? Bound(tx, town.Person(chat), town[unit])
            : RegistrationRequests.Submit(tx, new SubmitRequest { Kind = kind, OrgId = town["garden"], InviteCode = code, IdentityKey = chat }).Value.Id);
    }

    /// <summary>Two registrations are all that one has; a third roster row is tied as the one before was.</summary>
    private static long Bound(Tx tx, long person, long unit)
    {
        var row = tx.First<long>("SELECT MAX(id) FROM roster WHERE unit_id = @unit", new { unit });
        Roster.Bind(tx, row, person);
        return row;
    }
}
