using ChatGov.Data;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.CommandLine;
using Microsoft.Extensions.Configuration.EnvironmentVariables;

namespace ChatGov.Settings;

/// <summary>
/// A name that nobody reads would silently do nothing, so it stops the start. A file of settings is ours: there every name is
/// checked. The environment is shared with everything else on the machine: there it is names that look like ours. The command
/// line is <see cref="CommandLine"/>'s.
/// </summary>
internal static class SettingNames
{
    /// <exception cref="ConfigurationFault">It names what was probably meant.</exception>
    public static void Check(IConfiguration configuration)
    {
        foreach (var provider in ProvidersOf(configuration))
        {
            foreach (var name in NamesOf(provider, parent: null).Where(name => !IsKnown(name)))
            {
                CheckUnknown(name, isOfEnvironment: provider is EnvironmentVariablesConfigurationProvider);
            }
        }
    }

    public static bool IsKnown(string name) => SettingList.Find(name) is not null || IsOfList(name) || DotNetNames.Has(name);

    /// <summary>“X is not a setting”, and what may have been meant.</summary>
    public static string Refusal(string name) => Refusal(name, Shown(name));

    /// <param name="called">How it is spoken of, where the name itself is not to be repeated.</param>
    public static string Refusal(string name, string called) => Likeness.Nearest(name) switch
    {
        { } nearest => $"{called} is not a setting; {nearest} was probably meant",
        null => SettingList.All.Where(setting => setting.Section.Equals(name.Split(':')[0], StringComparison.OrdinalIgnoreCase)).Select(setting => setting.Name).ToList() is { Count: > 0 } known
            ? $"{called} is not a setting; known are {string.Join(", ", known)}"
            : $"{called} is not a setting; --help lists all of them",
    };

    private static void CheckUnknown(string name, bool isOfEnvironment)
    {
        if (!isOfEnvironment)
        {
            throw new ConfigurationFault(Refusal(name));
        }

        if (Likeness.LooksLikeOurs(name))
        {
            throw new ConfigurationFault(Refusal(name) + (Likeness.Nearest(name) is { } nearest && nearest.Contains(':', StringComparison.Ordinal)
                ? $", in the environment written {nearest.Replace(":", "__", StringComparison.Ordinal)}"
                : ""));
        }
    }

    private static IEnumerable<IConfigurationProvider> ProvidersOf(IConfiguration configuration) => configuration is IConfigurationRoot root
        ? root.Providers.SelectMany(provider => provider is ChainedConfigurationProvider chained ? ProvidersOf(chained.Configuration) : [provider])
            .Where(provider => provider is not CommandLineConfigurationProvider)
        : throw new ArgumentException("settings are read from a whole configuration", nameof(configuration));

    private static IEnumerable<string> NamesOf(IConfigurationProvider provider, string? parent) => provider.GetChildKeys([], parent)
        .Distinct(StringComparer.OrdinalIgnoreCase)
        .Select(key => parent is null ? key : ConfigurationPath.Combine(parent, key))
        .SelectMany(name => provider.TryGet(name, out _) ? NamesOf(provider, name).Prepend(name) : NamesOf(provider, name));

    /// <summary><c>Desk:TrustedProxies:0</c></summary>
    private static bool IsOfList(string name)
    {
        var end = name.LastIndexOf(':');
        return end > 0 && name.AsSpan(end + 1).IndexOfAnyExceptInRange('0', '9') < 0 && SettingList.Find(name[..end]) is { Kind.IsList: true };
    }

    /// <summary>What somebody wrote in the place of a name may be anything: what cannot be a name is not repeated.</summary>
    private static string Shown(string name) =>
        name.Length <= 60 && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is ':' or '_' or '-' or '.' or '$' or '/') ? name : "a name that was given";
}
