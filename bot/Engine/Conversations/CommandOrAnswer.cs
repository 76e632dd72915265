using ChatGov.Actions;
using ChatGov.Outbox;
using ChatGov.Sentences;
using ChatGov.Texts;

namespace ChatGov.Conversations;

/// <summary>
/// A command alone, where the open question would keep any words: nobody knows which of the two it is but the person. What a question
/// reads as one of its own answers is its answer.
/// </summary>
internal static class CommandOrAnswer
{
    private static readonly string Take = ChatActions.TakeAsAnswer.Name;
    private static readonly string LeaveFor = ChatActions.LeaveFor.Name;
    private const char Mark = '|';
    private const int ShortestSentence = 5;

    // 你好 begins a chat anew; it answers nothing.
    private const string Greeting = "greet";

    public static IReadOnlyList<Topic> Topics { get; } =
    [
        new(Take, TakeAsAnswer) { WithoutConsent = true, Anywhere = true, AsksAgain = true },
        new(LeaveFor, Leave) { WithoutConsent = true, AsksAgain = true },
    ];

    /// <returns>Null where the words are plainly the answer.</returns>
    public static Message? Ask(Scene scene, Flow flow, Intent? intent, string words)
    {
        // What works anywhere has been asked already whether these words belong to it.
        // What is said out of kindness is the question's own to hear.
        if (intent is null || intent.Name == Menus.Thanks || NameOf(intent.Name, words) is not { } name || Conversations.Topics.Find(intent.Name) is not { } topic
            || (topic.Anywhere && intent.Argument.Length > 0) || !topic.IsFor(scene))
        {
            return null;
        }

        var state = scene.Session.Flow!;
        if (topic.Intent == Greeting)
        {
            return intent.Argument.Length > 0 ? null : Conversation.Asked(scene, scene.Say("everyone.hello_open"));
        }

        return flow.Keeps(scene, state, words) ? WhichOfTwo(scene, intent, name, words)
            : flow.Reads(scene, state, words) || intent.Argument.Length > 0 ? null
            : OfferToLeave(scene, topic, words);
    }

    private static Message WhichOfTwo(Scene scene, Intent intent, string name, string words) => scene.Answer("everyone.command_or_answer", ("words", name)) with
    {
        Choices = [new Choice(words, intent.Argument.Length > 0 ? $"{intent.Name}:{intent.Argument}" : intent.Name), IsAnswer(scene, words)],
    };

    /// <summary>A choice that says: these words are the answer to the open question.</summary>
    public static Choice IsAnswer(Scene scene, string words) => scene.Choice("everyone.as_answer", $"{Take}:{Question(scene)}{Mark}{words}");

    /// <summary>It answers nothing here: the question again, with a way there.</summary>
    public static Message OfferToLeave(Scene scene, Topic topic, string words)
    {
        var asked = Conversation.Asked(scene, scene.Say("everyone.command_first", ("words", words)));
        return asked with { Choices = [.. asked.Choices, scene.Choice("everyone.leave_for", $"{LeaveFor}:{topic.Intent}", ("words", words))] };
    }

    /// <summary>Where any words are kept, a sentence that plainly asks to see something else may well not be the answer: 谁家该去看了 as a reason.</summary>
    /// <returns>Null where it is plainly the answer.</returns>
    public static Message? AskOfSentence(Scene scene, Flow flow, string words)
    {
        if (words.Letters() < ShortestSentence || !flow.Keeps(scene, scene.Session.Flow!, words)
            || Plainly.Understand(scene, words) is not { Wish: { } wish, Confidence: >= Confidence.Plain } understood || Plainly.TopicOf(wish) is not { OnlyShows: true } topic)
        {
            return null;
        }

        var name = Likely.Name(scene.Language, topic.Intent);
        return scene.Answer("everyone.command_or_answer", ("words", words)) with
        {
            Choices = [new Choice(name, $"{LeaveFor}:{Plainly.ActionOf(understood, words)}"), IsAnswer(scene, words)],
        };
    }

    /// <summary>
    /// It answers nothing here, and says in other words what can be asked for elsewhere: the question again, with a way there. A word or two
    /// are more likely an answer that went wrong.
    /// </summary>
    public static Message OrElsewhere(Scene scene, Message asked, string words)
    {
        var understood = words.Letters() < ShortestSentence || Likely.IsGrave(words) ? Understood.Nothing : Plainly.Understand(scene, words);
        return understood.Wish is null || understood.Confidence < Confidence.Offered || understood.Wish.Topic == scene.Session.Flow?.Flow ? asked : asked with
        {
            Choices = [.. asked.Choices, scene.Choice("everyone.leave_for", $"{LeaveFor}:{Plainly.ActionOf(understood, words)}", ("words", Likely.Name(scene.Language, understood.Wish.Topic)))],
        };
    }

    private static Message Leave(Scene scene, string intent)
    {
        scene.Session = scene.Session with { Flow = null };
        return Conversation.Resume(scene, intent);
    }

    // As the texts tell people to type it, alone or with a space and more behind it. 记错了 and 来不了 are understood too, but they are also
    // what a reason sounds like.
    private static string? NameOf(string intent, string words)
    {
        var plain = Understanding.Normalise(words);
        return intent == Greeting ? words : Language.All.Select(language => Understanding.Normalise(Catalog.Of(language)[$"words.{intent}"].Split('|')[0].Trim('*')))
            .FirstOrDefault(name => plain == name || plain.StartsWith(name + " ", StringComparison.Ordinal));
    }

    private static Message TakeAsAnswer(Scene scene, string argument) =>
        argument.Split(Mark, 2) is [var question, { Length: > 0 } words] && question == Question(scene)
            ? Conversation.Continue(scene, new Answer(words) { TakenAsAnswer = true })
            : Conversation.Asked(scene, scene.Say("everyone.step_answered"));

    private static string Question(Scene scene) => scene.Session.Flow is { } state ? $"{state.Flow}/{state.Mark}" : "";
}
