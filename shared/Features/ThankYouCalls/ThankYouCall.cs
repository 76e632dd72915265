using ChatGov.Machines;
using ChatGov.Paging;

namespace ChatGov.ThankYouCalls;

public enum ThankYouCallState
{
    Due,
    Called,

    /// <summary>Nobody called in time.</summary>
    Lapsed,
}

public enum ThankYouCallOutcome
{
    /// <summary>It was as had been said.</summary>
    AsSaid,

    /// <summary>It was not: a matter is opened again, of a visit the office above hears.</summary>
    NotSo,
    Unreached,
}

/// <summary>感谢回访: somebody is called once more, to say thank you and to ask whether all was as had been said.</summary>
public sealed record ThankYouCall : IVersioned, IMoved<ThankYouCallState>
{
    public long Id { get; init; }

    public long OrgId { get; init; }

    public string OrgName { get; init; } = "";

    /// <summary>The matter that was closed by a call; null for a visit.</summary>
    public long? CaseId { get; init; }

    /// <summary>The care visit; null for a matter.</summary>
    public long? VisitId { get; init; }

    public ThankYouCallState State { get; init; }

    /// <summary>When it lapses.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>What the last call came to; null before.</summary>
    public ThankYouCallOutcome? Outcome { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public long Version { get; init; }
}

/// <summary>Whom to call.</summary>
/// <param name="Name">Of who was visited; of a matter it stands with the number, as they gave it.</param>
/// <param name="Contact">The number, and when.</param>
public sealed record ThankYouContact(long Id, string Name, string Contact);
