namespace ChatGov.Forms;

/// <summary>Several of what there is, chosen together or said in one sentence; or none, where somebody does not want to say.</summary>
/// <typeparam name="T">One of them.</typeparam>
public sealed class SeveralQuestion<T>(string name) : Question<Several<T>>(name)
    where T : notnull
{
    private const string Skip = "skip";

    /// <summary>What can be chosen.</summary>
    public required Func<FormRun, IReadOnlyList<Option>> Among { get; init; }

    /// <summary>What one code stands for: nothing for one that is not known.</summary>
    public required Func<string, IEnumerable<T>> OfCode { get; init; }

    /// <summary>What a sentence names, and what it says no to.</summary>
    public required Func<string, Several<T>> InWords { get; init; }

    /// <summary>What is known so far; a no to anything else says nothing.</summary>
    public required Func<FormRun, IReadOnlyList<T>> Before { get; init; }

    public required Func<string, T, string> ShowOne { get; init; }

    /// <summary>The text of having none to say.</summary>
    public required string SkipText { get; init; }

    public override bool TakesSeveral => true;

    public override IReadOnlyList<Option> Options(FormRun run) => [.. Among(run), new Option(Skip, run.Say(SkipText))];

    protected override Reading<Several<T>> ReadValue(FormRun run, Said said)
    {
        if (said.Code == Skip || Options(run).Any(option => option.Code == Skip && option.Label == said.Words.Trim()))
        {
            return Reading.Of(Several<T>.Nothing);
        }

        var named = said.Code is { } codes ? new Several<T>([.. codes.Split(',').SelectMany(OfCode).Distinct()], []) : InWords(said.Words);
        return named.Yes.Count == 0 && !named.No.Intersect(Before(run)).Any() ? Reading.Not<Several<T>>() : Reading.Of(named);
    }

    protected override string DisplayValue(FormRun run, Several<T> value) => Listed(run, value.Yes);

    public string Listed(FormRun run, IEnumerable<T> values) => string.Join(run.Say("form.enumeration"), values.Select(each => ShowOne(run.Language, each)));
}
