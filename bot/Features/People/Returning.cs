using ChatGov.Access;
using ChatGov.Actions;
using ChatGov.Conversations;
using ChatGov.Data;
using ChatGov.Emergencies;
using ChatGov.HelpRequests;
using ChatGov.Organisations;
using ChatGov.Outbox;
using ChatGov.Registrations;
using ChatGov.Texts;

namespace ChatGov.People;

/// <summary>
/// What an account hears that left and is used again. It acts as nobody: it can ask for a human, prove that it is still the same
/// person's, or begin anew as somebody else's.
/// </summary>
internal static class Returning
{
    private const string BeginAnew = "begin_anew";
    private const string Sure = "yes";

    public static IReadOnlyList<Topic> Topics { get; } = [new(BeginAnew, Anew) { WithoutConsent = true }];

    // What needs nobody to be known.
    private static readonly HashSet<string> Answered = ["human", "complain_platform", "language", BeginAnew, .. CallFirst.Topics.Select(topic => topic.Intent)];

    public static Message Respond(Scene scene, string text)
    {
        if (Proving.ByRoster(scene.Tx, scene.Account) is { } person)
        {
            return Welcome(scene, person);
        }

        if (scene.Session.Flow is not null)
        {
            return Conversation.RespondTo(scene, text);
        }

        var intent = Conversation.IntentOf(scene, text);
        return intent switch
        {
            { Name: "bind", Argument.Length: > 0 } => Bind(scene, intent.Argument),
            { Name: "link", Argument.Length: > 0 } => Link(scene, intent.Argument),
            not null when Answered.Contains(intent.Name) => Conversation.Resume(scene, $"{intent.Name}:{intent.Argument}"),
            _ when InviteCodes.In(text) is { } code => Invite(scene, code),
            _ => Explain(scene),
        };
    }

    /// <summary>What a code makes of whoever speaks who was away: them again. Null for a code that is for registering.</summary>
    public static Message? Invited(Scene scene, string code) =>
        Proving.ByInvite(scene.Tx, scene.Account, code, scene.Session.IdentityKey) is { } proven
            ? proven.Match(person => Welcome(scene, person), scene.Answer)
            : null;

    private static Message Invite(Scene scene, string code) => Invited(scene, code)
        ?? scene.Tx.UseCase<InviteMatch>(() => InviteCodes.Check(scene.Tx, code, scene.Session.IdentityKey)).Match(
            _ => scene.Answer(new Refusal(AccessRefusal.AccountSuspended)) with { Choices = Choices(scene) },
            scene.Answer);

    private static Message Bind(Scene scene, string code) => ChatBinding.Use(scene.Tx, scene.Account, code).Match(
        appointment => Welcome(scene, appointment.PersonId, appointment),
        refusal => refusal.Code == AccessRefusal.BindCodeForOfficeOnly
            ? scene.Answer(refusal) with { Choices = [scene.Choice("access.anew.office", $"{BeginAnew}:{code}"), scene.Choice("menu.human", HelpRequestActions.Human.Name)] }
            : scene.Answer(refusal));

    private static Message Link(Scene scene, string code) => ChatLinking.Use(scene.Tx, scene.Account, code).Match(
        made =>
        {
            LinkedMessengers.TellOther(scene, made);
            return Welcome(scene, made.PersonId);
        },
        scene.Answer);

    /// <summary>They are known again: what they can do, and what of theirs rests on.</summary>
    private static Message Welcome(Scene scene, long person, Appointment? proven = null)
    {
        scene.Become(person);
        var text = proven is null
            ? scene.Say("access.proven", ("name", scene.Session.PersonName))
            : scene.Say("access.bind.done", ("org", proven.OrgName), ("role", Catalog.Name(scene.Language, proven.Role)));
        var resting = Proving.RestingOffices(scene.Tx, person);
        text = resting.Count == 0 ? text : text + "\n" + scene.Say(
            "access.proven.offices", ("offices", string.Join("、", resting.Select(each => $"{each.OrgName} {Catalog.Name(scene.Language, each.Role)}"))));
        return Menus.Offer(scene, text);
    }

    /// <param name="argument">A binding code that goes on afterwards, behind the yes once it is said.</param>
    private static Message Anew(Scene scene, string argument)
    {
        var isSure = argument == Sure || argument.StartsWith(Sure + " ", StringComparison.Ordinal);
        var code = isSure ? argument[Sure.Length..].Trim() : argument;
        if (!isSure)
        {
            return scene.Answer("access.anew.ask") with
            {
                Choices = [scene.Choice("access.anew.yes", $"{BeginAnew}:{Sure} {code}"), scene.Choice("access.anew.no", ChatActions.Help.Name)],
            };
        }

        return Proving.BeginAnew(scene.Tx, scene.Account).Match(
            _ =>
            {
                scene.BecomeNobody();
                var notice = Notice.Show(scene, code.Length > 0 ? "bind:" + code : null);
                return notice with { Text = scene.Say("access.anew.done") + "\n\n" + notice.Text };
            },
            _ => Menus.Offer(scene, scene.Say("everyone.help")));
    }

    private static Message Explain(Scene scene) => scene.Answer("access.suspended") with { Choices = Choices(scene) };

    private static Choice[] Choices(Scene scene) => [scene.Choice("access.anew.choice", BeginAnew), scene.Choice("menu.human", HelpRequestActions.Human.Name)];
}
