using ChatGov.Actions;
using ChatGov.Conversations;
using ChatGov.Forms;
using ChatGov.Outbox;
using ChatGov.Tasks;
using ChatGov.Texts;

namespace ChatGov.People;

/// <summary>
/// The question for a person's own name, wherever it is asked. What looks like a sentence or a nickname is asked about once and kept on
/// a yes; who does not want to say it hears what it is for and how to leave.
/// </summary>
internal static class NameQuestion
{
    private const string Doubted = "doubted_name";
    private const string Doubt = "name_doubt";
    private const string Yes = "name_yes";
    private const string No = "name_no";

    // Longer ones are plainly no name.
    private const int LongestInDoubt = 4;

    /// <returns>The name, or null where the question stays open as the state says.</returns>
    public static (FlowState State, string? Name) Read(FlowState state, Answer answer)
    {
        var assent = answer.Chosen is { } chosen ? chosen == Yes : Assent.Read(answer.Text);
        if (IsAsked(state) && assent is { } isIt)
        {
            return isIt ? (Settled(state), state[Doubted]) : (Settled(state), null);
        }

        if (assent == false)
        {
            return (state.With(Doubted, "").With(Doubt, nameof(NameDoubt.Refusal)), null);
        }

        var read = NameWords.Read(answer.Text);
        var doubt = Meaning(read);
        var isSaidTwice = IsAsked(state) && doubt is NameDoubt.Nickname or NameDoubt.Unusual && PersonName.AreSame(state[Doubted], read.Name);
        return doubt == NameDoubt.None || isSaidTwice
            ? (Settled(state), read.Name)
            : (state.With(Doubted, read.Name).With(Doubt, doubt.ToString()), null);
    }

    /// <summary>What is said about the last answer, or else the question.</summary>
    public static Message Ask(Scene scene, FlowState state, Message question)
    {
        if (!Enum.TryParse<NameDoubt>(state[Doubt], out var doubt))
        {
            return question;
        }

        var name = state[Doubted];
        var about = scene.Say("name.doubt." + doubt, ("name", name), ("limit", PersonName.Longest));
        return IsAsked(state)
            ? new Message(about) { Choices = [scene.Choice("name.yes", "answer:" + Yes, ("name", name)), scene.Choice("name.no", "answer:" + No)] }
            : doubt == NameDoubt.Refusal
            ? new Message(TaskPages.Lines(about, CouldBe(name) ? scene.Say("name.doubt.Refusal.short", ("name", name)) : "")) { Choices = [scene.Choice("name.leave", ChatActions.Cancel.Name)] }
            : question with { Text = TaskPages.Lines(about, question.Text) };
    }

    // Who types 任务 here has lost the thread; nobody is called so.
    private static NameDoubt Meaning(NameWords read) => Understanding.Read(read.Name) is not null ? NameDoubt.NoName : read.Doubt;

    private static bool IsAsked(FlowState state) => state[Doubt] is nameof(NameDoubt.Nickname) or nameof(NameDoubt.Unusual);

    private static bool CouldBe(string name) => name.Letters() <= LongestInDoubt && PersonName.IsOne(name);

    private static FlowState Settled(FlowState state) => state.With(Doubt, "");
}
