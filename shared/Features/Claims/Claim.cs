using ChatGov.Machines;

namespace ChatGov.Claims;

/// <summary>A person's place in a task.</summary>
public sealed record Claim : IMoved<ClaimState>
{
    public long Id { get; init; }

    public long TaskId { get; init; }

    /// <summary>The community of the task.</summary>
    public long OrgId { get; init; }

    public long PersonId { get; init; }

    /// <summary>The place's number within its task, the same for ever: the organiser says "除了3号".</summary>
    public long Number { get; init; }

    public ClaimState State { get; init; }

    public string Title { get; init; } = "";

    public string Place { get; init; } = "";

    public DateTimeOffset StartsAt { get; init; }

    public DateTimeOffset EndsAt { get; init; }

    public long? Minutes { get; init; }

    /// <summary>Until when an offered place is held.</summary>
    public DateTimeOffset? OfferedUntil { get; init; }
}
