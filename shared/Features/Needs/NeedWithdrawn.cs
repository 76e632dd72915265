namespace ChatGov.Needs;

/// <summary>What was needed is not any more: what was promised for it is free.</summary>
public sealed record NeedWithdrawn(Need Need) : Happening;
