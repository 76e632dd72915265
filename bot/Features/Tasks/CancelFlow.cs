using System.Globalization;
using ChatGov.Conversations;
using ChatGov.Hours;
using ChatGov.Organisations;
using ChatGov.Outbox;
using ChatGov.Texts;

namespace ChatGov.Tasks;

/// <summary>取消任务: which one; of a weekly task this week only or all that follow; and one sentence why.</summary>
internal sealed class CancelFlow : StepFlow
{
    private const string Weeks = "weeks";
    private const string Reason = "reason";
    private const string TaskId = "task";
    private const string This = "this";
    private const string All = "all";

    public static IReadOnlyList<Topic> Topics { get; } =
    [
        new("cancel_task", Open)
        {
            For = [Role.Secretary, Role.Deputy, Role.StreetOffice, Role.BannerOffice],
            PointsTo = ["who_comes", "postpone", "cancel_task"],
        },
    ];

    public override string Name => "cancel_task";

    public override IReadOnlyList<Organisations.Role> OnlyFor => [Organisations.Role.Secretary, Organisations.Role.Deputy, Organisations.Role.StreetOffice, Organisations.Role.BannerOffice];

    public override Move Step(FlowState state, Answer answer) => (state.Step, answer.Chosen) switch
    {
        (Weeks, This or All) => new Move.Next(state.With(Weeks, answer.Chosen!).At(Reason)),
        (Weeks, _) => new Move.Again("cancel_task.choose_weeks"),
        _ => answer.Text.Trim().Letters() is > 0 and <= TaskDraft.LongestText
            ? new Move.Done(state.With(Reason, answer.Text.Trim()))
            : new Move.Again("refusal.ReasonMissing", ("limit", TaskDraft.LongestText)),
    };

    public override Message Ask(Scene scene, FlowState state) => state.Step == Reason
        ? scene.Answer(
            state[Weeks] == All ? "cancel_task.ask_reason_series" : "cancel_task.ask_reason", ("title", TaskLists.TitleOf(scene.Tx, Id(state))), ("when", When(scene, state)))
        : TaskSeries.Coming(scene.Tx, Id(state)).Match(weeks => AskWeeks(scene, weeks), scene.Answer);

    public override Message Finish(Scene scene, FlowState state) => state[Weeks] == All
        ? TaskSeries.Cancel(scene.Tx, Id(state), state[Reason]).Match(
            series => series.Weeks.Count == 0
                ? scene.Answer("cancel_task.gone")
                : Cancelled(scene, scene.Say("cancel_task.done_series", ("title", series.Weeks[0].Title), ("count", series.Weeks.Count)), series.ToCall),
            scene.Answer)
        : TaskCancelling.Cancel(scene.Tx, Id(state), state[Reason]).Match(
            one => Cancelled(scene, scene.Say("roster.cancelled", ("title", one.Task.Title)), one.ToCall),
            scene.Answer);

    private static Message Open(Scene scene, string argument)
    {
        if (long.TryParse(argument, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            return Begin(scene, id);
        }

        var mine = TaskLists.RunByMe(scene.Tx, alsoBegun: true);
        var meant = Meant.Among(scene, argument, mine, task => task.Title, task => task.StartsAt);
        return meant.One is { } one ? Begin(scene, one.Id)
            : mine.Count == 0 ? scene.Answer("cancel_task.none")
            : scene.Answer("cancel_task.which") with
            {
                Choices = [.. meant.Among.Select(task => new Choice(
                    scene.Say("postpone.line", ("title", task.Title), ("when", task.StartsAt)),
                    string.Create(CultureInfo.InvariantCulture, $"cancel_task:{task.Id}")))],
            };
    }

    // What cannot be cancelled is said before anybody writes a reason.
    private static Message Begin(Scene scene, long taskId) => TaskSeries.Coming(scene.Tx, taskId).Match(
        weeks => scene.Begin(FlowState.Begin("cancel_task", weeks.Count == 1 ? Reason : Weeks)
            .With(TaskId, taskId.ToString(CultureInfo.InvariantCulture))),
        scene.Answer);

    private static Message AskWeeks(Scene scene, List<VolunteerTask> weeks) =>
        scene.Answer("cancel_task.ask_weeks", ("title", weeks[0].Title), ("when", weeks[0].StartsAt), ("count", weeks.Count)) with
        {
            Choices =
            [
                scene.Choice("cancel_task.this_week", "answer:" + This),
                scene.Choice("cancel_task.all_weeks", "answer:" + All, ("count", weeks.Count)),
            ],
        };

    private static Message Cancelled(Scene scene, string text, IReadOnlyList<RosterLine> toCall) => toCall.Count == 0
        ? new Message(text)
        : new Message(text + "\n" + scene.Say("roster.call_them") + "\n" + string.Join('\n', toCall.Select(line => scene.Say(
            "roster.line", ("number", line.Number), ("name", line.Name), ("phone", line.Phone ?? "")))));

    private static DateTimeOffset When(Scene scene, FlowState state) => TaskLists.StartOf(scene.Tx, Id(state)) ?? scene.Tx.Now;

    private static long Id(FlowState state) => long.Parse(state[TaskId], CultureInfo.InvariantCulture);
}
