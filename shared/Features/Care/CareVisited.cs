namespace ChatGov.Care;

/// <summary>Somebody went, or phoned, and said how it was.</summary>
public sealed record CareVisited(long VisitId, long PlanId, long OrgId, CareOutcome Outcome) : Happening;
