using ChatGov.Actions;
using ChatGov.Forms;
using ChatGov.Outbox;

namespace ChatGov.People;

/// <summary>改名: the right name, read back, kept on a yes.</summary>
public static class RenameForm
{
    /// <summary>What the form is told: the name as it stands.</summary>
    public const string Before = "before";

    // As the conversation kept it before it was a form.
    private const string Given = "given";

    private static readonly NameQuestion Name = new("name")
    {
        Ask = "rename.ask",
        Unclear = new("name.doubt.NoName"),
        Known = run => run[Given] is { Length: > 0 } given ? Said.Chosen(given, run.Tx.Now) : null,
        About = run => [("name", run[Before])],
    };

    public static Form Form { get; } = new()
    {
        Name = "rename",
        Undo = new Undo.Not("undo.not.renamed"),
        Questions = [Name],
        ReadBack = ReadBack.Always,
        Texts = "rename",
        ChangeText = "rename.again",
        YesOrChange = new("rename.yes_or_no"),
        About = run => [("before", run[Before]), ("name", run.Of(Name))],
        Do = run => Renaming.Rename(run.Tx, run.Of(Name)).Then(renamed => new FormDone(new Message(string.Join('\n', Told(run, renamed))))),
    };

    private static IEnumerable<string> Told(FormRun run, Renamed renamed)
    {
        var isSame = renamed.Before == renamed.Name;
        yield return run.Say(isSame ? "rename.same" : "rename.done", ("name", renamed.Name));
        if (renamed.Communities.Count > 0)
        {
            yield return run.Say("rename.told", ("communities", Each(renamed.Communities)));
        }

        if (renamed.Rosters.Count > 0)
        {
            yield return run.Say("rename.roster", ("units", Each(renamed.Rosters.Select(row => row.Unit))), ("names", Each(renamed.Rosters.Select(row => row.Name))));
        }

        if (!isSame)
        {
            yield return run.Say("rename.papers");
        }
    }

    private static string Each(IEnumerable<string> names) => string.Join("、", names.Distinct(StringComparer.Ordinal));
}
