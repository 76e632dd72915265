using ChatGov.Data;
using ChatGov.Deadlines;
using ChatGov.Organisations;
using ChatGov.Paging;

namespace ChatGov.Agreements;

/// <summary>A co-building agreement, one of its terms.</summary>
public sealed record Agreement : IVersioned, ISealedRow<Agreement>
{
    internal static readonly SealedColumn SealedReason = SealedColumn.Of("agreement.reason_cipher");

    public long Id { get; init; }

    /// <summary>The same for every term.</summary>
    public string Number { get; init; } = "";

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

    public DateTimeOffset? ReviewedAt { get; init; }

    public bool? KeptPromises { get; init; }

    public string? ToChange { get; init; }

    internal byte[]? ToChangeCipher { get; init; }

    public bool? Renew { get; init; }

    /// <summary>The names of those to speak with.</summary>
    public IReadOnlyList<string> Contacts { get; init; } = [];

    AgreementParty ISealedRow<AgreementParty>.Opened(Vault vault) => this with { ToChange = SealedToChange.Open(vault, Id, ToChangeCipher), ToChangeCipher = null };
}

/// <summary>What one party promised another, and how much of it was received.</summary>
public sealed record Commitment : IVersioned, ISealedRow<Commitment>
{
    internal static readonly SealedColumn SealedReason = SealedColumn.Of("commitment.reason_cipher");

    public long Id { get; init; }

    public long AgreementId { get; init; }

    public long Position { get; init; }

    public long GiverId { get; init; }

    public string GiverName { get; init; } = "";

    public long ReceiverId { get; init; }

    public string ReceiverName { get; init; } = "";

    public long? OfferId { get; init; }

    public long? NeedId { get; init; }

    public string What { get; init; } = "";

    /// <summary>When, in words: 周三下午.</summary>
    public string Times { get; init; } = "";

    /// <summary>So many each period.</summary>
    public long Quantity { get; init; }

    public string Measure { get; init; } = "";

    public CommitmentPeriod Per { get; init; }

    public DateTimeOffset UntilAt { get; init; }

    /// <summary>Over all periods.</summary>
    public long Promised { get; init; }

    /// <summary>The sum of the deliveries that the receiver confirmed.</summary>
    public long Delivered { get; init; }

    public CommitmentState State { get; init; }

    public string? Reason { get; init; }

    internal byte[]? ReasonCipher { get; init; }

    public long Version { get; init; }

    Commitment ISealedRow<Commitment>.Opened(Vault vault) => this with { Reason = SealedReason.Open(vault, Id, ReasonCipher), ReasonCipher = null };
}

/// <summary>An agreement with all that belongs to it.</summary>
/// <param name="Light">Where the term stands.</param>
/// <param name="Standing">The same in words.</param>
public sealed record AgreementView(
    Agreement Agreement, IReadOnlyList<AgreementParty> Parties, IReadOnlyList<CommitmentView> Commitments, Light Light, string Standing) : IVersioned
{
    long IVersioned.Version => Agreement.Version;
}

/// <param name="Expected">What should have come by now.</param>
/// <param name="Light">Red when its time is over and something is missing, yellow when it is behind.</param>
/// <param name="Standing">The same in words.</param>
public sealed record CommitmentView(Commitment Commitment, long Expected, Light Light, string Standing);

/// <summary>What a draft says.</summary>
public sealed record AgreementDraft
{
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

public sealed record CommitmentDraft
{
    public long GiverId { get; init; }

    public long ReceiverId { get; init; }

    public long? OfferId { get; init; }

    public long? NeedId { get; init; }

    public string What { get; init; } = "";

    public string Times { get; init; } = "";

    public long Quantity { get; init; }

    public string Measure { get; init; } = "";

    public CommitmentPeriod Per { get; init; }

    /// <summary>The end of the term unless told.</summary>
    public DateTimeOffset? UntilAt { get; init; }
}
