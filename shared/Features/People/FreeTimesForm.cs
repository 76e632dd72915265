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
        OfCode = FreeTimeWords.In,
        InWords = FreeTimeWords.Read,
        ShowOne = FreeTimeWords.Show,
        SkipText = "everyone.skip",
        Before = Before,
        Note = Kept,
        IsAboutOneself = true,
    };

    public static Form Form { get; } = new()
    {
        Name = "free_times",
        Undo = new Undo.Not(Undo.Not.Usual),
        Questions = [Times],
        Do = run => run.Of(Times) is not { SaysNothing: false } named
            ? new FormDone(new Message(run.Say("everyone.skipped")))
            : Preferences.SetFreeTimes(run.Tx, named.After(Before(run))).Then(
                times => new FormDone(new Message(Done(run, times) + NotKept(run)))),
    };

    private static string Done(FormRun run, IReadOnlyList<FreeTime> times) => times.Count == 0 ? run.Say("free_times.none") : run.Say("free_times.done", ("times", Times.Listed(run, times)));

    private static string NotKept(FormRun run) => run.SaidTo(Times) is { Code: null } said && FreeTimeWords.OneDay(said.Words, said.At) is { Length: > 0 } day
        ? "\n" + run.Say("free_times.one_day", ("day", day)) : "";

    private static List<FreeTime> Before(FormRun run) => run.Tx.Actor.PersonId is { } personId ? Preferences.FreeTimesOf(run.Tx, personId) : [];

    private static string Kept(FormRun run) => Before(run) is { Count: > 0 } times ? run.Say("free_times.kept", ("times", Times.Listed(run, times))) : "";
}
