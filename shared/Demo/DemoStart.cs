using ChatGov.Data;
using Microsoft.Extensions.Configuration;

namespace ChatGov.Demo;

public static class DemoStart
{
    /// <summary>As configured, and else when neither database nor messenger is: the same answer for every program.</summary>
    public static bool IsWanted(IConfiguration configuration) => configuration["Demo"] switch
    {
        null => DatabaseSettings.Read(configuration).IsDefault && configuration["Telegram:Token"] is null,
        var value when bool.TryParse(value, out var wanted) => wanted,
        _ => throw new ConfigurationFault("Demo has to be true or false"),
    };

    /// <summary>Loads the demo into an empty database when asked to.</summary>
    /// <returns>Whether this is a demo database: only there the terminal works.</returns>
    /// <exception cref="ConfigurationFault">A demo was asked for explicitly, and the database holds other data.</exception>
    public static async Task<bool> Prepare(Db db, bool wanted)
    {
        if (!wanted)
        {
            return false;
        }

        if (db.Read(DemoBanner.IsEmpty))
        {
            await Console.Error.WriteLineAsync("正在准备示范旗的数据 / preparing the demo …");
            await db.Write(DemoBanner.Load);
        }

        return db.Read(DemoBanner.IsLoaded)
            ? true
            : throw new ConfigurationFault("Demo is true, but the database holds other data: set Demo to false, or name an empty database");
    }
}
