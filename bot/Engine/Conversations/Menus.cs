using ChatGov.Actions;
using ChatGov.HelpRequests;
using ChatGov.Messengers;
using ChatGov.Outbox;
using ChatGov.People;
using ChatGov.Registrations;
using ChatGov.Rights;
using ChatGov.Texts;

namespace ChatGov.Conversations;

/// <summary>帮助 and 取消: what one can do here, chosen by who one is.</summary>
internal static class Menus
{
    public static readonly string Thanks = ChatActions.Thanks.Name;
    private static readonly string More = ChatActions.More.Name;

    // Those for whom something waits.
    private static readonly IReadOnlyList<Role> Daily = [.. Can.RunCommunity.Roles, .. Can.SpeakForUnit.Roles];

    // Where what everybody asks for begins.
    private const int Everybody = 300;

    public static IReadOnlyList<Topic> Topics { get; } =
    [
        new(ChatActions.Help.Name, (scene, _) => Offer(scene, scene.Say(scene.Roles.Any(Daily.Contains) ? "everyone.help.staff" : "everyone.help"))) { WithoutConsent = true, Anywhere = true, OnlyShows = true },
        new(More, (scene, _) => ShowMore(scene)) { For = Can.See.Roles, OnlyShows = true },
        new(ChatActions.Greet.Name, Greet) { WithoutConsent = true, OnlyAsks = true },
        new(ChatActions.Cancel.Name, (scene, _) => Cancel(scene)) { WithoutConsent = true, Anywhere = true, AsksAgain = true, OnlyAsks = true },
        new(Thanks, (scene, _) => scene.Answer("everyone.thanks")) { WithoutConsent = true, OnlyShows = true },
    ];

    /// <summary>
    /// The menu of the person's roles, under the text that led to it. A list that was gone through before is out of sight: its numbers are
    /// the menu's now.
    /// </summary>
    public static Message Offer(Scene scene, string text)
    {
        scene.Session = scene.Session with { List = scene.Session.List is null ? null : ShownList.OutOfSight };
        return new Message(text) { Choices = [.. Choices(scene)] };
    }

    /// <summary>A way on beside what was shown before, which keeps its numbers.</summary>
    public static Message Beside(Scene scene, string text) => new(text)
    {
        Choices = [scene.Choice("menu.help", ChatActions.Help.Name), scene.Choice("menu.human", HelpRequestActions.Human.Name)],
        Numbered = false,
    };

    // A link with a code opens the chat with "/start" and the code: its owner came to register.
    private static Message Greet(Scene scene, string words)
    {
        if (scene.Incoming.Text.StartsWith("/start ", StringComparison.OrdinalIgnoreCase) && InviteCodes.Read(words) is { } code)
        {
            return Conversation.Resume(scene, "register:" + code);
        }

        return scene.HasNewestConsent ? Speaking.WithTheirs(scene, scene.Incoming.Text, Offer(scene, scene.Say("everyone.hello"))) : Notice.Show(scene, wanted: null);
    }

    private static Message Cancel(Scene scene)
    {
        if (scene.Session.Flow is { } state && MayMeanLess(scene.Incoming) && Flows.Find(state.Flow)?.BeforeLeaving(scene, state) is { } asked)
        {
            return asked;
        }

        var wasOpen = scene.Session.Flow is not null;
        scene.Session = scene.Session with { Flow = null };
        return Offer(scene, scene.Say(wasOpen ? "everyone.cancelled" : "everyone.nothing_to_cancel"));
    }

    /// <summary>取消 is how one leaves, as everybody is told; 算了 and 返回 may be about the open question alone.</summary>
    private static bool MayMeanLess(Incoming incoming) => incoming.Kind == IncomingKind.Text
        && Understanding.Normalise(incoming.Text) is var words && Understanding.Read(words)?.Name == "cancel"
        && !Language.All.Any(language => Catalog.Of(language)["words.cancel"].Split('|')[0] == words);

    private static IEnumerable<Choice> Choices(Scene scene)
    {
        var lines = ChatFeatures.Menu.Where(line => line.Place < MenuLine.BehindMore && IsShown(scene, line)).ToLookup(line => line.Place < Everybody);
        var waits = scene.Roles.Any(Daily.Contains) ? [scene.Choice("menu.todo", ChatActions.Todo.Name)] : Array.Empty<Choice>();
        var more = scene.Roles.Count > 0 ? [scene.Choice("menu.more", More)] : Array.Empty<Choice>();
        return [.. waits, .. lines[true].Select(line => Shown(scene, line)), .. more, .. lines[false].Select(line => Shown(scene, line))];
    }

    private static Choice Shown(Scene scene, MenuLine line) => scene.Choice(line.Text, line.Action.Name);

    private static bool IsShown(Scene scene, MenuLine line) => line.For(scene) && Conversations.Topics.Find(line.Action.Name) is { } topic && topic.IsFor(scene);

    /// <summary>What an office needs now and then: all that it may do, and is not in the menu itself.</summary>
    private static Message ShowMore(Scene scene) => scene.Answer("menu.more.head") with
    {
        Choices = [.. ChatFeatures.Menu.Where(line => line.Place >= MenuLine.BehindMore && IsShown(scene, line)).Select(line => Shown(scene, line))],
    };
}
