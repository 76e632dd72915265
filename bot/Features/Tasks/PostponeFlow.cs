using System.Globalization;
using ChatGov.Conversations;
using ChatGov.Data;
using ChatGov.Organisations;
using ChatGov.Outbox;
using ChatGov.Texts;

namespace ChatGov.Tasks;

/// <summary>改期: which task, and the new time; without an end it lasts as long as before.</summary>
internal sealed class PostponeFlow : StepFlow
{
    private const string When = "when";
    private const string TaskId = "task";
    private const string From = "from";
    private const string To = "to";
    private const string Length = "minutes";

    public static IReadOnlyList<Topic> Topics { get; } =
    [
        new("postpone", Open) { For = [Role.Secretary, Role.Deputy, Role.StreetOffice, Role.BannerOffice], PointsTo = ["postpone"] },
    ];

    public override string Name => "postpone";

    public override IReadOnlyList<Organisations.Role> OnlyFor => [Organisations.Role.Secretary, Organisations.Role.Deputy, Organisations.Role.StreetOffice, Organisations.Role.BannerOffice];

    public override Move Step(FlowState state, Answer answer)
    {
        var now = answer.At;
        if (WhenWords.WeekendDays(answer.Text, now) is [var saturday, var sunday])
        {
            return new Move.Again("publish.when_ambiguous", ("saturday", saturday), ("sunday", sunday));
        }

        if (WhenWords.Read(answer.Text, now) is not { } when)
        {
            return new Move.Again("publish.when_unclear");
        }

        var until = when.To ?? when.From.AddMinutes(long.Parse(state[Length], CultureInfo.InvariantCulture));
        return when.From <= now
            ? new Move.Again("refusal.TaskInThePast")
            : new Move.Done(WithInstant(WithInstant(state, From, when.From), To, until));
    }

    public override Message Ask(Scene scene, FlowState state) => scene.Answer("postpone.ask", ("title", TaskLists.TitleOf(scene.Tx, long.Parse(state[TaskId], CultureInfo.InvariantCulture))));

    public override Message Finish(Scene scene, FlowState state) =>
        TaskPostponing.Postpone(scene.Tx, long.Parse(state[TaskId], CultureInfo.InvariantCulture), Instant(state, From), Instant(state, To)).Match(
            task => scene.Answer("postpone.done", ("title", task.Title), ("when", new Period(task.StartsAt, task.EndsAt))),
            scene.Answer);

    private static Message Open(Scene scene, string argument)
    {
        var mine = TaskLists.RunByMe(scene.Tx);
        if (!long.TryParse(argument, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            var meant = Meant.Among(scene, argument, mine, task => task.Title, task => task.StartsAt);
            return mine.Count == 0 ? scene.Answer("postpone.none")
                : argument.Length > 0 && meant.One is { } one ? scene.Begin(Start(one))
                : scene.Answer("postpone.which") with
                {
                    Choices = [.. meant.Among.Select(task => new Choice(
                        scene.Say("postpone.line", ("title", task.Title), ("when", task.StartsAt)),
                        string.Create(CultureInfo.InvariantCulture, $"postpone:{task.Id}")))],
                };
        }

        return mine.Find(task => task.Id == id) is { } found
            ? scene.Begin(Start(found))
            : scene.Answer(new Refusal(RefusalCode.TaskOver));
    }

    private static FlowState Start(VolunteerTask task) => FlowState.Begin("postpone", When)
        .With(TaskId, task.Id.ToString(CultureInfo.InvariantCulture))
        .With(Length, task.Minutes.ToString(CultureInfo.InvariantCulture));

    private static FlowState WithInstant(FlowState state, string name, DateTimeOffset instant) =>
        state.With(name, instant.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));

    private static DateTimeOffset Instant(FlowState state, string name) =>
        DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(state[name], CultureInfo.InvariantCulture));
}
