using ChatGov.Data;
using ChatGov.Forms;
using ChatGov.People;

namespace ChatGov.Tasks;

/// <summary>What a task has to say, asked when it is published and when it is changed.</summary>
internal static class TaskQuestions
{
    public const string TitleName = "title";
    public const string PlacesName = "places";

    /// <param name="known">What is known without asking, here as below.</param>
    public static TextQuestion Title(Func<FormRun, Said?>? known = null) => new(TitleName)
    {
        Ask = "publish.ask.title",
        Unclear = new("publish.vague_title"),
        Label = "publish.field.title",
        IsAName = true,
        Limit = TaskDraft.LongestText,
        Check = words => !TaskDraft.IsConcrete(words) ? new("publish.vague_title") : WordsForOthers.Check(words),
        Known = known ?? Nothing,
        Mends = [TaskRefusal.TaskVague, RefusalCode.PersonalDataInText],
    };

    public static WhenQuestion When(Func<FormRun, Said?>? known = null, Func<FormRun, DateTimeOffset?>? soFar = null) => new("when")
    {
        Ask = "publish.ask.when",
        Unclear = new("publish.when_unclear"),
        Label = "publish.field.when",
        Known = known ?? Nothing,
        SoFar = soFar ?? (_ => null),
        Mends = [TaskRefusal.TaskInThePast],
    };

    public static UntilQuestion Until(WhenQuestion begin) => new("until")
    {
        Begin = begin,
        Ask = "publish.ask.until",
        Unclear = new("publish.until_unclear"),
        Label = "publish.field.until",
        Applies = run => run.Has(begin) && run.Of(begin).To is null,
    };

    public static TextQuestion Place(Func<FormRun, Said?>? known = null) => new("place")
    {
        Ask = "publish.ask.place",
        Unclear = new("publish.place_unclear"),
        Label = "publish.field.place",
        IsAName = true,
        Limit = TaskDraft.LongestText,
        Least = 2,
        Within = TaskWords.Place(),
        Check = WordsForOthers.Check,
        Known = known ?? Nothing,
        Mends = [TaskRefusal.TaskVague, RefusalCode.PersonalDataInText],
    };

    public static NumberQuestion Places(Func<FormRun, int>? least = null, Func<FormRun, Fault?>? tooFew = null, Func<FormRun, Said?>? known = null) => new(PlacesName)
    {
        Ask = "publish.ask.places",
        Unclear = new("publish.places_unclear", ("most", TaskDraft.MostPlaces)),
        Label = "publish.field.places",
        Within = TaskWords.Places(),
        Bounds = run => (least?.Invoke(run) ?? 1, TaskDraft.MostPlaces),
        OutOfBounds = tooFew ?? (_ => null),
        Known = known ?? Nothing,
        Mends = [TaskRefusal.PlacesTaken],
    };

    public static TextQuestion Bring(Func<FormRun, Said?>? known = null) => new("bring")
    {
        Ask = "publish.ask.bring",
        Unclear = new("publish.ask.bring"),
        Label = "publish.field.bring",
        IsAName = true,
        Limit = TaskDraft.LongestText,
        Nothing = "publish.nothing",
        Default = _ => TextQuestion.NothingToSay,
        Within = TaskWords.Bring(),
        Check = WordsForOthers.Check,
        Known = known ?? Nothing,
        Mends = [RefusalCode.PersonalDataInText],
    };

    public static TextQuestion Risk(Func<FormRun, Said?>? known = null) => new("risk")
    {
        Ask = "publish.ask.risk",
        Unclear = new("publish.ask.risk"),
        Label = "publish.field.risk",
        Limit = TaskDraft.LongestText,
        Nothing = "publish.no_risk",
        Default = _ => TextQuestion.NothingToSay,
        Within = TaskWords.Risk(),
        Check = WordsForOthers.Check,
        Known = known ?? Nothing,
        Mends = [RefusalCode.PersonalDataInText],
    };

    public static ContactQuestion Contact(Func<FormRun, Said?> known) => new("contact")
    {
        Ask = "publish.ask.contact",
        Unclear = new("publish.contact_unclear"),
        Label = "publish.field.contact",
        Known = known,
    };

    private static Said? Nothing(FormRun run) => null;
}
