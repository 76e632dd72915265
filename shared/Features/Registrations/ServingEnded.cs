namespace ChatGov.Registrations;

/// <summary>Somebody serves in a community no more.</summary>
/// <param name="ComesBack">They rest, and come back.</param>
public sealed record ServingEnded(long PersonId, long OrgId, bool ComesBack) : Happening;
