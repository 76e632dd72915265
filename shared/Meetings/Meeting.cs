using ChatGov.Data;
using ChatGov.Machines;
using ChatGov.Paging;

namespace ChatGov.Meetings;

public enum MeetingState
{
    Draft,
    Published,
    Open,
    Held,
    Confirmed,
    Cancelled,
}

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

/// <summary>The life of a meeting (联合党委会议).</summary>
public static class MeetingMachine
{
    public static readonly Machine<MeetingState> Table = new(
        "meeting",
        [MeetingState.Confirmed, MeetingState.Cancelled],
        new(null, MeetingState.Draft, Who.Secretary),
        new(MeetingState.Draft, MeetingState.Published, Who.Secretary, "an item or more; the members are told", "the agenda is locked 3 d before"),
        new(MeetingState.Published, MeetingState.Open, Who.System, Limit: "at its time"),
        new(MeetingState.Open, MeetingState.Held, Who.System, "every item is decided"),
        new(MeetingState.Held, MeetingState.Confirmed, Who.Secretary, "the decisions go to all members"),
        new(MeetingState.Draft, MeetingState.Cancelled, Who.Secretary, Reason: true),
        new(MeetingState.Published, MeetingState.Cancelled, Who.Secretary, "the members are told", Reason: true),
        new(MeetingState.Open, MeetingState.Cancelled, Who.Secretary, "the members are told; what was decided stands", Reason: true));
}

/// <summary>A meeting of a joint committee.</summary>
public sealed record Meeting : IVersioned, ISealedRow<Meeting>
{
    internal static readonly SealedColumn SealedReason = SealedColumn.Of("meeting.reason_cipher");

    public long Id { get; init; }

    public long CommitteeId { get; init; }

    public string CommitteeName { get; init; } = "";

    public string Title { get; init; } = "";

    public string Place { get; init; } = "";

    public DateTimeOffset StartsAt { get; init; }

    public MeetingState State { get; init; }

    /// <summary>From then nothing is added to the agenda or taken off it.</summary>
    public DateTimeOffset? LockedAt { get; init; }

    public string? Reason { get; init; }

    internal byte[]? ReasonCipher { get; init; }

    public long Version { get; init; }

    Meeting ISealedRow<Meeting>.Opened(Vault vault) => this with { Reason = SealedReason.Open(vault, Id, ReasonCipher), ReasonCipher = null };
}

/// <summary>A point of an agenda, and what was decided.</summary>
public sealed record AgendaItem
{
    public long Id { get; init; }

    public long MeetingId { get; init; }

    public long Position { get; init; }

    public AgendaSource SourceKind { get; init; }

    /// <summary>Of the need, the commitment, or the item before.</summary>
    public long? SourceId { get; init; }

    public string Title { get; init; } = "";

    public AgendaOutcome? Outcome { get; init; }

    /// <summary>What was decided, in words.</summary>
    public string Decision { get; init; } = "";

    public long? OwnerId { get; init; }

    public string? OwnerName { get; init; }

    /// <summary>Until when it is done, or when it comes again.</summary>
    public DateTimeOffset? DueAt { get; init; }

    public DateTimeOffset? DecidedAt { get; init; }

    public DateTimeOffset? DoneAt { get; init; }
}

/// <summary>A meeting with its agenda; with the decisions it is its own minutes.</summary>
public sealed record MeetingView(Meeting Meeting, IReadOnlyList<AgendaItem> Agenda) : IVersioned
{
    long IVersioned.Version => Meeting.Version;
}

/// <param name="OwnerId">A member unit, or the community itself; asked of what is adopted.</param>
/// <param name="DueAt">Asked of what is adopted or put off.</param>
public sealed record Decision(AgendaOutcome Outcome, string Words, long? OwnerId, DateTimeOffset? DueAt);
