using System.Globalization;
using ChatGov.Forms;
using ChatGov.Organisations;

namespace ChatGov.Needs;

/// <summary>What whoever asks for something, or speaks up about it, is asked alike: in which community, and for whom.</summary>
public static class AskerQuestions
{
    private const string ForOther = "other";

    /// <summary>One's own is not asked.</summary>
    public static CommunityQuestion Community() => new("org")
    {
        Ask = "need.ask.org",
        Unclear = new("need.org.none"),
        Which = "need.org.which",
        Label = "need.field.org",
        Known = run => Registrations.RegistrationLists.CommunityOf(run.Tx) is { } own ? Said.Chosen(own.ToString(CultureInfo.InvariantCulture), run.Tx.Now) : null,
    };

    /// <param name="applies">Null where it is always asked.</param>
    public static ChoiceQuestion ForWhom(Func<FormRun, bool>? applies = null) => new("for")
    {
        Ask = "need.ask.for",
        Unclear = new("offer.choose"),
        Label = "need.field.for",
        Among = ChoiceQuestion.Labelled("need.for.", "me", ForOther),
        Applies = applies ?? (_ => true),
    };

    public static bool IsForAnother(FormRun run, ChoiceQuestion forWhom) => run.Has(forWhom) && run.Of(forWhom) == ForOther;
}
