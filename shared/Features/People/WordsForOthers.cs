using ChatGov.Data;
using ChatGov.Forms;
using ChatGov.Texts;

namespace ChatGov.People;

/// <summary>
/// What somebody else reads of what one wrote. One check for all of it, by whichever door it came: no phone and no ID number of anybody stands
/// there, for the words stay with what they are about and are read by people whom their writer does not know.
/// </summary>
public static class WordsForOthers
{
    /// <summary>Why not, why no more, how it was: one sentence, wherever one is asked for.</summary>
    public const int LongestReason = 200;

    /// <summary>One sentence, and nobody's number in it.</summary>
    public static Refusal? RefuseReason(string reason, int limit = LongestReason) => RefuseLength(reason, limit) ?? Refuse(reason);

    /// <summary>The same where the other side may be given a number to call: nobody's ID number stands there all the same.</summary>
    public static Refusal? RefuseReasonWithPhone(string reason) => RefuseLength(reason, LongestReason) ?? RefuseId(reason);

    public static Refusal? Refuse(params ReadOnlySpan<string> words)
    {
        foreach (var each in words)
        {
            if (Redaction.NamesPhoneOrId(each))
            {
                return new Refusal(RefusalCode.PersonalDataInText);
            }
        }

        return null;
    }

    public static Refusal? RefuseId(string words) => Redaction.HasId(words) ? new Refusal(RefusalCode.IdInText) : null;

    /// <summary>The same at the question that asks for the words.</summary>
    public static Fault? Check(string words) => Refuse(words) is { } refusal ? new Fault("refusal." + refusal.Code) : null;

    private static Refusal? RefuseLength(string reason, int limit) =>
        reason.Trim().Letters() is var letters && (letters == 0 || letters > limit) ? new Refusal(RefusalCode.ReasonMissing, ("limit", limit)) : null;
}
