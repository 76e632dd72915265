using ChatGov.Actions;
using ChatGov.Data;
using ChatGov.Forms;
using ChatGov.Outbox;
using ChatGov.Rights;

namespace ChatGov.Care;

/// <summary>结对: who is asked first to go, or who goes in their place. They are told, so it is read back.</summary>
public static class CarePairForm
{
    private static readonly VisitorQuestion First = new("first")
    {
        Ask = "care_pair.ask.first",
        Unclear = new("care_pair.unclear"),
        Label = "care_pair.field.first",
        About = run => [("id", run.Id)],
        Mends = [RefusalCode.NotFound, CareRefusal.ClearanceMissing],
    };

    private static readonly VisitorQuestion Second = new("second")
    {
        Ask = "care_pair.ask.second",
        Unclear = new("care_pair.unclear"),
        Label = "care_pair.field.second",
        Except = run => run.Find(First),
        NobodyText = run => CareLists.FindOwn(run.Tx, run.Id) is { IsMinor: true } ? null : "care_pair.only_one",
        Mends = [CareRefusal.TwoNeeded, CareRefusal.SameTwice],
    };

    public static Form Form { get; } = new()
    {
        Name = "care_pair",
        Undo = new Undo.Not("undo.not.care_pair"),
        OnlyFor = Can.RunCare.Roles,
        Refuses = run => CareLists.FindOwn(run.Tx, run.Id) is null ? new Refusal(RefusalCode.NotFound) : null,
        Questions = [First, Second],
        ReadBack = ReadBack.Always,
        Texts = "care_pair",
        About = run => [("id", run.Id)],
        Do = run => CarePairs.Set(run.Tx, run.Id, run.Of(First), run.Of(Second) is > 0 and var second ? second : null)
            .Then(plan => new FormDone(new Message(run.Say("care_pair.done", ("id", plan.Id))))),
    };
}
