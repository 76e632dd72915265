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

/// <summary>A meeting of a joint committee.</summary>
public sealed record Meeting : IVersioned, ISealedRow<Meeting>, IMoved<MeetingState>
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

/// <summary>A meeting with its agenda; with the decisions it is its own minutes.</summary>
/// <param name="Agenda">The points, in their order.</param>
public sealed record MeetingView([property: Itself] Meeting Meeting, IReadOnlyList<AgendaItem> Agenda) : IVersioned
{
    long IVersioned.Version => Meeting.Version;
}
