using ChatGov.Actions;
using ChatGov.Forms;
using ChatGov.Outbox;

namespace ChatGov.People;

/// <summary>空闲: when somebody usually has time; saying nothing is fine.</summary>
public static class FreeTimesForm
{
    private static readonly SeveralQuestion<FreeTime> Times = new("times")
    {
        Ask = "free_times.ask",
        Unclear = new("free_times.unclear"),
        Among = run => [new("周末", run.Say("free_times.weekend")), new("工作日晚上", run.Say("free_times.evenings"))],
        OfCode = FreeTimeWords.Read,
        InWords = FreeTimeWords.Read,
        ShowOne = FreeTimeWords.Show,
        SkipText = "everyone.skip",
    };

    public static Form Form { get; } = new()
    {
        Name = "free_times",
        Undo = new Undo.Not(Undo.Not.Usual),
        Questions = [Times],
        Do = run => run.Of(Times) is not { Count: > 0 } times
            ? new FormDone(new Message(run.Say("everyone.skipped")))
            : Preferences.SetFreeTimes(run.Tx, [.. times]).Then(
                _ => new FormDone(new Message(run.Say("free_times.done", ("times", string.Join("、", times.Select(time => FreeTimeWords.Show(run.Language, time)))))))),
    };
}
