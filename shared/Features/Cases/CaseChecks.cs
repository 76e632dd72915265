using ChatGov.Forms;
using ChatGov.People;

namespace ChatGov.Cases;

/// <summary>What is said at once at a question, instead of by the use case.</summary>
internal static class CaseChecks
{
    /// <summary>Of residents: numbers are taken out of it as it is kept.</summary>
    public static Fault? Words(string words) => CaseTalk.BelongsTo(words) is { } door ? new Fault("case.elsewhere." + door) : null;

    /// <summary>Of staff, who can leave a number out themselves.</summary>
    public static Fault? WordsOfStaff(string words) => WordsForOthers.Check(words) ?? Words(words);

    public static Fault? Contact(string contact) => CaseTalk.IsContact(contact) ? null : new Fault("refusal.ContactMissing", ("limit", CaseTalk.LongestContact));
}
