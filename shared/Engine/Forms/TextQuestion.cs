using System.Text.RegularExpressions;
using ChatGov.Texts;
using ChatGov.Values;

namespace ChatGov.Forms;

/// <summary>A sentence in somebody's own words.</summary>
public sealed class TextQuestion(string name) : Question<string>(name)
{
    /// <summary>The code of having nothing to say.</summary>
    public const string NothingToSay = "none";

    private static readonly string[] NoneWords = WordList.Of("form.none");

    /// <summary>In letters.</summary>
    public required int Limit { get; init; }

    public int Least { get; init; } = 1;

    /// <summary>What else is wrong with it; null for nothing.</summary>
    public Func<string, Fault?> Check { get; init; } = _ => null;

    /// <summary>The label of a choice for whoever has nothing to say, and what then stands in its place; null where something has to be said.</summary>
    public string? Nothing { get; init; }

    /// <summary>
    /// A sentence of four letters or more that answers none of the choices shown is meant for this one: what a form is about is often said
    /// before it is asked.
    /// </summary>
    public bool TakesStray { get; init; }

    /// <summary>It names something, as a place or a title does: a question is no answer to it.</summary>
    public bool IsAName { get; init; }

    /// <summary>How it stands within a sentence that says other things as well, the answer in <c>v</c>: 带手套.</summary>
    public Regex? Within { get; init; }

    /// <summary>不用, 没有.</summary>
    internal static bool SaysNone(string words) => NoneWords.Contains(words.Trim(' ', '。', '.', '！', '!', '，', '~'), StringComparer.OrdinalIgnoreCase);

    public override bool TakesAnyWords => true;

    public override IReadOnlyList<Option> Options(FormRun run) => Nothing is null ? [] : [new Option(NothingToSay, run.Say(Nothing))];

    public override Piece? Find(FormRun run, string sentence, DateTimeOffset at) =>
        Within?.Match(sentence) is { Success: true } match ? new Piece(match.Groups["v"].Value, sentence.Remove(match.Index, match.Length)) : null;

    protected override Reading<string> ReadValue(FormRun run, Said said)
    {
        if (Nothing is not null && (said.Code is NothingToSay or "-" || SaysNone(said.Words)))
        {
            return Reading.Of<string>("");
        }

        var words = said.Words.Trim();
        return words.Letters() < Least || words.Letters() > Limit || (IsAName && IsALength(words)) ? Reading.Not<string>()
            : Check(words) is { } fault ? Reading.Not<string>(fault)
            : Reading.Of(words);
    }

    /// <summary>两个小时 is nobody's place or title.</summary>
    private static bool IsALength(string words) => Lengths.Find(words) is [var only] && words.Length - (only.End - only.Start) <= 1;

    protected override string DisplayValue(FormRun run, string value) => value.Length == 0 && Nothing is not null ? run.Say(Nothing) : value;
}
