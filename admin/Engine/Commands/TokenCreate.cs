using System.Globalization;
using ChatGov.Access;
using ChatGov.Data;
using ChatGov.Texts;

namespace ChatGov.Commands;

/// <summary>
/// <c>token create [--name N] [--staff S] [--org O] [--days D]</c>: a token for an appointment, else for the banner's
/// office. Whoever may run it holds the database anyway.
/// </summary>
internal sealed class TokenCreate : DatabaseCommand
{
    protected override async Task Run(Db db, Options options, TextWriter output)
    {
        var name = options["name"] ?? "command";
        var staff = Number(options, "staff");
        var days = (int)(Number(options, "days") ?? FirstToken.Days);
        if (name.Length > ApiTokens.LongestName || days is < 1 or > ApiTokens.MostDays)
        {
            throw new ConfigurationFault($"--name has at most {ApiTokens.LongestName} characters, --days at most {ApiTokens.MostDays}");
        }

        var org = Number(options, "org");
        var made = await db.Write(tx => staff is { } id ? ApiTokens.Create(tx, new NewToken(name, id, org, days)) : FirstToken.Make(tx, name, days, org));
        await output.WriteLineAsync(made.Match(issued => issued.Secret, refusal => throw new ConfigurationFault(Catalog.Say(Language.English, refusal))));
    }

    private static long? Number(Options options, string name) => options[name] switch
    {
        null => null,
        var text when long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 => number,
        _ => throw new ConfigurationFault($"--{name} has to be a number"),
    };
}
