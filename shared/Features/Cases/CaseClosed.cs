namespace ChatGov.Cases;

/// <summary>Whoever reported a matter said that it is solved, or somebody looked.</summary>
public sealed record CaseClosed(Case Row, CaseClosing Closing) : Happening;
