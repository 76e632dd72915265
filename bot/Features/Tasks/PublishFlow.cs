using System.Globalization;
using ChatGov.Conversations;
using ChatGov.Data;
using ChatGov.Matches;
using ChatGov.Needs;
using ChatGov.Organisations;
using ChatGov.Outbox;
using ChatGov.Texts;

namespace ChatGov.Tasks;

/// <summary>
/// 发任务: what, when, where, how many, what to bring, whom to call, what to mind. What the first line already says
/// (发任务 周六上午9点 公园扫沙子 要20个人) is not asked again.
/// </summary>
internal sealed class PublishFlow : StepFlow
{
    private const string Title = "title";
    private const string When = "when";
    private const string Until = "until";
    private const string Place = "place";
    private const string Places = "places";
    private const string Bring = "bring";
    private const string Contact = "contact";
    private const string Risk = "risk";
    private const string Special = "special";
    private const string Credential = "credential";
    private const string Weeks = "weeks";
    private const string Confirm = "confirm";
    private const string OrgStep = "org";
    private const string From = "from";
    private const string To = "to";
    private const string Now = "now";
    private const string FlowName = "publish_task";
    private const string Source = "source";
    private const string SourceId = "source_id";
    private const string Covers = "covers";
    public const string OfNeed = "need";
    public const string OfMatch = "match";
    private const string OfVisit = "visit";
    private static readonly string[] Specials = ["none", "visit", "minors", "credential"];
    private static readonly string[] Order = [OrgStep, Title, When, Until, Place, Special, Credential, Places, Bring, Contact, Risk, Weeks];

    public override string Name => "publish_task";

    public override IReadOnlyList<Organisations.Role> OnlyFor => [Organisations.Role.Secretary, Organisations.Role.Deputy, Organisations.Role.StreetOffice, Organisations.Role.BannerOffice];

    public override int Version => 2;

    public static IReadOnlyList<Topic> Topics { get; } =
    [
        new("publish_task", Begin) { For = [Role.Secretary, Role.Deputy] },
    ];

    public override Move Step(FlowState state, Answer answer)
    {
        var text = answer.Text.Trim();
        state = WithInstant(state, Now, answer.At);
        return state.Step switch
        {
            OrgStep when answer.Chosen is { } org => Next(state.With(OrgStep, org)),
            OrgStep => new Move.Again("publish.choose_org"),
            Title => TaskDraft.IsConcrete(text) && text.Letters() <= TaskDraft.LongestText ? Next(state.With(Title, text)) : new Move.Again("publish.vague_title"),
            When => StepWhen(state, text),
            Until => WhenWords.ReadEnd(text, Instant(state, From)) is { } end ? Next(WithInstant(state, To, end).With(Until, "yes")) : new Move.Again("publish.until_unclear"),
            Place => text.Letters() is >= 2 and <= TaskDraft.LongestText ? Next(state.With(Place, text)) : new Move.Again("publish.place_unclear"),
            Special => StepSpecial(state, answer),
            Credential => answer.Chosen is { } skill ? Next(state.With(Credential, skill)) : new Move.Again("publish.ask.credential"),
            Places => StepPlaces(state, text),
            Bring => Next(state.With(Bring, answer.Chosen is null ? text : "-")),
            Contact => StepContact(state, text),
            Risk => Next(state.With(Risk, answer.Chosen is null ? text : "-")),
            Weeks => StepWeeks(state, answer),
            _ => StepConfirm(state, answer),
        };
    }

    public override Message Ask(Scene scene, FlowState state) => state.Step switch
    {
        OrgStep => scene.Answer("publish.ask.org") with
        {
            Choices = [.. Orgs(scene).Select(org => new Choice(org.Name, string.Create(CultureInfo.InvariantCulture, $"answer:{org.Id}")))],
        },
        Special => scene.Answer("publish.ask.special") with
        {
            Choices = [.. Specials.Select(special => scene.Choice("publish.special." + special, "answer:" + special))],
        },
        Credential => scene.Answer("publish.ask.credential") with
        {
            Choices = [.. Enum.GetValues<People.Skill>().Select(skill => new Choice(Catalog.Name(scene.Language, skill), "answer:" + skill))],
        },
        Weeks => scene.Answer("publish.ask.weeks") with
        {
            Choices = [scene.Choice("publish.weeks.once", "answer:1"), scene.Choice("publish.weeks.four", "answer:4"), scene.Choice("publish.weeks.twelve", "answer:12")],
        },
        Bring => scene.Answer("publish.ask.bring") with { Choices = [scene.Choice("publish.nothing", "answer:none")] },
        Risk => scene.Answer("publish.ask.risk") with { Choices = [scene.Choice("publish.no_risk", "answer:none")] },
        Confirm => new Message(SummaryText(scene, state))
        {
            Choices = [scene.Choice("publish.yes", "answer:yes"), scene.Choice("publish.again", "answer:again")],
        },
        _ => scene.Answer("publish.ask." + state.Step),
    };

    public override Message Finish(Scene scene, FlowState state)
    {
        var orgId = long.Parse(state[OrgStep], CultureInfo.InvariantCulture);
        return Publish(scene, state, orgId).Match(
            tasks => Published(scene, tasks),
            refusal => Refused(scene, state, refusal));
    }

    /// <summary>Opens it for what a need or a match asks for; its end comes back there.</summary>
    public static Message For(Scene scene, long orgId, string title, string source, long sourceId, long covers)
    {
        var state = Of(scene, orgId, title, source, sourceId).With(Covers, covers.ToString(CultureInfo.InvariantCulture));
        return scene.Begin(state.At(FirstMissing(state)));
    }

    /// <summary>Opens it for a visit that the pair cannot make.</summary>
    public static Message ForVisit(Scene scene, long orgId, string title, long visitId)
    {
        var state = Of(scene, orgId, title, OfVisit, visitId).With(Special, "visit").With(Credential, "-").With(Places, "2");
        return scene.Begin(state.At(FirstMissing(state)));
    }

    private static FlowState Of(Scene scene, long orgId, string title, string source, long sourceId)
    {
        var state = FlowState.Begin(FlowName, Title, 2)
            .With(Now, scene.Tx.Now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture))
            .With(OrgStep, orgId.ToString(CultureInfo.InvariantCulture))
            .With(Source, source).With(SourceId, sourceId.ToString(CultureInfo.InvariantCulture))
            .With(Weeks, "1");
        return TaskDraft.IsConcrete(title) ? state.With(Title, title) : state;
    }

    private static Outcome<List<VolunteerTask>> Publish(Scene scene, FlowState state, long orgId)
    {
        var (sourceId, covers) = (Number(state, SourceId), Number(state, Covers));
        return state[Source] switch
        {
            OfNeed => NeedTasks.Schedule(scene.Tx, sourceId, covers, Draft(scene, state)).Match<Outcome<List<VolunteerTask>>>(task => new List<VolunteerTask> { task }, refusal => refusal),
            OfMatch => Handshake.Schedule(scene.Tx, sourceId, Draft(scene, state)).Match<Outcome<List<VolunteerTask>>>(
                match => new List<VolunteerTask> { TaskLists.Open(scene.Tx, match.TaskId!.Value).Value.Task }, refusal => refusal),
            OfVisit => ChatGov.Care.CareHelpers.Ask(scene.Tx, sourceId, Draft(scene, state)).Match<Outcome<List<VolunteerTask>>>(task => new List<VolunteerTask> { task }, refusal => refusal),
            _ => TaskPublishing.PublishWeekly(scene.Tx, orgId, Draft(scene, state), WeeksOf(state)),
        };
    }

    private static long Number(FlowState state, string name) => long.TryParse(state[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static Message Published(Scene scene, List<VolunteerTask> tasks)
    {
        var first = tasks[0];
        var text = tasks.Count == 1
            ? scene.Say("publish.done", ("title", first.Title), ("id", first.Id))
            : scene.Say("publish.done_series", ("title", first.Title), ("count", tasks.Count), ("id", first.Id));
        var unusual = tasks.Where(task => Deadlines.WorkCalendar.Default.IsUnusual(Deadlines.Shanghai.Day(task.StartsAt))).ToList();
        return new Message(tasks.Count == 1 || unusual.Count == 0
            ? text
            : text + "\n" + scene.Say("publish.holidays", ("days", string.Join("、", unusual.Select(task => Show.Value(scene.Language, Deadlines.Shanghai.Day(task.StartsAt)))))));
    }

    private static Message Begin(Scene scene, string words)
    {
        var orgs = Orgs(scene);
        var state = FlowState.Begin("publish_task", OrgStep, 2)
            .With(Now, scene.Tx.Now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));
        state = orgs.Count == 1 ? state.With(OrgStep, orgs[0].Id.ToString(CultureInfo.InvariantCulture)) : state;
        state = FromOneLine(state, words);
        return scene.Begin(state.At(FirstMissing(state)));
    }

    private static FlowState FromOneLine(FlowState state, string words)
    {
        var rest = words;
        if (WhenWords.Read(rest, Instant(state, Now)) is { } when)
        {
            state = WithWhen(state, when);
            rest = when.Rest;
        }
        else
        {
            // What was said of the time and not understood is asked again; it is no part of the title.
            rest = WhenWords.WithoutTimes(rest);
        }

        var people = System.Text.RegularExpressions.Regex.Match(
            rest, "要?([0-9]{1,3})个?人", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromMilliseconds(100));
        if (people.Success)
        {
            state = state.With(Places, people.Groups[1].Value);
            rest = rest.Remove(people.Index, people.Length);
        }

        var title = rest.Trim(' ', ',', '，', '。');
        return TaskDraft.IsConcrete(title) ? state.With(Title, title) : state;
    }

    private static Move StepSpecial(FlowState state, Answer answer)
    {
        if (answer.Chosen is not { } special)
        {
            return new Move.Again("publish.special_unclear");
        }

        state = state.With(Special, special);
        state = special == "credential" ? state : state.With(Credential, "-");

        // A number given in the first line that is too small for two people is asked again.
        return Next(NeedsTwo(state) && state.Has(Places) && state[Places] == "1" ? Without(state, Places) : state);
    }

    private static Move StepPlaces(FlowState state, string text)
    {
        if (Count(text) is not { } places)
        {
            return new Move.Again("publish.places_unclear", ("most", TaskDraft.MostPlaces));
        }

        return NeedsTwo(state) && places == "1"
            ? new Move.Again("publish.two_places", ("most", TaskDraft.MostPlaces))
            : Next(state.With(Places, places));
    }

    private static Move StepWeeks(FlowState state, Answer answer) =>
        Count(answer.Chosen ?? answer.Text) is { } weeks && int.Parse(weeks, CultureInfo.InvariantCulture) <= TaskPublishing.MostWeeks
            ? Next(state.With(Weeks, weeks))
            : new Move.Again("publish.weeks_unclear", ("most", TaskPublishing.MostWeeks));

    private static int WeeksOf(FlowState state) => int.Parse(state[Weeks], CultureInfo.InvariantCulture);

    private static bool NeedsTwo(FlowState state) => state[Special] is "visit" or "minors";

    private static FlowState Without(FlowState state, string name) =>
        state with { Answers = state.Answers.Where(pair => pair.Key != name).ToDictionary(StringComparer.Ordinal) };

    private static Move StepWhen(FlowState state, string text)
    {
        var now = Instant(state, Now);
        if (WhenWords.WeekendDays(text, now) is [var saturday, var sunday])
        {
            return new Move.Again("publish.when_ambiguous", ("saturday", saturday), ("sunday", sunday));
        }

        if (WhenWords.Read(text, now) is not { } when)
        {
            return new Move.Again("publish.when_unclear");
        }

        return when.From <= now ? new Move.Again("refusal.TaskInThePast") : Next(WithWhen(state, when));
    }

    private static Move StepContact(FlowState state, string text)
    {
        var phone = new string([.. text.Where(char.IsAsciiDigit)]);
        var name = new string([.. text.Where(each => !char.IsAsciiDigit(each) && each is not ('-' or '+' or ',' or '，' or ':' or '：'))]).Trim();
        return phone.Length is >= 7 and <= 13 && name.Letters() is > 0 and <= People.PersonName.Longest
            ? Next(state.With(Contact, name).With("phone", phone))
            : new Move.Again("publish.contact_unclear");
    }

    private static Move StepConfirm(FlowState state, Answer answer) => answer.Chosen switch
    {
        "yes" => new Move.Done(state),
        "again" => new Move.Next(Blank(state)),
        _ => new Move.Again("publish.yes_or_again"),
    };

    private static FlowState Blank(FlowState state)
    {
        var blank = FlowState.Begin("publish_task", Title, 2).With(Now, state[Now]).With(OrgStep, state[OrgStep]);
        return blank.At(FirstMissing(blank));
    }

    private static Move Next(FlowState state) => new Move.Next(state.At(FirstMissing(state)));

    private static string FirstMissing(FlowState state) => Array.Find(Order, step => !state.Has(step)) ?? Confirm;

    private static FlowState WithWhen(FlowState state, ReadWhen when)
    {
        state = WithInstant(state, From, when.From).With(When, "yes");
        return when.To is { } to ? WithInstant(state, To, to).With(Until, "yes") : state;
    }

    private static FlowState WithInstant(FlowState state, string name, DateTimeOffset instant) =>
        state.With(name, instant.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));

    private static DateTimeOffset Instant(FlowState state, string name) =>
        DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(state[name], CultureInfo.InvariantCulture));

    private static string? Count(string text)
    {
        var digits = new string([.. text.Where(char.IsAsciiDigit)]);
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var places) && places is >= 1 and <= TaskDraft.MostPlaces
            ? places.ToString(CultureInfo.InvariantCulture)
            : null;
    }

    private static TaskDraft Draft(Scene scene, FlowState state) => new()
    {
        Title = state[Title],
        StartsAt = Instant(state, From),
        EndsAt = Instant(state, To),
        Place = state[Place],
        Places = int.Parse(state[Places], CultureInfo.InvariantCulture),
        Bring = state[Bring] == "-" ? scene.Say("publish.nothing") : state[Bring],
        ContactName = state[Contact],
        ContactPhone = state["phone"],
        Risk = state[Risk] == "-" ? scene.Say("publish.no_risk") : state[Risk],
        TwoPeople = NeedsTwo(state),
        PendingClaims = state[Special] != "none",
        NeedsClearance = state[Special] == "minors",
        Credential = Enum.TryParse<People.Skill>(state[Credential], out var skill) ? skill : null,
    };

    private static string SummaryText(Scene scene, FlowState state)
    {
        var text = scene.Say("publish.ask.confirm", Summary(scene, state));
        text = state[Special] == "none" ? text : scene.Say("publish.special." + state[Special]) + "\n" + text;
        return WeeksOf(state) == 1 ? text : scene.Say("publish.weeks_line", ("count", WeeksOf(state))) + "\n" + text;
    }

    private static (string, object)[] Summary(Scene scene, FlowState state)
    {
        var draft = Draft(scene, state);
        return
        [
            ("title", draft.Title),
            ("when", new Period(draft.StartsAt!.Value, draft.EndsAt!.Value)),
            ("place", draft.Place),
            ("places", draft.Places!.Value),
            ("bring", draft.Bring),
            ("contact", draft.ContactName),
            ("phone", Show.CoveredPhone(draft.ContactPhone)),
            ("risk", draft.Risk),
        ];
    }

    private static Message Refused(Scene scene, FlowState state, Refusal refusal)
    {
        if (refusal.Code is not (RefusalCode.PersonalDataInText or RefusalCode.TaskInThePast or RefusalCode.TaskVague))
        {
            return scene.Answer(refusal);
        }

        // Only what is wrong is asked again; the rest stays.
        string[] wrong = refusal.Code == RefusalCode.TaskInThePast ? [When, Until] : [Title, Place, Bring, Risk];
        var answers = state.Answers.Where(pair => !wrong.Contains(pair.Key)).ToDictionary(StringComparer.Ordinal);
        var kept = (state with { Answers = answers }).With(Now, scene.Tx.Now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));
        var question = scene.Begin(kept.At(FirstMissing(kept)));
        return question with { Text = scene.Say(refusal) + "\n\n" + question.Text };
    }

    private static List<OrgName> Orgs(Scene scene) =>
        [.. Organisations.Staff.OrgsOf(scene.Tx, Role.Secretary).Concat(Organisations.Staff.OrgsOf(scene.Tx, Role.Deputy)).DistinctBy(org => org.Id)];
}
