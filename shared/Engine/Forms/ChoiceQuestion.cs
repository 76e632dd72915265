using System.Text.RegularExpressions;
using ChatGov.Texts;
using ChatGov.Values;

namespace ChatGov.Forms;

/// <summary>One of a few.</summary>
public sealed partial class ChoiceQuestion(string name) : Question<string>(name)
{
    private static readonly string[] EitherWords = WordList.Of("form.either");

    // Longer is a story.
    private const int LongestAnswer = 24;

    /// <summary>What there is to choose from, as it is now.</summary>
    public required Func<FormRun, IReadOnlyList<Option>> Among { get; init; }

    /// <summary>What an answer in words stands for; null for none. The labels are read without it.</summary>
    public Func<string, string?> InWords { get; init; } = _ => null;

    /// <summary>A code that is no option, or none any more, does too: what a number of weeks stands for.</summary>
    public Predicate<string> TakesCode { get; init; } = _ => false;

    /// <summary>What 都行 and 随便 stand for; null where one has to be chosen.</summary>
    public string? Either { get; init; }

    /// <summary>How such a code is shown.</summary>
    public Func<FormRun, string, string> ShowsCode { get; init; } = (_, code) => code;

    public static Func<FormRun, IReadOnlyList<Option>> Named<T>()
        where T : struct, Enum => run => [.. Enum.GetValues<T>().Select(value => new Option(value.ToString(), Catalog.Name(run.Language, value)))];

    public static Func<FormRun, IReadOnlyList<Option>> Labelled(string prefix, params string[] codes) =>
        run => [.. codes.Select(code => new Option(code, run.Say(prefix + code)))];

    public override IReadOnlyList<Option> Options(FormRun run) => Among(run);

    protected override Reading<string> ReadValue(FormRun run, Said said)
    {
        var options = Among(run);
        if (said.Code is { } code)
        {
            return options.Any(option => option.Code == code) || TakesCode(code) ? Reading.Of<string>(code) : Reading.Not<string>();
        }

        var words = Plain(said.Words);
        var meant = options.Where(option => Plain(option.Label) == words).ToList();
        meant = meant.Count > 0 || words.Length < 2 ? meant : [.. options.Where(option => Plain(option.Label).Contains(words, StringComparison.Ordinal))];
        return meant.Count == 1 ? Reading.Of<string>(meant[0].Code)
            : InWords(said.Words) is { } found ? Reading.Of<string>(found)
            : said.Asked && Either is { } either && EitherWords.Contains(words, StringComparer.Ordinal) ? Reading.Of<string>(either)
            : said.Asked && Spoken(options, words) is { } spoken ? Reading.Of<string>(spoken.Code)
            : Reading.Not<string>();
    }

    /// <summary>在这里说就行: the only option of which a piece was said, in a sentence that says no to nothing and asks nothing.</summary>
    private static Option? Spoken(IReadOnlyList<Option> options, string words) =>
        words.Letters() <= LongestAnswer && !Doubt().IsMatch(words) && Likeness.Closest(words, options, option => option.Label) is [var only] ? only : null;

    [GeneratedRegex("不|没|别|无|除|吗|么|呢|谁|啥|咋|怎|哪|几|多少|什么|\\?|？|\\b(?:no|not|never|don't|who|what|why|how|which|when)\\b", RegexOptions.None, 1_000)]
    private static partial Regex Doubt();

    protected override string DisplayValue(FormRun run, string value) => Among(run).FirstOrDefault(option => option.Code == value)?.Label ?? ShowsCode(run, value);

    private static string Plain(string words) => Numerals.HalfWidth(words).Trim(' ', '.', '。', ',', '!', '?').Replace('您', '你').ToLowerInvariant();
}
