using ChatGov.Machines;

namespace ChatGov.Access;

public enum DepartureState
{
    /// <summary>The account rests: it is nobody's until somebody is proven to have it.</summary>
    Suspended,

    /// <summary>Many left at once: the banner's office is asked.</summary>
    Asked,

    /// <summary>The account stays whose it was.</summary>
    LeftAlone,
}

/// <summary>An account that left a messenger.</summary>
public sealed record DepartedAccount : IMoved<DepartureState>
{
    public long Id { get; init; }

    internal DepartureState State { get; init; }

    DepartureState IMoved<DepartureState>.State => State;

    /// <summary>The messenger it left.</summary>
    public string Channel { get; init; } = "";

    /// <summary>What the messenger calls it.</summary>
    public string UserId { get; init; } = "";

    /// <summary>Who was known by it; empty where a roster alone gives it.</summary>
    public string PersonName { get; init; } = "";

    /// <summary>When that was noticed.</summary>
    public DateTimeOffset NotedAt { get; init; }
}
