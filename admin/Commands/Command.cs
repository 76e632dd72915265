using ChatGov.Data;

namespace ChatGov.Commands;

/// <summary>Something the operator does once, on the command line, instead of starting the API: <c>token create …</c>.</summary>
internal abstract class Command
{
    private static readonly Dictionary<string, Func<Command>> All = new(StringComparer.Ordinal)
    {
        ["token create"] = () => new TokenCreate(),
        ["backup"] = () => new BackupCommand(),
        ["retention run"] = () => new RetentionCommand(),
        ["keys"] = () => new KeysCommand(),
        ["keys retire"] = () => new RetireKeysCommand(),
        ["restore"] = () => new RestoreCommand(),
    };

    public abstract Task Run(DatabaseSettings database, IConfiguration configuration, TextWriter output);

    /// <summary>Whether <c>--apply true</c> was said: without it nothing changes.</summary>
    protected static bool Applies(IConfiguration configuration) => configuration["apply"] switch
    {
        null or "false" => false,
        "true" => true,
        _ => throw new ConfigurationFault("--apply has to be true or false"),
    };

    protected static string Required(IConfiguration configuration, string name) =>
        configuration[name] is { Length: > 0 } text ? text : throw new ConfigurationFault($"--{name} is missing");

    /// <summary>The command named by the first words, and the settings after it.</summary>
    /// <exception cref="ConfigurationFault">The first word is neither a command nor a setting.</exception>
    public static (Command? Command, string[] Options) Read(string[] args)
    {
        var words = args.TakeWhile(arg => !arg.StartsWith('-') && !arg.Contains('=', StringComparison.Ordinal)).ToArray();
        if (words.Length == 0)
        {
            return (null, args);
        }

        return All.TryGetValue(string.Join(' ', words), out var make)
            ? (make(), args[words.Length..])
            : throw new ConfigurationFault($"there is no such command; known are: {string.Join(", ", All.Keys)}");
    }
}

/// <summary>A command over the database as it is.</summary>
internal abstract class DatabaseCommand : Command
{
    public sealed override async Task Run(DatabaseSettings database, IConfiguration configuration, TextWriter output)
    {
        await using var db = Databases.Open(database, TimeProvider.System);
        await Run(db, configuration, output);
    }

    protected abstract Task Run(Db db, IConfiguration configuration, TextWriter output);
}
