using System.Globalization;
using System.Text.RegularExpressions;
using ChatGov.Forms;
using ChatGov.Texts;
using ChatGov.Values;

namespace ChatGov.People;

/// <summary>Reads skills from what people type: their numbers in the list, or words such as 水电, 开车, tutoring.</summary>
public static partial class SkillWords
{
    private static readonly (Skill Skill, string[] Words)[] Words = [.. Enum.GetValues<Skill>().Select(skill => (skill, WordsOf(skill)))];

    /// <summary>Each word by which a skill is known.</summary>
    public static IEnumerable<(Skill Skill, string Word)> All => Words.SelectMany(each => each.Words, (each, word) => (each.Skill, word));

    /// <summary>The skills that words alone name; a number names none.</summary>
    public static List<Skill> Named(string text) =>
        [.. Words.Where(each => WordList.IsIn(text, each.Words)).Select(each => each.Skill)];

    /// <summary>It is such a word itself.</summary>
    public static bool IsWord(string word) => Array.Exists(Words, each => each.Words.Contains(word, StringComparer.OrdinalIgnoreCase));

    /// <summary>会开车，不会水电: what it names, by words or by numbers of the list, and what it says no to.</summary>
    public static Several<Skill> Read(string text)
    {
        var said = Negation.Of(text);
        return new Several<Skill>([.. In(said.Yes)], [.. said.No.SelectMany(In)], Negation.IsAll(text));
    }

    /// <summary>What else was named and is known as none: 包粽子 in 我会水电、会包粽子.</summary>
    public static IReadOnlyList<string> Unknown(string text) =>
    [
        .. text.Split(['，', ',', '、', '；', ';', '。', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(part => !In(part).Any()).Select(part => Lead().Replace(part, "")).Where(part => part.Length > 1 && part.Any(char.IsLetter)),
    ];

    [GeneratedRegex("^(?:我|也|还|能|会|可以|懂|都|and |i can |i |can |also )+|^(?:不会|不能|不懂).*|(?:我|也|都|吧|了|的)+$", RegexOptions.IgnoreCase, 1_000)]
    private static partial Regex Lead();

    private static IEnumerable<Skill> In(string text)
    {
        var plain = text.ToLowerInvariant();
        var byWords = Words.Where(each => Array.Exists(each.Words, word => plain.Contains(word, StringComparison.Ordinal))).Select(each => each.Skill);
        var all = Enum.GetValues<Skill>();
        var byNumbers = plain.Split([' ', ',', '，', '、', '.', ';', '；'], StringSplitOptions.RemoveEmptyEntries)
            .Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0)
            .Where(number => number >= 1 && number <= all.Length)
            .Select(number => all[number - 1]);
        return byWords.Concat(byNumbers).Distinct();
    }

    private static string[] WordsOf(Skill skill) =>
    [
        .. Language.All.SelectMany(language => Catalog.Of(language)["skill.words." + skill].Split('|', StringSplitOptions.RemoveEmptyEntries)),
    ];
}
