namespace ChatGov.Needs;

/// <summary>A need is off the list: all of it was received, or it was let go.</summary>
public sealed record NeedEnded(long NeedId, bool IsMet) : Happening;
