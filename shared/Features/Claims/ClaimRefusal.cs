using ChatGov.Data;

namespace ChatGov.Claims;

/// <summary>Every expected "no" about claims.</summary>
public static class ClaimRefusal
{
    public static readonly RefusalCode TaskFull = new(nameof(TaskFull));

    /// <summary>Full, and the community chooses who comes: there is no line.</summary>
    public static readonly RefusalCode TaskFullByChoice = new(nameof(TaskFullByChoice));

    public static readonly RefusalCode TaskStarted = new(nameof(TaskStarted));

    public static readonly RefusalCode TaskNotOpen = new(nameof(TaskNotOpen));

    public static readonly RefusalCode ClaimNotOpen = new(nameof(ClaimNotOpen));

    public static readonly RefusalCode TooManyClaims = new(nameof(TooManyClaims));

    public static readonly RefusalCode TimeClash = new(nameof(TimeClash));

    public static readonly RefusalCode OrganiserOwnTask = new(nameof(OrganiserOwnTask));

    public static readonly RefusalCode StillWaiting = new(nameof(StillWaiting));

    public static readonly RefusalCode OfferGone = new(nameof(OfferGone));

    public static readonly RefusalCode NoPlaceLeft = new(nameof(NoPlaceLeft));

    public static readonly RefusalCode NotQualified = new(nameof(NotQualified));

    public static readonly RefusalCode ClaimantBusy = new(nameof(ClaimantBusy));

    public static readonly RefusalCode OwnClaim = new(nameof(OwnClaim));

    public static readonly RefusalCode PlaceCodeWrong = new(nameof(PlaceCodeWrong));

    public static readonly RefusalCode PlaceCodeUsed = new(nameof(PlaceCodeUsed));

    public static readonly RefusalCode OwnPlaceCode = new(nameof(OwnPlaceCode));

    public static readonly RefusalCode StandInNeedsYes = new(nameof(StandInNeedsYes));

    public static readonly RefusalCode AlreadyOnTask = new(nameof(AlreadyOnTask));

    public static readonly RefusalCode NotTogether = new(nameof(NotTogether));

    /// <summary>Whether or not one can wait for a place.</summary>
    public static readonly IReadOnlyList<RefusalCode> Full = [TaskFull, TaskFullByChoice];

    public static readonly IReadOnlyList<RefusalCode> All = [TaskFull, TaskFullByChoice, TaskStarted, TaskNotOpen, ClaimNotOpen, TooManyClaims, TimeClash, OrganiserOwnTask, StillWaiting, OfferGone, NoPlaceLeft, NotQualified, ClaimantBusy, OwnClaim, PlaceCodeWrong, PlaceCodeUsed, OwnPlaceCode, StandInNeedsYes, AlreadyOnTask, NotTogether];
}
