using System.Globalization;
using ChatGov.Outbox;
using ChatGov.Tasks;

namespace ChatGov.Conversations.Staff;

/// <summary>确认名单: the list, and one message back: 都到了, or 除了3号.</summary>
internal sealed class RosterFlow : Flow
{
    private const string Who = "who";
    private const string TaskId = "task";

    public static IReadOnlyList<Topic> Topics { get; } =
    [
        new("roster", Open) { PointsTo = ["roster"] },
        new("confirm_roster", Directly),
    ];

    public override string Name => "roster";

    public override Move Step(FlowState state, Answer answer)
    {
        var absent = answer.Chosen == "all" ? "" : Absent(answer.Text);
        return absent is null ? new Move.Again("roster.unclear") : new Move.Done(state.With(Who, absent));
    }

    public override Message Ask(Scene scene, FlowState state) => Confirming.Roster(scene.Tx, Id(state)).Match(
        roster => scene.Answer(
            "roster.ask",
            ("title", roster.Task.Title),
            ("lines", string.Join('\n', roster.Lines.Select(line => Line(scene, line))))) with
        {
            Choices = [scene.Choice("roster.all", "answer:all")],
        },
        scene.Answer);

    public override Message Finish(Scene scene, FlowState state)
    {
        var absent = state[Who].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return Confirming.Confirm(scene.Tx, Id(state), absent).Match(
            done => scene.Answer("roster.done", ("title", done.Task.Title), ("attended", done.Attended), ("absent", done.Absent)),
            refusal => refusal.Code == Data.RefusalCode.UnknownNumbers ? AskAgain(scene, state, refusal) : scene.Answer(refusal));
    }

    private static string? Absent(string text) => RosterAnswer.Read(text) is { } answer ? string.Join(' ', answer.Absent) : null;

    private static Message Open(Scene scene, string argument)
    {
        var waiting = Looking.AwaitingMyConfirmation(scene.Tx);
        if (argument.Length == 0 && waiting.Count == 1)
        {
            return scene.Begin(State(waiting[0].Id.ToString(CultureInfo.InvariantCulture), Who));
        }

        if (!long.TryParse(argument, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            return Choose(scene, waiting);
        }

        return Confirming.Roster(scene.Tx, id).Match(_ => scene.Begin(State(argument, Who)), scene.Answer);
    }

    // "都到了" out of the blue means the one task that waits for it.
    private static Message Directly(Scene scene, string words)
    {
        var waiting = Looking.AwaitingMyConfirmation(scene.Tx);
        if (waiting.Count != 1)
        {
            return Choose(scene, waiting);
        }

        var state = State(waiting[0].Id.ToString(CultureInfo.InvariantCulture), Who);
        return Absent(scene.Incoming.Text ?? "") is { } absent
            ? new RosterFlow().Finish(scene, state.With(Who, absent))
            : scene.Begin(state);
    }

    private static Message Choose(Scene scene, List<VolunteerTask> waiting) => waiting.Count == 0
        ? scene.Answer("roster.none")
        : scene.Answer("roster.which") with
        {
            Choices = [.. waiting.Select(task => new Choice(task.Title, string.Create(CultureInfo.InvariantCulture, $"roster:{task.Id}")))],
        };

    private static Message AskAgain(Scene scene, FlowState state, Data.Refusal refusal)
    {
        var question = scene.Begin(state);
        return question with { Text = scene.Say(refusal) + "\n\n" + question.Text };
    }

    private static string Line(Scene scene, RosterLine line) => scene.Say(
        "roster.line", ("number", line.Number), ("name", line.Name), ("phone", line.Phone ?? ""));

    private static FlowState State(string taskId, string step) => FlowState.Begin("roster", step).With(TaskId, taskId);

    private static long Id(FlowState state) => long.TryParse(state[TaskId], NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0;
}
