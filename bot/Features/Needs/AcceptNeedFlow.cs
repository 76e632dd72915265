using System.Globalization;
using ChatGov.Conversations;
using ChatGov.Data;
using ChatGov.Offers;
using ChatGov.Organisations;
using ChatGov.Outbox;
using ChatGov.Rights;
using ChatGov.Texts;

namespace ChatGov.Needs;

/// <summary>收下: the public words, how much, and how small where it is a wish. The same for what the community itself lacks.</summary>
internal sealed class AcceptNeedFlow : Flow
{
    private const string FlowName = "accept_need";
    private const string Id = "id";
    private const string Org = "org";
    private const string Form = "form";
    private const string Kind = "kind";
    private const string Title = "title";
    private const string Amount = "amount";
    private const string Size = "size";
    private const string Times = "times";

    public override string Name => FlowName;

    public override IReadOnlyList<Role> OnlyFor => Can.AnswerNeeds.Roles;

    public static FlowState Start(Scene scene, long id)
    {
        var need = NeedLists.FindToAnswer(scene.Tx, id);
        var state = FlowState.Begin(FlowName, Title).With(Id, id.ToString(CultureInfo.InvariantCulture));
        return need is null ? state : state.With(Form, need.Form.ToString()).With(Kind, need.Kind.ToString());
    }

    /// <param name="known">The community it is for, where that is known; 0 where it is to be asked.</param>
    public static Message StartOwn(Scene scene, long known)
    {
        var orgs = Can.AnswerNeeds.Communities(scene.Tx);
        var state = FlowState.Begin(FlowName, Org);
        orgs = orgs.Exists(org => org.Id == known) ? orgs.FindAll(org => org.Id == known) : orgs;
        return scene.Begin(orgs.Count == 1 ? state.With(Org, orgs[0].Id.ToString(CultureInfo.InvariantCulture)).At(Form) : state);
    }

    public override Move Step(FlowState state, Answer answer)
    {
        var text = answer.Text.Trim();
        return state.Step switch
        {
            Org or Form or Kind when answer.Chosen is { } chosen => Next(state.With(state.Step, chosen)),
            Org or Form or Kind => new Move.Again("offer.choose"),
            Title => text.Letters() is > 1 and <= OfferDetails.LongestText ? Next(state.With(Title, text)) : new Move.Again("refusal.ListItemVague"),
            Amount => Amounts.Read(text) is not null ? Next(state.With(Amount, text)) : new Move.Again("offer.amount_unclear"),
            Times => text.Letters() is > 0 and <= OfferDetails.LongestText ? Next(state.With(Times, text)) : new Move.Again("refusal.ListItemVague"),
            _ => int.TryParse(text.TrimEnd('元', '块', '时', '小', '分', '钟'), NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size > 0
                ? Next(state.With(Size, size.ToString(CultureInfo.InvariantCulture)))
                : new Move.Again("need.size_unclear"),
        };
    }

    public override Message Ask(Scene scene, FlowState state) => state.Step switch
    {
        Org => scene.Answer("publish.ask.org") with
        {
            Choices = [.. Can.AnswerNeeds.Communities(scene.Tx).Select(org => new Choice(org.Name, ListIds.Action("answer", org.Id)))],
        },
        Form => scene.Answer("need.ask.form") with { Choices = Named<NeedForm>(scene) },
        Kind => scene.Answer("offer.ask.kind") with { Choices = Named<ResourceKind>(scene) },
        Size => scene.Answer(IsGoods(state) ? "need.ask.worth" : "need.ask.minutes"),
        _ => scene.Answer("need.accept.ask." + state.Step),
    };

    public override Message Finish(Scene scene, FlowState state) => (state.Has(Id)
        ? NeedDecisions.Accept(scene.Tx, ListIds.Read(state[Id]), Details(state))
        : NeedDecisions.Publish(scene.Tx, ListIds.Read(state[Org]), Details(state))).Match(
            need => scene.Answer("need.listed", ("title", need.Title)) with { Choices = [scene.Choice("need.choice.open", ListIds.Action("need", need.Id))] },
            refusal => Refused(scene, state, refusal));

    private static NeedDetails Details(FlowState state)
    {
        var (quantity, measure) = Amounts.Read(state[Amount])!.Value;
        var size = state.Has(Size) ? int.Parse(state[Size], CultureInfo.InvariantCulture) : (int?)null;
        return new NeedDetails
        {
            Kind = KindOf(state),
            Form = FormOf(state),
            Title = state[Title],
            Quantity = quantity,
            Measure = measure,
            Times = state[Times],
            WorthFen = IsGoods(state) ? size * 100L : null,
            Minutes = IsGoods(state) ? null : size,
        };
    }

    private static Message Refused(Scene scene, FlowState state, Refusal refusal)
    {
        string[] wrong = refusal.Code switch
        {
            RefusalCode.PersonalDataInText or RefusalCode.ListItemVague => [Title, Times],
            RefusalCode.QuantityUnclear => [Amount],
            RefusalCode.WishTooLarge => [Size],
            _ => [],
        };
        if (wrong.Length == 0)
        {
            return scene.Answer(refusal);
        }

        var kept = state with { Answers = state.Answers.Where(pair => !wrong.Contains(pair.Key)).ToDictionary(StringComparer.Ordinal) };
        var question = scene.Begin(kept.At(Missing(kept)));
        return question with { Text = scene.Say(refusal) + "\n\n" + question.Text };
    }

    private static Move Next(FlowState state) => Missing(state) is { Length: > 0 } step ? new Move.Next(state.At(step)) : new Move.Done(state);

    private static string Missing(FlowState state) =>
        new[] { state.Has(Id) ? Form : Org, Form, Kind, Title, Amount }.Append(FormOf(state) switch { NeedForm.Wish => Size, NeedForm.Post => Times, _ => Title })
            .FirstOrDefault(step => !state.Has(step)) ?? "";

    private static NeedForm FormOf(FlowState state) => Enum.TryParse<NeedForm>(state[Form], out var form) ? form : NeedForm.Need;

    private static ResourceKind KindOf(FlowState state) => Enum.TryParse<ResourceKind>(state[Kind], out var kind) ? kind : ResourceKind.People;

    private static bool IsGoods(FlowState state) => KindOf(state) == ResourceKind.Goods;

    private static IReadOnlyList<Choice> Named<T>(Scene scene)
        where T : struct, Enum => [.. Enum.GetValues<T>().Select(value => new Choice(Catalog.Name(scene.Language, value), "answer:" + value))];
}
