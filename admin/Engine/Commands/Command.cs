using ChatGov.Data;
using ChatGov.Settings;

namespace ChatGov.Commands;

/// <summary>What was said behind a command: its own options only, and from nowhere but the command line.</summary>
internal sealed class Options(IReadOnlyDictionary<string, string> given)
{
    public string? this[string name] => given.GetValueOrDefault(name);
}

/// <summary>Something the operator does once, on the command line, instead of starting the API: <c>token create …</c>.</summary>
internal abstract class Command
{
    private static readonly IReadOnlyList<(CommandUsage Usage, Func<Command> Make)> All =
    [
        (new("token create [--name N] [--staff S] [--org O] [--days D]", "a token for an appointment, else for the banner's office"), () => new TokenCreate()),
        (new("backup --to FILE", "a copy of the whole database while it is in use; it is opened and read back before it counts. SQLite copies itself, PostgreSQL by its own `pg_dump`"), () => new BackupCommand()),
        (new("restore --from FILE [--over demo]", "puts a copy in place, while no program runs: first the keys are tried on it, a demo never replaces anything else, nor is it replaced without `--over demo`, then its schema is brought up to date, and only when all is done does it take its place. A SQLite file is set aside as `….before-1`, a PostgreSQL database has to be empty. What fails leaves everything as it was; what is cut off is said at the next start, and begins anew"), () => new RestoreCommand()),
        (new("retention run [--apply true]", "what has served its time, table by table ([the rules](../shared/Engine/Retention/RetentionRules.cs)); with `--apply true` it is taken out. The bot does so once a day"), () => new RetentionCommand()),
        (new("keys", "column by column, how many values still need a key other than the current one; nothing changes"), () => new KeysCommand()),
        (new("keys retire [--apply true]", "for a key that has to go at once: with `--apply true` everything is sealed with the current one, and the codes and tokens that rest on another end, with what was made with them"), () => new RetireKeysCommand()),
    ];

    public static IReadOnlyList<CommandUsage> Usages { get; } = [.. All.Select(each => each.Usage)];

    public abstract Task Run(DatabaseSettings database, Options options, TextWriter output);

    /// <summary>Whether <c>--apply true</c> was said: without it nothing changes.</summary>
    protected static bool Applies(Options options) => options["apply"] switch
    {
        null or "false" => false,
        "true" => true,
        _ => throw new ConfigurationFault("--apply has to be true or false"),
    };

    protected static string Required(Options options, string name) =>
        options[name] is { Length: > 0 } text ? text : throw new ConfigurationFault($"--{name} is missing");

    public static Command Of(CommandUsage usage) => All.First(each => each.Usage == usage).Make();
}

/// <summary>A command over the database as it is.</summary>
internal abstract class DatabaseCommand : Command
{
    public sealed override async Task Run(DatabaseSettings database, Options options, TextWriter output)
    {
        await using var db = Databases.Open(database, TimeProvider.System);
        await Run(db, options, output);
    }

    protected abstract Task Run(Db db, Options options, TextWriter output);
}
