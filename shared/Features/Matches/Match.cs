using ChatGov.Data;
using ChatGov.Machines;
using ChatGov.Paging;

namespace ChatGov.Matches;

public enum MatchState
{
    Proposed,
    Accepted,
    Scheduled,
    Delivered,
    Closed,
    Declined,
    Lapsed,
    Cancelled,
}

/// <summary>Who said it first: the unit that offers or the community that needs.</summary>
public enum MatchSide
{
    Unit,
    Community,
}

/// <summary>An offer and a need that came together (项目清单).</summary>
public sealed record ListMatch : IVersioned, ISealedRow<ListMatch>, IMoved<MatchState>
{
    internal static readonly SealedColumn SealedReason = SealedColumn.Of("list_match.reason_cipher");

    public long Id { get; init; }

    public long OfferId { get; init; }

    public long NeedId { get; init; }

    public long UnitId { get; init; }

    public string UnitName { get; init; } = "";

    public long OrgId { get; init; }

    public string OrgName { get; init; } = "";

    public string OfferTitle { get; init; } = "";

    public string NeedTitle { get; init; } = "";

    public long Quantity { get; init; }

    public string Measure { get; init; } = "";

    /// <summary>Which side proposed it.</summary>
    public MatchSide ProposedBy { get; init; }

    public MatchState State { get; init; }

    public long? TaskId { get; init; }

    /// <summary>When the unit said that it was handed over.</summary>
    public DateTimeOffset? HandedOverAt { get; init; }

    /// <summary>When the community said that it was received.</summary>
    public DateTimeOffset? ReceivedAt { get; init; }

    public DateTimeOffset? DueAt { get; init; }

    public string? Reason { get; init; }

    internal byte[]? ReasonCipher { get; init; }

    public long Version { get; init; }

    ListMatch ISealedRow<ListMatch>.Opened(Vault vault) => this with { Reason = SealedReason.Open(vault, Id, ReasonCipher), ReasonCipher = null };
}
