using System.Globalization;
using ChatGov.Actions;
using ChatGov.Data;
using ChatGov.Deadlines;
using ChatGov.Forms;
using ChatGov.Outbox;
using ChatGov.People;
using ChatGov.Rights;
using ChatGov.Texts;
using ChatGov.Values;

namespace ChatGov.Tasks;

/// <summary>
/// 发任务: what, when, where, how many, whom to call; what to bring, what to mind and how often where it is not as usual. What the first
/// line already says (发任务 周六上午9点 公园扫沙子 要20个人) is not asked again.
/// </summary>
public static class PublishTaskForm
{
    /// <summary>What the form is told: the community; what is to be done, where that is known; of what sort it is.</summary>
    public const string OrgId = "org";

    public const string TitleName = TaskQuestions.TitleName;
    public const string SpecialName = "special";
    public const string PlacesName = TaskQuestions.PlacesName;
    public const string Visit = "visit";
    private const string Usual = "none";
    private const string Minors = "minors";
    private const string Professional = "credential";
    private const string Once = "1";
    private static readonly string[] OfPeople = WordList.Of("publish.words.people");
    private static readonly string[] OfTrades = WordList.Of("publish.words.trades");

    private static readonly ChoiceQuestion Org = new(OrgId)
    {
        Ask = "publish.ask.org",
        Unclear = new("publish.choose_org"),
        Among = run => [.. Can.RunOwnCommunity.Communities(run.Tx).Select(org => new Option(Code(org.Id), org.Name))],
        TakesCode = code => long.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out _),
        Known = run => Can.RunOwnCommunity.Communities(run.Tx) is [var only] ? Said.Chosen(Code(only.Id), run.Tx.Now) : null,
    };

    private static readonly TextQuestion Title = TaskQuestions.Title();
    private static readonly WhenQuestion When = TaskQuestions.When();
    private static readonly UntilQuestion Until = TaskQuestions.Until(When);
    private static readonly TextQuestion Place = TaskQuestions.Place();
    private static readonly TextQuestion Bring = TaskQuestions.Bring();
    private static readonly TextQuestion Risk = TaskQuestions.Risk();

    private static readonly ContactQuestion Contact = TaskQuestions.Contact(
        run => run.Has(Org) && TaskContacts.LastOfMine(run.Tx, OrgOf(run)) is { } last ? Said.Typed($"{last.Name} {last.Phone}", run.Tx.Now) : null);

    private static readonly ChoiceQuestion Special = new(SpecialName)
    {
        Ask = "publish.ask.special",
        Unclear = new("publish.special_unclear"),
        Label = "publish.field.special",
        Among = ChoiceQuestion.Labelled("publish.special.", Usual, Visit, Minors, Professional),
        Default = run => run.Has(Title) && (WordList.IsIn(run.Of(Title), OfPeople) || WordList.IsIn(run.Of(Title), OfTrades)) ? null : Usual,
    };

    private static readonly ChoiceQuestion Credential = new(Professional)
    {
        Ask = "publish.ask.credential",
        Unclear = new("publish.ask.credential"),
        Label = "publish.field.credential",
        Among = ChoiceQuestion.Named<Skill>(),
        Applies = run => SpecialOf(run) == Professional,
    };

    private static readonly NumberQuestion Places = TaskQuestions.Places(
        least: run => NeedsTwo(run) ? 2 : 1, tooFew: run => NeedsTwo(run) ? new("publish.two_places", ("most", TaskDraft.MostPlaces)) : null);

    private static readonly ChoiceQuestion Weeks = new("weeks")
    {
        Ask = "publish.ask.weeks",
        Unclear = new("publish.weeks_unclear", ("most", TaskPublishing.MostWeeks)),
        Label = "publish.field.weeks",
        Among = run => [new(Once, run.Say("publish.weeks.once")), new("4", run.Say("publish.weeks.count", ("count", 4))), new("12", run.Say("publish.weeks.count", ("count", 12)))],
        TakesCode = IsWeeks,
        ShowsCode = (run, code) => run.Say("publish.weeks.count", ("count", code)),
        InWords = words => TaskWords.Weeks().Match(Numerals.HalfWidth(words)) is { Success: true } match && Numerals.TryRead(match.Groups["n"].Value, out var weeks)
            && Code((long)weeks) is var code && IsWeeks(code) ? code : null,
        Default = _ => Once,
        Applies = run => run.Form.Name == FormName,
    };

    private const string FormName = "publish_task";

    /// <summary>帮我发个任务，明天扫雪 is about 扫雪.</summary>
    public static string WithoutAsking(string words) => TaskWords.Asking().Replace(words, "");

    /// <summary>For the community itself.</summary>
    public static Form Form { get; } = Of(FormName, (run, draft) => TaskPublishing.PublishWeekly(run.Tx, OrgOf(run), draft, int.Parse(run.Of(Weeks), CultureInfo.InvariantCulture)));

    /// <summary>The same for what another feature asks a task for: what came of it goes back there.</summary>
    /// <param name="source">How a chat knew it that was in the middle of it when all of these were one conversation.</param>
    public static Form For(string name, string source, Func<FormRun, TaskDraft, Outcome<VolunteerTask>> publish) =>
        Of(name, (run, draft) => publish(run, draft).Then(task => new List<VolunteerTask> { task }), new FormerName(FormName, "source", source));

    private static Form Of(string name, Func<FormRun, TaskDraft, Outcome<List<VolunteerTask>>> publish, params FormerName[] formerly) => new()
    {
        Name = name,
        Subject = "source_id",
        Formerly = formerly,
        OnlyFor = Can.RunOwnCommunity.Roles,
        Undo = new Undo.By(TaskActions.TakeBack),
        Questions = [Org, Title, When, Until, Place, Special, Credential, Places, Bring, Contact, Risk, Weeks],
        ReadBack = ReadBack.Always,
        Texts = "publish",
        Do = run => publish(run, Draft(run)).Then(tasks => new FormDone(Published(run, tasks)) { To = tasks[0].Id }),
    };

    private static Message Published(FormRun run, List<VolunteerTask> tasks)
    {
        var first = tasks[0];
        var text = tasks.Count == 1
            ? run.Say("publish.done", ("title", first.Title), ("id", first.Id))
            : run.Say("publish.done_series", ("title", first.Title), ("count", tasks.Count), ("id", first.Id));
        var unusual = tasks.Where(task => WorkCalendar.Default.IsUnusual(Shanghai.Day(task.StartsAt))).ToList();
        return new Message(tasks.Count == 1 || unusual.Count == 0
            ? text
            : text + "\n" + run.Say("publish.holidays", ("days", string.Join("、", unusual.Select(task => Show.Value(run.Language, Shanghai.Day(task.StartsAt)))))));
    }

    private static TaskDraft Draft(FormRun run)
    {
        var (when, contact) = (run.Of(When), run.Of(Contact));
        return new TaskDraft
        {
            Title = run.Of(Title),
            StartsAt = when.From,
            EndsAt = when.To ?? run.Of(Until),
            Place = run.Of(Place),
            Places = run.Of(Places),
            Bring = run.Of(Bring) is { Length: > 0 } bring ? bring : run.Say("publish.nothing"),
            ContactName = contact.Name,
            ContactPhone = contact.Phone,
            Risk = run.Of(Risk) is { Length: > 0 } risk ? risk : run.Say("publish.no_risk"),
            TwoPeople = NeedsTwo(run),
            PendingClaims = SpecialOf(run) != Usual,
            NeedsClearance = SpecialOf(run) == Minors,
            Credential = run.Has(Credential) ? Enum.Parse<Skill>(run.Of(Credential)) : null,
        };
    }

    private static string SpecialOf(FormRun run) => run.Has(Special) ? run.Of(Special) : Usual;

    private static bool NeedsTwo(FormRun run) => SpecialOf(run) is Visit or Minors;

    private static long OrgOf(FormRun run) => long.Parse(run.Of(Org), CultureInfo.InvariantCulture);

    private static bool IsWeeks(string code) => int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var weeks) && weeks is >= 1 and <= TaskPublishing.MostWeeks;

    private static string Code(long number) => number.ToString(CultureInfo.InvariantCulture);
}
