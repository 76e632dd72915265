using ChatGov.Data;

namespace ChatGov.Care;

/// <summary>Every expected "no" about care.</summary>
public static class CareRefusal
{
    public static readonly RefusalCode CareUnclear = new(nameof(CareUnclear)) { Fields = ["name", "door", "phone"] };

    public static readonly RefusalCode ConsentUnclear = new(nameof(ConsentUnclear)) { Fields = ["scope", "untilAt"] };

    public static readonly RefusalCode GuardianMustConsent = new(nameof(GuardianMustConsent)) { Fields = ["by"] };

    public static readonly RefusalCode ClearanceMissing = new(nameof(ClearanceMissing)) { Fields = ["firstId", "secondId"] };

    public static readonly RefusalCode TwoNeeded = new(nameof(TwoNeeded)) { Fields = ["secondId"] };

    /// <summary>Both of the pair are one person.</summary>
    public static readonly RefusalCode SameTwice = new(nameof(SameTwice)) { Fields = ["secondId"] };

    public static readonly RefusalCode VisitTaken = new(nameof(VisitTaken));

    /// <summary>Nobody of the pair serves there now.</summary>
    public static readonly RefusalCode PairAway = new(nameof(PairAway));

    public static readonly RefusalCode VisitDay = new(nameof(VisitDay));

    public static readonly RefusalCode DoorClosed = new(nameof(DoorClosed));

    public static readonly RefusalCode VisitOnTheList = new(nameof(VisitOnTheList));

    public static readonly RefusalCode CareCodeUnknown = new(nameof(CareCodeUnknown));

    public static readonly IReadOnlyList<RefusalCode> All = [CareUnclear, ConsentUnclear, GuardianMustConsent, ClearanceMissing, TwoNeeded, SameTwice, VisitTaken, PairAway, VisitDay, DoorClosed, VisitOnTheList, CareCodeUnknown];
}
