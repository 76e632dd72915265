using ChatGov.Access;
using ChatGov.Emergencies;
using ChatGov.Rights;
using ChatGov.Rosters;

namespace ChatGov.Tests.Upgrades.Story;

/// <summary>Accounts that left, alone and many at once; emergencies, and the phones near by that are said with them.</summary>
internal static class Leaving
{
    private const int Many = Departures.MostAtOnce + 1;

    /// <summary>September: the app is shown to another part of the company, and the office leaves everybody as they are.</summary>
    public static async Task Autumn(Town town)
    {
        foreach (var number in Enumerable.Range(1, Many))
        {
            await town.Resident($"part-{number}", "resident");
        }

        await ManyAtOnce(town);
        await town.AtDesk("banner-office", tx => Departures.Decide(tx, Departures.Wave(tx)!.Value, suspend: false).Value);
    }

    public static async Task Now(Town town)
    {
        await town.AtDesk("secretary", tx => DutyPhones.Set(tx, town["helan"],
        [
            new DutyPhone { Kind = DutyPhoneKind.VillageDoctor, Name = "王大夫", Phone = "19900008801" },
            new DutyPhone { Kind = DutyPhoneKind.Duty, Name = "值班室", Phone = "19900008802" },
        ]).Value);
        await town.Member("frightened");
        await town.Does("frightened", "我爸喘不上气", ">tell_of_emergency", "我爸喘不上气");

        await town.Staff("left", Role.Deputy, "helan");
        await Leaves(town, "fake", "left");
        await town.Does("left", "待办");
        foreach (var account in new[] { "account-that-stays", "account-that-left" })
        {
            var (name, phone) = (town.Name("liaison"), town.Phone("liaison"));
            await town.AtDesk("liaison", tx => RosterViews.Add(tx, town["power"], name, phone, account).Value);
        }

        await Leaves(town, "wecom", "account-that-left");
        await OlderNotice(town);
        await town.Until(town.Now + Departures.AtOnce + Departures.AtOnce);
        await ManyAtOnce(town);
    }

    /// <summary>Only a program from before the notice was changed leaves an agreement to the one before.</summary>
    private static async Task OlderNotice(Town town)
    {
        var person = await town.Resident("agreed-long-ago", "resident");
        await town.Does(tx => tx.Run("UPDATE consent SET version = version - 1 WHERE person_id = @person", new { person }));
        await town.Does("agreed-long-ago", "帮助");
    }

    private static async Task ManyAtOnce(Town town)
    {
        foreach (var number in Enumerable.Range(1, Many))
        {
            await Leaves(town, "fake", $"part-{number}");
        }

        await town.Bot.Quiet();
    }

    private static Task Leaves(Town town, string channel, string account) => town.Does(tx =>
    {
        Departures.Note(tx, channel, account);
        return account;
    });
}
