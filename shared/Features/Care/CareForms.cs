using ChatGov.Actions;
using ChatGov.Data;
using ChatGov.Forms;
using ChatGov.Outbox;
using ChatGov.People;
using ChatGov.Rights;

namespace ChatGov.Care;

/// <summary>What is asked for in one sentence: why a care plan rests or ends, and a word about a visit.</summary>
public static class CareForms
{
    public static Form Pausing { get; } = Reason("pause", CarePlanning.Pause, new Undo.Not("undo.not.care_pause"), readsBack: false);

    /// <summary>Name and door go with it, so it is read back.</summary>
    public static Form Ending { get; } = Reason("end", CarePlanning.End, new Undo.Not("undo.not.ended"), readsBack: true);

    public static Form Noting { get; } = SentenceForm.Of(
        "visit_note",
        "visit_note.ask",
        CareVisiting.LongestNote,
        (run, words) => CareVisiting.AddNote(run.Tx, run.Id, words).Then(_ => new Message(run.Say("visit_note.done"))),
        new Undo.Not(Undo.Not.Usual),
        new() { Check = WordsForOthers.Check });

    public static IReadOnlyList<Form> All { get; } = [Pausing, Ending, Noting, CarePairForm.Form, VisitTaskForm.Form];

    private static Form Reason(string act, Func<Tx, long, string, Outcome<CarePlan>> say, Undo undo, bool readsBack) => SentenceForm.Of(
        "care_" + act,
        "care_reason.ask." + act,
        CarePlanning.LongestText,
        (run, words) => say(run.Tx, run.Id, words).Then(plan => new Message(run.Say("care_reason.done." + act, ("id", plan.Id)))),
        undo,
        new()
        {
            Formerly = [new("care_reason", "act", act)],
            OnlyFor = Can.RunCare.Roles,
            ReadsBack = readsBack,
            Check = WordsForOthers.Check,
            About = run => [("id", run.Id)],
        });
}
