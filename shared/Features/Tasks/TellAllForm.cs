using ChatGov.Actions;
using ChatGov.Data;
using ChatGov.Forms;
using ChatGov.Outbox;
using ChatGov.People;

namespace ChatGov.Tasks;

/// <summary>通知大家: a word to all who come, read back before it goes.</summary>
public static class TellAllForm
{
    private static readonly TextQuestion Text = new("text")
    {
        Ask = "organise.ask_text",
        Unclear = new("refusal.TaskTextTooLong", ("limit", TaskOrganisers.LongestMessage)),
        Label = "organise.field.text",
        Limit = TaskOrganisers.LongestMessage,
        Check = WordsForOthers.Check,
        About = Named,
    };

    public static Form Form { get; } = new()
    {
        Name = "tell_all",
        Subject = "task",
        Undo = new Undo.Not("undo.not.told_all"),
        Refuses = run => TaskRows.FindOrganised(run.Tx, run.Id) is null ? new Refusal(RefusalCode.NotFound) : null,
        Questions = [Text],
        ReadBack = ReadBack.Always,
        Texts = "organise",
        About = Named,
        Do = run => TaskOrganisers.Tell(run.Tx, run.Id, run.Of(Text)).Then(count => new FormDone(new Message(count == 0 ? run.Say("organise.told_nobody") : run.Say("organise.told", ("count", count))))),
    };

    private static (string Name, object Value)[] Named(FormRun run) => [("title", TaskLists.TitleOf(run.Tx, run.Id))];
}
