using ChatGov.Data;
using ChatGov.Deadlines;
using ChatGov.Machines;
using ChatGov.Paging;
using ChatGov.Texts;

namespace ChatGov.Agreements;

public enum CommitmentState
{
    Planned,
    InProgress,
    Fulfilled,
    Waived,

    /// <summary>The agreement ended before all of it was received.</summary>
    Unfulfilled,
}

/// <summary>How often what is promised is given.</summary>
public enum CommitmentPeriod
{
    Once,
    Week,
    Month,
    Quarter,
    Year,
}

/// <summary>What one party promised another, and how much of it was received.</summary>
public sealed record Commitment : IVersioned, ISealedRow<Commitment>, IMoved<CommitmentState>
{
    internal static readonly SealedColumn SealedReason = SealedColumn.Of("commitment.reason_cipher");

    public long Id { get; init; }

    /// <summary>The agreement it is part of.</summary>
    public long AgreementId { get; init; }

    /// <summary>When the term begins.</summary>
    internal DateTimeOffset FromAt { get; init; }

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

/// <param name="Expected">What should have come by now.</param>
/// <param name="Light">Red when its time is over and something is missing, yellow when it is behind.</param>
/// <param name="Standing">The same for people to read.</param>
public sealed record CommitmentView(Commitment Commitment, long Expected, Light Light, Phrase Standing)
{
    internal static CommitmentView Of(Commitment commitment, DateTimeOffset now)
    {
        var expected = Math.Min(commitment.Promised, commitment.Quantity * CommitmentPeriods.Over(commitment.Per, commitment.FromAt, commitment.UntilAt, now));
        var light = commitment.State is CommitmentState.Unfulfilled || (commitment.State == CommitmentState.InProgress && now >= commitment.UntilAt) ? Light.Red
            : commitment.State == CommitmentState.InProgress && commitment.Delivered < expected ? Light.Yellow
            : Light.Green;
        var stands = commitment.State switch
        {
            CommitmentState.InProgress when light == Light.Red => "Overdue",
            CommitmentState.InProgress when light == Light.Yellow => "Behind",
            _ => commitment.State.ToString(),
        };
        return new CommitmentView(commitment, expected, light, new Phrase(
            "commitment.standing." + stands, ("delivered", commitment.Delivered), ("promised", commitment.Promised), ("expected", expected), ("measure", commitment.Measure)));
    }
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

/// <summary>Something that was given for a commitment. It counts once the receiver confirmed it.</summary>
public sealed record Delivery : ISealedRow<Delivery>
{
    internal static readonly SealedColumn SealedReason = SealedColumn.Of("delivery.reason_cipher");

    public long Id { get; init; }

    public long CommitmentId { get; init; }

    public string What { get; init; } = "";

    public long Quantity { get; init; }

    public string Measure { get; init; } = "";

    /// <summary>When it was given.</summary>
    public DateTimeOffset DeliveredAt { get; init; }

    /// <summary>The task whose confirmed roster says so.</summary>
    public long? TaskId { get; init; }

    /// <summary>When the giver said so.</summary>
    public DateTimeOffset SaidAt { get; init; }

    public DateTimeOffset? ConfirmedAt { get; init; }

    public DateTimeOffset? RefusedAt { get; init; }

    /// <summary>Why the receiver did not confirm it.</summary>
    public string? Reason { get; init; }

    internal byte[]? ReasonCipher { get; init; }

    Delivery ISealedRow<Delivery>.Opened(Vault vault) => this with { Reason = SealedReason.Open(vault, Id, ReasonCipher), ReasonCipher = null };
}
