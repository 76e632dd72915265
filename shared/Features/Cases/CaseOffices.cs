using ChatGov.Data;
using ChatGov.Rights;

namespace ChatGov.Cases;

/// <summary>The offices for which the actor keeps a ledger: communities that they answer for, and their own office above.</summary>
internal static class CaseOffices
{
    public static List<OrgName> Of(Tx tx) =>
    [
        .. Can.AnswerCases.Communities(tx),
        .. Organisations.Staff.OrgsOf(tx, Role.StreetOffice),
        .. Organisations.Staff.OrgsOf(tx, Role.BannerOffice),
    ];
}
