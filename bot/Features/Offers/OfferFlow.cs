using System.Globalization;
using ChatGov.Conversations;
using ChatGov.Data;
using ChatGov.Organisations;
using ChatGov.Outbox;
using ChatGov.People;
using ChatGov.Texts;

namespace ChatGov.Offers;

/// <summary>报资源: of which unit, what kind, what, how much, when. What the first line says is not asked again.</summary>
internal sealed class OfferFlow : StepFlow
{
    private const string FlowName = "add_offer";
    private const string Unit = "unit";
    private const string Kind = "kind";
    private const string SkillStep = "skill";
    private const string Paper = "paper";
    private const string Title = "title";
    private const string Amount = "amount";
    private const string Times = "times";
    private static readonly string[] Order = [Unit, Kind, SkillStep, Paper, Title, Amount, Times];

    public override string Name => FlowName;

    public override IReadOnlyList<Organisations.Role> OnlyFor => [Organisations.Role.UnitLiaison];

    public static Message Start(Scene scene, string words)
    {
        var units = Units(scene);
        if (units.Count == 0)
        {
            return scene.Answer(new Refusal(RefusalCode.NotAllowed));
        }

        var state = FlowState.Begin(FlowName, Unit);
        state = units.Count == 1 ? state.With(Unit, units[0].Id.ToString(CultureInfo.InvariantCulture)) : state;
        if (Amounts.Find(words) is { } amount && amount.Words.Length > 0)
        {
            state = state.With(Amount, $"{amount.Quantity}{amount.Measure}").With(Title, amount.Words);
        }

        return scene.Begin(state.At(Missing(state)));
    }

    public override Move Step(FlowState state, Answer answer)
    {
        var text = answer.Text.Trim();
        return state.Step switch
        {
            Kind when answer.Chosen == nameof(ResourceKind.Expert) => Next(state.With(Kind, answer.Chosen)),
            Kind when answer.Chosen is { } kind => Next(state.With(Kind, kind).With(SkillStep, "").With(Paper, "no")),
            Unit or SkillStep or Paper when answer.Chosen is { } chosen => Next(state.With(state.Step, chosen)),
            Unit or Kind or SkillStep or Paper => new Move.Again("offer.choose"),
            Title => text.Letters() is > 1 and <= OfferDetails.LongestText ? Next(state.With(Title, text)) : new Move.Again("refusal.ListItemVague"),
            Amount => Amounts.Read(text) is not null ? Next(state.With(Amount, text)) : new Move.Again("offer.amount_unclear"),
            _ => text.Letters() <= OfferDetails.LongestText ? Next(state.With(Times, answer.Chosen is null ? text : "")) : new Move.Again("refusal.ListItemVague"),
        };
    }

    public override Message Ask(Scene scene, FlowState state) => state.Step switch
    {
        Unit => scene.Answer("offer.ask.unit") with { Choices = [.. Units(scene).Select(unit => new Choice(unit.Name, ListIds.Action("answer", unit.Id)))] },
        Kind => scene.Answer("offer.ask.kind") with { Choices = Named<ResourceKind>(scene) },
        SkillStep => scene.Answer("offer.ask.skill") with { Choices = Named<Skill>(scene) },
        Paper => scene.Answer("offer.ask.paper") with { Choices = [scene.Choice("offer.paper.yes", "answer:yes"), scene.Choice("offer.paper.no", "answer:no")] },
        Times => scene.Answer("offer.ask.times") with { Choices = [scene.Choice("offer.times.any", "answer:any")] },
        _ => scene.Answer("offer.ask." + state.Step),
    };

    public override Message Finish(Scene scene, FlowState state)
    {
        var (quantity, measure) = Amounts.Read(state[Amount])!.Value;
        var skill = Enum.TryParse<Skill>(state[SkillStep], out var found) ? found : (Skill?)null;
        var details = new OfferDetails
        {
            Kind = Enum.Parse<ResourceKind>(state[Kind]),
            Title = state[Title],
            Skill = skill,
            Credential = state[Paper] == "yes" ? skill : null,
            Quantity = quantity,
            Measure = measure,
            Times = state[Times],
        };
        return OfferPublishing.Publish(scene.Tx, ListIds.Read(state[Unit]), details).Match(
            offer => scene.Answer("offer.added", ("title", offer.Title), ("quantity", offer.Quantity), ("measure", offer.Measure)) with
            {
                Choices = [scene.Choice("offer.choice.open", ListIds.Action("offer", offer.Id))],
            },
            refusal => Refused(scene, state, refusal));
    }

    private static Message Refused(Scene scene, FlowState state, Refusal refusal)
    {
        if (refusal.Code is not (RefusalCode.PersonalDataInText or RefusalCode.ListItemVague or RefusalCode.QuantityUnclear))
        {
            return scene.Answer(refusal);
        }

        string[] wrong = refusal.Code == RefusalCode.QuantityUnclear ? [Amount] : [Title, Times];
        var kept = state with { Answers = state.Answers.Where(pair => !wrong.Contains(pair.Key)).ToDictionary(StringComparer.Ordinal) };
        var question = scene.Begin(kept.At(Missing(kept)));
        return question with { Text = scene.Say(refusal) + "\n\n" + question.Text };
    }

    private static Move Next(FlowState state) => Missing(state) is { Length: > 0 } step ? new Move.Next(state.At(step)) : new Move.Done(state);

    private static string Missing(FlowState state) => Array.Find(Order, step => !state.Has(step)) ?? "";

    private static IReadOnlyList<Choice> Named<T>(Scene scene)
        where T : struct, Enum => [.. Enum.GetValues<T>().Select(value => new Choice(Catalog.Name(scene.Language, value), "answer:" + value))];

    private static List<OrgName> Units(Scene scene) => Organisations.Staff.OrgsOf(scene.Tx, Role.UnitLiaison);
}
