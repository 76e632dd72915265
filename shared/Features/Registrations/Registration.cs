using ChatGov.Data;
using ChatGov.Machines;

namespace ChatGov.Registrations;

/// <summary>A registration as it stands. <see cref="OrgId"/> is null only while it is an invitation.</summary>
public sealed record Registration : ISealedRow<Registration>, IMoved<RegistrationState>
{
    internal static readonly SealedColumn SealedReason = SealedColumn.Of("registration.reason_cipher");

    public long Id { get; init; }

    /// <summary>The receipt's number, <c>BD-2026-000123</c>.</summary>
    public string? Number { get; init; }

    public RegistrationKind Kind { get; init; }

    public long? PersonId { get; init; }

    public long? OrgId { get; init; }

    public long? RosterId { get; init; }

    public RegistrationState State { get; init; }

    public DateTimeOffset? SubmittedAt { get; init; }

    /// <summary>When the community's answer is due; null when the work calendar does not reach that far.</summary>
    public DateTimeOffset? DueAt { get; init; }

    public DateTimeOffset? ConfirmedAt { get; init; }

    public long? ConfirmedBy { get; init; }

    public long? TargetOrgId { get; init; }

    public DateTimeOffset? SuspendedUntil { get; init; }

    /// <summary>Why it was returned or ended, in the words of who did it.</summary>
    public string? Reason { get; init; }

    internal byte[]? ReasonCipher { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public long RowVersion { get; init; }

    public string OrgName { get; init; } = "";

    public string TargetOrgName { get; init; } = "";

    /// <summary>Whose answer it is, or would be: of a transfer the community's that it is to go to.</summary>
    internal long? AnsweredBy => State == RegistrationState.Transferring ? TargetOrgId : OrgId;

    Registration ISealedRow<Registration>.Opened(Vault vault) => this with { Reason = SealedReason.Open(vault, Id, ReasonCipher), ReasonCipher = null };
}
