using ChatGov.Machines;

namespace ChatGov.Meetings;

/// <summary>Where an item of an agenda comes from.</summary>
public enum AgendaSource
{
    /// <summary>Something a community lacks and nobody has promised yet.</summary>
    Need,

    /// <summary>A commitment of an agreement that is behind.</summary>
    Commitment,

    /// <summary>Put off, or adopted and not done, at a meeting before.</summary>
    OpenPoint,

    Other,
}

public enum AgendaOutcome
{
    /// <summary>Somebody does it, by a day.</summary>
    Adopted,

    /// <summary>It comes again on a day.</summary>
    Deferred,
    Dropped,
}

/// <summary>A point of an agenda, and what was decided.</summary>
public sealed record AgendaItem
{
    /// <summary>As SQL: somebody does it.</summary>
    internal static readonly string Adopted = States.Sql(AgendaOutcome.Adopted);

    /// <summary>As SQL: it may come again.</summary>
    internal static readonly string ComesAgain = States.Sql(AgendaOutcome.Adopted, AgendaOutcome.Deferred);

    public long Id { get; init; }

    /// <summary>The meeting on whose agenda it is.</summary>
    public long MeetingId { get; init; }

    public long Position { get; init; }

    /// <summary>What put it on the agenda; null where somebody did.</summary>
    public AgendaSource SourceKind { get; init; }

    /// <summary>Of the need, the commitment, or the item before.</summary>
    public long? SourceId { get; init; }

    public string Title { get; init; } = "";

    /// <summary>What was decided; null before.</summary>
    public AgendaOutcome? Outcome { get; init; }

    /// <summary>What was decided, in words.</summary>
    public string Decision { get; init; } = "";

    /// <summary>Who does it: a member unit or the community; null where nobody has to.</summary>
    public long? OwnerId { get; init; }

    /// <summary>The name of who does it.</summary>
    public string? OwnerName { get; init; }

    /// <summary>Until when it is done, or when it comes again.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>When it was decided; null before.</summary>
    public DateTimeOffset? DecidedAt { get; init; }

    public DateTimeOffset? DoneAt { get; init; }
}

/// <param name="OwnerId">A member unit, or the community itself; asked of what is adopted.</param>
/// <param name="DueAt">Asked of what is adopted or put off.</param>
public sealed record Decision(AgendaOutcome Outcome, string Words, long? OwnerId, DateTimeOffset? DueAt);
