using ChatGov.Actions;
using ChatGov.Data;
using ChatGov.Forms;
using ChatGov.Outbox;
using ChatGov.Rights;
using ChatGov.Texts;

namespace ChatGov.Tasks;

/// <summary>改期: the new time; without an end it lasts as long as before. Everybody who comes is asked again, so it is read back.</summary>
public static class PostponeTaskForm
{
    private static readonly WhenQuestion When = new("when")
    {
        Ask = "postpone.ask",
        Unclear = new("publish.when_unclear"),
        Label = "publish.field.when",
        About = run => [("title", TaskLists.TitleOf(run.Tx, run.Id))],
        Mends = [TaskRefusal.TaskInThePast],
        SoFar = run => TaskLists.StartOf(run.Tx, run.Id),
    };

    public static Form Form { get; } = new()
    {
        Name = "postpone",
        Subject = "task",
        Undo = new Undo.Not("undo.not.postponed"),
        OnlyFor = Can.RunCommunity.Roles,
        Questions = [When],
        ReadBack = ReadBack.Always,
        Texts = "postpone",
        About = run => [("title", TaskLists.TitleOf(run.Tx, run.Id))],
        Do = Do,
    };

    private static Outcome<FormDone> Do(FormRun run)
    {
        var when = run.Of(When);
        return TaskRows.Find(run.Tx, run.Id) is not { } task
            ? RefusalCode.NotFound
            : TaskPostponing.Postpone(run.Tx, run.Id, when.From, when.To ?? when.From.AddMinutes(task.Minutes)).Then(
                moved => new FormDone(new Message(run.Say("postpone.done", ("title", moved.Title), ("when", new Period(moved.StartsAt, moved.EndsAt))))));
    }
}
