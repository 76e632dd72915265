using ChatGov.Access;
using ChatGov.Data;
using ChatGov.Texts;

namespace ChatGov;

/// <summary>What the operator reads on standard output: the address, and at the first start the way in.</summary>
internal static class Welcome
{
    public static async Task Say(WebApplication app, Db db)
    {
        var token = await db.Write(FirstToken.Once);
        app.Lifetime.ApplicationStarted.Register(() =>
        {
            foreach (var address in app.Urls)
            {
                Console.Out.WriteLine(Line("desk.welcome.address", ("address", address + "/docs")));
            }

            if (token is not null)
            {
                Console.Out.WriteLine(Line("desk.welcome.token", ("token", token), ("days", FirstToken.Days)));
            }
        });
    }

    private static string Line(string key, params (string Name, object Value)[] args) =>
        Catalog.Say(Language.Chinese, key, args) + "\n" + Catalog.Say(Language.English, key, args);
}
