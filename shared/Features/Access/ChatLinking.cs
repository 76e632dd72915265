using ChatGov.Data;
using ChatGov.People;

namespace ChatGov.Access;

/// <summary>Another messenger of the same person.</summary>
public sealed record LinkedChat
{
    public long Id { get; init; }

    public string Channel { get; init; } = "";

    public string ChatId { get; init; } = "";
}

/// <summary>Whose both chats are now, and the chat in which the code was asked for.</summary>
public sealed record LinkMade(long PersonId, string Name, string Language, LinkedChat AskedIn);

/// <summary>
/// 关联: a person with two messengers is one person. The code asked for in one and typed in the other proves that both are
/// theirs; it works once and for a few minutes. Wrong codes are counted for the account that tries them.
/// </summary>
public static class ChatLinking
{
    public static readonly TimeSpan CodeLife = TimeSpan.FromMinutes(10);
    private const int LocatorLength = 4;
    private const int ProofLength = 6;

    /// <summary>Makes a code for this chat; an earlier one ends. It is shown this once.</summary>
    public static Outcome<string> Issue(Tx tx, ChatOwner owner) => tx.UseCase<string>(() =>
    {
        if (ChatsOf.Find(tx, owner) is not { } identity || identity.PersonId != tx.Actor.RequiredPersonId)
        {
            return RefusalCode.NotFound;
        }

        Persons.Lock(tx, identity.PersonId);

        // With a digit in it, it is known for a code also where no space is before it.
        var secret = Codes.NewSecret(tx, CodeKind.LinkChat, WithDigit);
        Codes.Issue(tx, CodeKind.LinkChat, new CodeSubject { IdentityId = identity.Id }, secret, tx.Now + CodeLife);
        return $"{secret.Locator}-{secret.Proof}".ToUpperInvariant();
    });

    /// <summary>Whether words can be a code, in any case, with or without its dash.</summary>
    public static bool IsCode(string text) => Read(text) is not null;

    /// <summary>
    /// The account becomes the person's who asked for the code. Where it only said hello so far, what there is of it goes along; two
    /// people with records of their own are not made one.
    /// </summary>
    public static Outcome<LinkMade> Use(Tx tx, ChatOwner owner, string code) => tx.UseCase<LinkMade>(() =>
    {
        var subject = $"link {owner.Channel}/{owner.UserId}";
        if (WrongTries.AreUsedUp(tx, subject))
        {
            return RefusalCode.TooManyTries;
        }

        if (Codes.Find(tx, CodeKind.LinkChat, Read(code)) is not { IdentityId: { } askedIn } found
            || AskerOf(tx, owner, askedIn) is not { } person || !Codes.Use(tx, found.Id, by: null))
        {
            WrongTries.Count(tx, subject);
            return AccessRefusal.LinkCodeWrong;
        }

        var asked = new Asked(askedIn, person);
        return Unite(tx, owner, asked) is { } refused ? refused : Made(tx, asked);
    });

    /// <summary>The other messengers of the person who speaks.</summary>
    public static List<LinkedChat> Others(Tx tx, ChatOwner owner) => tx.All<LinkedChat>(
        """
        SELECT id, channel, chat_id FROM chat_identity
        WHERE person_id = @person AND NOT (channel = @Channel AND user_id = @UserId) ORDER BY id
        """,
        new { person = tx.Actor.RequiredPersonId, owner.Channel, owner.UserId });

    /// <summary>解除关联: the other account is nobody's again; what was begun or signed in from there ends, and nothing more goes there.</summary>
    public static Outcome<LinkedChat> Unlink(Tx tx, ChatOwner owner, long id) => tx.UseCase<LinkedChat>(() =>
    {
        if (Others(tx, owner).Find(each => each.Id == id) is not { } other)
        {
            return RefusalCode.NotFound;
        }

        ChatsOf.Remove(tx, other.Id);
        tx.Audit("person", tx.Actor.RequiredPersonId, "unlink_chat");
        return other;
    });

    /// <summary>Taken with whoever has the account now, before the code is, as who signs out takes them.</summary>
    private static long? AskerOf(Tx tx, ChatOwner owner, long askedIn)
    {
        if (tx.First<long?>("SELECT person_id FROM known_chat WHERE id = @askedIn", new { askedIn }) is not { } person)
        {
            return null;
        }

        Persons.LockBoth(tx, person, ChatsOf.FindAny(tx, owner)?.PersonId ?? person);
        return person;
    }

    private static RefusalCode? Unite(Tx tx, ChatOwner owner, Asked asked)
    {
        var own = ChatsOf.FindAny(tx, owner);
        if (own is { IsSuspended: false } && own.PersonId == asked.PersonId)
        {
            return AccessRefusal.LinkedAlready;
        }

        if (Proving.Become(tx, owner, asked.PersonId) is null)
        {
            return null;
        }

        // Whoever gives a code to a known person would become them: it has to come from where they are known.
        return Newcomers.IsOne(tx, asked.PersonId) ? AccessRefusal.LinkOtherWay : AccessRefusal.LinkOfTwoPeople;
    }

    private static LinkMade Made(Tx tx, Asked asked)
    {
        var made = tx.First<Person>(
            """
            SELECT p.id, p.name, p.language, i.channel, i.chat_id FROM chat_identity i JOIN person p ON p.id = i.person_id
            WHERE i.id = @IdentityId
            """,
            asked)!;
        return new LinkMade(made.Id, made.Name, made.Language, new LinkedChat { Id = asked.IdentityId, Channel = made.Channel, ChatId = made.ChatId });
    }

    private static Secret? Read(string text)
    {
        var plain = string.Concat(text.Where(each => each is not (' ' or '-' or '－' or '—'))).ToLowerInvariant();
        return Secret.Read(plain, ProofLength, LocatorLength);
    }

    private static Secret WithDigit()
    {
        var secret = Secret.New(ProofLength, LocatorLength);
        return secret.Reveal().Any(char.IsAsciiDigit) ? secret : WithDigit();
    }

    private sealed record Asked(long IdentityId, long PersonId);

    private sealed record Person
    {
        public long Id { get; init; }

        public string Name { get; init; } = "";

        public string Language { get; init; } = "";

        public string Channel { get; init; } = "";

        public string ChatId { get; init; } = "";
    }
}
