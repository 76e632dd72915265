using ChatGov.Actions;
using ChatGov.Forms;
using ChatGov.Hours;
using ChatGov.Outbox;
using ChatGov.People;
using ChatGov.Rights;

namespace ChatGov.Tasks;

/// <summary>取消任务: of a weekly task this week only or all that follow; and one sentence why, which everybody who comes reads.</summary>
public static class CancelTaskForm
{
    private const string This = "this";
    private const string All = "all";

    private static readonly ChoiceQuestion Weeks = new("weeks")
    {
        Ask = "cancel_task.ask_weeks",
        Unclear = new("cancel_task.choose_weeks"),
        Label = "cancel_task.field.weeks",
        Among = run => [new(This, run.Say("cancel_task.this_week")), new(All, run.Say("cancel_task.all_weeks", ("count", Coming(run).Count)))],
        Applies = run => Coming(run).Count > 1,
        Known = run => Coming(run).Count <= 1 ? Said.Chosen(This, run.Tx.Now) : null,
        About = run => [.. Named(run), ("count", Coming(run).Count)],
    };

    private static readonly TextQuestion Reason = new("reason")
    {
        Ask = "cancel_task.ask_reason",
        Unclear = new("refusal.ReasonMissing", ("limit", TaskDraft.LongestText)),
        Label = "cancel_task.field.reason",
        Limit = TaskDraft.LongestText,
        Check = WordsForOthers.Check,
        Variant = run => run.Of(Weeks) == All ? "_series" : "",
        About = Named,
    };

    public static Form Form { get; } = new()
    {
        Name = "cancel_task",
        Subject = "task",
        Undo = new Undo.Not("undo.not.cancelled"),
        OnlyFor = Can.RunCommunity.Roles,
        Questions = [Weeks, Reason],
        ReadBack = ReadBack.Always,
        Texts = "cancel_task",
        About = Named,
        Refuses = run => TaskSeries.Coming(run.Tx, run.Id).Refusal,
        Do = run => run.Of(Weeks) == All
            ? TaskSeries.Cancel(run.Tx, run.Id, run.Of(Reason)).Then(series => Done(
                run,
                series.Weeks.Count == 0 ? run.Say("cancel_task.gone") : run.Say("cancel_task.done_series", ("title", series.Weeks[0].Title), ("count", series.Weeks.Count)),
                series.ToCall))
            : TaskCancelling.Cancel(run.Tx, run.Id, run.Of(Reason)).Then(one => Done(run, run.Say("roster.cancelled", ("title", one.Task.Title)), one.ToCall)),
    };

    private static FormDone Done(FormRun run, string text, IReadOnlyList<RosterLine> toCall) => new(new Message(toCall.Count == 0
        ? text
        : text + "\n" + run.Say("roster.call_them") + "\n" + string.Join('\n', toCall.Select(line => run.Say(
            "roster.line", ("number", line.Number), ("name", line.Name), ("phone", line.Phone ?? ""))))));

    private static List<VolunteerTask> Coming(FormRun run) => TaskSeries.Coming(run.Tx, run.Id).Match(weeks => weeks, _ => []);

    private static (string Name, object Value)[] Named(FormRun run) =>
        [("title", TaskLists.TitleOf(run.Tx, run.Id)), ("when", TaskLists.StartOf(run.Tx, run.Id) ?? run.Tx.Now)];
}
