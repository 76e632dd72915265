using ChatGov.Access;
using ChatGov.Data;
using ChatGov.Demo;
using ChatGov.Settings;
using ChatGov.Texts;

namespace ChatGov;

/// <summary>
/// What the operator reads on standard output once the desk can be reached: the address, and at the first start the way in,
/// which a start that failed has not used up.
/// </summary>
internal static class Welcome
{
    public static async Task Say(WebApplication app, Db db, SettingValues settings)
    {
        foreach (var address in app.Urls)
        {
            await Console.Out.WriteLineAsync(Line("desk.welcome.address", ("address", address + "/docs")));
        }

        if (DemoStart.NothingIsSaid(settings) && db.Read(DemoBanner.IsEmpty))
        {
            // An office would make a real database of it, and nobody has said yet that it is one.
            await Console.Out.WriteLineAsync(Line("desk.welcome.empty"));
            return;
        }

        if (await db.Write(FirstToken.Once) is { } token)
        {
            await Console.Out.WriteLineAsync(Line("desk.welcome.token", ("token", token), ("days", FirstToken.Days)));
        }
    }

    private static string Line(string key, params (string Name, object Value)[] args) =>
        Catalog.Say(Language.Chinese, key, args) + "\n" + Catalog.Say(Language.English, key, args);
}
