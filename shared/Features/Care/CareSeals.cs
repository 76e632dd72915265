using ChatGov.Data;

namespace ChatGov.Care;

/// <summary>What of care is sealed.</summary>
internal static class CareSeals
{
    public static readonly SealedColumn Name = SealedColumn.Of("care_plan.name_cipher");
    public static readonly SealedColumn Door = SealedColumn.Of("care_plan.door_cipher");
    public static readonly SealedColumn Phone = SealedColumn.Of("care_plan.phone_cipher");
    public static readonly SealedColumn Handover = SealedColumn.Of("care_plan.handover_cipher");
    public static readonly SealedColumn PlanReason = SealedColumn.Of("care_plan.reason_cipher");
    public static readonly SealedColumn ConsentScope = SealedColumn.Of("care_consent.scope_cipher");
    public static readonly SealedColumn Note = SealedColumn.Of("care_visit.note_cipher");
    public static readonly SealedColumn Explained = SealedColumn.Of("care_visit.explained_cipher");
    public static readonly SealedColumn ReadingReason = SealedColumn.Of("care_reading.reason_cipher");
}
