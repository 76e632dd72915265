using ChatGov.Actions;
using ChatGov.Data;
using ChatGov.Forms;
using ChatGov.Needs;
using ChatGov.Organisations;
using ChatGov.Outbox;
using ChatGov.Photos;

namespace ChatGov.Cases;

/// <summary>反映: what is wrong or wanted, where, and how to hear of it. What is plain, or was said before, is not asked.</summary>
public static class SpeakUpForm
{
    /// <summary>What the form may be told: which <see cref="CaseKind"/>.</summary>
    public const string KindName = "kind";

    // Who works on it reads it; the names of others are taken out as it is kept.
    private static readonly TextQuestion Words = new("words")
    {
        Ask = "speak_up.ask.words.",
        Unclear = new("refusal.ReasonMissing", ("limit", CaseTalk.LongestWords)),
        Label = "case.field.words",
        Limit = CaseTalk.LongestWords,
        Least = 2,
        TakesPhotos = true,
        TakesStray = true,
        Variant = run => run.Has(Kind!) && KindOf(run) == CaseKind.Suggestion ? nameof(CaseKind.Suggestion) : "",
        Check = CaseChecks.Words,
        Mends = [CaseRefusal.CaseBelongsElsewhere],
    };

    private static readonly ChoiceQuestion Kind = CaseQuestions.Kind(Words);

    private static readonly CommunityQuestion Org = AskerQuestions.Community();

    private static readonly TextQuestion Spot = CaseQuestions.Spot(
        run => run.Has(Kind) && KindOf(run) is not (CaseKind.Consult or CaseKind.Suggestion),
        run => run.Has(Words) && CaseTalk.SpotIn(run.Of(Words)) is { } spot ? Said.Typed(spot, run.Tx.Now) : null);

    private static readonly ChoiceQuestion ForWhom = AskerQuestions.ForWhom(run => run.Has(Kind) && KindOf(run) == CaseKind.Help);

    // Asked once: what they chose last time counts until they say otherwise.
    private static readonly ChoiceQuestion Reach = new("reach")
    {
        Ask = "speak_up.ask.reach",
        Either = nameof(CaseReach.Chat),
        Unclear = new("offer.choose"),
        Label = "case.field.reach",
        Among = ChoiceQuestion.Labelled("speak_up.reach.", nameof(CaseReach.Chat), nameof(CaseReach.Phone)),
        Known = run => PhoneIn(run) is not null ? Said.Chosen(nameof(CaseReach.Phone), run.Tx.Now) : CaseContacts.ReachBefore(run.Tx) is { } before ? Said.Chosen(before.ToString(), run.Tx.Now) : null,
    };

    private static readonly TextQuestion Contact = new("contact")
    {
        Ask = "speak_up.ask.contact",
        Unclear = new("refusal.ReasonMissing", ("limit", CaseTalk.LongestContact)),
        Label = "case.field.contact",
        Limit = CaseTalk.LongestContact,
        Check = CaseChecks.Contact,
        Applies = run => run.Has(Reach) && run.Of(Reach) == nameof(CaseReach.Phone),
        Known = run => (PhoneIn(run) ?? CaseContacts.ContactBefore(run.Tx)) is { } before ? Said.Typed(before, run.Tx.Now) : null,
    };

    public static Form Form { get; } = new()
    {
        Name = "speak_up",
        Undo = new Undo.By(CaseActions.Withdraw),
        Questions = [Words, Kind, Org, Spot, ForWhom, Reach, Contact],
        Do = Do,
    };

    private static Outcome<FormDone> Do(FormRun run) => CaseSpeakingUp.SpeakUp(run.Tx, run.Of(Org), Report(run), KindOf(run) == CaseKind.Suggestion ? CaseSource.OpenAdvice : CaseSource.Resident)
        .Then(row => new FormDone(new Message(run.Say(row.Urgent ? "speak_up.done.urgent" : row.Reach == CaseReach.Phone ? "speak_up.done.phone" : "speak_up.done", ("id", row.Id), ("community", row.OrgName), ("days", CaseClock.Workdays(row.Kind))))
        {
            Choices = [run.Choice("case.choice.mine", CaseActions.OpenMine.On(row.Id))],
        })
        {
            PhotosGoWith = new PhotoOf(PhotoSubject.Case, row.Id), To = row.Id,
        });

    private static CaseReport Report(FormRun run) => new()
    {
        Kind = KindOf(run),
        Words = run.Of(Words),
        Spot = run.Has(Spot) ? run.Of(Spot) : "",
        Contact = run.Has(Contact) ? run.Of(Contact) : "",
        ForAnother = AskerQuestions.IsForAnother(run, ForWhom),
    };

    // 打电话给我 and a number say how to be reached.
    private static string? PhoneIn(FormRun run) => run.Has(Words) ? CaseTalk.PhoneIn(run.Of(Words)) : null;

    private static CaseKind KindOf(FormRun run) => Enum.Parse<CaseKind>(run.Of(Kind));
}
