using System.Globalization;
using ChatGov.Forms;
using ChatGov.Texts;
using ChatGov.Values;

namespace ChatGov.People;

/// <summary>Reads skills from what people type: their numbers in the list, or words such as 水电, 开车, tutoring.</summary>
public static class SkillWords
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
