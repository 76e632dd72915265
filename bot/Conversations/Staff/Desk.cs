using System.Globalization;
using ChatGov.Emergencies;
using ChatGov.Organisations;
using ChatGov.Outbox;
using ChatGov.People;
using ChatGov.Photos;
using ChatGov.Registrations;
using ChatGov.Texts;
using ChatGov.ToDo;

namespace ChatGov.Conversations.Staff;

/// <summary>待办, 通过, 退回, and the answers to people who asked for a human.</summary>
internal static class Desk
{
    private static readonly Role[] Secretaries = [Role.Secretary, Role.Deputy, Role.StreetOffice, Role.BannerOffice];

    public static IReadOnlyList<Topic> Topics { get; } =
    [
        new("todo", (scene, _) => ToDo(scene)) { For = [.. Secretaries, Role.UnitLiaison] },
        new("review", Review) { For = Secretaries },
        new("approve", Approve) { For = Secretaries, PointsTo = ["review", "approve"] },
        new("return", Return) { For = Secretaries, PointsTo = ["review", "return"] },
        new("answer_help", AnswerHelp) { For = Secretaries, PointsTo = ["answer_help"] },
    ];

    private static Message ToDo(Scene scene)
    {
        var waiting = Registrations.Looking.WaitingForMe(scene.Tx);
        var help = HelpRequests.ListOpen(scene.Tx);
        var letters = LetterDesk.ToDo(scene);
        var features = OfFeatures(scene).ToList();
        var vacancies = Vacancies.Mine(scene.Tx);
        if (vacancies.Count + waiting.Count + features.Count + letters.Count + help.Count == 0)
        {
            return scene.Answer("todo.none");
        }

        var text = scene.Say("todo.head");
        if (waiting.Select(each => each.CalendarYearMissing).FirstOrDefault(year => year is not null) is { } missing)
        {
            text += "\n" + scene.Say("todo.calendar_missing", ("year", missing));
        }

        return new Message(text)
        {
            Choices =
            [
                .. waiting.Select(each => new Choice(Line(scene, each), Action("review", each.Registration.Id))),
                .. features,
                .. vacancies.Select(each => scene.Choice("todo.vacancy." + each.Role, "sign_in", ("org", each.OrgName))),
                .. letters,
                .. help.OrderBy(each => each.Emergency is null).Select(each => HelpChoice(scene, each)),
            ],
        };
    }

    /// <summary>What the features say that waits, as far as whoever asks may open it here.</summary>
    private static IEnumerable<Choice> OfFeatures(Scene scene)
    {
        var items = Waiting.FindOfFeatures(scene.Tx).ToLookup(item => item.Kind);
        return ChatFeatures.All.SelectMany(feature => feature.ToDo).OrderBy(line => line.Kind).SelectMany(line => items[line.Kind].Select(item => line.Say(scene, item))).Where(line => Opens(scene, line))
            .DistinctBy(line => line.Action);
    }

    private static bool Opens(Scene scene, Choice line) => Conversations.Topics.Find(Intent.Of(line.Action).Name) is { } topic && (topic.For.Count == 0 || topic.For.Any(scene.Roles.Contains));

    private static Choice HelpChoice(Scene scene, OpenHelpRequest each) => scene.Choice(
        "todo.help." + each.Kind, Action("answer_help", each.Id), ("number", each.Id), ("kind", new Named<EmergencyKind>(each.Emergency ?? EmergencyKind.General)));

    private static string Line(Scene scene, WaitingRegistration each)
    {
        var key = each.Registration.State == RegistrationState.Transferring ? "todo.transfer" : "todo.registration";
        var light = each.Light == Deadlines.Light.Green ? "" : $"（{Catalog.Name(scene.Language, each.Light)}）";
        var kind = each.PersonKind is { } said ? $"（{Catalog.Name(scene.Language, said)}）" : "";
        return scene.Say(key, ("id", each.Registration.Id), ("name", each.Name + kind), ("unit", each.UnitName)) + light;
    }

    private static Message Review(Scene scene, string argument)
    {
        var found = Id(argument) is { } id ? Registrations.Looking.WaitingForMe(scene.Tx, id).FirstOrDefault() : null;
        if (found is null)
        {
            return ToDo(scene);
        }

        return new Message(Line(scene, found))
        {
            Choices =
            [
                scene.Choice("registration.choice.approve", Action("approve", found.Registration.Id), ("id", found.Registration.Id)),
                scene.Choice("registration.choice.return", Action("return", found.Registration.Id), ("id", found.Registration.Id)),
            ],
        };
    }

    private static Message Approve(Scene scene, string argument) => One(scene, argument) is not { } id
        ? ToDo(scene)
        : Registrations.Deciding.Approve(scene.Tx, id).Match(
            registration => scene.Answer("todo.approved", ("number", registration.Number!)),
            scene.Answer);

    private static Message Return(Scene scene, string argument) => One(scene, argument) is { } id
        ? scene.Begin(ReturnFlow.Start(id))
        : ToDo(scene);

    private static Message AnswerHelp(Scene scene, string argument)
    {
        var found = Id(argument) is { } id ? HelpRequests.FindOpen(scene.Tx, id) : null;
        return found is null ? ToDo(scene) : scene.Begin(AnswerHelpFlow.Start(found.Id));
    }

    /// <summary>
    /// The one meant: by number, or the only one that waits, unless another was looked at last and is answered by now.
    /// </summary>
    private static long? One(Scene scene, string argument)
    {
        if (Id(argument) is { } id)
        {
            return id;
        }

        // 通过 and 退回 may as well be about a claim that waits: then the list is shown.
        if (Claims.ClaimApplications.WaitingForMe(scene.Tx).Count > 0)
        {
            return null;
        }

        var waiting = Registrations.Looking.WaitingForMe(scene.Tx).ConvertAll(each => Action("", each.Registration.Id));
        var shown = scene.Session.Menu.Select(choice => choice.Action).Where(IsAboutRegistration).Select(action => action[action.IndexOf(':', StringComparison.Ordinal)..]);
        return waiting.Count == 1 && shown.All(waiting.Contains) ? Id(waiting[0][1..]) : null;
    }

    private static bool IsAboutRegistration(string action) =>
        Array.Exists(["review:", "approve:", "return:"], intent => action.StartsWith(intent, StringComparison.Ordinal));

    private static long? Id(string argument) =>
        long.TryParse(argument, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    private static string Action(string intent, long id) => string.Create(CultureInfo.InvariantCulture, $"{intent}:{id}");
}

/// <summary>退回: one sentence why.</summary>
internal sealed class ReturnFlow : StepFlow
{
    private const string Reason = "reason";
    private const string Registration = "registration";

    public override string Name => "return";

    public override IReadOnlyList<Organisations.Role> OnlyFor => [Organisations.Role.Secretary, Organisations.Role.Deputy, Organisations.Role.StreetOffice, Organisations.Role.BannerOffice];

    public static FlowState Start(long registrationId) =>
        FlowState.Begin("return", Reason).With(Registration, registrationId.ToString(CultureInfo.InvariantCulture));

    public override Move Step(FlowState state, Answer answer) => answer.Text.Trim().Letters() is > 0 and <= 200
        ? new Move.Done(state.With(Reason, answer.Text.Trim()))
        : new Move.Again("refusal.ReasonMissing", ("limit", 200));

    public override Message Ask(Scene scene, FlowState state)
    {
        var id = long.Parse(state[Registration], CultureInfo.InvariantCulture);
        return scene.Answer("return.ask", ("id", id), ("name", Registrations.Looking.WaitingForMe(scene.Tx, id).FirstOrDefault()?.Name ?? ""));
    }

    public override Message Finish(Scene scene, FlowState state) =>
        Registrations.Deciding.Return(scene.Tx, long.Parse(state[Registration], CultureInfo.InvariantCulture), state[Reason]).Match(
            registration => scene.Answer("return.done", ("number", registration.Number!)),
            scene.Answer);
}

/// <summary>A human's answer to somebody who asked for one.</summary>
internal sealed class AnswerHelpFlow : StepFlow
{
    private const string Text = "text";
    private const string Request = "request";
    private const int LongestText = 1_000;

    public override string Name => "answer_help";

    public override IReadOnlyList<Organisations.Role> OnlyFor => [Organisations.Role.Secretary, Organisations.Role.Deputy, Organisations.Role.StreetOffice, Organisations.Role.BannerOffice];

    public static FlowState Start(long id) =>
        FlowState.Begin("answer_help", Text).With(Request, id.ToString(CultureInfo.InvariantCulture));

    public override Move Step(FlowState state, Answer answer) => answer.Text.Trim().Letters() is > 0 and <= LongestText
        ? new Move.Done(state.With(Text, answer.Text.Trim()))
        : new Move.Again("help_request.too_long", ("limit", LongestText));

    public override Message Ask(Scene scene, FlowState state)
    {
        var id = long.Parse(state[Request], CultureInfo.InvariantCulture);
        var request = HelpRequests.FindOpen(scene.Tx, id);
        var text = request?.Emergency is { } emergency ? Catalog.Name(scene.Language, emergency) : request?.Text ?? "";
        return scene.Answer("answer_help.ask", ("number", id), ("text", text)) with
        {
            Choices = [.. PhotoDesk.Choices(scene, new PhotoOf(PhotoSubject.HelpRequest, id))],
        };
    }

    public override Message Finish(Scene scene, FlowState state) =>
        HelpRequests.Answer(scene.Tx, long.Parse(state[Request], CultureInfo.InvariantCulture), state[Text]).Match(
            isRead => scene.Answer(isRead ? "answer_help.done" : "answer_help.gone"),
            scene.Answer);
}
