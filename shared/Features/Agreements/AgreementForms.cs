using ChatGov.Actions;
using ChatGov.Data;
using ChatGov.Forms;
using ChatGov.Outbox;
using ChatGov.People;
using ChatGov.Rights;

namespace ChatGov.Agreements;

/// <summary>What a party says of an agreement in a few answers: what to change, why to end, what was done, how it went.</summary>
public static class AgreementForms
{
    private const string Yes = "yes";
    private const string No = "no";

    private static readonly IReadOnlyList<Role> Parties = [.. Can.SpeakForUnit.Roles, .. Can.SpeakForCommunity.Roles];

    private static readonly AmountQuestion Quantity = new("quantity")
    {
        Ask = "delivery.how_much",
        Unclear = new("delivery.how_much_unclear"),
        WithoutMeasure = true,
    };

    private static readonly ChoiceQuestion Kept = Choice("kept");

    private static readonly TextQuestion ToChange = new("change")
    {
        Ask = "agreement_review.ask.change",
        Unclear = new("refusal.ReasonMissing", ("limit", AgreementDraft.LongestText)),
        Limit = AgreementDraft.LongestText,
        Check = WordsForOthers.Check,
        Nothing = "agreement_review.nothing",
    };

    private static readonly ChoiceQuestion Renew = Choice("renew");

    public static Form Changing { get; } = Reason("change", (tx, id, words) => AgreementSigning.AskForChange(tx, id, words).Refusal, new Undo.Not(Undo.Not.Read));

    public static Form Ending { get; } = Reason("end", (tx, id, words) => AgreementEnding.Terminate(tx, id, words).Refusal, new Undo.Not("undo.not.ended"), readsBack: true);

    public static Form RefusingDelivery { get; } = Reason("refuse", (tx, id, words) => CommitmentDeliveries.Refuse(tx, id, words).Refusal, new Undo.Not(Undo.Not.Read));

    public static Form Waiving { get; } = Reason("waive", (tx, id, words) => CommitmentWaivers.Waive(tx, id, words).Refusal, new Undo.Not(Undo.Not.Read));

    /// <summary>我们办了一次: how much. The receiver is asked.</summary>
    public static Form Delivering { get; } = new()
    {
        Name = "say_delivery",
        Undo = new Undo.Not(Undo.Not.Read),
        OnlyFor = Parties,
        Questions = [Quantity],
        Do = run => CommitmentDeliveries.Say(run.Tx, run.Id, run.Of(Quantity).Quantity, deliveredAt: null).Then(
            delivery => new FormDone(new Message(run.Say("delivery.said", ("quantity", delivery.Quantity))))),
    };

    /// <summary>回顾: three questions.</summary>
    public static Form Reviewing { get; } = new()
    {
        Name = "agreement_review",
        Undo = new Undo.Not(Undo.Not.Read),
        OnlyFor = Parties,
        Questions = [Kept, ToChange, Renew],
        Do = run => AgreementReviews.Answer(run.Tx, run.Id, new ReviewAnswer(run.Of(Kept) == Yes, run.Of(ToChange), run.Of(Renew) == Yes)).Then(
            _ => new FormDone(new Message(run.Say("agreement_review.done")))),
    };

    public static IReadOnlyList<Form> All { get; } = [Changing, Ending, RefusingDelivery, Waiving, Delivering, Reviewing];

    private static ChoiceQuestion Choice(string name) => new(name)
    {
        Ask = "agreement_review.ask." + name,
        Unclear = new("offer.choose"),
        Among = ChoiceQuestion.Labelled($"agreement_review.{name}.", Yes, No),
    };

    private static Form Reason(string act, Func<Tx, long, string, Refusal?> say, Undo undo, bool readsBack = false) => SentenceForm.Of(
        "agreement_" + act,
        "agreement_reason.ask." + act,
        WordsForOthers.LongestReason,
        (run, words) => say(run.Tx, run.Id, words) is { } refusal ? refusal : new Message(run.Say("agreement_reason.done." + act)),
        undo,
        new()
        {
            Formerly = [new("agreement_reason", "act", act)],
            OnlyFor = Parties,
            ReadsBack = readsBack,
            Check = WordsForOthers.Check,
            About = run => [("title", readsBack ? AgreementLists.FindMine(run.Tx, run.Id)?.Agreement.Title ?? "" : "")],
        });
}
