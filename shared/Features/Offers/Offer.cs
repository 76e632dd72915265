using ChatGov.Machines;
using ChatGov.Paging;
using ChatGov.People;
using ChatGov.Texts;

namespace ChatGov.Offers;

/// <summary>What can be offered or needed.</summary>
public enum ResourceKind
{
    People,
    Expert,
    Venue,
    Goods,
    Talk,
    Activity,
}

public enum OfferState
{
    Open,
    Withdrawn,
    Expired,
}

/// <summary>Something a unit has to give, and how much of it is left.</summary>
public sealed record Offer : IVersioned, IMoved<OfferState>
{
    public long Id { get; init; }

    public long UnitId { get; init; }

    public string UnitName { get; init; } = "";

    public ResourceKind Kind { get; init; }

    public string Title { get; init; } = "";

    public Skill? Skill { get; init; }

    /// <summary>A professional act, for which a paper is shown.</summary>
    public Skill? Credential { get; init; }

    /// <summary>How much in all, counted in <see cref="Measure"/>.</summary>
    public long Quantity { get; init; }

    /// <summary>人次, 场, 套.</summary>
    public string Measure { get; init; } = "";

    /// <summary>Promised to matches under way.</summary>
    public long Held { get; init; }

    /// <summary>Received by communities.</summary>
    public long Delivered { get; init; }

    /// <summary>When, in words: 每周三下午.</summary>
    public string Times { get; init; } = "";

    public DateTimeOffset? UntilAt { get; init; }

    public OfferState State { get; init; }

    public long Version { get; init; }

    /// <summary>What can still be promised.</summary>
    public long Left => State == OfferState.Open ? Quantity - Held - Delivered : 0;
}

/// <summary>What is said of an offer when it is made or changed.</summary>
public sealed record OfferDetails
{
    [Limit("listItem")]
    public const int LongestText = 100;

    public const long Most = 100_000;

    public ResourceKind Kind { get; init; }

    public string Title { get; init; } = "";

    public Skill? Skill { get; init; }

    public Skill? Credential { get; init; }

    public long Quantity { get; init; }

    public string Measure { get; init; } = "";

    public string Times { get; init; } = "";

    public DateTimeOffset? UntilAt { get; init; }
}
