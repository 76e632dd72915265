using ChatGov.Data;

namespace ChatGov.Registrations;

/// <summary>Every expected "no" about registering.</summary>
public static class RegistrationRefusal
{
    public static readonly RefusalCode AlreadyRegistered = new(nameof(AlreadyRegistered));

    public static readonly RefusalCode RegistrationPending = new(nameof(RegistrationPending));

    public static readonly RefusalCode NotRegistered = new(nameof(NotRegistered));

    public static readonly RefusalCode InviteCodeWrong = new(nameof(InviteCodeWrong));

    public static readonly RefusalCode InviteCodeExpired = new(nameof(InviteCodeExpired));

    public static readonly RefusalCode InviteCodeUsed = new(nameof(InviteCodeUsed));

    public static readonly RefusalCode InviteCodeEnded = new(nameof(InviteCodeEnded));

    public static readonly RefusalCode UnitUnknown = new(nameof(UnitUnknown)) { Kind = RefusalKind.Unclear, Fields = ["unitId", "unit", "file"] };

    public static readonly RefusalCode NoPartnerCommunity = new(nameof(NoPartnerCommunity));

    public static readonly RefusalCode SameCommunity = new(nameof(SameCommunity));

    /// <summary>What the person wants to be ends their registration with their unit's partner: asked once more.</summary>
    public static readonly RefusalCode EndsUnitPartner = new(nameof(EndsUnitPartner));

    /// <summary>双报到 is for members in service.</summary>
    public static readonly RefusalCode ServingMembersOnly = new(nameof(ServingMembersOnly));

    /// <summary>Letters to units are for party members.</summary>
    public static readonly RefusalCode PartyMembersOnly = new(nameof(PartyMembersOnly));

    public static readonly RefusalCode AskedOften = new(nameof(AskedOften));

    /// <summary>Another code may do, or none.</summary>
    public static readonly IReadOnlyList<RefusalCode> OfTheCode = [InviteCodeWrong, InviteCodeExpired, InviteCodeUsed, RefusalCode.TooManyTries];

    public static readonly IReadOnlyList<RefusalCode> All = [AlreadyRegistered, RegistrationPending, NotRegistered, InviteCodeWrong, InviteCodeExpired, InviteCodeUsed, InviteCodeEnded, UnitUnknown, NoPartnerCommunity, SameCommunity, EndsUnitPartner, ServingMembersOnly, PartyMembersOnly, AskedOften];
}
