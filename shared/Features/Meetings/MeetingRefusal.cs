using ChatGov.Data;

namespace ChatGov.Meetings;

/// <summary>Every expected "no" about meetings.</summary>
public static class MeetingRefusal
{
    public static readonly RefusalCode AgendaEmpty = new(nameof(AgendaEmpty));

    public static readonly RefusalCode AgendaFull = new(nameof(AgendaFull));

    public static readonly RefusalCode AgendaLocked = new(nameof(AgendaLocked));

    public static readonly RefusalCode DecisionUnclear = new(nameof(DecisionUnclear)) { Fields = ["outcome", "ownerId", "dueAt"] };

    public static readonly IReadOnlyList<RefusalCode> All = [AgendaEmpty, AgendaFull, AgendaLocked, DecisionUnclear];
}
