using ChatGov.Conversations;
using ChatGov.HelpRequests;
using ChatGov.Outbox;
using ChatGov.People;
using ChatGov.Registrations;
using ChatGov.Rights;
using ChatGov.Sentences;
using ChatGov.Texts;

namespace ChatGov.Emergencies;

/// <summary>
/// Emergencies: the number to call before anything else, or beside the answer where it is not certain; and, when asked for, a word to
/// the secretary. Nothing is told to anybody unasked, and nothing that was typed is lost: it can still be taken as it was meant.
/// </summary>
internal static class CallFirst
{
    private const string Tell = "tell_of_emergency";
    private const string GoOn = "no_emergency";

    public static IReadOnlyList<Topic> Topics { get; } =
    [
        new(Tell, TellSecretary) { WithoutConsent = true, Anywhere = true },
        new(GoOn, (scene, _) => Conversation.TakeAsMeant(scene)) { WithoutConsent = true, Anywhere = true, AsksAgain = true },
    ];

    /// <summary>
    /// What the words tell of. Words that somebody of an office writes for others, such as the text of a task, are never answered in
    /// place of what they were written for: the number is added. So it is where somebody plainly asks for something
    /// everyday. What the rules see nothing in is read once more, for the line alone.
    /// </summary>
    /// <param name="isAnswering">A question is open: the words are the answer to it.</param>
    public static Finding Weigh(string text, IReadOnlySet<Role> roles, bool isAnswering) => EmergencyReader.Read(text) switch
    {
        { Urgency: Urgency.None } => IsForOthers(text, roles, isAnswering) || IsCommand(text) ? Finding.Nothing : ReadOnceMore(text),
        { Urgency: Urgency.Now } found when IsForOthers(text, roles, isAnswering) || (!isAnswering && EverydayWish.IsPlainIn(text, IsNow)) => found with { Urgency = Urgency.Maybe },
        { Urgency: Urgency.Maybe } when !IsForOthers(text, roles, isAnswering) && EverydayWish.Beside(text, IsNow) is { } part => EmergencyReader.Read(part),
        var found => found,
    };

    private static bool IsNow(string part) => EmergencyReader.Read(part).Urgency == Urgency.Now;

    public static Finding Weigh(Scene scene) => Numbers.Pick(scene.Session, scene.Incoming.Text) is null
        ? Weigh(scene.Incoming.Text, scene.Roles, scene.Session.Flow is not null)
        : Finding.Nothing;

    /// <summary>The number before anything else. An open question stays open, with its numbers.</summary>
    public static Message Answer(Scene scene, Finding found)
    {
        var language = LanguageOf(scene);
        var text = Catalog.Say(language, Key(found));
        if (Near(scene, language) is { Length: > 0 } near)
        {
            text += "\n" + Catalog.Say(language, "emergency.near", ("phones", near));
        }

        if (scene.Incoming.Kind == Messengers.IncomingKind.Picture)
        {
            text += "\n" + Catalog.Say(language, "photo.emergency");
        }

        var words = Redaction.Clean(scene.Incoming.Text, keepPhones: scene.Session.Flow is not null).Text;
        scene.Session = scene.Session with { Held = HeldWords.Now(words, found.Kind, scene.Session.Flow, scene.Tx.Now) };
        return new Message(text + "\n\n" + Catalog.Say(language, scene.Session.Flow is null ? "emergency.then" : "emergency.then.open"))
        {
            Choices = [new Choice(Catalog.Say(language, "emergency.tell"), $"{Tell}:{found.Kind}"), new Choice(Catalog.Say(language, "emergency.go_on"), GoOn)],
            Numbered = false,
        };
    }

    /// <summary>The number alone: where others read, nothing is said that belongs to one person.</summary>
    public static string InGroup(string language, Finding found) => found.Urgency switch
    {
        Urgency.Now => Catalog.Say(language, Key(found)),
        Urgency.Maybe => Catalog.Say(language, "everyone.write_privately") + "\n\n" + Catalog.Say(language, LineOf(found)),
        Urgency.None => Catalog.Say(language, "everyone.write_privately"),
    };

    /// <summary>What was asked is answered; one short line is added, where it does not stand there already.</summary>
    public static Message Beside(Scene scene, Message answer, Finding found) =>
        Catalog.Say(LanguageOf(scene), LineOf(found)) is var line && answer.Text.EndsWith(line, StringComparison.Ordinal) ? answer : answer with { Text = answer.Text + "\n\n" + line };

    /// <summary>Once in a row of messages that were not understood, for whoever may have meant to call for help.</summary>
    public static Message AfterNotUnderstood(Scene scene, Message answer)
    {
        var isFirst = scene.Session.Misses == 0;
        scene.Missed = true;
        return isFirst && scene.Roles.Count == 0 ? answer with { Text = answer.Text + "\n" + scene.Say("emergency.line") } : answer;
    }

    /// <summary>Nobody chooses a language first: whoever calls for help in English reads English.</summary>
    private static string LanguageOf(Scene scene) =>
        scene.Incoming.Text.Any(char.IsAsciiLetter) && scene.Incoming.Text.All(sign => !char.IsLetter(sign) || char.IsAscii(sign)) ? Language.English : scene.Language;

    // Hardly anything is left to ask about then.
    private static Finding ReadOnceMore(string text) =>
        SecondReader.Read(text) is { Urgency: not Urgency.None } found && !SaysOneWish(text) ? found : Finding.Nothing;

    /// <summary>It asks in plain words for something that can be asked for here.</summary>
    private static bool SaysOneWish(string text) => SentenceBook.Of.Understand(text, DateTimeOffset.UnixEpoch, _ => true) is { Wish: not null, Confidence: >= Confidence.Sure };

    private static bool IsForOthers(string text, IReadOnlySet<Role> roles, bool isAnswering) => roles.Count > 0 && (isAnswering || IsOrder(text));

    private static bool IsCommand(string text) => Understanding.Read(text) is { Argument.Length: 0 };

    private static bool IsOrder(string text) => Understanding.Read(text) is { } intent && Conversations.Topics.Find(intent.Name) is { For.Count: > 0 };

    private static string Key(Finding found) => (found.Kind, found.OfSelf) switch
    {
        (EmergencyKind.Life, true) => "emergency.answer.Life.self",
        var (kind, _) => "emergency.answer." + kind,
    };

    private static string LineOf(Finding found) => found.Kind == EmergencyKind.Life ? "emergency.line.life" : "emergency.line";

    private static string Near(Scene scene, string language) => RegistrationLists.CommunityOf(scene.Tx) is { } community
        ? string.Join(Catalog.Say(language, "emergency.phone.separator"), DutyPhones.Near(scene.Tx, community).Select(each => Catalog.Say(
            language, "emergency.phone." + each.Kind, ("name", each.Name.Length == 0 ? "" : each.Name + " "), ("phone", each.Phone))))
        : "";

    private static Message TellSecretary(Scene scene, string argument)
    {
        var kind = Enum.TryParse<EmergencyKind>(argument, out var named) && Enum.IsDefined(named) ? named : scene.Session.Held?.Kind ?? EmergencyKind.General;
        var told = HelpRequestActs.TellOfEmergency(scene.Tx, kind, new AskedFrom(scene.Session.Channel, scene.Session.ChatId));
        return !told.IsHeard ? scene.Answer("emergency.told.nobody", ("number", told.Number)) : told.Place is { } place
            ? scene.Answer("emergency.told", ("place", place), ("number", told.Number))
            : scene.Answer("emergency.told.operator", ("number", told.Number));
    }
}
