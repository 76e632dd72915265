using ChatGov.Data;
using ChatGov.Messengers;
using ChatGov.Settings;

namespace ChatGov.Demo;

/// <summary>
/// When a start makes a demo of a database. The bot does so where nothing says what the database is for: it is the program that
/// would be told of a messenger. The desk cannot know what the bot is told, so it does it only when asked.
/// </summary>
public static class DemoStart
{
    /// <summary>Whether the operator said nothing of a database, a messenger or the demo.</summary>
    public static bool NothingIsSaid(SettingValues settings) => !settings.IsSet("Demo") && !settings.HasAny("Database") && !settings.Messengers.Any();

    /// <summary>Fills an empty database where that is wanted, and marks one that serves a messenger.</summary>
    /// <returns>Whether the terminal may be opened: on a demo, where that is wanted.</returns>
    /// <exception cref="ConfigurationFault">The database is for something else.</exception>
    public static async Task<bool> Prepare(Db db, SettingValues settings, ReadBy program)
    {
        if (settings.Messengers.FirstOrDefault() is { } messenger)
        {
            await Serve(db, messenger, isAsked: settings.IsOn("Demo"), program);
            return false;
        }

        if (!settings.IsOn("Demo") && !(program == ReadBy.Bot && NothingIsSaid(settings)))
        {
            return false;
        }

        if (!db.Read(DemoBanner.IsLoaded) && !await Fill(db))
        {
            throw new ConfigurationFault(settings.IsOn("Demo")
                ? "Demo is true, but the database holds other data: set Demo to false, or name an empty database"
                : $"no messenger is set, and the database holds other data than the demo: set {MessengerList.WaysToServe}, or try the demo on another database, by Database:ConnectionString and Demo true");
        }

        return true;
    }

    private static async Task Serve(Db db, string messenger, bool isAsked, ReadBy program)
    {
        if (isAsked)
        {
            throw new ConfigurationFault($"Demo is true and {messenger} is set: the demo serves no messenger, take one of the two out");
        }

        if (!(program == ReadBy.Bot ? await db.Write(tx => Purpose.Make(tx, Purpose.People)) : db.Read(tx => Purpose.Of(tx) != Purpose.Demo)))
        {
            throw new ConfigurationFault($"{messenger} is set, and the database holds the demo, which serves no messenger: name another, empty one in Database:ConnectionString");
        }
    }

    private static async Task<bool> Fill(Db db)
    {
        if (!db.Read(DemoBanner.CanLoad))
        {
            return false;
        }

        await Console.Error.WriteLineAsync("正在准备示范旗的数据 / preparing the demo …");
        return await db.Write(DemoBanner.Load);
    }
}
