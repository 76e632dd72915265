using ChatGov.Data;
using ChatGov.Machines;
using ChatGov.Offers;
using ChatGov.Paging;
using ChatGov.People;
using ChatGov.Texts;

namespace ChatGov.Needs;

/// <summary>How a community needs it.</summary>
public enum NeedForm
{
    Need,

    /// <summary>微心愿: small, and one person's.</summary>
    Wish,

    /// <summary>设岗定责: held again and again at the same times.</summary>
    Post,
}

public enum NeedState
{
    Submitted,
    Returned,
    Referred,
    Accepted,
    Met,
    Withdrawn,
    Expired,
}

/// <summary>Something a community lacks. A wish is a small one of a person, whom the public text does not name.</summary>
public sealed record Need : IVersioned, ISealedRow<Need>, IMoved<NeedState>
{
    internal static readonly SealedColumn SealedReason = SealedColumn.Of("need.reason_cipher");

    public long Id { get; init; }

    public long OrgId { get; init; }

    public string OrgName { get; init; } = "";

    public ResourceKind Kind { get; init; }

    /// <summary>The public text, written or approved by the secretary; empty before.</summary>
    public string Title { get; init; } = "";

    public Skill? Skill { get; init; }

    public long Quantity { get; init; }

    public string Measure { get; init; } = "";

    /// <summary>Promised by matches under way.</summary>
    public long Held { get; init; }

    /// <summary>How much of it has been received.</summary>
    public long Received { get; init; }

    public DateTimeOffset? UntilAt { get; init; }

    /// <summary>A need, a wish of somebody, or a post with its times.</summary>
    public NeedForm Form { get; init; }

    /// <summary>When, in words: 每周三下午.</summary>
    public string Times { get; init; } = "";

    /// <summary>What a wish for goods costs at most, in fen.</summary>
    public long? WorthFen { get; init; }

    /// <summary>How long a wish for a hand takes at most.</summary>
    public long? Minutes { get; init; }

    public NeedState State { get; init; }

    /// <summary>Why it was returned, referred or let go.</summary>
    public string? Reason { get; init; }

    internal byte[]? ReasonCipher { get; init; }

    /// <summary>When the community's answer is due.</summary>
    public DateTimeOffset? DueAt { get; init; }

    public long Version { get; init; }

    /// <summary>How much is still needed.</summary>
    public long Open => State == NeedState.Accepted ? Quantity - Held - Received : 0;

    Need ISealedRow<Need>.Opened(Vault vault) => this with { Reason = SealedReason.Open(vault, Id, ReasonCipher), ReasonCipher = null };
}

/// <summary>What the list says of a need once it is accepted.</summary>
public sealed record NeedDetails
{
    /// <summary>A wish is goods for at most so much, or so much of a hand; never money.</summary>
    public const int MostFen = MostYuan * 100;

    [Limit("wishMinutes")]
    public const int MostMinutes = MostHours * 60;

    [Limit("wishYuan")]
    internal const int MostYuan = 300;

    [Limit("wishHours")]
    internal const int MostHours = 4;

    public ResourceKind Kind { get; init; }

    public string Title { get; init; } = "";

    public Skill? Skill { get; init; }

    public long Quantity { get; init; } = 1;

    public string Measure { get; init; } = "";

    public DateTimeOffset? UntilAt { get; init; }

    public NeedForm Form { get; init; }

    public string Times { get; init; } = "";

    public long? WorthFen { get; init; }

    public long? Minutes { get; init; }
}

/// <summary>What somebody asked for, and who.</summary>
internal sealed record AskedNeed
{
    public long OrgId { get; init; }

    public long? AskedBy { get; init; }

    public bool ForAnother { get; init; }

    public string Words { get; init; } = "";
}
