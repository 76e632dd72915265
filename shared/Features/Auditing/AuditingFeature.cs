namespace ChatGov.Auditing;

/// <summary>审计: what was changed, by whom.</summary>
public static class AuditingFeature
{
    public static readonly Feature Feature = global::ChatGov.Feature.WithoutRows("Auditing", "the audit is written by the engine, in every transaction");
}
