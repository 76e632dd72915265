using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;

namespace ChatGov.Texts;

/// <summary>The constants that texts name.</summary>
public static partial class Limits
{
    private const BindingFlags Constants = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    public static FrozenDictionary<string, string> All { get; } = Assembly.GetExecutingAssembly().GetTypes()
        .SelectMany(type => type.GetFields(Constants)).Where(field => field.IsLiteral)
        .Select(field => (Limit: field.GetCustomAttribute<LimitAttribute>(), Field: field)).Where(each => each.Limit is not null)
        .ToFrozenDictionary(each => each.Limit!.Name, each => Convert.ToString(each.Field.GetRawConstantValue(), CultureInfo.InvariantCulture)!, StringComparer.Ordinal);

    /// <exception cref="KeyNotFoundException">A text names what no constant is called.</exception>
    internal static string FilledIn(string text) => Named().Replace(text, match => All[match.Groups[1].Value]);

    [GeneratedRegex(@"\{=(\w+)\}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Named();
}
