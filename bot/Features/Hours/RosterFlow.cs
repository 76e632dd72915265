using System.Globalization;
using ChatGov.Actions;
using ChatGov.Conversations;
using ChatGov.Data;
using ChatGov.Forms;
using ChatGov.Outbox;
using ChatGov.Sentences;
using ChatGov.Tasks;
using ChatGov.Texts;

namespace ChatGov.Hours;

/// <summary>
/// 确认名单: the list, and one message back: 都到了, or 除了3号. Where it names shorter times or people who were not on the
/// list, what will be written is read back for a yes; what is said instead of a yes is added to it.
/// </summary>
internal sealed class RosterFlow : StepFlow
{
    private const string FlowName = "roster";
    private const string Who = "who";
    private const string Which = "which";
    private const string Sure = "sure";
    private const string TaskId = "task";

    // The names that several have, with the one who was chosen: 张三=17, a line each.
    private const string Chosen = "chosen";

    // The answers so far are kept as they were said, a line each: read together, they are one answer.
    private const string Said = "said";
    private const string Several = "several";

    // Not asked for yet when it was answered: whom a number stands for was never shown.
    private const string Unseen = "unseen";

    // Who was named and cannot be written down; a name a line.
    private const string LeftOut = "left_out";

    public static IReadOnlyList<Topic> Topics { get; } =
    [
        new(HoursActions.Roster.Name, Open) { PointsTo = [HoursActions.Roster.Name], OnlyAsks = true },
        new(HoursActions.ConfirmRoster.Name, Confirm) { AsksAgain = true },
        new(HoursActions.TakeBackRoster.Name, TakeBack) { Undo = new Undo.Not(Undo.Not.Again) },
    ];

    public override string Name => FlowName;

    public override Undo Undo => new Undo.By(HoursActions.TakeBackRoster);

    public override Move Step(FlowState state, Answer answer) => (state.Step, answer.Chosen) switch
    {
        // A number may have been meant for something else: what it would write is read back.
        (Who, "all") => new Move.Next(state.With(Said, RosterAnswer.AllOfThem).At(Sure)),
        (Which, { } personId) => new Move.Done(state.With(Chosen, $"{state[Chosen]}\n{state[Several]}={personId}")),
        (Which, _) => new Move.Again("roster.choose"),
        (Sure, "yes") => new Move.Done(state),
        (Sure, "again") => new Move.Next(Anew(state)),
        (Sure, _) => More(state, answer.Text, "roster.yes_or_again"),
        _ => More(state, answer.Text, "roster.unclear"),
    };

    public override Message Ask(Scene scene, FlowState state) => state.Step switch
    {
        Which => Preview(scene, state).Match(preview => AskWhich(scene, preview), scene.Answer),
        Sure => Preview(scene, state).Match(preview => AskSure(scene, preview), scene.Answer),
        _ => TaskRosters.Roster(scene.Tx, Id(state)).Match(
            roster => scene.Answer(
                "roster.ask",
                ("title", roster.Task.Title),
                ("lines", string.Join('\n', roster.Lines.Select(line => Line(scene, line))))) with
            {
                Choices = [scene.Choice("roster.all", "answer:all")],
            },
            scene.Answer),
    };

    /// <summary>缺 is in many a sentence that is about nobody on the list.</summary>
    protected override Move Weigh(Scene scene, FlowState state, Answer answer) =>
        answer.Chosen is null && SentenceBook.Of.IsQuestion(answer.Text) ? new Move.Again(state.Step == Sure ? "roster.yes_or_again" : "roster.unclear")
        : answer.Chosen is null && state.Step != Which && RosterAnswer.Read(answer.Text) is { } said && !TaskRosters.NamesPeople(scene.Tx, Id(state), said)
            ? new Move.Again(state.Step == Sure ? "roster.yes_or_again" : "roster.unclear")
            : Step(state, state.Step == Sure && answer.Chosen is null && Assent.Read(answer.Text) is { } isRight ? answer with { Chosen = isRight ? "yes" : "again" } : answer);

    protected override Message Finish(Scene scene, FlowState state) => state.Step == Sure || IsPlain(state)
        ? TaskRosters.Confirm(scene.Tx, Id(state), Words(state), ChosenIn(state)).Match(done => Done(scene, done), refusal => Refused(scene, state, refusal))
        : Preview(scene, state).Match(
            preview => scene.Begin(preview.ToChoose is { } several ? state.With(Several, several.Name).At(Which) : state.At(Sure)),
            refusal => Refused(scene, state, refusal));

    /// <summary>Each message has to be clear on its own, and all of them together.</summary>
    private static Move More(FlowState state, string text, string unclear)
    {
        var said = $"{state[Said]}\n{text}".Trim();
        return RosterAnswer.Read(text) is null || RosterAnswer.Read(said) is null
            ? new Move.Again(unclear)
            : new Move.Done(state.With(Said, said).With(LeftOut, string.Join('\n', Names(state).Where(name => !text.Contains(name, StringComparison.Ordinal)))).At(Who));
    }

    private static FlowState Anew(FlowState state) => State(state[TaskId], Who);

    private static Outcome<RosterPreview> Preview(Scene scene, FlowState state) =>
        TaskRosters.Preview(scene.Tx, Id(state), Words(state), ChosenIn(state));

    private static RosterAnswer Words(FlowState state) => (RosterAnswer.Read(state[Said]) ?? new RosterAnswer([])) with { LeftOut = Names(state) };

    private static bool IsPlain(FlowState state) => Words(state) is { IsPlain: true } words && (words.Absent.Count == 0 || !state.Has(Unseen));

    private static string[] Names(FlowState state) => state[LeftOut].Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static Dictionary<string, long> ChosenIn(FlowState state) => state[Chosen]
        .Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => line.Split('=')).ToDictionary(pair => pair[0], pair => long.Parse(pair[1], CultureInfo.InvariantCulture), StringComparer.Ordinal);

    private static Message AskWhich(Scene scene, RosterPreview preview) => preview.ToChoose is not { } several
        ? AskSure(scene, preview)
        : scene.Answer("roster.which_of_name", ("name", several.Name)) with
        {
            Choices = [.. several.Among.Select(person => new Choice(Person(scene, person), string.Create(CultureInfo.InvariantCulture, $"answer:{person.PersonId}")))],
        };

    private static Message AskSure(Scene scene, RosterPreview preview)
    {
        string Names(IEnumerable<RosterLine> lines) =>
            string.Join("、", lines.Select(line => scene.Say("roster.person", ("number", line.Number), ("name", line.Name))));
        List<string> lines = [scene.Say("roster.sure", ("title", preview.Task.Title)), scene.Say("roster.sure.came", ("count", preview.Attended))];
        if (preview.Absent.Count > 0)
        {
            lines.Add(scene.Say("roster.sure.absent", ("names", Names(preview.Absent))));
        }

        lines.AddRange(preview.Shorter.Select(each => scene.Say(
            "roster.sure.shorter", ("number", each.Line.Number), ("name", each.Line.Name), ("length", new Length(each.Minutes)))));
        lines.AddRange(preview.WalkIns.Select(each => scene.Say("roster.sure.walk_in", ("name", Person(scene, each)), ("length", new Length(each.Minutes)))));
        if (preview.OwnTimeWaits)
        {
            lines.Add(scene.Say("roster.sure.own"));
        }

        return new Message(string.Join('\n', lines))
        {
            Choices = [scene.Choice("roster.yes", "answer:yes"), scene.Choice("roster.again", "answer:again")],
        };
    }

    // The unit and the receipt's number tell two of one name apart; a phone never does.
    private static string Person(Scene scene, WalkIn person) => scene.Say(
        person.UnitName.Length > 0 ? "roster.walk_in" : "roster.walk_in.no_unit", ("name", person.Name), ("unit", person.UnitName), ("number", person.Number));

    private static Message Done(Scene scene, ConfirmedRoster done)
    {
        scene.DoneTo = done.Task.Id;
        return scene.Answer(
            done.OwnTimeWaits ? "roster.done_own" : "roster.done", ("title", done.Task.Title), ("attended", done.Attended), ("absent", done.Absent));
    }

    private static Message TakeBack(Scene scene, string taskId) => RosterTakingBack.TakeBack(scene.Tx, ActionName.Id(taskId)).Match(
        task => scene.Answer("roster.taken_back", ("title", task.Title)) with { Choices = [scene.Choice("task.choice.roster", HoursActions.Roster.On(task.Id), ("id", task.Id))] },
        scene.Answer);

    /// <summary>What can be said better is asked again; the rest is final.</summary>
    private Message Refused(Scene scene, FlowState state, Refusal refusal) =>
        HoursRefusal.OfWhatWasSaid.Contains(refusal.Code) ? AskAgain(scene, Anew(state), refusal)
        : HoursRefusal.OfOneWhoCame.Contains(refusal.Code) ? WithoutOne(scene, state, refusal)
        : scene.Answer(refusal);

    /// <summary>One of those who came besides cannot be written down: the rest stays, and is read back without them.</summary>
    private Message WithoutOne(Scene scene, FlowState state, Refusal refusal)
    {
        var name = refusal.Args.First(arg => arg.Name == "name").Value.ToString()!;
        var read = Finish(scene, state.With(LeftOut, $"{state[LeftOut]}\n{name}").At(Who));
        return read with { Text = scene.Say(refusal) + "\n\n" + read.Text };
    }

    private static Message Open(Scene scene, string argument)
    {
        var waiting = RosterLists.ToConfirm(scene.Tx);
        if (argument.Length == 0 && waiting.Count == 1)
        {
            return scene.Begin(State(waiting[0].Id, Who));
        }

        if (!long.TryParse(argument, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            return Choose(scene, waiting);
        }

        return TaskRosters.Roster(scene.Tx, id).Match(_ => scene.Begin(State(argument, Who)), scene.Answer);
    }

    /// <summary>What can only be about a roster is one, for whom exactly that is waited for.</summary>
    public static Message? Guess(Scene scene, string text) =>
        scene.HasConsent && RosterAnswer.Read(text) is { } said
        && RosterLists.ToConfirm(scene.Tx).Exists(task => TaskRosters.NamesPeople(scene.Tx, task.Id, said) && TaskRosters.AddsPeople(scene.Tx, task.Id, said))
            ? Directly(scene, text)
            : null;

    private static Message Confirm(Scene scene, string argument)
    {
        // Chosen where a question was open, 都到了 is what was typed there; whatever else came with it.
        var words = Understanding.Read(scene.Incoming.Text)?.Name == HoursActions.ConfirmRoster.Name ? scene.Incoming.Text
            : argument.Length == 0 ? RosterAnswer.AllOfThem
            : $"{RosterAnswer.AllOfThem}，{argument}";
        return scene.Session.Flow is { } open && open.Flow != FlowName ? Beside(scene, words) : Directly(scene, words);
    }

    /// <summary>Another question is open and stays so: what is clear is done beside it, and what needs a look first is offered.</summary>
    private static Message Beside(Scene scene, string words)
    {
        var waiting = RosterLists.ToConfirm(scene.Tx);
        return waiting.Count == 0 ? Conversation.Asked(scene, scene.Say("roster.none"))
            : waiting.Count == 1 && Read(scene, waiting[0].Id, words) is { } said && IsPlain(said) ? Conversation.Asked(scene, new RosterFlow().Complete(scene, said).Text)
            : CommandOrAnswer.OfferToLeave(scene, Conversations.Topics.Find(HoursActions.Roster.Name)!, words);
    }

    // "都到了" out of the blue means the one task that waits for it.
    private static Message Directly(Scene scene, string words)
    {
        var waiting = RosterLists.ToConfirm(scene.Tx);
        if (waiting.Count != 1)
        {
            return Choose(scene, waiting);
        }

        scene.Session = scene.Session with { Flow = null };
        return Read(scene, waiting[0].Id, words) is { } said ? new RosterFlow().Complete(scene, said) : scene.Begin(State(waiting[0].Id, Who));
    }

    /// <returns>Null where the words are no answer.</returns>
    private static FlowState? Read(Scene scene, long task, string words)
    {
        var state = State(task, Who).With(Unseen, "yes");
        return new RosterFlow().Weigh(scene, state, new Answer(words)) is Move.Done done ? done.State : null;
    }

    private static Message Choose(Scene scene, List<VolunteerTask> waiting) => waiting.Count == 0
        ? scene.Answer("roster.none")
        : scene.Answer("roster.which") with
        {
            Choices = [.. waiting.Select(task => scene.Choice(
                "task.choice.one", HoursActions.Roster.On(task.Id), ("title", task.Title), ("when", task.StartsAt)))],
        };

    private static Message AskAgain(Scene scene, FlowState state, Refusal refusal)
    {
        var question = scene.Begin(state);
        return question with { Text = scene.Say(refusal) + "\n\n" + question.Text };
    }

    private static string Line(Scene scene, RosterLine line) => scene.Say(
        "roster.line", ("number", line.Number), ("name", line.Name), ("phone", line.Phone ?? ""));

    private static FlowState State(long taskId, string step) => State(taskId.ToString(CultureInfo.InvariantCulture), step);

    private static FlowState State(string taskId, string step) => FlowState.Begin(FlowName, step).With(TaskId, taskId);

    private static long Id(FlowState state) => long.TryParse(state[TaskId], NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0;
}
