using System.Globalization;
using ChatGov.Actions;
using ChatGov.Data;
using ChatGov.Deadlines;
using ChatGov.Forms;
using ChatGov.Outbox;

namespace ChatGov.Papers;

/// <summary>
/// 证明 and 单位信, before the draft: which community, which time, and for a letter which unit and the separate yes. Only what is open is
/// asked; for most people a certificate asks nothing.
/// </summary>
public static class PaperRequestForm
{
    /// <summary>What the form is told: which <see cref="PaperKind"/>.</summary>
    public const string Kind = "kind";

    private const string Year = "year";
    private const string All = "all";
    private static readonly Fault Choose = new("paper.choose");

    private static readonly ChoiceQuestion Org = new("org")
    {
        Ask = "paper.ask.org",
        Unclear = Choose,
        Among = run => [.. PaperDrafting.SourcesOf(run.Tx).Select(source => Of(source.OrgId, source.Name))],
        Known = run => PaperDrafting.SourcesOf(run.Tx) is [var only] ? Chosen(run, only.OrgId) : null,
    };

    private static readonly ChoiceQuestion Period = new("period")
    {
        Ask = "paper.ask.period",
        Unclear = Choose,
        Among = ChoiceQuestion.Labelled("paper.period.", Year, All),
        Applies = run => PaperDrafting.SourcesOf(run.Tx).Exists(source => source.FirstDay < FirstOfYear(run.Tx)),
    };

    private static readonly ChoiceQuestion Unit = new("unit")
    {
        Ask = "paper.ask.unit",
        Unclear = Choose,
        Among = run => [.. PaperDrafting.UnitsOf(run.Tx).Select(unit => Of(unit.Id, unit.Name))],
        Applies = IsLetter,
        Known = run => PaperDrafting.UnitsOf(run.Tx) is [var only] ? Chosen(run, only.Id) : null,
    };

    private static readonly YesNoQuestion Consent = new("consent")
    {
        Ask = "paper.ask.consent",
        Unclear = new("paper.consent.unclear"),
        Yes = _ => "paper.consent.yes",
        No = "paper.consent.no",
        Applies = IsLetter,
        About = run => [("unit", Unit.Display(run, run.Of(Unit)))],
    };

    public static Form Form { get; } = new()
    {
        Name = "paper",
        Undo = new Undo.Not("undo.not.paper"),
        Questions = [Org, Period, Unit, Consent],
        Refuses = Refuse,
        Do = run => IsLetter(run) && !run.Of(Consent)
            ? new FormDone(new Message(run.Say("paper.not_written")))
            : PaperDrafting.Request(run.Tx, RequestOf(run)).Then(drafted => new FormDone(PaperShown.Of(run.Language, drafted))),
    };

    private static Refusal? Refuse(FormRun run) =>
        PaperDrafting.SourcesOf(run.Tx).Count == 0 ? new Refusal(PaperRefusal.NothingServed)
        : IsLetter(run) && PaperDrafting.UnitsOf(run.Tx).Count == 0 ? new Refusal(PaperRefusal.PaperUnitMissing)
        : null;

    private static PaperRequest RequestOf(FormRun run) => new(
        KindOf(run),
        Id(run.Of(Org)),
        run.Has(Period) && run.Of(Period) == Year ? FirstOfYear(run.Tx) : null,
        IsLetter(run) ? Id(run.Of(Unit)) : null);

    private static bool IsLetter(FormRun run) => KindOf(run) == PaperKind.UnitLetter;

    private static PaperKind KindOf(FormRun run) => Enum.Parse<PaperKind>(run[Kind]);

    private static DateOnly FirstOfYear(Tx tx) => new(Shanghai.Day(tx.Now).Year, 1, 1);

    private static Option Of(long id, string name) => new(id.ToString(CultureInfo.InvariantCulture), name);

    private static Said Chosen(FormRun run, long id) => Said.Chosen(id.ToString(CultureInfo.InvariantCulture), run.Tx.Now);

    private static long Id(string code) => long.Parse(code, CultureInfo.InvariantCulture);
}
