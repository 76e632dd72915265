using ChatGov.Data;

namespace ChatGov.Organisations;

/// <summary>Every expected "no" about the tree and its offices.</summary>
public static class OrgRefusal
{
    public static readonly RefusalCode CannotStandThere = new(nameof(CannotStandThere)) { Kind = RefusalKind.Unclear, Fields = ["parentId", "partnerOrgId"] };

    public static readonly RefusalCode NameTaken = new(nameof(NameTaken)) { Fields = ["name"] };

    public static readonly RefusalCode NumberInCell = new(nameof(NumberInCell)) { Kind = RefusalKind.Unclear, Fields = ["file"] };

    public static readonly RefusalCode CodeTaken = new(nameof(CodeTaken)) { Fields = ["uscc"] };

    public static readonly RefusalCode StillInUse = new(nameof(StillInUse));

    public static readonly RefusalCode CannotMerge = new(nameof(CannotMerge));

    public static readonly RefusalCode OrgClosed = new(nameof(OrgClosed));

    public static readonly RefusalCode RoleNotThere = new(nameof(RoleNotThere)) { Kind = RefusalKind.Unclear, Fields = ["role", "orgId"] };

    public static readonly RefusalCode AlreadyAppointed = new(nameof(AlreadyAppointed));

    public static readonly RefusalCode RoleTagUnknown = new(nameof(RoleTagUnknown)) { Kind = RefusalKind.Unclear, Fields = ["tags"] };

    public static readonly RefusalCode OrgPathUnknown = new(nameof(OrgPathUnknown)) { Kind = RefusalKind.Unclear, Fields = ["file"] };

    public static readonly RefusalCode RowTwice = new(nameof(RowTwice)) { Kind = RefusalKind.Unclear, Fields = ["file"] };

    public static readonly IReadOnlyList<RefusalCode> All = [CannotStandThere, NameTaken, NumberInCell, CodeTaken, StillInUse, CannotMerge, OrgClosed, RoleNotThere, AlreadyAppointed, RoleTagUnknown, OrgPathUnknown, RowTwice];
}
