using System.Globalization;
using ChatGov.Agreements;
using ChatGov.Claims;
using ChatGov.Data;
using ChatGov.Hours;
using ChatGov.Matching;
using ChatGov.Needs;
using ChatGov.People;
using ChatGov.Tasks;

namespace ChatGov.Tests.Upgrades.Story;

/// <summary>Tasks: published, taken, given back, waited for, held, confirmed and objected to.</summary>
internal static class Working
{
    public static async Task<long> Publish(Town town, DateTimeOffset starts, int places = 5, double hours = 2, string community = "helan", Func<TaskDraft, TaskDraft>? with = null)
    {
        var by = community == "helan" ? "secretary" : "other-secretary";
        var draft = Draft(town, by, starts, places, hours);
        return await town.As(by, tx => TaskPublishing.Publish(tx, town[community], with is null ? draft : with(draft)).Value.Id);
    }

    public static TaskDraft Draft(Town town, string by, DateTimeOffset starts, int places = 5, double hours = 2) => new()
    {
        Title = town.Words(by, "task title", "清扫沙尘"),
        StartsAt = starts,
        EndsAt = starts.AddHours(hours),
        Place = town.Words(by, "task place", "公园南门"),
        Places = places,
        Bring = town.Words(by, "task bring", "手套"),
        ContactName = town.Name(by),
        ContactPhone = town.Phone(by),
        Risk = town.Words(by, "task risk", "注意台阶"),
    };

    /// <summary>Two weeks of November, after which there are hours of every kind.</summary>
    public static async Task Hours(Town town)
    {
        await Unconfirmed(town);
        await ForOthers(town);
        var saturday = new DateTimeOffset(2026, 11, 21, 9, 0, 0, TimeSpan.FromHours(8));
        town.Ids["served"] = await Served(town, saturday, 2, "helan", "m01", "m02", "m03", "m04", "m05", "m10", "m11", "m12", "m13", "m16");
        town.Ids["long day"] = await Served(town, saturday.AddDays(1).AddHours(-1), 8, "helan", "m06", "m07");
        town.Ids["served in garden"] = await Served(town, saturday.AddDays(2), 2, "garden", "veteran", "g1");
        foreach (var (chat, thing, wasListed, minutes) in new[]
        {
            ("m01", "served", true, 110), ("m02", "served", true, 60), ("m03", "served", true, 90), ("m04", "served", true, 30),
            ("m08", "served", false, 60), ("m09", "long day", false, 460),
        })
        {
            var words = town.Words(chat, "objection");
            await town.As(chat, tx => Objections.Raise(tx, wasListed ? ClaimOf(tx, town, chat, town[thing]) : null, town[thing], minutes, words).Value);
            town.Ids["objection of " + chat] = town.Count("SELECT MAX(id) FROM objection");
        }

        await town.As("secretary", tx => ObjectionDecisions.Decide(tx, town["objection of m02"], 60).Value);
        await town.As("secretary", tx => ObjectionDecisions.Decide(tx, town["objection of m08"], null).Value);
        await town.As("secretary", tx => ObjectionDecisions.Decide(tx, town["objection of m09"], 460).Value);
    }

    /// <summary>What is ahead on the last day, and what is just now going on.</summary>
    public static async Task Ahead(Town town)
    {
        var saturday = new DateTimeOffset(2026, 11, 28, 9, 0, 0, TimeSpan.FromHours(8));
        await Lines(town, saturday);
        await Requests(town, saturday.AddDays(1));
        await Endings(town, saturday);
        town.Ids["to postpone"] = await Publish(town, saturday.AddDays(7));
        town.Ids["to cancel"] = await Publish(town, saturday.AddDays(8), with: draft => draft with { Skill = Skill.Environment });
        town.Ids["far ahead"] = await Publish(town, saturday.AddDays(40), with: draft => draft with { RiskLevel = RiskLevel.High, InsuranceConfirmed = true });
        town.Ids["weekly"] = await town.As("secretary", tx => TaskPublishing.PublishWeekly(
            tx, town["helan"], Draft(town, "secretary", saturday.AddDays(10)) with { RiskLevel = RiskLevel.Medium, InsuranceConfirmed = true }, 3).Value[0].Id);
        foreach (var (kind, thing) in Enum.GetValues<TaskKind>().Zip(new[] { "full", "led", "asked to lead", "to postpone", "to cancel", "far ahead" }))
        {
            await town.As("secretary", tx => TaskKinds.Correct(tx, town[thing], kind).Value);
        }
    }

    /// <summary>Yesterday's, whose rosters wait; and today's, at ten in the morning.</summary>
    public static async Task Going(Town town)
    {
        var yesterday = new DateTimeOffset(2026, 11, 25, 14, 0, 0, TimeSpan.FromHours(8));
        foreach (var (number, chat) in new[] { "m10", "m11", "m12", "m13" }.Index())
        {
            var over = town.Ids[string.Create(CultureInfo.InvariantCulture, $"over {number + 1}")] = await Publish(town, yesterday.AddMinutes(number), hours: 1);
            await town.As(chat, tx => Claiming.Claim(tx, over).Value);
        }

        var going = town.Ids["going on"] = await Publish(town, yesterday.AddHours(19), hours: 4);
        town.Ids["at noon"] = await Publish(town, yesterday.AddHours(22).AddMinutes(2), places: 2);
        foreach (var chat in new[] { "m14", "m15", "m16" })
        {
            await town.As(chat, tx => Claiming.Claim(tx, going).Value);
        }

        foreach (var chat in new[] { "m17", "m18" })
        {
            await town.As(chat, tx => Claiming.Claim(tx, town["at noon"]).Value);
        }

        await InFlight.Late(town, "m16", yesterday.AddHours(4.5), TimeSpan.FromHours(15));
        await town.Until(yesterday.AddHours(18).AddMinutes(50));
        await town.As("m16", tx => ClaimWithdrawals.Withdraw(tx, ClaimOf(tx, town, "m16", going)).Value);
        await town.Does("m14", "签到");
        await town.Does("m15", "签到");
        await town.Until(yesterday.AddHours(19).AddMinutes(40));
        await town.Does("m15", "签退");
    }

    private static async Task<long> Served(Town town, DateTimeOffset starts, double hours, string community, params string[] who)
    {
        var task = await Publish(town, starts, places: 20, hours: hours, community: community);
        foreach (var chat in who)
        {
            await town.As(chat, tx => Claiming.Claim(tx, task).Value);
        }

        await town.Until(starts.AddMinutes(-10));
        await town.Does(who[0], "签到");
        await town.Until(starts.AddHours(hours + 2.5));
        await town.As(community == "helan" ? "secretary" : "other-secretary", tx => TaskRosters.Confirm(tx, task, who.Length > 4 ? ["5"] : []).Value);
        return task;
    }

    /// <summary>Nobody confirmed the roster within a week.</summary>
    private static async Task Unconfirmed(Town town)
    {
        var starts = new DateTimeOffset(2026, 11, 7, 9, 0, 0, TimeSpan.FromHours(8));
        town.Ids["never confirmed"] = await Publish(town, starts);
        town.Ids["nobody came"] = await Publish(town, starts.AddHours(1));
        await town.As("m10", tx => Claiming.Claim(tx, town["never confirmed"]).Value);
        await town.Until(starts.AddDays(9));
    }

    /// <summary>A task for what an agreement promises, and one for what the community needs: their rosters say what was received.</summary>
    private static async Task ForOthers(Town town)
    {
        var friday = new DateTimeOffset(2026, 11, 20, 9, 0, 0, TimeSpan.FromHours(8));
        var commitment = (await Agreements.Commitments(town, "long agreement"))[0];
        var (first, second) = (Draft(town, "secretary", friday), Draft(town, "secretary", friday.AddHours(4)));
        var promised = await town.As("secretary", tx => CommitmentDeliveries.Schedule(tx, commitment, first).Value.Id);
        var needed = await town.As("secretary", tx => NeedTasks.Schedule(tx, town["need for a task"], 1, second).Value.Id);
        foreach (var task in new[] { promised, needed })
        {
            await town.As("m17", tx => Claiming.Claim(tx, task).Value);
        }

        await town.Until(friday.AddHours(7));
        await town.As("secretary", tx => TaskRosters.Confirm(tx, promised, []).Value);
        await town.As("secretary", tx => TaskRosters.Confirm(tx, needed, []).Value);
    }

    /// <summary>A full task with its line: asked, lapsed, waiting; codes for friends; somebody who leads, and somebody who is asked to.</summary>
    private static async Task Lines(Town town, DateTimeOffset saturday)
    {
        var full = town.Ids["full"] = await Publish(town, saturday, places: 2);
        foreach (var chat in new[] { "m01", "m02" })
        {
            await town.As(chat, tx => Claiming.Claim(tx, full).Value);
        }

        foreach (var chat in new[] { "m03", "m04", "m05", "m06", "m21" })
        {
            await town.Does(chat, $"排队{full}");
        }

        await town.Does("m01", "退领");
        await town.Until(town.Now.AddHours(24));
        var led = town.Ids["led"] = await Publish(town, saturday.AddHours(6));
        var asked = town.Ids["asked to lead"] = await Publish(town, saturday.AddDays(1).AddHours(6));
        foreach (var chat in new[] { "m07", "m08" })
        {
            await town.As(chat, tx => Claiming.Claim(tx, led).Value);
            await town.As(chat, tx => Claiming.Claim(tx, asked).Value);
        }

        await town.As("secretary", tx => TaskLeads.Ask(tx, led, 1).Value);
        await town.As("m07", tx => TaskLeads.Accept(tx, led).Value);
        await town.As("secretary", tx => TaskLeads.Ask(tx, asked, 2).Value);
        await town.As("secretary", tx => TaskOrganisers.AskToTakeOver(tx, asked, town.Person("deputy")).Value);
        await town.As("secretary", tx => TaskPostponing.Postpone(tx, asked, saturday.AddDays(1).AddHours(7), saturday.AddDays(1).AddHours(9)).Value);
    }

    /// <summary>What the secretary says yes to: a home visit, minors, a professional act.</summary>
    private static async Task Requests(Town town, DateTimeOffset sunday)
    {
        var visit = town.Ids["home visit"] = await Publish(town, sunday, with: draft => draft with { TwoPeople = true, PendingClaims = true });
        var minors = town.Ids["minors"] = await Publish(town, sunday.AddHours(3), with: draft => draft with { TwoPeople = true, PendingClaims = true, NeedsClearance = true });
        var repair = town.Ids["repair"] = await Publish(town, sunday.AddDays(1), with: draft => draft with { PendingClaims = true, Credential = Skill.HomeRepair });
        foreach (var (chat, task) in new[] { ("m09", visit), ("m10", visit), ("m11", visit), ("m12", minors), ("m13", repair), ("m14", minors), ("m15", repair) })
        {
            await town.As(chat, tx => Claiming.Claim(tx, task).Value);
        }

        await town.Saying("secretary", "decline reason", (tx, words) => ClaimApplications.Decline(tx, ClaimOf(tx, town, "m10", visit), words).Value);
        await town.As("secretary", tx => ClaimApplications.Qualify(tx, ClaimOf(tx, town, "m12", minors)).Value);
        await town.As("secretary", tx => ClaimApplications.Approve(tx, ClaimOf(tx, town, "m12", minors)).Value);
        await town.As("secretary", tx => ClaimApplications.Qualify(tx, ClaimOf(tx, town, "m13", repair)).Value);
        await town.As("secretary", tx => ClaimApplications.Approve(tx, ClaimOf(tx, town, "m13", repair)).Value);
    }

    private static async Task Endings(Town town, DateTimeOffset saturday)
    {
        var cancelled = await Publish(town, saturday.AddDays(2));
        await town.As("m16", tx => Claiming.Claim(tx, cancelled).Value);
        await town.Saying("secretary", "cancel reason", (tx, words) => TaskCancelling.Cancel(tx, cancelled, words).Value);
    }

    public static long ClaimOf(Tx tx, Town town, string chat, long task) =>
        tx.First<long>("SELECT id FROM claim WHERE task_id = @task AND person_id = @person", new { task, person = town.Person(chat) });
}
