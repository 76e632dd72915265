using ChatGov.Data;
using ChatGov.Media;
using ChatGov.Messengers;
using ChatGov.Outbox;
using ChatGov.People;
using ChatGov.Rights;
using ChatGov.Texts;

namespace ChatGov.Conversations;

/// <summary>What a topic or a flow has at hand while it answers one message: the transaction, the chat, the speaker.</summary>
public sealed class Scene(Tx tx, Session session, Incoming incoming, Attachment? attachment = null)
{
    private HashSet<Role>? _roles;

    public Tx Tx { get; } = tx;

    /// <summary>Where the chat stands. What is set here is saved with the answer.</summary>
    public Session Session { get; set; } = session;

    public Incoming Incoming { get; } = incoming;

    /// <summary>What the message brought besides words; null for nothing, and for what was not wanted.</summary>
    public Attachment? Attachment { get; } = attachment;

    /// <summary>The message was not understood.</summary>
    public bool Missed { get; set; }

    /// <summary>What was just done was done to this: 撤销 needs to know.</summary>
    public long? DoneTo { get; set; }

    /// <summary>How much had been done when it was last said how that is taken back.</summary>
    public int Remembered { get; set; }

    public string Language => Session.Language;

    /// <summary>The account that speaks, as the messenger vouches for it.</summary>
    public ChatOwner Account => new(Session.Channel, Session.UserId, Session.ChatId);

    /// <summary>They agreed to a notice that is enough to go on with.</summary>
    public bool HasConsent => Session.PersonId is not null && Session.ConsentVersion >= Consents.LowestVersion;

    /// <summary>They agreed to the notice as it reads now, which names photos and voice.</summary>
    public bool HasNewestConsent => Session.PersonId is not null && Session.ConsentVersion >= Consents.CurrentVersion;

    /// <exception cref="InvalidOperationException">Nobody is known in this chat: the topic lacks its consent mark.</exception>
    public long PersonId => Session.PersonId ?? throw new InvalidOperationException("nobody is known in this chat");

    /// <summary>The staff roles in force, for choosing what to offer. What is allowed is decided by the use cases.</summary>
    public IReadOnlySet<Role> Roles => _roles ??= Organisations.Staff.RolesOf(Tx, Session.PersonId);

    /// <summary>They held an office that is over: its words and buttons are not unknown to them, only theirs no more.</summary>
    public bool HeldOffice => Session.PersonId is { } personId && Tx.Exists(
        "SELECT COUNT(*) FROM staff_role WHERE person_id = @personId AND until_at IS NOT NULL AND until_at <= @Now", new { personId, Tx.Now });

    /// <summary>The message whose button was pressed: a list that turns its page takes its place.</summary>
    public string? PressedMessage => Incoming.Kind == IncomingKind.Button ? Incoming.MessageRef : null;

    public string Say(string key, params ReadOnlySpan<(string Name, object Value)> args) =>
        Catalog.Say(Language, key, args);

    public string Say(Refusal refusal) => Catalog.Say(Language, refusal);

    public Message Answer(string key, params ReadOnlySpan<(string Name, object Value)> args) => new(Say(key, args));

    public Message Answer(Refusal refusal) => new(Say(refusal));

    /// <summary>A choice whose label is a text of the catalog.</summary>
    public Choice Choice(string labelKey, string action, params ReadOnlySpan<(string Name, object Value)> args) =>
        new(Say(labelKey, args), action);

    /// <summary>Opens a flow and asks its first question.</summary>
    public Message Begin(FlowState state)
    {
        Session = Session with { Flow = state.OpenedBy(Tx.Actor.InboxId) };
        return Flows.Find(state.Flow)!.Ask(this, state);
    }

    /// <summary>
    /// Whoever speaks turns out to be this person. What was half said here was said by nobody known, or by the newcomer they were.
    /// </summary>
    public void Become(long personId)
    {
        var person = Tx.First<Known>("SELECT name, language FROM person WHERE id = @personId", new { personId })!;
        SpeaksAs(personId, person.Name, Consents.VersionOf(Tx, personId));
        Session = Session with { Language = person.Language };
    }

    /// <summary>Whoever speaks is known no more, and nothing that was half said before them is theirs.</summary>
    public void BecomeNobody()
    {
        SpeaksAs(personId: null, "", consent: null);
        Session = Session with { PhotoFor = null, Held = null, Undo = null };
    }

    private void SpeaksAs(long? personId, string name, long? consent)
    {
        Tx.As(new Actor(personId, Tx.Actor.InboxId));
        _roles = null;
        Session = Session with
        {
            PersonId = personId,
            PersonName = name,
            ConsentVersion = consent,
            IsSuspended = false,
            Flow = null,
            Menu = [],
            List = null,
            Wanted = null,
        };
    }

    private sealed record Known
    {
        public string Name { get; init; } = "";

        public string Language { get; init; } = "";
    }
}
