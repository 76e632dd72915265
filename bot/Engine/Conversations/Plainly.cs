using System.Globalization;
using ChatGov.Actions;
using ChatGov.Claims;
using ChatGov.HelpRequests;
using ChatGov.Media;
using ChatGov.Outbox;
using ChatGov.Rights;
using ChatGov.Sentences;
using ChatGov.Tasks;
using ChatGov.Texts;
using ChatGov.Values;

namespace ChatGov.Conversations;

/// <summary>
/// What people ask for in their own words. What is sure and shows or asks something is done; what changes something is done where it
/// can be taken back, else read back first; of what is not sure the likeliest few are offered.
/// </summary>
internal static class Plainly
{
    private const int MostAtOnce = 3;
    private const int LeastOfATitle = 3;
    private const int LeastToSend = 5;
    private const int MostLetters = 200;
    private static readonly string[] OnlyWhenAsked = ["consent_yes", "consent_no"];

    public static Understood Understand(Scene scene, string words) =>
        SentenceBook.Of.Understand(words, scene.Tx.Now, wish => TopicOf(wish) is { } topic && topic.IsFor(scene), WithoutTitles(scene, words));

    /// <summary>教老人用手机的人数加到8个 is about a task that is there already, whatever it is called.</summary>
    private static string? WithoutTitles(Scene scene, string words)
    {
        if (words.Length > MostLetters)
        {
            return null;
        }

        var titles = scene.Roles.Overlaps(Can.RunCommunity.Roles) ? TaskLists.RunByMe(scene.Tx).ConvertAll(task => task.Title) : [];
        var named = titles.Concat(Numbers.NamesInSight(scene.Session)).Select(title => Likeness.Shared(words, title)).Where(piece => piece.Length >= LeastOfATitle).MaxBy(piece => piece.Length);
        return named is null ? null : words.Replace(named, scene.Say("everyone.that_task"), StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>What a served model takes the words for is offered before what else they could be, and never more than offered.</summary>
    public static Understood WithGuess(Scene scene, Understood understood)
    {
        var guess = scene.Attachment is Attachment.Guessed { Wish: { } name } ? SentenceBook.Of.Wishes.FirstOrDefault(wish => wish.Name == name) : null;
        return guess is null || understood.Confidence >= Confidence.Sure || TopicOf(guess) is not { } topic || !topic.IsFor(scene) ? understood : understood with
        {
            Wish = guess,
            Confidence = Confidence.Least,
            Others = understood.Wish is { } own && own != guess ? [own, .. understood.Others.Where(other => other != guess)] : understood.Others,
        };
    }

    /// <returns>Null where it is not sure what is meant.</returns>
    public static Message? Do(Scene scene, Understood understood, string words)
    {
        if (understood.Wish is not { } wish || understood.Confidence < Confidence.Sure || TopicOf(wish) is not { } topic)
        {
            return null;
        }

        var isHedged = IsHedged(understood, words);
        var answer = wish.Carries == Carries.Numbers ? ByNumbers(scene, topic, understood.Slots.N, understood.IsDoubtful ? "" : words, isHedged)
            : topic.SendsWords ? Send(scene, topic, understood, words)
            : Run(scene, topic, topic.KeepsWords && understood.IsDoubtful ? "" : ArgumentOf(understood, words), isHedged);
        return WithOther(scene, answer, understood.Also);
    }

    /// <summary>行，我去 under a task: what stands there as a choice may well be meant, where it is the likeliest, though not for sure.</summary>
    public static Message? DoInSight(Scene scene, Understood understood, string words) =>
        understood is { Wish: { Carries: Carries.Numbers } wish, Confidence: >= Confidence.InSight, IsDoubtful: false, Slots.N.Count: 0 } && TopicOf(wish) is { } topic
        && scene.Session.Flow is null && scene.Session.Menu.Any(choice => Intent.Of(choice.Action).Name == topic.Intent) && Numbers.Only(scene.Session, topic) is { } only
            ? Run(scene, topic, only, isHedged: !Shapes.PlainYes().IsMatch(words))
            : null;

    /// <summary>It asks, supposes, tells of what has been or of somebody else: 我去不了吗, 要是去不了呢, 张三去不了了. What acts is read back then.</summary>
    private static bool IsHedged(Understood understood, string words) =>
        understood.IsHedged || SentenceBook.Of.IsQuestion(words) || SentenceBook.Of.IsOfOthers(words) || understood.Slots.People.Count > 0;

    /// <summary>The topic and what of the sentence goes to it, as one presses it.</summary>
    public static string ActionOf(Understood understood, string words) =>
        understood.Wish is { } wish ? wish.Carries == Carries.Numbers ? wish.Topic : $"{wish.Topic}:{ArgumentOf(understood, words)}" : "";

    internal static Topic? TopicOf(Wish wish) => OnlyWhenAsked.Contains(wish.Topic) ? null : Topics.Find(wish.Topic);

    private static string ArgumentOf(Understood understood, string words) =>
        understood.Wish!.Carries == Carries.All ? words.Trim() : understood.Argument;

    private static Message Run(Scene scene, Topic topic, string argument, bool isHedged) => MayRunAtOnce(topic, isHedged)
        ? Conversation.Resume(scene, $"{topic.Intent}:{argument}")
        : ReadBack(scene, topic, argument);

    /// <summary>Who says no more than that they want somebody is asked what it is about; else their words are read back before they go.</summary>
    private static Message Send(Scene scene, Topic topic, Understood understood, string words) =>
        understood.Argument.Letters() < LeastToSend ? Run(scene, topic, "", isHedged: false) : ReadBack(scene, topic, words.Trim());

    /// <summary>Shows, asks first, or can be taken back and was plainly said.</summary>
    private static bool MayRunAtOnce(Topic topic, bool isHedged) => topic.OnlyShows || topic.OnlyAsks || (topic.Undo is Undo.By && !isHedged);

    /// <summary>You want to …? Nothing is done before it is pressed, or said as a command.</summary>
    private static Message ReadBack(Scene scene, Topic topic, string argument)
    {
        var isNumbered = !Numbers.AreInUse(scene.Session);
        var name = Likely.Name(scene.Language, topic.Intent);
        return scene.Answer(isNumbered ? "everyone.read_back" : "everyone.read_back_word", ("what", name)) with
        {
            Choices = [new Choice(name, argument.Length > 0 ? $"{topic.Intent}:{argument}" : topic.Intent), scene.Choice("menu.human", HelpRequestActions.Human.Name)],
            Numbered = isNumbered,
        };
    }

    /// <summary>第一个和第三个我去: the numbers are those of the list that is seen; without one, the list comes first.</summary>
    private static Message ByNumbers(Scene scene, Topic topic, IReadOnlyList<int> numbers, string words, bool isHedged)
    {
        if (numbers.Count == 0)
        {
            return Run(scene, topic, Numbers.Named(scene.Session, topic, words) ?? Numbers.Only(scene.Session, topic) ?? "", isHedged);
        }

        var actions = numbers.Take(MostAtOnce).Select(number => Numbers.Pointed(scene.Session, topic, number)).ToList();
        if (actions.TrueForAll(pointed => pointed is null))
        {
            return topic.PointsTo.Contains(ClaimActions.TaskDetail.Name) ? Conversation.Resume(scene, TaskActions.ListTasks.Name) : Run(scene, topic, "", isHedged);
        }

        var answers = actions.Zip(numbers).Select(each => Run(scene, topic, each.First ?? Numbers.Unknown + each.Second.ToString(CultureInfo.InvariantCulture), isHedged)).ToList();
        return answers[^1] with { Text = string.Join("\n\n", answers.Select(answer => answer.Text)) };
    }

    /// <summary>The first wish was answered; the other one is a press away.</summary>
    private static Message WithOther(Scene scene, Message answer, Wish? other)
    {
        if (other is null || TopicOf(other) is not { } topic || !topic.IsFor(scene) || scene.Session.Flow is not null)
        {
            return answer;
        }

        var name = Likely.Name(scene.Language, topic.Intent);
        return answer with { Text = answer.Text + "\n" + scene.Say("everyone.also", ("what", name)), Choices = [.. answer.Choices, new Choice(name, topic.Intent)] };
    }
}
