using ChatGov.Forms;

namespace ChatGov.Cases;

/// <summary>What is said at once at a question, instead of by the use case.</summary>
internal static class CaseChecks
{
    public static Fault? Words(string words) => CaseTalk.BelongsTo(words) is { } door ? new Fault("case.elsewhere." + door) : null;
}
