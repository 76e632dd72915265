using System.Globalization;
using ChatGov.Data;
using ChatGov.Organisations;
using ChatGov.Outbox;
using ChatGov.Tasks;
using ChatGov.Texts;

namespace ChatGov.Conversations.Staff;

/// <summary>
/// 发任务: what, when, where, how many, what to bring, whom to call, what to mind. What the first line already says
/// (发任务 周六上午9点 公园扫沙子 要20个人) is not asked again.
/// </summary>
internal sealed class PublishFlow : Flow
{
    private const string Title = "title";
    private const string When = "when";
    private const string Until = "until";
    private const string Place = "place";
    private const string Places = "places";
    private const string Bring = "bring";
    private const string Contact = "contact";
    private const string Risk = "risk";
    private const string Confirm = "confirm";
    private const string OrgStep = "org";
    private const string From = "from";
    private const string To = "to";
    private const string Now = "now";
    private static readonly string[] Order = [OrgStep, Title, When, Until, Place, Places, Bring, Contact, Risk];

    public override string Name => "publish_task";

    public static IReadOnlyList<Topic> Topics { get; } =
    [
        new("publish_task", Begin) { For = [Role.Secretary, Role.Deputy] },
    ];

    public override Move Step(FlowState state, Answer answer)
    {
        var text = answer.Text.Trim();
        return state.Step switch
        {
            OrgStep when answer.Chosen is { } org => Next(state.With(OrgStep, org)),
            OrgStep => new Move.Again("publish.choose_org"),
            Title => TaskDraft.IsConcrete(text) && text.Length <= TaskDraft.LongestText ? Next(state.With(Title, text)) : new Move.Again("publish.vague_title"),
            When => StepWhen(state, text),
            Until => WhenWords.ReadEnd(text, Instant(state, From)) is { } end ? Next(WithInstant(state, To, end).With(Until, "yes")) : new Move.Again("publish.until_unclear"),
            Place => text.Length is >= 2 and <= TaskDraft.LongestText ? Next(state.With(Place, text)) : new Move.Again("publish.place_unclear"),
            Places => Count(text) is { } places ? Next(state.With(Places, places)) : new Move.Again("publish.places_unclear", ("most", TaskDraft.MostPlaces)),
            Bring => Next(state.With(Bring, answer.Chosen is null ? text : "-")),
            Contact => StepContact(state, text),
            Risk => Next(state.With(Risk, answer.Chosen is null ? text : "-")),
            _ => StepConfirm(state, answer),
        };
    }

    public override Message Ask(Scene scene, FlowState state) => state.Step switch
    {
        OrgStep => scene.Answer("publish.ask.org") with
        {
            Choices = [.. Orgs(scene).Select(org => new Choice(org.Name, string.Create(CultureInfo.InvariantCulture, $"answer:{org.Id}")))],
        },
        Bring => scene.Answer("publish.ask.bring") with { Choices = [scene.Choice("publish.nothing", "answer:none")] },
        Risk => scene.Answer("publish.ask.risk") with { Choices = [scene.Choice("publish.no_risk", "answer:none")] },
        Confirm => scene.Answer("publish.ask.confirm", Summary(scene, state)) with
        {
            Choices = [scene.Choice("publish.yes", "answer:yes"), scene.Choice("publish.again", "answer:again")],
        },
        _ => scene.Answer("publish.ask." + state.Step),
    };

    public override Message Finish(Scene scene, FlowState state)
    {
        var orgId = long.Parse(state[OrgStep], CultureInfo.InvariantCulture);
        return Publishing.Publish(scene.Tx, orgId, Draft(scene, state)).Match(
            task => scene.Answer("publish.done", ("title", task.Title), ("id", task.Id)),
            refusal => Refused(scene, state, refusal));
    }

    private static Message Begin(Scene scene, string words)
    {
        var orgs = Orgs(scene);
        var state = FlowState.Begin("publish_task", OrgStep)
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
        return phone.Length is >= 7 and <= 13 && name.Length is > 0 and <= 30
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
        var blank = FlowState.Begin("publish_task", Title).With(Now, state[Now]).With(OrgStep, state[OrgStep]);
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
    };

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
