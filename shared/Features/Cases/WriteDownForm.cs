using ChatGov.Actions;
using ChatGov.Forms;
using ChatGov.Outbox;
using ChatGov.Rights;

namespace ChatGov.Cases;

/// <summary>代报: what somebody said by phone or on paper, by whoever heard it.</summary>
public static class WriteDownForm
{
    private static readonly ChoiceQuestion Org = CaseQuestions.Org(Can.CallBack.Communities);

    private static readonly TextQuestion Words = CaseQuestions.Words("write_down.ask.words", CaseChecks.Words);
    private static readonly ChoiceQuestion Kind = CaseQuestions.Kind(Words);
    private static readonly TextQuestion Spot = CaseQuestions.Spot();

    private static readonly TextQuestion Contact = new("contact")
    {
        Ask = "write_down.ask.contact",
        Unclear = new("refusal.ContactMissing", ("limit", CaseTalk.LongestContact)),
        Label = "case.field.contact",
        Limit = CaseTalk.LongestContact,
        Check = CaseChecks.Contact,
        Known = run => run.Has(Words) && People.Redaction.FirstPhone(run.Of(Words)) is { } phone ? Said.Typed(phone, run.Tx.Now) : null,
        Mends = [CaseRefusal.ContactMissing],
    };

    public static Form Form { get; } = new()
    {
        Name = "write_down_case",
        OnlyFor = Can.CallBack.Roles,
        Undo = new Undo.Not("undo.not.written_down"),
        Questions = [Org, Words, Kind, Spot, Contact],
        Refuses = run => Can.CallBack.Communities(run.Tx).Count == 0 ? new Data.Refusal(CaseRefusal.NoCommunityOfMine) : null,
        ReadBack = ReadBack.Always,
        Texts = "write_down",
        Do = run => CaseSpeakingUp.WriteDown(
            run.Tx,
            CaseQuestions.Chosen(run, Org),
            new CaseReport { Words = run.Of(Words), Kind = Enum.Parse<CaseKind>(run.Of(Kind)), Spot = run.Of(Spot), Contact = run.Of(Contact) }).Then(
                row => new FormDone(new Message(run.Say("write_down.done", ("id", row.Id))) { Choices = [run.Choice("case.choice.open", CaseActions.Open.On(row.Id))] })),
    };
}
