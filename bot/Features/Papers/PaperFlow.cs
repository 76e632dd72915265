using System.Globalization;
using ChatGov.Actions;
using ChatGov.Conversations;
using ChatGov.Data;
using ChatGov.Deadlines;
using ChatGov.Outbox;

namespace ChatGov.Papers;

/// <summary>
/// What has to be known before a draft: which community, which time, and for a letter which unit and the separate yes.
/// Only what is open is asked; for most people a certificate asks nothing.
/// </summary>
internal sealed class PaperFlow : StepFlow
{
    private const string Kind = "kind";
    private const string Steps = "steps";
    private const string Org = "org";
    private const string Period = "period";
    private const string Unit = "unit";
    private const string Consent = "consent";
    private const string Year = "year";
    private const string Yes = "yes";
    private const string No = "no";

    public override string Name => "paper";

    public static Message Start(Scene scene, PaperKind kind)
    {
        var sources = PaperDrafting.SourcesOf(scene.Tx);
        var units = kind == PaperKind.UnitLetter ? PaperDrafting.UnitsOf(scene.Tx) : [];
        if (sources.Count == 0 || (kind == PaperKind.UnitLetter && units.Count == 0))
        {
            return scene.Answer(new Refusal(sources.Count == 0 ? PaperRefusal.NothingServed : PaperRefusal.PaperUnitMissing));
        }

        var state = FlowState.Begin("paper", "", new PaperFlow().Version).With(Kind, kind.ToString());
        List<string> steps = [];
        void Ask(string step, bool isOpen, long only)
        {
            if (isOpen)
            {
                steps.Add(step);
            }
            else
            {
                state = state.With(step, only.ToString(CultureInfo.InvariantCulture));
            }
        }

        Ask(Org, sources.Count > 1, sources[0].OrgId);
        if (sources.Exists(source => source.FirstDay < FirstOfYear(scene.Tx)))
        {
            steps.Add(Period);
        }

        if (kind == PaperKind.UnitLetter)
        {
            Ask(Unit, units.Count > 1, units[0].Id);
            steps.Add(Consent);
        }

        state = state.With(Steps, string.Join(',', steps));
        return steps.Count == 0 ? new PaperFlow().Complete(scene, state) : scene.Begin(state.At(steps[0]));
    }

    public override Undo Undo => new Undo.Not("undo.not.paper");

    public override Move Step(FlowState state, Answer answer)
    {
        if (answer.Chosen is not { } chosen)
        {
            return new Move.Again(state.Step == Consent ? "paper.consent.unclear" : "paper.choose");
        }

        var steps = state[Steps].Split(',');
        var next = Array.IndexOf(steps, state.Step) + 1;
        var answered = state.With(state.Step, chosen);
        return next < steps.Length ? new Move.Next(answered.At(steps[next])) : new Move.Done(answered);
    }

    public override Message Ask(Scene scene, FlowState state) => state.Step switch
    {
        Org => scene.Answer("paper.ask.org") with
        {
            Choices = [.. PaperDrafting.SourcesOf(scene.Tx).Select(source => Choice(source.Name, source.OrgId))],
        },
        Period => scene.Answer("paper.ask.period") with
        {
            Choices = [scene.Choice("paper.period.year", "answer:" + Year), scene.Choice("paper.period.all", "answer:all")],
        },
        Unit => scene.Answer("paper.ask.unit") with
        {
            Choices = [.. PaperDrafting.UnitsOf(scene.Tx).Select(unit => Choice(unit.Name, unit.Id))],
        },
        _ => scene.Answer("paper.ask.consent", ("unit", PaperDrafting.UnitsOf(scene.Tx).Find(unit => unit.Id == Number(state, Unit))?.Name ?? "")) with
        {
            Choices = [scene.Choice("paper.consent.yes", "answer:" + Yes), scene.Choice("paper.consent.no", "answer:" + No)],
        },
    };

    protected override Message Finish(Scene scene, FlowState state)
    {
        var kind = Enum.Parse<PaperKind>(state[Kind]);
        if (kind == PaperKind.UnitLetter && state[Consent] != Yes)
        {
            return scene.Answer("paper.not_written");
        }

        var request = new PaperRequest(
            kind,
            Number(state, Org),
            state[Period] == Year ? FirstOfYear(scene.Tx) : null,
            kind == PaperKind.UnitLetter ? Number(state, Unit) : null);
        return PaperDrafting.Request(scene.Tx, request).Match(
            drafted => drafted.Paper.State == PaperState.Drafted ? PaperTopics.Preview(scene, drafted) : PaperTopics.Details(scene, drafted),
            scene.Answer);
    }

    private static Choice Choice(string label, long id) => new(label, string.Create(CultureInfo.InvariantCulture, $"answer:{id}"));

    private static long Number(FlowState state, string name) =>
        long.TryParse(state[name], NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0;

    private static DateOnly FirstOfYear(Tx tx) => new(Shanghai.Day(tx.Now).Year, 1, 1);
}
