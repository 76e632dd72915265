namespace ChatGov.Registrations;

/// <summary>Somebody is on the roster of a unit no more.</summary>
public sealed record UnitLeft(long PersonId, long UnitId) : Happening;
