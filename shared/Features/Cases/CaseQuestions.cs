using System.Globalization;
using ChatGov.Data;
using ChatGov.Forms;
using ChatGov.People;
using ChatGov.Rights;

namespace ChatGov.Cases;

/// <summary>What staff are asked alike, whether they write down what they heard or what they found.</summary>
internal static class CaseQuestions
{
    /// <summary>The only one that is theirs is not asked.</summary>
    public static ChoiceQuestion Org(Func<Tx, List<OrgName>> theirs) => new("org")
    {
        Ask = "publish.ask.org",
        Unclear = new("offer.choose"),
        Among = run => [.. theirs(run.Tx).Select(org => new Option(Code(org.Id), org.Name))],
        Known = run => theirs(run.Tx) is [var only] ? Said.Chosen(Code(only.Id), run.Tx.Now) : null,
    };

    public static long Chosen(FormRun run, ChoiceQuestion org) => long.Parse(run.Of(org), CultureInfo.InvariantCulture);

    /// <param name="check">What is refused at once; a number is, where nothing else is said.</param>
    public static TextQuestion Words(string ask, Func<string, Fault?>? check = null) => new("words")
    {
        Ask = ask,
        Unclear = new("refusal.ReasonMissing", ("limit", CaseTalk.LongestWords)),
        Label = "case.field.words",
        Limit = CaseTalk.LongestWords,
        Least = 2,
        TakesStray = true,
        Check = check ?? CaseChecks.WordsOfStaff,
        Mends = [CaseRefusal.CaseBelongsElsewhere, RefusalCode.PersonalDataInText],
    };

    public static ChoiceQuestion Kind(TextQuestion words) => new("kind")
    {
        Ask = "speak_up.ask.kind",
        Unclear = new("offer.choose"),
        Label = "case.field.kind",
        Among = ChoiceQuestion.Named<CaseKind>(),
        Known = run => run.Has(words) && CaseKindWords.Of(run.Of(words)) is { } kind ? Said.Chosen(kind.ToString(), run.Tx.Now) : null,
    };

    /// <param name="applies">Null where it is always asked.</param>
    /// <param name="known">Null where nothing is known of it.</param>
    public static TextQuestion Spot(Func<FormRun, bool>? applies = null, Func<FormRun, Said?>? known = null) => new("spot")
    {
        Applies = applies ?? (_ => true),
        Known = known ?? (_ => null),
        Ask = "speak_up.ask.spot",
        Unclear = new("refusal.ReasonMissing", ("limit", CaseTalk.LongestSpot)),
        Label = "case.field.spot",
        Limit = CaseTalk.LongestSpot,
        Nothing = "speak_up.spot.none",
        Within = CaseTalk.Spot(),
        Check = WordsForOthers.Check,
    };

    private static string Code(long id) => id.ToString(CultureInfo.InvariantCulture);
}
