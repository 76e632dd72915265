using ChatGov.Data;

namespace ChatGov.Commands;

/// <summary>Something the operator does once, on the command line, instead of starting the API: <c>token create …</c>.</summary>
internal abstract class Command
{
    private static readonly Dictionary<string, Func<Command>> All = new(StringComparer.Ordinal)
    {
        ["token create"] = () => new TokenCreate(),
    };

    public abstract Task Run(Db db, IConfiguration configuration, TextWriter output);

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
