using ChatGov.Actions;
using ChatGov.Agreements;
using ChatGov.Care;
using ChatGov.Claims;
using ChatGov.HelpRequests;
using ChatGov.Hours;
using ChatGov.Messengers;
using ChatGov.Needs;
using ChatGov.Offers;
using ChatGov.Outbox;
using ChatGov.People;
using ChatGov.Registrations;
using ChatGov.Rights;
using ChatGov.Tasks;
using ChatGov.Texts;

namespace ChatGov.Conversations;

/// <summary>帮助 and 取消: what one can do here, chosen by who one is.</summary>
internal static class Menus
{
    public static readonly string Thanks = ChatActions.Thanks.Name;
    private static readonly string More = ChatActions.More.Name;

    // Those for whom something waits.
    private static readonly IReadOnlyList<Role> Daily = [.. Can.RunCommunity.Roles, .. Can.SpeakForUnit.Roles];

    private static readonly string[] NowAndThen = ["tell_all", "postpone", "cancel_task", "matches", "agreements", "meetings", "sign_in", "sign_out", "register", "my_hours"];

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

    // A link with a code opens the chat with "/start" and the code: its owner came to register.
    private static Message Greet(Scene scene, string words)
    {
        if (scene.Incoming.Text.StartsWith("/start ", StringComparison.OrdinalIgnoreCase) && InviteCodes.Read(words) is { } code)
        {
            return Conversation.Resume(scene, "register:" + code);
        }

        return scene.HasNewestConsent ? Offer(scene, scene.Say("everyone.hello")) : Notice.Show(scene, wanted: null);
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
        if (scene.Roles.Any(Daily.Contains))
        {
            yield return scene.Choice("menu.todo", ChatActions.Todo.Name);
        }

        if (scene.Roles.Any(Can.RunOwnCommunity.Roles.Contains))
        {
            yield return scene.Choice("menu.publish_task", TaskActions.PublishTask.Name);
            yield return scene.Choice("menu.who_comes", TaskActions.WhoComes.Name);
            yield return scene.Choice("menu.needs", NeedActions.List.Name);
            yield return scene.Choice("menu.care", CareActions.CareDue.Name);
        }

        if (scene.Roles.Contains(Role.UnitLiaison))
        {
            yield return scene.Choice("menu.unit_report", RegistrationActions.UnitReport.Name);
            yield return scene.Choice("menu.offers", OfferActions.List.Name);
            yield return scene.Choice("menu.agreements", AgreementActions.Agreements.Name);
        }

        if (scene.Roles.Count > 0)
        {
            yield return scene.Choice("menu.more", More);
        }

        // A messenger's list holds ten; what an office holder needs as a member now and then stands behind 更多.
        if (scene.Roles.Count == 0)
        {
            yield return scene.Choice("menu.register", RegistrationActions.Register.Name);
        }

        yield return scene.Choice("menu.list_tasks", TaskActions.ListTasks.Name);
        yield return scene.Choice("menu.my_claims", ClaimActions.MyClaims.Name);
        if (scene.Roles.Count == 0)
        {
            yield return scene.Choice("menu.my_hours", HoursActions.MyHours.Name);
        }

        yield return scene.Choice("menu.ask_need", NeedActions.Ask.Name);
        yield return scene.Choice("menu.human", HelpRequestActions.Human.Name);
    }

    /// <summary>What an office needs now and then: all that it may do, and is not in the menu itself.</summary>
    private static Message ShowMore(Scene scene) => scene.Answer("menu.more.head") with
    {
        Choices = [.. NowAndThen.Where(intent => Conversations.Topics.Find(intent) is { } topic && topic.IsFor(scene))
            .Select(intent => scene.Choice("menu." + intent, intent))],
    };
}
