using System.Globalization;
using System.Text.RegularExpressions;
using ChatGov.Data;

namespace ChatGov.Settings;

/// <summary>Something a program does once instead of starting.</summary>
/// <param name="Usage">Its words and options: <c>backup --to FILE</c>, <c>token create [--name N]</c>.</param>
public sealed partial record CommandUsage(string Usage, string Meaning)
{
    public string Name { get; } = string.Join(' ', Usage.Split(' ').TakeWhile(word => !word.StartsWith('-') && !word.StartsWith('[')));

    public IReadOnlyList<string> Options { get; } = [.. OptionPattern().Matches(Usage).Select(match => match.Groups[1].Value)];

    [GeneratedRegex("--([a-z-]+)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OptionPattern();
}

/// <summary>
/// What stood behind the program's name. .NET drops words that it does not understand; here they stop the start. What is not
/// understood is not repeated: it may be part of a secret.
/// </summary>
/// <param name="Command">Null to start the program.</param>
/// <param name="Settings">The words that are settings, as .NET reads them.</param>
/// <param name="Options">The command's own, by name.</param>
public sealed record CommandLine(CommandUsage? Command, string[] Settings, IReadOnlyDictionary<string, string> Options)
{
    /// <exception cref="ConfigurationFault">A word that nobody would read.</exception>
    public static CommandLine Read(string[] words, ReadBy program, IReadOnlyList<CommandUsage> commands)
    {
        var named = words.TakeWhile(word => !IsPair(word)).ToArray();
        var command = named.Length == 0 ? null : Find(string.Join(' ', named), commands);
        var settings = new List<string>();
        var options = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (at, name, value) in Pairs(words, named.Length, command?.Options ?? []))
        {
            if (command?.Options.Contains(name) is true)
            {
                options[name] = value;
            }
            else
            {
                Check(at, name, program, command);
                settings.Add($"--{name}={value}");
            }
        }

        return new CommandLine(command, [.. settings], options);
    }

    private static bool IsPair(string word) => word.StartsWith('-') || word.Contains('=', StringComparison.Ordinal);

    private static CommandUsage Find(string name, IReadOnlyList<CommandUsage> commands) =>
        commands.FirstOrDefault(command => command.Name == name) ?? throw new ConfigurationFault(
            commands.Count == 0 ? "this program has no commands: settings are written --Name value, and --help lists them"
            : commands.FirstOrDefault(command => Likeness.IsAlmost(name, command.Name)) is { } meant ? $"there is no such command; {meant.Name} was probably meant"
            : $"there is no such command; known are: {string.Join(", ", commands.Select(command => command.Name))}");

    /// <summary><c>--Name value</c>, <c>--Name=value</c> or <c>Name=value</c>.</summary>
    private static IEnumerable<(int At, string Name, string Value)> Pairs(string[] words, int from, IReadOnlyList<string> options)
    {
        for (var at = from; at < words.Length; at++)
        {
            var name = words[at].StartsWith("--", StringComparison.Ordinal) ? words[at][2..] : words[at];
            if (name.StartsWith('-') || name.Length == 0 || !IsPair(words[at]))
            {
                throw new ConfigurationFault($"{Word(at)} is not understood: settings are written --Name value, a value with spaces in quotes");
            }

            if (name.Split('=', 2) is [var before, var behind])
            {
                yield return (at, before, behind);
            }
            else if (at + 1 < words.Length && !words[at + 1].StartsWith("--", StringComparison.Ordinal))
            {
                yield return (at, name, words[++at]);
            }
            else
            {
                throw new ConfigurationFault(options.Contains(name) || SettingNames.IsKnown(name) ? $"--{name} has no value" : SettingNames.Refusal(name, Word(at)));
            }
        }
    }

    /// <summary>Where it stands says enough to find it: what is no name may be the rest of a password with a space in it.</summary>
    private static string Word(int at) => string.Create(CultureInfo.InvariantCulture, $"word {at + 1} of the command line");

    private static void Check(int at, string name, ReadBy program, CommandUsage? command)
    {
        if (command is not null && !SettingNames.IsKnown(name) && command.Options.FirstOrDefault(option => Likeness.IsOneSlipFrom(name, option)) is { } option)
        {
            throw new ConfigurationFault($"{Word(at)} is not an option of {command.Name}; --{option} was probably meant");
        }

        if (!SettingNames.IsKnown(name))
        {
            throw new ConfigurationFault(SettingNames.Refusal(name, Word(at)));
        }

        if (SettingList.Find(name) is { } setting && !setting.By.HasFlag(program))
        {
            throw new ConfigurationFault($"{setting.Name} is a setting of the other program: this one does not read it");
        }
    }
}
