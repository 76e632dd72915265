using ChatGov.Data;

namespace ChatGov.Cases;

/// <summary>Every expected "no" about matters.</summary>
public static class CaseRefusal
{
    /// <summary>It belongs to the police, discipline, petitions or a counter: not stored, and the door is named.</summary>
    public static readonly RefusalCode CaseBelongsElsewhere = new(nameof(CaseBelongsElsewhere)) { Kind = RefusalKind.Unclear, Fields = ["words"] };

    /// <summary>Whoever works on it says nothing about whether it is solved.</summary>
    public static readonly RefusalCode HandlerMayNotClose = new(nameof(HandlerMayNotClose)) { Kind = RefusalKind.Forbidden };

    /// <summary>Whoever works on it does not decide that it cannot be done.</summary>
    public static readonly RefusalCode HandlerMayNotAnswer = new(nameof(HandlerMayNotAnswer)) { Kind = RefusalKind.Forbidden };

    public static readonly RefusalCode NobodyToHandle = new(nameof(NobodyToHandle)) { Kind = RefusalKind.Unclear, Fields = ["handlerId", "handlerOrgId"] };

    public static readonly RefusalCode GivenBackBefore = new(nameof(GivenBackBefore));

    public static readonly RefusalCode ExtendedBefore = new(nameof(ExtendedBefore));

    public static readonly RefusalCode ReviewTooFar = new(nameof(ReviewTooFar)) { Kind = RefusalKind.Unclear, Fields = ["reviewOn"] };

    public static readonly RefusalCode ExtensionTooLong = new(nameof(ExtensionTooLong)) { Kind = RefusalKind.Unclear, Fields = ["workdays"] };

    public static readonly RefusalCode ReopenTooLate = new(nameof(ReopenTooLate));

    public static readonly RefusalCode NothingAbove = new(nameof(NothingAbove));

    public static readonly RefusalCode NotTheSame = new(nameof(NotTheSame)) { Kind = RefusalKind.Unclear, Fields = ["into"] };

    public static readonly RefusalCode CaseUrgedToday = new(nameof(CaseUrgedToday));

    public static readonly RefusalCode NobodyReported = new(nameof(NobodyReported));

    public static readonly RefusalCode ContactMissing = new(nameof(ContactMissing)) { Kind = RefusalKind.Unclear, Fields = ["contact"] };

    public static readonly RefusalCode OldNumberTaken = new(nameof(OldNumberTaken)) { Fields = ["oldNumber"] };

    public static readonly RefusalCode CasePlaceUnknown = new(nameof(CasePlaceUnknown)) { Kind = RefusalKind.Unclear, Fields = ["file"] };

    /// <summary>A grid worker is appointed to a grid: matters are a community's.</summary>
    public static readonly RefusalCode NoCommunityOfMine = new(nameof(NoCommunityOfMine)) { Kind = RefusalKind.Forbidden };

    /// <summary>A cell of a ledger kept before, with what may stand in it.</summary>
    public static readonly RefusalCode CaseCellUnclear = new(nameof(CaseCellUnclear)) { Kind = RefusalKind.Unclear, Fields = ["file"] };

    public static readonly RefusalCode CaseWordsFull = new(nameof(CaseWordsFull)) { Kind = RefusalKind.Unclear, Fields = ["words"] };

    public static readonly RefusalCode NotSolvedYet = new(nameof(NotSolvedYet));

    public static readonly IReadOnlyList<RefusalCode> All =
    [
        CaseBelongsElsewhere, HandlerMayNotClose, HandlerMayNotAnswer, NobodyToHandle, GivenBackBefore, ExtendedBefore, ReviewTooFar, ExtensionTooLong, ReopenTooLate,
        NothingAbove, NotTheSame, CaseUrgedToday, NobodyReported, ContactMissing, OldNumberTaken, CasePlaceUnknown, NotSolvedYet, NoCommunityOfMine, CaseCellUnclear, CaseWordsFull,
    ];
}
