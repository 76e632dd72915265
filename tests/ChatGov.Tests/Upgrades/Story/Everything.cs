using ChatGov.Tests.Support;

namespace ChatGov.Tests.Upgrades.Story;

/// <summary>
/// A year of a banner, told through the program's own doors, after which there is a row in every table and everything that can
/// be under way is: what a later version of the program finds when it is started on it.
/// </summary>
internal static class Everything
{
    public static async Task<Town> Tell(Provider provider)
    {
        var town = Town.Found(provider, Beginnings.Start);
        await Beginnings.Tell(town);
        await town.Until(new DateTimeOffset(2026, 9, 1, 10, 0, 0, TimeSpan.FromHours(8)));
        await Reporting.Autumn(town);
        await Leaving.Autumn(town);
        await Lists.Autumn(town);
        await Matters.Autumn(town);
        await Agreements.Autumn(town);
        await town.ChangeKeys();
        await Meeting.Begin(town);
        await Caring.Begin(town);
        await Working.Hours(town);
        await town.Until(new DateTimeOffset(2026, 11, 24, 10, 0, 0, TimeSpan.FromHours(8)));
        await Papers.Tell(town);
        await Lists.Now(town);
        await Working.Ahead(town);
        await Agreements.Now(town);
        await Caring.Now(town);
        await Meeting.Now(town);
        await Reporting.Now(town);
        await Leaving.Now(town);
        await Working.Going(town);
        await Matters.Now(town);
        await InFlight.Desk(town);
        await Questions.Ask(town);
        await Buttons.Show(town);
        await InFlight.Tell(town);
        return town;
    }
}
