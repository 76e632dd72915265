using System.Collections.Frozen;
using System.Reflection;
using System.Text.RegularExpressions;

namespace ChatGov.Texts;

/// <summary>How letters sound, without tones (<c>pinyin.txt</c>): who types Latin letters finds a name by its sound.</summary>
public static partial class Pinyin
{
    private const int Shortest = 2;

    private static readonly Lazy<FrozenDictionary<char, string[]>> Sounds = new(Load);

    /// <summary>What is left to look for of words in Latin letters, as one piece: He Lan Shan, Helan Community. Null where they are none.</summary>
    public static string? Typed(string words)
    {
        var plain = Kind().Replace(words.Trim().ToLowerInvariant().Replace('ü', 'u').Replace('v', 'u'), "");
        return plain.Length > 0 && plain.All(each => char.IsAsciiLetterLower(each) || each is ' ' or '\'' or '-') && string.Concat(plain.Where(char.IsAsciiLetterLower)) is { Length: >= Shortest } typed ? typed : null;
    }

    /// <summary>These syllables stand in the name one after the other.</summary>
    /// <param name="typed">As <see cref="Typed"/> gives it.</param>
    public static bool IsIn(string name, string typed) => Enumerable.Range(0, name.Length).Any(at => Follows(name, at, typed));

    /// <summary>The name begins with them.</summary>
    public static bool Begins(string name, string typed) => Follows(name, 0, typed);

    private static bool Follows(string name, int at, string typed) => typed.Length == 0
        || (at < name.Length && Sounds.Value.TryGetValue(name[at], out var sounds)
            && sounds.Any(sound => typed.StartsWith(sound, StringComparison.Ordinal) && Follows(name, at + 1, typed[sound.Length..])));

    // Nobody types two dots, and who types v means the same sound.
    private static FrozenDictionary<char, string[]> Load()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Texts/pinyin.txt")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => !line.StartsWith('#'))
            .Select(line => line.Split(' ')).SelectMany(line => line[1].Select(letter => (Letter: letter, Sound: line[0].Replace('v', 'u'))))
            .GroupBy(each => each.Letter).ToFrozenDictionary(group => group.Key, group => group.Select(each => each.Sound).Distinct().ToArray());
    }

    // What kind of place it is says a name in Chinese differently.
    [GeneratedRegex(@"\b(?:the|communit(?:y|ies)|neighbou?rhood|estate|street|town|compound)\b", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Kind();
}
