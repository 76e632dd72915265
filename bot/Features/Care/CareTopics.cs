using System.Globalization;
using ChatGov.Actions;
using ChatGov.Conversations;
using ChatGov.Needs;
using ChatGov.Outbox;
using ChatGov.Rights;
using ChatGov.Texts;
using ChatGov.ToDo;

namespace ChatGov.Care;

/// <summary>谁家该去看了, for the secretary: by number only, never by name.</summary>
internal static class CareTopics
{
    private static readonly IReadOnlyList<Role> Secretaries = Can.RunCare.Roles;

    public static IReadOnlyList<Topic> Topics { get; } =
    [
        new(CareActions.CareDue.Name, Plan) { For = Secretaries, OnlyShows = true },
        new(CareActions.CarePlan.Name, Plan) { For = Secretaries, Opens = true },
        new(CareActions.RemindPair.Name, (scene, id) => CareVisiting.Remind(scene.Tx, ActionName.Id(id)).Match(_ => scene.Answer("care.reminded"), scene.Answer)) { For = Secretaries },
        new(CareActions.CareCall.Name, (scene, id) => AskOutcome(scene, "care_called", ActionName.Id(id))) { For = Secretaries },
        new(CareActions.CareCalled.Name, Called) { For = Secretaries },
        new(CareActions.CarePair.Name, (scene, id) => FormFlow.Open(scene, CarePairForm.Form, "", ("id", ActionName.Id(id)))) { For = Secretaries },
        new(CareActions.PauseCare.Name, (scene, id) => FormFlow.Open(scene, CareForms.Pausing, "", ("id", id))) { For = Secretaries },
        new(CareActions.ResumeCare.Name, (scene, id) => CarePlanning.Resume(scene.Tx, ActionName.Id(id)).Match(plan => scene.Answer("care.resumed", ("id", plan.Id)), scene.Answer)) { For = Secretaries },
        new(CareActions.AskCommunity.Name, (scene, id) => AskCommunity(scene, ActionName.Id(id))) { For = Secretaries },
        new(CareActions.AgreeVisitTime.Name, (scene, id) => CareVisitTime.Agree(scene.Tx, ActionName.Id(id)).Match(_ => scene.Answer("care.time_agreed"), scene.Answer)) { For = Secretaries },
        new(CareActions.CareCode.Name, (scene, id) => CareDoorReading.GiveAskingCode(scene.Tx, ActionName.Id(id)).Match(
            code => scene.Answer("care.code", ("id", ActionName.Id(id)), ("code", code)), scene.Answer)) { For = Secretaries },
        new(CareActions.EndCare.Name, (scene, id) => FormFlow.Open(scene, CareForms.Ending, "", ("id", id))) { For = Secretaries },
    ];

    public static Some<ToDoLine> ToDo { get; } =
    [
        new(ToDoKind.VisitTime, (scene, item) => scene.Choice(
            "todo.visit_time", CareActions.AgreeVisitTime.On(item.Id), ("id", item.Title), ("length", new Length(item.Quantity ?? 0)))),
    ];

    /// <summary>How it was, in one tap.</summary>
    public static Message AskOutcome(Scene scene, string intent, long id) => scene.Answer("care.ask.outcome") with
    {
        Choices = [.. Enum.GetValues<CareOutcome>().Select(outcome => new Choice(
            Catalog.Name(scene.Language, outcome), string.Create(CultureInfo.InvariantCulture, $"{intent}:{id}x{outcome}")))],
    };

    public static (long Id, CareOutcome? Outcome) ReadOutcome(string argument)
    {
        var parts = argument.Split('x');
        return (ActionName.Id(parts[0]), parts.Length == 2 && Enum.TryParse<CareOutcome>(parts[1], out var outcome) && Enum.IsDefined(outcome) ? outcome : null);
    }

    private static Message Due(Scene scene)
    {
        var due = CareLists.Due(scene.Tx);
        return due.Count == 0
            ? scene.Answer("care.due.none")
            : scene.Answer("care.due.head") with
            {
                Choices = [.. due.Select(visit => scene.Choice(
                    "care.due.line." + visit.Light, CareActions.CarePlan.On(visit.PlanId),
                    ("id", visit.PlanId), ("tier", Catalog.Name(scene.Language, visit.Tier)), ("state", Catalog.Name(scene.Language, visit.State))))],
            };
    }

    private static Message Plan(Scene scene, string id) => CareLists.Plan(scene.Tx, ActionName.Id(id)).Match(plan => One(scene, plan), _ => Due(scene));

    private static Message One(Scene scene, CarePlan plan)
    {
        var open = CareLists.FindDueOf(scene.Tx, plan.Id);
        var none = scene.Say("care.pair.none");
        var pair = string.Join('、', new[] { plan.FirstName, plan.SecondName }.OfType<string>());
        var text = scene.Say(
            "care.detail", ("id", plan.Id), ("tier", Catalog.Name(scene.Language, plan.Tier)), ("way", Catalog.Name(scene.Language, plan.Way)),
            ("state", Catalog.Name(scene.Language, plan.State)), ("pair", pair.Length == 0 ? none : pair));
        text = open is null ? text : text + "\n" + scene.Say("care.detail.open", ("state", Catalog.Name(scene.Language, open.State)), ("red", open.RedAt));
        text = open?.TaskId is { } task ? text + "\n" + scene.Say("care.detail.task", ("task", task)) : text;
        return new Message(text) { Choices = [.. Choices(scene, plan, open)] };
    }

    private static IEnumerable<Choice> Choices(Scene scene, CarePlan plan, CareVisit? open)
    {
        if (open is { State: CareVisitState.Due } && plan.FirstId is not null)
        {
            yield return scene.Choice("care.choice.remind", CareActions.RemindPair.On(plan.Id));
        }

        if (open is { State: CareVisitState.Due, TaskId: null })
        {
            yield return scene.Choice("care.choice.ask_all", CareActions.AskCommunity.On(open.Id));
        }

        if (plan.State != CarePlanState.Ended)
        {
            yield return scene.Choice(plan.FirstId is null ? "care.choice.pair" : "care.choice.other_pair", CareActions.CarePair.On(plan.Id));
        }

        switch (plan.State)
        {
            case CarePlanState.Active:
                yield return scene.Choice("care.choice.called", CareActions.CareCall.On(plan.Id));
                yield return scene.Choice("care.choice.need", NeedActions.Add.On(plan.OrgId));
                yield return scene.Choice("care.choice.code", CareActions.CareCode.On(plan.Id));
                yield return scene.Choice("care.choice.pause", CareActions.PauseCare.On(plan.Id));
                yield return scene.Choice("care.choice.end", CareActions.EndCare.On(plan.Id));
                break;
            case CarePlanState.Paused:
                yield return scene.Choice("care.choice.resume", CareActions.ResumeCare.On(plan.Id));
                yield return scene.Choice("care.choice.end", CareActions.EndCare.On(plan.Id));
                break;
            default:
                break;
        }
    }

    private static Message AskCommunity(Scene scene, long visitId) => CareLists.FindDue(scene.Tx, visitId) is { } visit
        ? FormFlow.Open(scene, VisitTaskForm.Form, "", VisitTaskForm.About(visit.OrgId, scene.Say(visit.Way == CareWay.Call ? "care.task.call" : "care.task.visit"), visitId))
        : Due(scene);

    private static Message Called(Scene scene, string argument) => ReadOutcome(argument) is (var id, { } outcome)
        ? CareVisiting.Record(scene.Tx, id, outcome, "").Match(
            visit => scene.Answer("care.said." + outcome) with { Choices = [scene.Choice("visit.choice.note", CareActions.VisitNote.On(visit.Id))] }, scene.Answer)
        : Due(scene);
}

/// <summary>我的看望, for the pair: whether one goes, the door while one may read it, and how it was in one tap.</summary>
internal static class VisitTopics
{
    private const int DaysAhead = 3;
    private static readonly int[] Lengths = [30, 60, 120];

    public static IReadOnlyList<Topic> Topics { get; } =
    [
        new(CareActions.MyVisits.Name, (scene, _) => Mine(scene)) { OnlyShows = true },
        new(CareActions.Visit.Name, (scene, id) => One(scene, ActionName.Id(id))) { Opens = true },
        new(CareActions.TakeVisit.Name, (scene, id) => AskDay(scene, ActionName.Id(id))),
        new(CareActions.TakeVisitOn.Name, Take),
        new(CareActions.DeclineVisit.Name, (scene, id) => CareVisiting.Decline(scene.Tx, ActionName.Id(id)).Match(_ => scene.Answer("visit.declined"), scene.Answer)),
        new(CareActions.VisitDoor.Name, (scene, id) => CareDoorReading.Read(scene.Tx, ActionName.Id(id)).Match(
            door => scene.Answer("visit.door", ("name", door.Name), ("door", door.Door), ("handover", door.Handover), ("phone", door.Phone)), scene.Answer)),
        new(CareActions.VisitSaid.Name, Said),
        new(CareActions.VisitNote.Name, (scene, id) => FormFlow.Open(scene, CareForms.Noting, "", ("id", id))),
        new(CareActions.VisitTime.Name, Time),
        new(CareActions.CareReadings.Name, Readings),
    ];

    private static Message Mine(Scene scene)
    {
        var mine = CareLists.Mine(scene.Tx);
        return mine.Count == 0
            ? scene.Answer("my_visits.none")
            : scene.Answer("my_visits.head") with
            {
                Choices = [.. mine.Select(visit => scene.Choice("my_visits.line", CareActions.Visit.On(visit.Id), ("id", visit.PlanId), ("community", visit.OrgName), ("state", Catalog.Name(scene.Language, visit.State))))],
            };
    }

    private static Message One(Scene scene, long id)
    {
        if (CareLists.FindMine(scene.Tx, id) is not { } visit)
        {
            return Mine(scene);
        }

        if (visit is { State: CareVisitState.Due, TaskId: null })
        {
            return scene.Answer("care.notice.due", ("community", visit.OrgName), ("id", visit.PlanId)) with
            {
                Choices = [scene.Choice("care.choice.go", CareActions.TakeVisit.On(id)), scene.Choice("care.choice.not_now", CareActions.DeclineVisit.On(id))],
            };
        }

        var outcome = CareTopics.AskOutcome(scene, "visit_said", id);
        return outcome with
        {
            Text = scene.Say("visit.detail", ("id", visit.PlanId), ("when", visit.PlannedAt ?? visit.DueAt)) + "\n" + outcome.Text,
            Choices = [scene.Choice("visit.choice.door", CareActions.VisitDoor.On(id)), .. outcome.Choices],
        };
    }

    private static Message AskDay(Scene scene, long id) => scene.Answer("visit.ask.day") with
    {
        Choices = [.. Enumerable.Range(0, DaysAhead).Select(days => scene.Choice(
            $"visit.day.{days}", CareActions.TakeVisitOn.With($"{id}x{days}")))],
    };

    private static Message Take(Scene scene, string argument)
    {
        var parts = argument.Split('x');
        if (parts.Length != 2 || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var days) || days >= DaysAhead)
        {
            return Mine(scene);
        }

        var id = ActionName.Id(parts[0]);
        return CareVisiting.Take(scene.Tx, id, scene.Tx.Now.AddDays(days)).Match(
            visit => scene.Answer(visit.State == CareVisitState.Taken ? "visit.taken" : "visit.waits_for_other") with
            {
                Choices = visit.State == CareVisitState.Taken ? [scene.Choice("visit.choice.open", CareActions.Visit.On(id))] : [],
            },
            scene.Answer);
    }

    private static Message Said(Scene scene, string argument) => CareTopics.ReadOutcome(argument) is (var id, { } outcome)
        ? CareVisiting.Say(scene.Tx, id, outcome, "").Match(visit => Thanks(scene, visit, outcome), scene.Answer)
        : Mine(scene);

    /// <summary>Both may be left out: the line, and the time. Who helped through the list has their hours from its roster.</summary>
    private static Message Thanks(Scene scene, CareVisit visit, CareOutcome outcome)
    {
        var note = scene.Choice("visit.choice.note", CareActions.VisitNote.On(visit.Id));
        return visit.TaskId is not null
            ? scene.Answer("care.said." + outcome) with { Choices = [note] }
            : new Message(scene.Say("care.said." + outcome) + "\n" + scene.Say("visit.ask.time"))
            {
                Choices =
                [
                    .. Lengths.Select(minutes => scene.Choice(
                        string.Create(CultureInfo.InvariantCulture, $"visit.time.{minutes}"), CareActions.VisitTime.With($"{visit.Id}x{minutes}"))),
                    note,
                ],
            };
    }

    private static Message Time(Scene scene, string argument)
    {
        var parts = argument.Split('x');
        return parts.Length == 2 && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var minutes)
            ? CareVisitTime.Say(scene.Tx, ActionName.Id(parts[0]), minutes).Match(_ => scene.Answer("visit.time_said"), scene.Answer)
            : Mine(scene);
    }

    private static Message Readings(Scene scene, string code) => CareDoorReading.AskWithCode(scene.Tx, code, scene.Session.IdentityKey).Match(
        readings => readings.Count == 0
            ? scene.Answer("care_readings.none")
            : scene.Answer("care_readings.head", ("lines", string.Join('\n', readings.Select(reading => Line(scene, reading))))),
        scene.Answer);

    private static string Line(Scene scene, CareReading reading) => reading.Reason is { } reason
        ? scene.Say("care_readings.line_staff", ("when", reading.OpenedAt), ("name", reading.Reader), ("reason", reason))
        : scene.Say("care_readings.line", ("when", reading.OpenedAt), ("name", reading.Reader));
}
