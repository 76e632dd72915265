using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using ChatGov.Data;

namespace ChatGov.Settings;

/// <summary>What <c>--help</c> and <c>--version</c> print instead of a start.</summary>
public static partial class HelpPage
{
    private static readonly string[] AsksForHelp = ["--help", "-h", "-?", "/?"];
    private static readonly string[] AsksForVersion = ["--version", "version"];

    /// <returns>Null when neither was asked for.</returns>
    public static string? For(string[] words, ReadBy program, IReadOnlyList<CommandUsage> commands) =>
        words.Any(AsksForHelp.Contains) || words is ["help", ..] ? Text(program, commands)
        : words is [var only] && AsksForVersion.Contains(only) ? Version()
        : null;

    private static string Text(ReadBy program, IReadOnlyList<CommandUsage> commands)
    {
        var page = new StringBuilder();
        page.AppendLine(program == ReadBy.Bot
            ? "The bot of ChatGov: serves the messengers that are set, or a terminal on the demo where nothing is."
            : "The desk of ChatGov: the admin API and its pages.");
        if (commands.Count > 0)
        {
            page.AppendLine().AppendLine("Commands, in place of a start; the settings are those of the start:");
            foreach (var command in commands)
            {
                page.AppendLine(CultureInfo.InvariantCulture, $"  {command.Usage}").AppendLine(CultureInfo.InvariantCulture, $"      {Plain(command.Meaning)}");
            }
        }

        page.AppendLine().AppendLine("Settings: --Name value, Name__Key in the environment, or appsettings.json beside the program:");
        foreach (var setting in SettingList.All.Where(setting => setting.By.HasFlag(program)))
        {
            page.AppendLine(CultureInfo.InvariantCulture, $"  --{setting.Name}{(setting.Kind.IsSecret ? "  (secret)" : "")}")
                .AppendLine(CultureInfo.InvariantCulture, $"      {Plain(setting.Meaning)}")
                .AppendLine(CultureInfo.InvariantCulture, $"      where it is not set: {Plain(setting.Otherwise)}; for example {setting.Example}");
        }

        return page.ToString().TrimEnd();
    }

    private static string Version()
    {
        var program = Assembly.GetEntryAssembly()!;
        return string.Create(CultureInfo.InvariantCulture,
            $"{program.GetName().Name} {program.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion}, schema {Migrator.CurrentVersion}");
    }

    /// <summary>Without the marks of the README.</summary>
    private static string Plain(string text) => Link().Replace(text, "$1: $2").Replace("`", "", StringComparison.Ordinal).Replace("**", "", StringComparison.Ordinal);

    [GeneratedRegex(@"\[([^\]]*)\]\(([^)]*)\)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link();
}
