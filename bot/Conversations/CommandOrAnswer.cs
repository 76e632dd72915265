using ChatGov.Outbox;
using ChatGov.Texts;

namespace ChatGov.Conversations;

/// <summary>
/// A command alone, where the open question would keep any words: nobody knows which of the two it is but the person. What a question
/// reads as one of its own answers is its answer.
/// </summary>
internal static class CommandOrAnswer
{
    private const string Take = "take_as_answer";
    private const char Mark = '|';

    // 你好 begins a chat anew; it answers nothing.
    private const string Greeting = "greet";

    public static IReadOnlyList<Topic> Topics { get; } = [new(Take, TakeAsAnswer) { WithoutConsent = true, Anywhere = true, AsksAgain = true }];

    /// <returns>Null where the words are plainly the answer.</returns>
    public static Message? Ask(Scene scene, Flow flow, Intent? intent, string words)
    {
        if (intent is not { Argument.Length: 0 } || !IsNameOf(intent.Name, words) || Conversations.Topics.Find(intent.Name) is not { } topic
            || (topic.For.Count > 0 && !topic.For.Any(scene.Roles.Contains)) || !Keeps(flow, scene.Session.Flow!, words, scene.Tx.Now))
        {
            return null;
        }

        return topic.Intent == Greeting
            ? Conversation.Resume(scene, topic.Intent)
            : scene.Answer("everyone.command_or_answer", ("words", words)) with
            {
                Choices = [new Choice(words, topic.Intent), scene.Choice("everyone.as_answer", $"{Take}:{Question(scene)}{Mark}{words}")],
            };
    }

    // As the texts tell people to type it. 记错了 and 来不了 are understood too, but they are also what a reason sounds like.
    private static bool IsNameOf(string intent, string words) => intent == Greeting || Language.All.Any(language =>
        Understanding.Normalise(Catalog.Of(language)[$"words.{intent}"].Split('|')[0].Trim('*')) == Understanding.Normalise(words));

    private static bool Keeps(Flow flow, FlowState state, string words, DateTimeOffset now) => flow.Step(state, new Answer(words) { At = now }) switch
    {
        Move.Next next => Holds(state, next.State, words),
        Move.Done done => Holds(state, done.State, words),
        _ => false,
    };

    private static bool Holds(FlowState before, FlowState after, string words) =>
        after.Answers.Any(pair => pair.Value == words.Trim() && before[pair.Key] != pair.Value);

    private static Message TakeAsAnswer(Scene scene, string argument) =>
        argument.Split(Mark, 2) is [var question, { Length: > 0 } words] && question == Question(scene)
            ? Conversation.Continue(scene, new Answer(words))
            : Conversation.Asked(scene, scene.Say("everyone.step_answered"));

    private static string Question(Scene scene) => scene.Session.Flow is { } state ? $"{state.Flow}/{state.Mark}" : "";
}
