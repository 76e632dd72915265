namespace ChatGov.Data;

/// <summary>What sort of "no" it is; surfaces make of it what they have for it.</summary>
public enum RefusalKind
{
    /// <summary>As things stand it cannot be done.</summary>
    Standing,

    /// <summary>It is not there, or not for the actor to know of.</summary>
    NotFound,

    /// <summary>It is there, and not the actor's to do.</summary>
    Forbidden,

    /// <summary>What was said is understood, and not possible as it was said.</summary>
    Unclear,

    /// <summary>Too often: later it may.</summary>
    TooOften,

    /// <summary>What was sent is too large.</summary>
    TooLarge,
}

/// <summary>
/// An expected "no" of the program. Its name is stable: texts (<c>refusal.{name}</c>) and the API refer to it. Those of a feature stand
/// beside it; here are the engine's.
/// </summary>
public sealed class RefusalCode(string name)
{
    /// <summary>The thing is not there, or not within the actor's scope: the two read the same on purpose.</summary>
    public static readonly RefusalCode NotFound = new(nameof(NotFound)) { Kind = RefusalKind.NotFound };

    /// <summary>The state machine has no such transition from where the thing is now.</summary>
    public static readonly RefusalCode WrongState = new(nameof(WrongState));

    /// <summary>Somebody else changed the row first.</summary>
    public static readonly RefusalCode ChangedMeanwhile = new(nameof(ChangedMeanwhile));

    /// <summary>撤销: somebody did something with it since, or it was somebody else's act.</summary>
    public static readonly RefusalCode ActedOnSince = new(nameof(ActedOnSince));

    public static readonly RefusalCode UndoTooLate = new(nameof(UndoTooLate));

    public static readonly RefusalCode TooManyTries = new(nameof(TooManyTries)) { Kind = RefusalKind.TooOften };

    public static readonly RefusalCode ReasonMissing = new(nameof(ReasonMissing)) { Kind = RefusalKind.Unclear, Fields = ["reason"] };

    public static readonly RefusalCode DateNotAhead = new(nameof(DateNotAhead)) { Kind = RefusalKind.Unclear, Fields = ["until", "untilAt", "endsAt", "startsAt", "from", "dueAt"] };

    public static readonly RefusalCode PersonalDataInText = new(nameof(PersonalDataInText)) { Kind = RefusalKind.Unclear, Fields = ["title", "text", "reason", "words", "what", "note", "scope", "handover", "goal", "rhythm", "exitClause", "toChange", "place", "bring", "risk", "times", "door", "spot", "oldNumber"] };

    /// <summary>Where a phone may be wanted, an ID or card number is not.</summary>
    public static readonly RefusalCode IdInText = new(nameof(IdInText)) { Kind = RefusalKind.Unclear, Fields = ["words", "text", "reason", "contact"] };

    public static readonly RefusalCode NotAllowed = new(nameof(NotAllowed)) { Kind = RefusalKind.Forbidden };

    /// <summary>The engine's.</summary>
    public static readonly IReadOnlyList<RefusalCode> OfTheEngine = [NotFound, WrongState, ChangedMeanwhile, ActedOnSince, UndoTooLate, TooManyTries, ReasonMissing, DateNotAhead, PersonalDataInText, IdInText, NotAllowed];

    public RefusalKind Kind { get; init; }

    /// <summary>The fields it is about, by every name that one may have for it.</summary>
    public IReadOnlyList<string> Fields { get; init; } = [];

    public override string ToString() => name;
}
