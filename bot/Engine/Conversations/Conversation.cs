using System.Collections.Frozen;
using System.Globalization;
using ChatGov.Data;
using ChatGov.Emergencies;
using ChatGov.Forms;
using ChatGov.Inbox;
using ChatGov.Media;
using ChatGov.Messengers;
using ChatGov.Outbox;
using ChatGov.People;
using ChatGov.Photos;
using ChatGov.Rights;
using ChatGov.Sentences;
using ChatGov.Texts;

namespace ChatGov.Conversations;

/// <summary>
/// Handles one message in one transaction: marks it handled, finds where the chat stands, runs what is asked, saves
/// where the chat stands now, and writes the answer. What only shows something is made up beside the one who writes
/// (<see cref="Show"/>), and kept in a short transaction (<see cref="Keep"/>).
/// </summary>
public static class Conversation
{
    public const string AnswerIntent = "answer";

    // No messenger sends more in one message; a line in a terminal has no end of its own.
    private const int LongestText = 4_096;

    // What is longer tells a story, and is for a human.
    private const int LongestGuessed = 200;

    /// <param name="attachment">What the message brought, where <see cref="WantsPicture"/> or <see cref="WantsVoice"/> said so.</param>
    /// <returns>False when it is not its turn.</returns>
    public static bool Handle(Tx tx, Waiting message, Attachment? attachment = null)
    {
        var turn = InboxStore.TakeTurn(tx, message);
        if (turn == Turn.Now)
        {
            Hear(tx, message, attachment);
        }

        return turn != Turn.Later;
    }

    private static void Hear(Tx tx, Waiting message, Attachment? attachment)
    {
        var incoming = message.Incoming;
        if (incoming.Kind is IncomingKind.Left or IncomingKind.Given)
        {
            // Nobody spoke: whoever is not known here gets no session for it.
            Reachability.Departed(tx.As(new Actor(PersonId: null, message.Id)), message.Channel, incoming);
            return;
        }

        if (!incoming.IsPrivate)
        {
            AnswerInGroup(tx.As(new Actor(PersonId: null, message.Id)), message);
            return;
        }

        var session = SessionStore.Load(tx, message.Channel, incoming);
        tx.As(new Actor(session.PersonId, message.Id));
        Reachability.Update(tx, session, incoming);
        if (incoming.Kind is IncomingKind.Blocked or IncomingKind.Unblocked)
        {
            return;
        }

        var heard = attachment as Attachment.Heard;
        Settle(tx, AnswerOf(new Scene(tx, session, heard is null ? incoming : incoming with { Kind = IncomingKind.Text, Text = heard.Text }, attachment)));
    }

    /// <summary>
    /// The answer to words that only ask to see something, made up without writing anything. Words come first: what a press or a
    /// number means is asked for where it is handled.
    /// </summary>
    /// <returns>Null for everything else: that is <see cref="Handle"/>'s.</returns>
    public static Answered? Show(Tx tx, Waiting message)
    {
        var incoming = message.Incoming;
        if (Shown(incoming) is not { } topic
            || SessionStore.Peek(tx, message.Channel, incoming) is not { Flow: null, IsSuspended: false } session || Notice.IsOpen(session) || Numbers.Pick(session, incoming.Text) is not null)
        {
            return null;
        }

        var scene = new Scene(tx.As(new Actor(session.PersonId, message.Id)), session, incoming);
        return topic.WithoutConsent || scene.HasConsent ? AnswerOf(scene) : null;
    }

    /// <summary>Whether the words ask for something that only shows, wherever the chat stands.</summary>
    public static bool MayShow(Incoming incoming) => Shown(incoming) is not null;

    private static Topic? Shown(Incoming incoming) =>
        incoming is { Kind: IncomingKind.Text, IsPrivate: true } && Understanding.Read(incoming.Text) is { } intent && Topics.Find(intent.Name) is { OnlyShows: true } topic ? topic : null;

    /// <summary>Keeps what <see cref="Show"/> made up.</summary>
    /// <returns>False when it is not its turn.</returns>
    /// <exception cref="SessionConflict">The chat stands elsewhere by now: it has to be handled anew.</exception>
    public static bool Keep(Tx tx, Waiting message, Answered answered)
    {
        var turn = InboxStore.TakeTurn(tx, message);
        if (turn == Turn.Now)
        {
            tx.As(new Actor(answered.Left.PersonId, message.Id));
            Reachability.Update(tx, answered.Left, message.Incoming);
            Settle(tx, answered);
        }

        return turn != Turn.Later;
    }

    private static Answered AnswerOf(Scene scene)
    {
        var before = scene.Session;
        var answer = Respond(scene);
        var left = scene.Session with { Menu = MenuAfter(before.Flow, scene.Session, answer), Misses = scene.Missed ? before.Misses + 1 : 0 };
        return new Answered(left, answer with { Thread = scene.Incoming.Thread });
    }

    private static void Settle(Tx tx, Answered answered)
    {
        var left = answered.Left;
        SessionStore.Save(tx, left);
        tx.Reply(
            left.IsOver ? new ChatAddress(left.Channel, left.ChatId) : new ChatAddress(left.Channel, left.ChatId, left.Id, left.Flow?.Flow, left.Flow?.Mark),
            left.PersonId,
            answered.Message);
        Notice.TellOfChange(tx, left);
    }

    /// <summary>The open question takes a photo, or one may follow what was asked for a moment ago.</summary>
    public static bool WantsPicture(Tx tx, Waiting message) =>
        SessionStore.Peek(tx, message.Channel, message.Incoming) is { ConsentVersion: >= Consents.CurrentVersion } session
        && PlaceOf(tx, session) == PhotoPlace.Free
        && CallFirst.Weigh(message.Incoming.Text, Organisations.Staff.RolesOf(tx, session.PersonId), session.Flow is not null).Urgency != Urgency.Now;

    /// <summary>Whoever did not agree to the notice is not listened to.</summary>
    public static bool WantsVoice(Tx tx, Waiting message) => Consents.HasGiven(tx, message.Channel, message.Incoming.UserId);

    /// <summary>The words were not understood, and a served model may say what they are taken for. Whoever calls for help waits for none.</summary>
    public static bool WantsGuess(Tx tx, Waiting message) =>
        SessionStore.Peek(tx, message.Channel, message.Incoming) is { Flow: null, IsSuspended: false, ConsentVersion: >= Consents.CurrentVersion } session && !Notice.IsOpen(session)
        && message.Incoming.Text is var text && text.Letters() is > 1 and <= LongestGuessed && Numbers.Pick(session, text) is null
        && Understanding.Read(text) is null && Understanding.ReadLoosely(text) is null && !Likely.IsGrave(text)
        && CallFirst.Weigh(text, Organisations.Staff.RolesOf(tx, session.PersonId), isAnswering: false).Urgency == Urgency.None
        && Plainly.Understand(new Scene(tx.As(new Actor(session.PersonId, message.Id)), session, message.Incoming), text).Confidence < Confidence.Sure;

    /// <summary>Says once that the message came and takes a moment.</summary>
    public static void SayBusy(Tx tx, Waiting message)
    {
        var session = SessionStore.Peek(tx, message.Channel, message.Incoming);
        tx.Reply(
            new ChatAddress(message.Channel, message.Incoming.ChatId),
            session?.PersonId,
            new Message(Catalog.Say(session?.Language ?? Language.For(message.Incoming.LanguageCode), "media.busy")) { Thread = message.Incoming.Thread },
            string.Create(CultureInfo.InvariantCulture, $"busy {message.Id}"));
    }

    // Nothing personal is said where others read, and nothing is kept of who speaks there; but help is needed there as well.
    private static void AnswerInGroup(Tx tx, Waiting message)
    {
        var found = CallFirst.Weigh(message.Incoming.Text, FrozenSet<Role>.Empty, isAnswering: false);
        if (message.Incoming.Kind == IncomingKind.Edited && found.Urgency != Urgency.Now)
        {
            return;
        }

        tx.Reply(
            new ChatAddress(message.Channel, message.Incoming.ChatId),
            personId: null,
            new Message(CallFirst.InGroup(SessionStore.LanguageOf(tx, message.Channel, message.Incoming), found)) { Thread = message.Incoming.Thread });
    }

    private static Message Respond(Scene scene)
    {
        EndWithoutAgreement(scene);
        var text = scene.Incoming.Text;
        var found = CallFirst.Weigh(scene);
        if (found.Urgency == Urgency.Now)
        {
            return CallFirst.Answer(scene, found);
        }

        if (IsTooLong(text))
        {
            return Asked(scene, scene.Say("everyone.too_long", ("limit", LongestText)));
        }

        var clean = Redaction.Clean(text, keepPhones: scene.Session.Flow is not null || NamesWhomToCall(scene, text));
        var answer = scene.Session.IsSuspended && scene.Incoming.Kind != IncomingKind.Edited ? Returning.Respond(scene, clean.Text) : RespondTo(scene, clean.Text);
        answer = scene.Attachment is Attachment.Heard ? answer with { Text = scene.Say("voice.heard", ("text", clean.Text)) + "\n\n" + answer.Text } : answer;
        answer = clean.RemovedId ? answer with { Text = scene.Say("everyone.id_not_needed") + "\n\n" + answer.Text } : answer;
        return found.Urgency == Urgency.Maybe ? CallFirst.Beside(scene, answer, found) : answer;
    }

    /// <summary>The words that were answered by a number to call were no emergency, says whoever wrote them: they are taken as they were meant.</summary>
    public static Message TakeAsMeant(Scene scene)
    {
        if (scene.Session.Held is not { } held || !held.IsStillAsked(scene.Session.Flow))
        {
            return Asked(scene, scene.Say("emergency.nothing_held"));
        }

        scene.Session = scene.Session with { Held = null };
        return RespondToText(scene, held.Words);
    }

    /// <summary>The agreement was taken back in another messenger: what was begun here ends with it.</summary>
    private static void EndWithoutAgreement(Scene scene)
    {
        var session = scene.Session;
        if (session is { Flow: { } state, ConsentVersion: null } && Flows.Find(state.Flow) is { WithoutConsent: false })
        {
            scene.Session = session with { Flow = null, Menu = [] };
        }
    }

    private static bool NamesWhomToCall(Scene scene, string text) =>
        Redaction.HasPhone(text) && TopicOf(scene, text) is { KeepsPhones: true } topic && topic.IsFor(scene);

    /// <summary>By its command, or by what is surely meant.</summary>
    private static Topic? TopicOf(Scene scene, string text) => Understanding.Read(text) is { } intent ? Topics.Find(intent.Name)
        : Plainly.Understand(scene, text) is { Wish: { } wish, Confidence: >= Confidence.Sure } ? Topics.Find(wish.Topic)
        : null;

    private static bool IsTooLong(string text) => text.Length > LongestText && text.Letters() > LongestText;

    /// <summary>What a message wants, by its button, its number or its words; null for what has no name.</summary>
    internal static Intent? IntentOf(Scene scene, string text)
    {
        if (scene.Incoming.Kind == IncomingKind.Button)
        {
            var choices = Prompts.Find(scene.Tx, scene.Incoming.Token, scene.Session)?.Choices ?? [];
            var index = scene.Incoming.ChoiceIndex;
            return index >= 0 && index < choices.Count ? Intent.Of(choices[index].Action) : null;
        }

        return Numbers.Pick(scene.Session, text) is { } picked ? Intent.Of(picked.Action) : Understanding.Read(text);
    }

    internal static Message RespondTo(Scene scene, string text) => scene.Incoming.Kind switch
    {
        IncomingKind.Button => RespondToButton(scene),
        IncomingKind.Contact => RespondToContact(scene),
        IncomingKind.Picture => RespondToPicture(scene, text),
        IncomingKind.Voice => Unread(scene, scene.Say(scene.Attachment is Attachment.Missing missing ? "voice.fault." + missing.Fault : "voice.please_type")),
        IncomingKind.Entered => Run(scene, "greet", ""),
        IncomingKind.Edited => Asked(scene, scene.Say("everyone.edited")),
        IncomingKind.Other when text.Trim().Length > 0 => OnlyItsWords(scene, text),
        IncomingKind.Other => Unread(scene, scene.Say("everyone.only_text")),
        _ => RespondToText(scene, text),
    };

    /// <summary>Nobody here knows what was said: it may have been a call for help.</summary>
    private static Message Unread(Scene scene, string why) => CallFirst.AfterNotUnderstood(scene, Asked(scene, why));

    /// <summary>A film or a file is not looked at; what was said under it counts like any words.</summary>
    private static Message OnlyItsWords(Scene scene, string words)
    {
        var answer = RespondToText(scene, words);
        return answer with { Text = scene.Say("everyone.only_words") + "\n\n" + answer.Text };
    }

    private static Message RespondToText(Scene scene, string text)
    {
        if (Numbers.Pick(scene.Session, text) is { } picked)
        {
            return Run(scene, picked.Action, picked.Label);
        }

        if (scene.Session.Flow is null && !Notice.IsOpen(scene.Session) && Numbers.OwnNumber(Understanding.Normalise(text)) is not null
            && First(ChatFeatures.OwnWords, each => each.Guess(scene, text)) is { } numbered)
        {
            return numbered;
        }

        if (Notice.IsOpen(scene.Session) && Notice.Read(text) is { } agrees)
        {
            return Notice.Answer(scene, agrees);
        }

        var intent = Understanding.Read(text);
        if (scene.Session.Flow is not null && !BreaksIn(intent))
        {
            var asked = OpenFlow(scene.Session) is not { } flow ? null
                : CommandOrAnswer.Ask(scene, flow, intent, text) ?? (intent is null ? CommandOrAnswer.AskOfSentence(scene, flow, text) : null);
            return asked ?? Continue(scene, new Answer(text));
        }

        intent ??= Understanding.ReadLoosely(text);
        return intent is null
            ? Speaking.WithTheirs(scene, text, InOwnWords(scene, text))
            : Run(scene, intent with { Argument = Numbers.PointedTo(scene.Session, Topics.Find(intent.Name), intent.Argument) });
    }

    private static Message InOwnWords(Scene scene, string text)
    {
        if (!Notice.IsOpen(scene.Session) && Assent.Read(text) is not null)
        {
            return NothingAsked(scene);
        }

        if (Numbers.ByPiece(scene.Session, text) is { } meant)
        {
            return Run(scene, meant.Action, meant.Label);
        }

        if (!Notice.IsOpen(scene.Session) && Likely.Grave(scene, text) is { } grave)
        {
            return CallFirst.AfterNotUnderstood(scene, grave);
        }

        var understood = Plainly.WithGuess(scene, Plainly.Understand(scene, text));
        return ByFeature(scene, understood, text) ?? Plainly.Do(scene, understood, text) ?? Plainly.DoInSight(scene, understood, text)
            ?? First(ChatFeatures.OwnWords, each => each.Guess(scene, text))
            ?? (!Notice.IsOpen(scene.Session) && Likely.Offer(scene, understood, text) is { } offered ? CallFirst.AfterNotUnderstood(scene, offered) : null)
            ?? Unclear(scene);
    }

    /// <summary>What a feature reads better itself: a list in sight is narrowed, a roster takes several sentences.</summary>
    private static Message? ByFeature(Scene scene, Understood understood, string text) =>
        ChatFeatures.OwnWords.FirstOrDefault(each => each.Topic.Name == understood.Wish?.Topic) is { } own
            ? own.Guess(scene, text)
            : First(ChatFeatures.OwnWords, each => each.InSight(scene, text));

    private static Message? First(IEnumerable<OwnWords> all, Func<OwnWords, Message?> read) => all.Select(read).FirstOrDefault(message => message is not null);

    private static bool BreaksIn(Intent? intent) =>
        intent is not null && Topics.Find(intent.Name) is { Anywhere: true } topic && (intent.Argument.Length == 0 || topic.AnywhereWith(intent.Argument));

    private enum PhotoPlace
    {
        None,
        Free,
        Full,
    }

    /// <summary>The open question counts; only where there is none, what was asked for a moment ago.</summary>
    private static PhotoPlace PlaceOf(Tx tx, Session session)
    {
        var before = session.Flow is { } state
            ? OpenFlow(session) is { } flow && flow.TakesPhotos(state) ? FlowPhotos.Of(state).Count : (int?)null
            : session.PhotoFor is { } target ? Album.Count(tx, target.Of) : null;
        return before is not { } count ? PhotoPlace.None
            : count >= Album.Most || Album.IsFullToday(tx, session.PersonId) ? PhotoPlace.Full
            : PhotoPlace.Free;
    }

    private static Flow? OpenFlow(Session session) =>
        session.Flow is { } state && Flows.Find(state.Flow) is { } flow && flow.Knows(state) ? flow : null;

    private static Message RespondToPicture(Scene scene, string words)
    {
        var place = PlaceOf(scene.Tx, scene.Session);
        return place == PhotoPlace.Free && scene.Attachment is Attachment.Photo photo
            ? TakePhoto(scene, photo.Picture, words)
            : WithoutPhoto(scene, words, place);
    }

    /// <summary>The photo is not taken; what was said under it counts all the same.</summary>
    private static Message WithoutPhoto(Scene scene, string words, PhotoPlace place)
    {
        var hasWords = words.Trim().Length > 0;
        var why = (scene.Attachment, place) switch
        {
            (Attachment.Missing missing, _) => scene.Say("photo.fault." + missing.Fault),
            (_, PhotoPlace.Full) => scene.Say(new Refusal(PhotoRefusal.EnoughPhotos, ("most", Album.Most))),
            (_, PhotoPlace.Free) when !scene.HasNewestConsent => scene.Say("photo.consent"),
            _ => scene.Say(hasWords ? "photo.only_words" : "photo.unasked"),
        };
        if (!hasWords)
        {
            return Unread(scene, why);
        }

        var answer = RespondToText(scene, words);
        return answer with { Text = why + "\n\n" + answer.Text };
    }

    private static Message TakePhoto(Scene scene, Picture picture, string words)
    {
        if (scene.Session.Flow is not null)
        {
            // 转人工 under a photo is said to us, and is no part of the answer.
            return BreaksIn(Understanding.Read(words)) ? RespondToText(scene, words) : Continue(scene, new Answer(words) { Photo = Album.Keep(scene.Tx, picture) });
        }

        var of = scene.Session.PhotoFor!.Of;
        return Album.Add(scene.Tx, of, new AskedFrom(scene.Session.Channel, scene.Session.ChatId), picture).Match(
            count => scene.Answer("photo.added." + of.Subject, ("count", count), ("number", of.Id)),
            scene.Answer);
    }

    private static Message RespondToContact(Scene scene)
    {
        if (!scene.Incoming.PhoneIsOwn)
        {
            return Asked(scene, scene.Say("everyone.contact_not_own"));
        }

        return scene.Session.Flow is null
            ? scene.Answer("everyone.contact_unasked")
            : Continue(scene, new Answer("", OwnPhone: scene.Incoming.Phone));
    }

    private static Message RespondToButton(Scene scene)
    {
        var prompt = Prompts.Find(scene.Tx, scene.Incoming.Token, scene.Session);
        if (prompt is null || scene.Incoming.ChoiceIndex < 0 || scene.Incoming.ChoiceIndex >= prompt.Choices.Count)
        {
            return Asked(scene, scene.Say("everyone.button_stale"));
        }

        var choice = Several(prompt.Choices, scene.Incoming.ChoiceIndexes) ?? prompt.Choices[scene.Incoming.ChoiceIndex];
        var isOfAnotherStep = Intent.Of(choice.Action).Name == AnswerIntent
            && (prompt.Flow != scene.Session.Flow?.Flow || prompt.Step != scene.Session.Flow?.Mark);
        return isOfAnotherStep
            ? Asked(scene, scene.Say("everyone.step_answered"))
            : Run(scene, choice.Action, choice.Label);
    }

    /// <summary>What was chosen together answers the question together: <c>answer:A,B</c>.</summary>
    private static Choice? Several(IReadOnlyList<Choice> shown, IReadOnlyList<int> places)
    {
        var chosen = places.Where(place => place < shown.Count).Select(place => shown[place]).ToList();
        return chosen.Count > 1 && chosen.TrueForAll(choice => Intent.Of(choice.Action).Name == AnswerIntent)
            ? new Choice(
                string.Join('、', chosen.Select(choice => choice.Label)),
                $"{AnswerIntent}:{string.Join(',', chosen.Select(choice => Intent.Of(choice.Action).Argument))}")
            : null;
    }

    private static Message Run(Scene scene, string action, string label)
    {
        var intent = Intent.Of(action);
        return intent.Name == AnswerIntent
            ? Continue(scene, new Answer(label, Chosen: intent.Argument))
            : Run(scene, intent);
    }

    private static Message Run(Scene scene, Intent intent)
    {
        var topic = Topics.Find(intent.Name);
        if (topic is null || !topic.IsFor(scene))
        {
            return topic is not null && scene.HeldOffice ? Asked(scene, scene.Say("everyone.office_over")) : Unclear(scene);
        }

        if (!topic.WithoutConsent && !scene.HasConsent)
        {
            return Notice.Show(scene, wanted: $"{topic.Intent}:{intent.Argument}");
        }

        var before = scene.Session.Flow;
        var answer = Undoing.Watch(scene, topic.Undo, () => topic.Answer(scene, intent.Argument));
        var flowGoesOn = before is not null && scene.Session.Flow == before && !topic.AsksAgain;
        return flowGoesOn ? Asked(scene, answer.Text) with { File = answer.File } : answer;
    }

    /// <summary>Runs an action that waited for something else, such as consent.</summary>
    public static Message Resume(Scene scene, string action) => Run(scene, action, label: "");

    internal static Message Continue(Scene scene, Answer answer)
    {
        var state = scene.Session.Flow;
        var flow = state is null ? null : Flows.Find(state.Flow);
        if (state is null || flow is null || !flow.Knows(state))
        {
            scene.Session = scene.Session with { Flow = null };
            return scene.Answer("everyone.begin_again");
        }

        if (!flow.WithoutConsent && !scene.HasConsent)
        {
            return Notice.Show(scene, wanted: null);
        }

        if (flow.OnlyFor.Count > 0 && !flow.OnlyFor.Any(scene.Roles.Contains))
        {
            scene.Session = scene.Session with { Flow = null };
            return scene.Answer("everyone.office_over");
        }

        return flow.Hear(scene, state, answer with { At = scene.Tx.Now });
    }

    /// <summary>Says something and asks the open question again, so that nobody has to guess where they are.</summary>
    internal static Message Asked(Scene scene, string text)
    {
        if (scene.Session.Flow is not { } state || Flows.Find(state.Flow) is not { } flow || !flow.Knows(state))
        {
            return new Message(text);
        }

        var question = flow.Ask(scene, state);
        return question with { Text = text + "\n\n" + question.Text };
    }

    /// <summary>好的, 不了: a yes or a no to nothing.</summary>
    private static Message NothingAsked(Scene scene) => Numbers.AreInUse(scene.Session) ? Menus.Beside(scene, scene.Say("everyone.nothing_asked_beside")) : Menus.Offer(scene, scene.Say("everyone.nothing_asked"));

    private static Message Unclear(Scene scene) => CallFirst.AfterNotUnderstood(scene, scene.Session.Flow is not null ? Asked(scene, scene.Say("everyone.unclear"))
        : Notice.IsOpen(scene.Session) ? Notice.AskAgain(scene)
        : Numbers.AreInUse(scene.Session) ? Menus.Beside(scene, scene.Say("everyone.unclear_beside"))
        : Menus.Offer(scene, scene.Say("everyone.unclear")));

    private static IReadOnlyList<Choice> MenuAfter(FlowState? before, Session session, Message answer)
    {
        // The question stays open although something else was said, such as where to call in an emergency.
        if (session.Flow is not null && session.Flow == before && (answer.Choices.Count == 0 || !answer.Numbered))
        {
            return session.Menu;
        }

        if (session.Flow is not null || (answer.Choices.Count > 0 && answer.Numbered))
        {
            return answer.Choices;
        }

        return [.. session.Menu.Where(choice => Intent.Of(choice.Action).Name != AnswerIntent)];
    }
}
