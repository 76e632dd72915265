namespace ChatGov.Forms;

/// <summary>Several of what there is, chosen together or said in one sentence; or none, where somebody does not want to say.</summary>
/// <typeparam name="T">One of them.</typeparam>
public sealed class SeveralQuestion<T>(string name) : Question<IReadOnlyList<T>>(name)
{
    private const string Skip = "skip";

    /// <summary>What can be chosen.</summary>
    public required Func<FormRun, IReadOnlyList<Option>> Among { get; init; }

    /// <summary>What one code stands for: nothing for one that is not known.</summary>
    public required Func<string, IEnumerable<T>> OfCode { get; init; }

    /// <summary>What a sentence names, without what it says no to.</summary>
    public required Func<string, IReadOnlyList<T>> InWords { get; init; }

    public required Func<string, T, string> ShowOne { get; init; }

    /// <summary>The text of having none to say.</summary>
    public required string SkipText { get; init; }

    public override bool TakesSeveral => true;

    public override IReadOnlyList<Option> Options(FormRun run) => [.. Among(run), new Option(Skip, run.Say(SkipText))];

    protected override Reading<IReadOnlyList<T>> ReadValue(FormRun run, Said said)
    {
        if (said.Code == Skip || Options(run).Any(option => option.Code == Skip && option.Label == said.Words.Trim()))
        {
            return Reading.Of<IReadOnlyList<T>>([]);
        }

        IReadOnlyList<T> named = said.Code is { } codes ? [.. codes.Split(',').SelectMany(OfCode).Distinct()] : InWords(said.Words);
        return named.Count > 0 ? Reading.Of(named) : Reading.Not<IReadOnlyList<T>>();
    }

    protected override string DisplayValue(FormRun run, IReadOnlyList<T> value) => string.Join('、', value.Select(each => ShowOne(run.Language, each)));
}
