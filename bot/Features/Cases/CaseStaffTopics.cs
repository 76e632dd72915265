using System.Globalization;
using ChatGov.Actions;
using ChatGov.Conversations;
using ChatGov.Data;
using ChatGov.Deadlines;
using ChatGov.Forms;
using ChatGov.Outbox;
using ChatGov.Photos;
using ChatGov.Rights;
using ChatGov.Texts;
using ChatGov.ToDo;

namespace ChatGov.Cases;

/// <summary>事项, as those speak of them who lead, work on and call back about them.</summary>
internal static class CaseStaffTopics
{
    private static readonly IReadOnlyList<Role> Leading = [.. Can.AnswerCases.Roles, .. Can.OverseeCases.Roles];

    internal static readonly IReadOnlyList<Role> Working = [.. Leading, Role.GridWorker, Role.UnitLiaison];

    public static IReadOnlyList<Topic> Topics { get; } =
    [
        new(CaseActions.List.Name, (scene, _) => Show(scene)) { For = Working, OnlyShows = true },
        new(CaseActions.Open.Name, Open) { For = Working, Opens = true },
        new(CaseActions.Accept.Name, Accept) { For = Leading, Undo = new Undo.Not("undo.not.accepted_case") },
        new(CaseActions.Refer.Name, (scene, id) => Ask(scene, CaseForms.Referring, id)) { For = Leading },
        new(CaseActions.Merge.Name, (scene, id) => Ask(scene, CaseForms.Merging, id)) { For = Leading },
        new(CaseActions.Assign.Name, Assign) { For = Leading, OnlyAsks = true },
        new(CaseActions.Begin.Name, (scene, id) => Done(scene, id, CaseWork.Begin(scene.Tx, ActionName.Id(id)), "begin_case.done")) { For = Working, Undo = new Undo.Not(Undo.Not.Read) },
        new(CaseActions.GiveBack.Name, (scene, id) => Ask(scene, CaseForms.GivingBack, id)) { For = Working },
        new(CaseActions.AskReporter.Name, (scene, id) => Ask(scene, CaseForms.AskingReporter, id)) { For = Working },
        new(CaseActions.Resolve.Name, (scene, id) => Ask(scene, CaseForms.Resolving, id)) { For = Working },
        new(CaseActions.Park.Name, (scene, id) => Ask(scene, CaseForms.Parking, id)) { For = Leading },
        new(CaseActions.Unpark.Name, (scene, id) => Done(scene, id, CaseWork.Unpark(scene.Tx, ActionName.Id(id)), "unpark_case.done")) { For = Leading, Undo = new Undo.Not(Undo.Not.Again) },
        new(CaseActions.Extend.Name, (scene, id) => Ask(scene, CaseForms.Extending, id)) { For = Leading },
        new(CaseActions.Escalate.Name, (scene, id) => Ask(scene, CaseForms.Escalating, id)) { For = Leading },
        new(CaseActions.AnswerFinally.Name, (scene, id) => Ask(scene, CaseForms.AnsweringFinally, id)) { For = Can.OverseeCases.Roles },
        new(CaseActions.RecordCall.Name, (scene, id) => Ask(scene, CaseForms.RecordingCall, id)) { For = [.. Can.CallBack.Roles, .. Can.OverseeCases.Roles] },
        new(CaseActions.WriteDown.Name, (scene, words) => FormFlow.Open(scene, WriteDownForm.Form, words)) { For = Can.CallBack.Roles, OnlyAsks = true },
        new(CaseActions.Record.Name, (scene, words) => FormFlow.Open(scene, RecordCaseForm.Form, words)) { For = Leading, OnlyAsks = true },
        new(CaseActions.MakeTask.Name, MakeTask) { For = Working },
        new(CaseActions.PublishNeed.Name, PublishNeed) { For = Leading },
        new(CaseActions.TakeOverNeed.Name, TakeOverNeed) { For = Leading, Undo = new Undo.Not("undo.not.became_case") },
    ];

    // What is due within a day is always yellow: only what is late is said.
    public static Choice ToDo(Scene scene, ToDoItem item) => item.Variant.Split('.') is [var state, var kind]
        ? Line(scene, item.Id, Enum.Parse<CaseState>(state), Enum.Parse<CaseKind>(kind), item.Light == Light.Red ? Light.Red : Light.Green, isUrgent: false)
        : throw new InvalidOperationException("a matter that says neither state nor kind");

    private static Choice Line(Scene scene, long id, CaseState state, CaseKind kind, Light light, bool isUrgent) => scene.Choice(
        "cases.line", CaseActions.Open.On(id), ("id", id), ("kind", new Named<CaseKind>(kind)), ("state", new Named<CaseState>(state)), ("light", scene.Say("cases.light." + light)), ("urgent", isUrgent ? scene.Say("cases.urgent") : ""));

    private static Choice Line(Scene scene, CaseLine row) => Line(scene, row.Id, row.State, row.Kind, row.Light, row.Urgent);

    private static Message Show(Scene scene)
    {
        List<CaseLine> rows =
        [
            .. CaseLists.ToDecide(scene.Tx), .. CaseLists.ToWorkOn(scene.Tx), .. CaseLists.ToCallBack(scene.Tx), .. CaseLists.UnderWay(scene.Tx),
        ];
        var late = scene.Roles.Overlaps(Can.OverseeCases.Roles) ? CaseLists.LateBelow(scene.Tx) : [];
        List<Choice> choices =
        [
            .. rows.DistinctBy(row => row.Id).Select(row => Line(scene, row)),
            .. scene.Roles.Overlaps(Can.CallBack.Roles) ? [scene.Choice("cases.write_down", CaseActions.WriteDown.Name)] : Array.Empty<Choice>(),
            .. scene.Roles.Overlaps(Leading) ? [scene.Choice("cases.record", CaseActions.Record.Name)] : Array.Empty<Choice>(),
        ];
        string[] below = late.Count == 0 ? [] : [scene.Say("cases.late"), .. late.Select(row => LateLine(scene, row))];
        return new Message(string.Join('\n', below.Append(scene.Say(rows.Count == 0 ? "cases.none" : "cases.head")))) { Choices = choices };
    }

    private static string LateLine(Scene scene, CaseLine row) =>
        scene.Say("cases.late.line", ("community", row.OrgName), ("id", row.Id), ("kind", new Named<CaseKind>(row.Kind)), ("day", Shanghai.Day(row.WorkDueAt!.Value)));

    /// <summary>Opening it is reading it.</summary>
    private static Message Open(Scene scene, string argument) => CaseReadings.Read(scene.Tx, ActionName.Id(argument)).Match(
        words => One(scene, CaseLists.FindWorkedOn(scene.Tx, words.Id)!, words), refusal => refusal.Code == RefusalCode.NotFound ? Show(scene) : scene.Answer(refusal));

    /// <summary>The matter of a number that somebody in office said.</summary>
    internal static Message? Guess(Scene scene, long id) =>
        scene.Roles.Overlaps(Working) && CaseLists.FindWorkedOn(scene.Tx, id) is not null ? Open(scene, id.ToString(CultureInfo.InvariantCulture)) : null;

    private static Message One(Scene scene, Case row, CaseWords words)
    {
        string[] lines =
        [
            scene.Say("case.head", ("id", row.Id), ("kind", new Named<CaseKind>(row.Kind)), ("community", row.OrgName), ("state", new Named<CaseState>(row.State)), ("light", scene.Say("cases.light." + row.Light))),
            row.Spot is { Length: > 0 } spot ? scene.Say("case.spot", ("spot", spot)) : "",
            scene.Say("case.words", ("words", words.Words)),
            words.Contact.Length > 0 ? scene.Say("case.contact", ("contact", words.Contact)) : "",
            row.Reason is { Length: > 0 } reason ? scene.Say("case.reason", ("reason", reason)) : "",
            row.Result is { Length: > 0 } result ? scene.Say("case.result", ("result", result)) : "",
            CaseHandlers.NameOf(scene.Tx, row) is { Length: > 0 } handler ? scene.Say("case.handler", ("handler", handler)) : "",
            row is { State: CaseState.Parked, ReviewAt: { } review } ? scene.Say("case.review", ("day", Shanghai.Day(review)))
                : row.WorkDueAt is { } due ? scene.Say("case.due", ("day", Shanghai.Day(due))) : "",
        ];
        return new Message(string.Join('\n', lines.Where(line => line.Length > 0))) { Choices = [.. CaseChoices.Of(scene, row), .. PhotoTopics.Choices(scene, new PhotoOf(PhotoSubject.Case, row.Id))] };
    }

    private static Message Accept(Scene scene, string argument)
    {
        var id = ActionName.Id(argument);
        return argument.EndsWith(CaseChoices.AsAnother, StringComparison.Ordinal) && ActionName.Id(argument[..^CaseChoices.AsAnother.Length]) is > 0 and var other
            ? FormFlow.Open(scene, CaseForms.AcceptingAs, "", ("id", other))
            : CaseTriage.Accept(scene.Tx, id).Match(row => Accepted(scene, row), scene.Answer);
    }

    /// <summary>Who works on it is asked at once.</summary>
    private static Message Accepted(Scene scene, Case row)
    {
        var asked = FormFlow.Open(scene, CaseForms.Assigning, "", ("id", row.Id));
        return asked with { Text = scene.Say("accept_case.done", ("id", row.Id), ("days", CaseClock.Workdays(row.Kind))) + "\n" + asked.Text };
    }

    /// <summary>12号那个给供热公司办: the number within the sentence, else the only one that waits for somebody.</summary>
    private static Message Assign(Scene scene, string argument)
    {
        if (ActionName.Id(argument) is > 0 and var id)
        {
            return FormFlow.Open(scene, CaseForms.Assigning, "", ("id", id));
        }

        var waiting = CaseLists.ToDecide(scene.Tx).FindAll(row => CaseMachine.Table.Allows(row.State, CaseState.Assigned, Who.Secretary | Who.Street | Who.Banner));
        return CaseWordsOf.Number(argument) is { } named && waiting.Exists(row => row.Id == named) ? FormFlow.Open(scene, CaseForms.Assigning, CaseWordsOf.WithoutNumber(argument), ("id", named))
            : waiting is [var only] ? FormFlow.Open(scene, CaseForms.Assigning, argument, ("id", only.Id))
            : waiting.Count == 0 ? Show(scene)
            : scene.Answer("assign_case.which_one") with { Choices = [.. waiting.Select(row => Line(scene, row) with { Action = CaseActions.Assign.On(row.Id) })] };
    }

    private static Message MakeTask(Scene scene, string argument) => CaseLists.FindWorkedOn(scene.Tx, ActionName.Id(argument)) is { State: CaseState.InProgress } row
        ? FormFlow.Open(scene, CaseTaskForm.Form, "", CaseTaskForm.About(row))
        : Show(scene);

    private static Message PublishNeed(Scene scene, string argument) => CaseLists.FindWorkedOn(scene.Tx, ActionName.Id(argument)) is { State: CaseState.InProgress } row
        ? FormFlow.Open(scene, CaseNeedForm.Form, "", CaseNeedForm.About(row))
        : Show(scene);

    /// <summary>Opened at once, with what can be done about it.</summary>
    private static Message TakeOverNeed(Scene scene, string needId) => CaseNeeds.FromNeed(scene.Tx, ActionName.Id(needId)).Match(
        row => Open(scene, row.Id.ToString(CultureInfo.InvariantCulture)), scene.Answer);

    private static Message Ask(Scene scene, Form form, string argument) =>
        CaseLists.FindWorkedOn(scene.Tx, ActionName.Id(argument)) is { } row ? FormFlow.Open(scene, form, "", ("id", row.Id)) : Show(scene);

    private static Message Done(Scene scene, string argument, Outcome<Case> outcome, string key) => outcome.Match(
        row => scene.Answer(key, ("id", row.Id)) with { Choices = [.. CaseChoices.Of(scene, row)] }, scene.Answer);
}
