using System.Collections.Frozen;
using System.Reflection;
using System.Text;
using System.Text.Json;
using ChatGov.Data;

namespace ChatGov.Texts;

/// <summary>
/// Every word a person sees, by language and key, with named placeholders: <c>"{title}，{when}"</c>.
/// One folder a language, one file a feature.
/// </summary>
public static class Catalog
{
    private static readonly FrozenDictionary<string, FrozenDictionary<string, string>> Languages =
        Language.All.ToFrozenDictionary(language => language, Load);

    public static IReadOnlyDictionary<string, string> Of(string language) => Languages[language];

    /// <exception cref="KeyNotFoundException">The catalog has no such key: a programming error, caught by a test.</exception>
    public static string Say(string language, string key, params ReadOnlySpan<(string Name, object Value)> args)
    {
        var template = Languages[language][key];
        if (args.IsEmpty)
        {
            return template;
        }

        // Once from the left: what a person typed may hold {name} itself.
        var text = new StringBuilder(template.Length * 2);
        var rest = template.AsSpan();
        while (rest.IndexOf('{') is >= 0 and var open && rest[open..].IndexOf('}') is > 0 and var length)
        {
            text.Append(rest[..open]).Append(Value(language, rest.Slice(open, length + 1), args));
            rest = rest[(open + length + 1)..];
        }

        return text.Append(rest).ToString();
    }

    public static string Say(string language, Refusal refusal) =>
        Say(language, "refusal." + refusal.Code, refusal.Args);

    /// <summary>The label of a code, such as a state or a skill: <c>{Type}.{Value}</c>.</summary>
    public static string Name<T>(string language, T code)
        where T : struct, Enum => Say(language, $"{typeof(T).Name}.{code}");

    /// <summary>The code that a text names, by its label in any language or by itself; null for none.</summary>
    public static T? Named<T>(string text)
        where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
        {
            if (text.Equals(value.ToString(), StringComparison.OrdinalIgnoreCase) || Language.All.Any(language => text.Equals(Name(language, value), StringComparison.OrdinalIgnoreCase)))
            {
                return value;
            }
        }

        return null;
    }

    private static string Value(string language, ReadOnlySpan<char> placeholder, ReadOnlySpan<(string Name, object Value)> args)
    {
        foreach (var (name, value) in args)
        {
            if (placeholder[1..^1].SequenceEqual(name))
            {
                return Show.Value(language, value);
            }
        }

        return placeholder.ToString();
    }

    private static FrozenDictionary<string, string> Load(string language)
    {
        var assembly = Assembly.GetExecutingAssembly();
        var prefix = $"Texts/{language}/";
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var resource in assembly.GetManifestResourceNames().Select(name => name.Replace('\\', '/'))
            .Where(name => name.StartsWith(prefix, StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(resource)!;
            foreach (var (key, text) in JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!)
            {
                texts.Add(key, Limits.FilledIn(text));
            }
        }

        return texts.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
