namespace ChatGov.People;

/// <summary>Somebody said as what they report.</summary>
public sealed record KindChanged(long PersonId, PersonKind Kind) : Happening;
