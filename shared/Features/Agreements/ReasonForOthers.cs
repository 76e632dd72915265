using ChatGov.Data;
using ChatGov.People;
using ChatGov.Texts;

namespace ChatGov.Agreements;

/// <summary>One sentence that the others read.</summary>
public static class ReasonForOthers
{
    public const int Longest = 200;

    internal static Refusal? Refuse(string reason) =>
        reason.Trim().Letters() is 0 or > Longest ? new Refusal(RefusalCode.ReasonMissing, ("limit", Longest))
        : Redaction.NamesPhoneOrId(reason) ? new Refusal(RefusalCode.PersonalDataInText)
        : null;
}
