using ChatGov.Rights;

namespace ChatGov.Data;

/// <summary>Who a transition may belong to: the actors of the state machines.</summary>
[Flags]
public enum Who
{
    None = 0,
    System = 1,
    Member = 2,
    Liaison = 4,
    GridWorker = 8,
    Secretary = 16,
    Street = 32,
    Banner = 64,
    Resident = 128,
    Organiser = 256,

    /// <summary>Who works on it, whatever their office.</summary>
    Handler = 512,
}

/// <summary>
/// Who acts: the program itself, or a person. What a person may do is not carried here: each use case asks the
/// database for the staff roles in force, so that a dismissal counts at once. Who comes in by a token acts in the one
/// role and the part of the tree that it was made for.
/// </summary>
public sealed record Actor(long? PersonId, long? InboxId = null, Grant? Grant = null)
{
    public static readonly Actor System = new(PersonId: null);

    public static Actor Person(long personId, long? inboxId = null) => new(personId, inboxId);

    public bool IsSystem => PersonId is null;

    /// <exception cref="InvalidOperationException">The program itself acts: the use case is for people only.</exception>
    public long RequiredPersonId => PersonId ?? throw new InvalidOperationException("this use case needs a person");
}

/// <summary>What a token lets its person do: this role, in this organisation and all under it.</summary>
public sealed record Grant(long TokenId, Role Role, long OrgId)
{
    /// <summary>Until then neither it nor an office of its person begins or ends by itself; the past where that is not known.</summary>
    public DateTimeOffset StandsUntil { get; init; }
}
