using System.Globalization;
using ChatGov.Conversations;
using ChatGov.Data;
using ChatGov.Outbox;
using ChatGov.Texts;

namespace ChatGov.Agreements;

/// <summary>One sentence that the other parties read.</summary>
internal sealed class AgreementReasonFlow : StepFlow
{
    public const string Change = "change";
    public const string End = "end";
    public const string Refuse = "refuse";
    public const string Waive = "waive";
    private const string FlowName = "agreement_reason";
    private const string Act = "act";
    private const string Id = "id";
    private const string Words = "words";
    private const int Longest = 200;

    public override string Name => FlowName;

    public override IReadOnlyList<Organisations.Role> OnlyFor => [Organisations.Role.UnitLiaison, Organisations.Role.Secretary, Organisations.Role.Deputy];

    public static FlowState Start(string act, string id) => FlowState.Begin(FlowName, Words).With(Act, act).With(Id, id);

    public override Move Step(FlowState state, Answer answer) => answer.Text.Trim().Letters() is > 0 and <= Longest
        ? new Move.Done(state.With(Words, answer.Text.Trim()))
        : new Move.Again("refusal.ReasonMissing", ("limit", Longest));

    public override Message Ask(Scene scene, FlowState state) => scene.Answer(
        "agreement_reason.ask." + state[Act],
        ("title", state[Act] == End ? AgreementLists.Find(scene.Tx, ListIds.Read(state[Id])).Match(view => view.Agreement.Title, _ => "") : ""));

    public override Message Finish(Scene scene, FlowState state)
    {
        var (tx, id, words) = (scene.Tx, ListIds.Read(state[Id]), state[Words]);
        return state[Act] switch
        {
            Change => Said(AgreementSigning.AskForChange(tx, id, words)),
            End => Said(AgreementEnding.Terminate(tx, id, words)),
            Refuse => Said(CommitmentDeliveries.Refuse(tx, id, words)),
            _ => Said(CommitmentWaivers.Waive(tx, id, words)),
        };

        Message Said<T>(Outcome<T> outcome) => outcome.Match(_ => scene.Answer("agreement_reason.done." + state[Act]), scene.Answer);
    }
}

/// <summary>回顾: three questions.</summary>
internal sealed class ReviewFlow : StepFlow
{
    private const string FlowName = "agreement_review";
    private const string Id = "id";
    private const string Kept = "kept";
    private const string ToChange = "change";
    private const string Renew = "renew";
    private static readonly string[] Order = [Kept, ToChange, Renew];

    public override string Name => FlowName;

    public override IReadOnlyList<Organisations.Role> OnlyFor => [Organisations.Role.UnitLiaison, Organisations.Role.Secretary, Organisations.Role.Deputy];

    public static FlowState Start(string id) => FlowState.Begin(FlowName, Kept).With(Id, id);

    public override Move Step(FlowState state, Answer answer)
    {
        if (state.Step != ToChange && answer.Chosen is null)
        {
            return new Move.Again("offer.choose");
        }

        if (answer.Text.Trim().Letters() > AgreementDraft.LongestText)
        {
            return new Move.Again("refusal.ReasonMissing", ("limit", AgreementDraft.LongestText));
        }

        var answered = state.With(state.Step, state.Step == ToChange && answer.Chosen is null ? answer.Text.Trim() : answer.Chosen == "none" ? "" : answer.Chosen!);
        return Array.Find(Order, step => !answered.Has(step)) is { } next ? new Move.Next(answered.At(next)) : new Move.Done(answered);
    }

    public override Message Ask(Scene scene, FlowState state) => scene.Answer("agreement_review.ask." + state.Step) with
    {
        Choices = state.Step == ToChange
            ? [scene.Choice("agreement_review.nothing", "answer:none")]
            : [scene.Choice($"agreement_review.{state.Step}.yes", "answer:yes"), scene.Choice($"agreement_review.{state.Step}.no", "answer:no")],
    };

    public override Message Finish(Scene scene, FlowState state) =>
        AgreementReviews.Answer(scene.Tx, ListIds.Read(state[Id]), new ReviewAnswer(state[Kept] == "yes", state[ToChange], state[Renew] == "yes")).Match(
            _ => scene.Answer("agreement_review.done"), scene.Answer);
}

/// <summary>我们办了一次: how much. The receiver is asked.</summary>
internal sealed class DeliveryFlow : StepFlow
{
    private const string FlowName = "say_delivery";
    private const string Id = "id";
    private const string Quantity = "quantity";

    public override string Name => FlowName;

    public override IReadOnlyList<Organisations.Role> OnlyFor => [Organisations.Role.UnitLiaison, Organisations.Role.Secretary, Organisations.Role.Deputy];

    public static FlowState Start(string id) => FlowState.Begin(FlowName, Quantity).With(Id, id);

    public override Move Step(FlowState state, Answer answer) =>
        Amounts.ReadNumber(answer.Chosen ?? answer.Text) is > 0 and var quantity
            ? new Move.Done(state.With(Quantity, quantity.ToString(CultureInfo.InvariantCulture)))
            : new Move.Again("delivery.how_much_unclear");

    public override Message Ask(Scene scene, FlowState state) => scene.Answer("delivery.how_much");

    public override Message Finish(Scene scene, FlowState state) =>
        CommitmentDeliveries.Say(scene.Tx, ListIds.Read(state[Id]), long.Parse(state[Quantity], CultureInfo.InvariantCulture), deliveredAt: null).Match(
            delivery => scene.Answer("delivery.said", ("quantity", delivery.Quantity)), scene.Answer);
}
