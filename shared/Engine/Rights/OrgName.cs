namespace ChatGov.Rights;

/// <summary>A place, or a unit, by its name.</summary>
public sealed record OrgName
{
    public long Id { get; init; }

    public string Name { get; init; } = "";
}
