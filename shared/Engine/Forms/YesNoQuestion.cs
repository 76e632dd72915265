namespace ChatGov.Forms;

/// <summary>Yes or no, pressed or in any words for it. A no is an answer: what is asked for is not done, and that is said.</summary>
public sealed class YesNoQuestion(string name) : Question<bool>(name)
{
    private const string YesCode = "yes";
    private const string NoCode = "no";

    /// <summary>The text of the choice that says yes.</summary>
    public required Func<FormRun, string> Yes { get; init; }

    /// <summary>The text of the choice that says no.</summary>
    public required string No { get; init; }

    public override IReadOnlyList<Option> Options(FormRun run) => [new(YesCode, run.Say(Yes(run))), new(NoCode, run.Say(No))];

    protected override Reading<bool> ReadValue(FormRun run, Said said) => said.Code switch
    {
        YesCode => Reading.Of(value: true),
        NoCode => Reading.Of(value: false),
        null when Assent.Read(said.Words) is { } assent => Reading.Of(assent),
        _ => Reading.Not<bool>(),
    };

    protected override string DisplayValue(FormRun run, bool value) => run.Say(value ? Yes(run) : No);
}
