using ChatGov.Actions;
using ChatGov.Forms;
using ChatGov.Outbox;
using ChatGov.Rights;

namespace ChatGov.Cases;

/// <summary>登记发现的问题: what an office found itself.</summary>
public static class RecordCaseForm
{
    private static readonly ChoiceQuestion Org = CaseQuestions.Org(CaseOffices.Of);

    private static readonly ChoiceQuestion Source = new("source")
    {
        Ask = "record_case.ask.source",
        Unclear = new("offer.choose"),
        Label = "case.field.source",
        Among = run => [.. ChoiceQuestion.Named<CaseSource>()(run).Where(option => option.Code != nameof(CaseSource.Resident))],
    };

    private static readonly TextQuestion Words = CaseQuestions.Words("record_case.ask.words");
    private static readonly ChoiceQuestion Kind = CaseQuestions.Kind(Words);
    private static readonly TextQuestion Spot = CaseQuestions.Spot();

    public static Form Form { get; } = new()
    {
        Name = "record_case",
        OnlyFor = [.. Can.AnswerCases.Roles, .. Can.OverseeCases.Roles],
        Undo = new Undo.Not("undo.not.recorded"),
        Questions = [Org, Source, Words, Kind, Spot],
        ReadBack = ReadBack.Always,
        Texts = "record_case",
        Do = run => CaseSpeakingUp.Record(
            run.Tx,
            CaseQuestions.Chosen(run, Org),
            new CaseReport { Words = run.Of(Words), Kind = Enum.Parse<CaseKind>(run.Of(Kind)), Spot = run.Of(Spot) },
            Enum.Parse<CaseSource>(run.Of(Source))).Then(
                row => new FormDone(new Message(run.Say("record_case.done", ("id", row.Id))) { Choices = [run.Choice("case.choice.assign", CaseActions.Assign.On(row.Id))] })),
    };
}
