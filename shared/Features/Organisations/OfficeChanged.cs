namespace ChatGov.Organisations;

/// <summary>Who holds the office of a place is another from now on.</summary>
/// <param name="Left">Whose it was until now; null where nobody went.</param>
public sealed record OfficeChanged(long OrgId, long? Left = null) : Happening;
