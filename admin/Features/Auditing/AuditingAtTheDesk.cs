namespace ChatGov.Auditing;

/// <summary>审计, as the desk reads it.</summary>
public static class AuditingAtTheDesk
{
    public static readonly DeskFeature Feature = new() { Of = AuditingFeature.Feature, Endpoints = AuditEndpoints.Map };
}
