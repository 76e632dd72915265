using ChatGov.Data;
using ChatGov.People;

namespace ChatGov.Http;

/// <summary>
/// Which field a "no" of the rules is about, by the names that endpoints have for it: of these, those that this endpoint takes. What is in
/// the first table is understood and not possible as it was said (422); in the second something else stands against it as well (409).
/// </summary>
internal static class Faulty
{
    private static readonly Dictionary<RefusalCode, string[]> Sent = new()
    {
        [RefusalCode.ReasonMissing] = ["reason"],
        [RefusalCode.DateNotAhead] = ["until", "untilAt", "endsAt", "startsAt", "from", "dueAt"],
        [RefusalCode.TaskVague] = ["title"],
        [RefusalCode.TaskInThePast] = ["startsAt"],
        [RefusalCode.PersonalDataInText] = ["title", "text", "reason", "words", "what", "note", "scope", "handover", "goal", "rhythm", "exitClause", "toChange", "place", "bring", "risk", "times"],
        [RefusalCode.TaskTextTooLong] = ["title", "place", "bring", "risk", "contactName", "text", "reason"],
        [RefusalCode.UnknownNumbers] = ["absent", "shorter", "number"],
        [RefusalCode.MinutesUnclear] = ["minutes", "shorter"],
        [RefusalCode.RoleNotThere] = ["role", "orgId"],
        [RefusalCode.CannotStandThere] = ["parentId", "partnerOrgId"],
        [RefusalCode.PersonUnknown] = ["personId", "sameAsId", "name"],
        [RefusalCode.UnitUnknown] = ["unitId", "unit", "file"],
        [RefusalCode.FileUnreadable] = ["file"],
        [RefusalCode.FileEmpty] = ["file"],
        [RefusalCode.FileOtherKind] = ["file"],
        [RefusalCode.SheetSeveral] = ["sheet"],
        [RefusalCode.SheetUnknown] = ["sheet"],
        [RefusalCode.SheetHidden] = ["sheet"],
        [RefusalCode.ColumnMissing] = ["file"],
        [RefusalCode.ColumnForbidden] = ["file"],
        [RefusalCode.PhoneWrong] = ["phone", "contactPhone", "file"],
        [RefusalCode.WeComUserIdWrong] = ["weComUserId", "file"],
        [RefusalCode.RoleTagUnknown] = ["tags"],
        [RefusalCode.OrgPathUnknown] = ["file"],
        [RefusalCode.CellUnclear] = ["file"],
        [RefusalCode.NumberInCell] = ["file"],
        [RefusalCode.RowTwice] = ["file"],
    };

    private static readonly Dictionary<RefusalCode, string[]> Against = new()
    {
        [RefusalCode.TokenOutlivesRole] = ["days"],
        [RefusalCode.NameTaken] = ["name"],
        [RefusalCode.CodeTaken] = ["uscc"],
        [RefusalCode.LeavingNotConfirmed] = ["leaving"],
        [RefusalCode.PlacesTaken] = ["capacity"],
        [RefusalCode.LongerThanTask] = ["minutes", "shorter", "cameBesides"],
        [RefusalCode.SaidInTwoWays] = ["absent", "shorter", "cameBesides"],
        [RefusalCode.WalkInUnknown] = ["cameBesides"],
        [RefusalCode.WalkInOnList] = ["cameBesides"],
        [RefusalCode.WalkInElsewhere] = ["cameBesides"],
        [RefusalCode.WalkInOrganises] = ["cameBesides"],
        [RefusalCode.SeveralOfThatName] = ["cameBesides"],
        [RefusalCode.ListItemVague] = ["title"],
        [RefusalCode.QuantityUnclear] = ["quantity", "covers"],
        [RefusalCode.StockPromised] = ["quantity"],
        [RefusalCode.StockTooSmall] = ["quantity", "covers"],
        [RefusalCode.WishTooLarge] = ["worthFen", "minutes"],
        [RefusalCode.AgreementVague] = ["title", "goal"],
        [RefusalCode.AgreementParties] = ["parties"],
        [RefusalCode.AgreementTerm] = ["startsAt", "endsAt"],
        [RefusalCode.CommitmentUnclear] = ["commitments"],
        [RefusalCode.DeliveryDay] = ["deliveredAt"],
        [RefusalCode.DecisionUnclear] = ["outcome", "ownerId", "dueAt"],
        [RefusalCode.CareUnclear] = ["name", "door", "phone"],
        [RefusalCode.ConsentUnclear] = ["scope", "untilAt"],
        [RefusalCode.GuardianMustConsent] = ["by"],
        [RefusalCode.ClearanceMissing] = ["firstId", "secondId"],
        [RefusalCode.TwoNeeded] = ["secondId"],
        [RefusalCode.AlreadyOnRoster] = ["name", "phone", "weComUserId"],
    };

    public static bool IsOfWhatWasSent(RefusalCode code) => Sent.ContainsKey(code);

    /// <summary>The names that a field may have which it is about.</summary>
    public static IReadOnlyList<string> NamesFor(RefusalCode code) => Sent.GetValueOrDefault(code) ?? Against.GetValueOrDefault(code) ?? [];

    /// <param name="body">What was sent, where the request has a body of fields.</param>
    public static IReadOnlyList<string> In(RefusalCode code, Takes? takes, object? body)
    {
        var candidates = NamesFor(code);
        var names = takes is null ? [] : takes.Names().Where(name => candidates.Contains(name, StringComparer.Ordinal)).ToList();
        return code == RefusalCode.PersonalDataInText && body is not null && names.Where(name => HoldsNumber(body, name)).ToList() is { Count: > 0 } holding ? holding : names;
    }

    private static bool HoldsNumber(object body, string name) =>
        body.GetType().GetProperty(char.ToUpperInvariant(name[0]) + name[1..])?.GetValue(body) is string text && Redaction.HoldsNumber(text);
}
