using ChatGov.Actions;
using ChatGov.Conversations;
using ChatGov.Outbox;

namespace ChatGov.People;

/// <summary>The <see cref="NameTalk"/> as a step of a conversation that is no form.</summary>
internal static class NameAsked
{
    private const string Doubted = "doubted_name";
    private const string Doubt = "name_doubt";

    /// <returns>The name, or null where the question stays open as the state says.</returns>
    public static (FlowState State, string? Name) Read(FlowState state, Answer answer)
    {
        var (next, name) = TalkIn(state).Hear(answer.Text, answer.Chosen);
        return (state.With(Doubted, next.Name).With(Doubt, next.Doubt.ToString()), name);
    }

    /// <summary>What is said about the last answer, or else the question.</summary>
    public static Message Ask(Scene scene, FlowState state, Message question)
    {
        var talk = TalkIn(state);
        return question with
        {
            Text = talk.Say(scene.Language, question.Text),
            Choices = talk.IsAsked
                ? [scene.Choice("name.yes", "answer:" + NameTalk.Yes, ("name", talk.Name)), scene.Choice("name.no", "answer:" + NameTalk.No)]
                : talk.Doubt == NameDoubt.Refusal ? [scene.Choice("name.leave", ChatActions.Cancel.Name)] : question.Choices,
        };
    }

    private static NameTalk TalkIn(FlowState state) =>
        Enum.TryParse<NameDoubt>(state[Doubt], out var doubt) ? new NameTalk(state[Doubted], doubt) : NameTalk.Open;
}
