using ChatGov.Actions;
using ChatGov.Forms;
using ChatGov.Outbox;
using ChatGov.Rights;

namespace ChatGov.ThankYouCalls;

/// <summary>记感谢回访: what the call came to.</summary>
public static class ThankYouCallForm
{
    private static readonly ChoiceQuestion Outcome = new("outcome")
    {
        Ask = "thank_you_call.ask",
        Unclear = new("offer.choose"),
        Label = "thank_you_call.field.outcome",
        Among = ChoiceQuestion.Named<ThankYouCallOutcome>(),
    };

    public static Form Form { get; } = new()
    {
        Name = "record_thank_you",
        OnlyFor = [.. Can.CallBack.Roles, .. Can.OverseeCases.Roles],
        Undo = new Undo.Not("undo.not.called"),
        Questions = [Outcome],
        ReadBack = ReadBack.Always,
        Texts = "record_thank_you",
        Refuses = run => ThankYouCalling.Load(run.Tx, run.Id) is { State: ThankYouCallState.Due } call && ThankYouCalling.MayCall(run.Tx, call) ? null : new Data.Refusal(Data.RefusalCode.NotFound),
        Do = run => ThankYouCalling.Record(run.Tx, run.Id, Enum.Parse<ThankYouCallOutcome>(run.Of(Outcome))).Then(_ => new FormDone(new Message(run.Say("record_thank_you.done." + run.Of(Outcome))))),
    };
}
