using ChatGov.Actions;
using ChatGov.Conversations;
using ChatGov.Forms;
using ChatGov.Outbox;
using ChatGov.Registrations;
using ChatGov.Tasks;

namespace ChatGov.People;

/// <summary>改名: the right name, read back, kept on a yes.</summary>
internal sealed class RenameFlow : StepFlow
{
    private const string FlowName = "rename";
    private const string NameStep = "name";
    private const string Confirm = "confirm";
    private const string Before = "before";
    private const string Given = "given";

    public static IReadOnlyList<Topic> Topics { get; } = [new(FlowName, Start)];

    public override string Name => FlowName;

    public override Undo Undo => new Undo.Not("undo.not.renamed");

    public override Move Step(FlowState state, Answer answer) => state.Step == NameStep ? StepName(state, answer) : StepConfirm(state, answer);

    public override Message Ask(Scene scene, FlowState state) => state.Step == NameStep
        ? NameQuestion.Ask(scene, state, scene.Answer("rename.ask", ("name", state[Before])))
        : scene.Answer("rename.read_back", ("before", state[Before]), ("name", state[Given])) with
        {
            Choices = [scene.Choice("rename.yes", "answer:yes"), scene.Choice("rename.no", "answer:no")],
        };

    protected override Message Finish(Scene scene, FlowState state) => Renaming.Rename(scene.Tx, state[Given]).Match(
        renamed => new Message(TaskPages.Lines(Said(scene, renamed))),
        scene.Answer);

    // 改名 王小明 answers the question in the same breath.
    private static Message Start(Scene scene, string words)
    {
        if (scene.Session.PersonName.Length == 0)
        {
            return scene.Answer("rename.none") with { Choices = [scene.Choice("menu.register", RegistrationActions.Register.Name)] };
        }

        var state = FlowState.Begin(FlowName, NameStep).With(Before, scene.Session.PersonName);
        return scene.Begin(words.Length > 0 && StepName(state, new Answer(words)) is Move.Next next ? next.State : state);
    }

    private static Move StepName(FlowState state, Answer answer)
    {
        var (next, name) = NameQuestion.Read(state, answer);
        return new Move.Next(name is null ? next : next.With(Given, name).At(Confirm));
    }

    private static Move StepConfirm(FlowState state, Answer answer) => (answer.Chosen is { } chosen ? chosen == "yes" : Assent.Read(answer.Text)) switch
    {
        true => new Move.Done(state),
        false => new Move.Next(state.At(NameStep)),
        null => new Move.Again("rename.yes_or_no"),
    };

    private static IEnumerable<string> Said(Scene scene, Renamed renamed)
    {
        var isSame = renamed.Before == renamed.Name;
        yield return scene.Say(isSame ? "rename.same" : "rename.done", ("name", renamed.Name));
        if (renamed.Communities.Count > 0)
        {
            yield return scene.Say("rename.told", ("communities", string.Join("、", renamed.Communities.Distinct(StringComparer.Ordinal))));
        }

        if (renamed.Rosters.Count > 0)
        {
            yield return scene.Say(
                "rename.roster",
                ("units", string.Join("、", renamed.Rosters.Select(row => row.Unit).Distinct(StringComparer.Ordinal))),
                ("names", string.Join("、", renamed.Rosters.Select(row => row.Name).Distinct(StringComparer.Ordinal))));
        }

        if (!isSame)
        {
            yield return scene.Say("rename.papers");
        }
    }
}
