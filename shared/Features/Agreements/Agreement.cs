using ChatGov.Data;
using ChatGov.Deadlines;
using ChatGov.Machines;
using ChatGov.Organisations;
using ChatGov.Paging;
using ChatGov.Texts;

namespace ChatGov.Agreements;

public enum AgreementState
{
    Draft,
    Proposed,
    Active,
    UnderReview,
    Renewed,
    Expired,
    Terminated,
}

/// <summary>A co-building agreement, one of its terms.</summary>
public sealed record Agreement : IVersioned, ISealedRow<Agreement>, IMoved<AgreementState>
{
    internal static readonly SealedColumn SealedReason = SealedColumn.Of("agreement.reason_cipher");

    public long Id { get; init; }

    /// <summary>The same for every term.</summary>
    public string Number { get; init; } = "";

    /// <summary>Which of its terms this is, from 1.</summary>
    public long Term { get; init; }

    public string Title { get; init; } = "";

    public string Goal { get; init; } = "";

    /// <summary>How often the parties meet, in words.</summary>
    public string Rhythm { get; init; } = "";

    public string ExitClause { get; init; } = "";

    public DateTimeOffset StartsAt { get; init; }

    public DateTimeOffset EndsAt { get; init; }

    public AgreementState State { get; init; }

    /// <summary>Why it went back, or ended early.</summary>
    public string? Reason { get; init; }

    internal byte[]? ReasonCipher { get; init; }

    /// <summary>When the parties' yes, or their review, is due.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>A party gave notice: the agreement ends 30 days later.</summary>
    public DateTimeOffset? NoticeAt { get; init; }

    /// <summary>The term before; null for the first.</summary>
    public long? PreviousId { get; init; }

    public long Version { get; init; }

    /// <summary>共建2026-0007, from the second term on with -2.</summary>
    public string Name => Term == 1 ? Number : $"{Number}-{Term}";

    Agreement ISealedRow<Agreement>.Opened(Vault vault) => this with { Reason = SealedReason.Open(vault, Id, ReasonCipher), ReasonCipher = null };
}

/// <summary>A party and whether it said yes.</summary>
public sealed record AgreementParty : ISealedRow<AgreementParty>
{
    internal static readonly SealedColumn SealedToChange = SealedColumn.Of("agreement_party.to_change_cipher");

    public long Id { get; init; }

    public long OrgId { get; init; }

    public string OrgName { get; init; } = "";

    public OrgKind Kind { get; init; }

    public DateTimeOffset? ConfirmedAt { get; init; }

    /// <summary>When the party answered the review; null before.</summary>
    public DateTimeOffset? ReviewedAt { get; init; }

    /// <summary>Whether the promises were kept, as the party says; null before.</summary>
    public bool? KeptPromises { get; init; }

    /// <summary>What should change, as the party says; empty for nothing.</summary>
    public string? ToChange { get; init; }

    internal byte[]? ToChangeCipher { get; init; }

    /// <summary>Whether to go on, as the party says; null before.</summary>
    public bool? Renew { get; init; }

    /// <summary>The names of those to speak with.</summary>
    public IReadOnlyList<string> Contacts { get; init; } = [];

    AgreementParty ISealedRow<AgreementParty>.Opened(Vault vault) => this with { ToChange = SealedToChange.Open(vault, Id, ToChangeCipher), ToChangeCipher = null };
}

/// <summary>An agreement with all that belongs to it.</summary>
/// <param name="Light">Where the term stands.</param>
/// <param name="Standing">The same for people to read.</param>
public sealed record AgreementView(
    Agreement Agreement, IReadOnlyList<AgreementParty> Parties, IReadOnlyList<CommitmentView> Commitments, Light Light, Phrase Standing) : IVersioned
{
    long IVersioned.Version => Agreement.Version;
}

/// <summary>What a draft says.</summary>
public sealed record AgreementDraft
{
    [Limit("agreementTitle")]
    public const int LongestTitle = 100;

    [Limit("agreementText")]
    public const int LongestText = 500;

    public const int MostCommitments = 50;
    public const int MostParties = 20;
    public const int MostYears = 3;

    public string Title { get; init; } = "";

    public string Goal { get; init; } = "";

    public string Rhythm { get; init; } = "";

    public string ExitClause { get; init; } = "";

    public DateTimeOffset StartsAt { get; init; }

    /// <summary>A year after the start unless told.</summary>
    public DateTimeOffset? EndsAt { get; init; }

    public IReadOnlyList<long> Parties { get; init; } = [];

    public IReadOnlyList<CommitmentDraft> Commitments { get; init; } = [];

    public DateTimeOffset End => EndsAt ?? StartsAt.AddYears(1);
}
