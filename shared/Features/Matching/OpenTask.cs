using ChatGov.People;

namespace ChatGov.Matching;

/// <summary>An open task as far as ranking looks at it. Instants are unix milliseconds.</summary>
public readonly record struct OpenTask
{
    public long Id { get; init; }

    public long OrgId { get; init; }

    public long StartsAt { get; init; }

    public long EndsAt { get; init; }

    public long Left { get; init; }

    /// <summary>The care plan it visits somebody for; 0 for none.</summary>
    public long CarePlanId { get; init; }

    /// <summary>The series of home visits it belongs to; 0 for none.</summary>
    public long VisitSeriesId { get; init; }

    public TaskKind Kind { get; init; }

    public Skill? Skill { get; init; }

    public Skill? Credential { get; init; }

    public bool NeedsClearance { get; init; }

    /// <summary>Each word it was looked for by stands in its title or in the name of its community.</summary>
    public bool IsNamed { get; init; }

    /// <summary>Every place is taken, and one can wait in line.</summary>
    public bool IsFull { get; init; }
}
