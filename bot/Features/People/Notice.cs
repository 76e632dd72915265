using System.Globalization;
using System.Text.RegularExpressions;
using ChatGov.Actions;
using ChatGov.Conversations;
using ChatGov.Data;
using ChatGov.Forms;
using ChatGov.HelpRequests;
using ChatGov.Outbox;
using ChatGov.Registrations;
using ChatGov.Tasks;

namespace ChatGov.People;

/// <summary>
/// First contact: a short privacy notice and a choice. Refusing is fine: open tasks, help and a human stay open. What
/// the person wanted goes on as soon as they agree. Whoever agreed to an older notice is told once what is new.
/// </summary>
internal static partial class Notice
{
    private const string Yes = "consent_yes";
    private const string No = "consent_no";

    // Who asks for something is told what that needs, not what reporting needs.
    private static readonly string[] Asking = ["ask_need", "ask_wish", "my_needs", "complain_platform", "human"];

    public static IReadOnlyList<Topic> Topics { get; } =
    [
        new(Yes, (scene, _) => HasSeen(scene) ? Agree(scene) : Show(scene, wanted: null)) { WithoutConsent = true },
        new(No, (scene, _) => Decline(scene)) { WithoutConsent = true },
    ];

    /// <summary>The question whether somebody agrees is what they saw last.</summary>
    public static bool IsOpen(Session session) => session.Flow is null && session.Menu.Any(choice => choice.Action == Yes);

    /// <param name="wanted">The action that waits for the agreement.</param>
    public static Message Show(Scene scene, string? wanted)
    {
        scene.Session = scene.Session with { Wanted = wanted };
        var purpose = wanted is not null && Asking.Contains(Intent.Of(wanted).Name) ? "notice.purpose.ask" : "notice.purpose.serve";
        return Question(scene, scene.Say("notice.text", ("operator", OperatorName.Of(scene.Tx)), ("purpose", scene.Say(purpose))));
    }

    /// <summary>A yes or a no, also with the age that the question names: 满18了，同意; I'm over 18. Nobody younger says yes by it.</summary>
    public static bool? Read(string text) => Assent.Read(text) is { } plain ? plain
        : OfAge().Matches(text) is not { Count: > 0 } ages || ages.Any(age => int.TryParse(age.Groups["age"].Value, CultureInfo.InvariantCulture, out var years) && years < Adult) ? null
        : OfAge().Replace(text, " ") is var rest && rest.Any(char.IsLetter) ? Assent.Read(rest)
        : null;

    private const int Adult = 18;

    [GeneratedRegex("(?:我)?(?:今年)?(?:已经|早就?|都|肯定)?(?:(?:满|过|超过)了?\\s*(?:(?<age>[0-9]{1,3})|十八)\\s*(?:周?岁)?(?:啦|了)?|(?<age>[0-9]{1,3})\\s*(?:周?岁)?了|(?<age>[0-9]{1,3})\\s*周?岁|满了)[,，。、 ]*|\\b(?:i(?:'m| am)|am) (?:over |above )?(?<age>[0-9]{1,3})(?: years old)?(?: and)?[,. ]*(?:i )?", RegexOptions.IgnoreCase, 1_000)]
    private static partial Regex OfAge();

    /// <summary>Neither a yes nor a no: the question stays.</summary>
    public static Message AskAgain(Scene scene) => Question(scene, scene.Say("notice.unclear"));

    public static Message Answer(Scene scene, bool agrees) => agrees ? Agree(scene) : Decline(scene);

    /// <summary>Tells once, after the answer to what they came for, that the notice says something new.</summary>
    public static void TellOfChange(Tx tx, Session session)
    {
        if (session is not { Flow: null, PersonId: { } personId, ConsentVersion: { } version, IsOver: false } || version >= Consents.CurrentVersion
            || !Consents.MarkTold(tx, personId))
        {
            return;
        }

        tx.Send(personId, OutboxKind.Choice, "notice.changed", [("operator", OperatorName.Of(tx))], new SendOptions
        {
            Urgent = true,
            Choices = [new LabelledChoice("notice.yes", Yes), new LabelledChoice("notice.no", No)],
        });
    }

    private static Message Question(Scene scene, string text) => new(text)
    {
        Choices = [scene.Choice("notice.yes", Yes), scene.Choice("notice.no", No)],
    };

    /// <summary>Nobody agrees to what they have not been shown: a button stands under the notice, a word may come from anywhere.</summary>
    private static bool HasSeen(Scene scene) =>
        scene.Incoming.Kind == Messengers.IncomingKind.Button || IsOpen(scene.Session) || scene.Session.Wanted is not null || scene.Session.ConsentVersion is not null;

    private static Message Agree(Scene scene)
    {
        if (scene.Session.ConsentVersion != Consents.CurrentVersion)
        {
            var session = scene.Session;
            var personId = Joining.Agree(scene.Tx, scene.Account, session.Language);
            scene.Tx.As(new Actor(personId, scene.Tx.Actor.InboxId));
            scene.Session = session with
            {
                PersonId = personId,
                ConsentVersion = Consents.CurrentVersion,
                NoticeDeclinedAt = null,
            };
        }

        if (scene.Session.Wanted is { } wanted)
        {
            scene.Session = scene.Session with { Wanted = null };
            return Conversation.Resume(scene, wanted);
        }

        return Menus.Offer(scene, scene.Say("notice.agreed"));
    }

    private static Message Decline(Scene scene)
    {
        // Who agreed before is not told that nothing is kept: it is, until they say so.
        if (scene.Session.PersonId is not null && scene.Session.ConsentVersion is not null)
        {
            return scene.Answer("notice.agreed_before") with
            {
                Choices = [scene.Choice("notice.leave", RegistrationActions.Leave.Name), scene.Choice("notice.erase", RegistrationActions.DeleteMe.Name), scene.Choice("leave.no", ChatActions.Help.Name)],
            };
        }

        scene.Session = scene.Session with { Wanted = null, Flow = null, NoticeDeclinedAt = scene.Tx.Now };
        return scene.Answer(HelpRequestActs.HasAsked(scene.Tx, new AskedFrom(scene.Session.Channel, scene.Session.ChatId)) ? "notice.declined_but_asked" : "notice.declined") with
        {
            Choices = [scene.Choice("menu.list_tasks", TaskActions.ListTasks.Name), scene.Choice("menu.human", HelpRequestActions.Human.Name)],
        };
    }
}
