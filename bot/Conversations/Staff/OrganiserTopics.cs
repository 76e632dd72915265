using System.Globalization;
using ChatGov.Organisations;
using ChatGov.Outbox;
using ChatGov.Tasks;
using ChatGov.Texts;

namespace ChatGov.Conversations.Staff;

/// <summary>谁来, 通知大家, 交给同事.</summary>
internal static class OrganiserTopics
{
    private static readonly Role[] Organisers = [Role.Secretary, Role.Deputy, Role.StreetOffice, Role.BannerOffice];

    public static IReadOnlyList<Topic> Topics { get; } =
    [
        new("who_comes", (scene, argument) => ForTask(scene, argument, "who_comes", WhoComes)) { For = Organisers, PointsTo = ["who_comes", "postpone"] },
        new("tell_all", (scene, argument) => ForTask(scene, argument, "tell_all", (each, id) => each.Begin(TellFlow.Start(id)))) { For = Organisers, PointsTo = ["who_comes", "tell_all"] },
        new("hand_over", (scene, argument) => ForTask(scene, argument, "hand_over", HandOver)) { For = Organisers, PointsTo = ["who_comes", "hand_over"] },
        new("ask_colleague", AskColleague) { For = Organisers },
        new("take_over", (scene, argument) => ForTask(scene, argument, "take_over", TakeOver)) { For = Organisers },
    ];

    private static Message ForTask(Scene scene, string argument, string intent, Func<Scene, long, Message> work)
    {
        if (long.TryParse(argument, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            return work(scene, id);
        }

        var mine = Looking.RunByMe(scene.Tx);
        return mine.Count switch
        {
            0 => scene.Answer("organise.none"),
            1 => work(scene, mine[0].Id),
            _ => scene.Answer("organise.which") with
            {
                Choices = [.. mine.Select(task => new Choice(
                    scene.Say("postpone.line", ("title", task.Title), ("when", task.StartsAt)),
                    string.Create(CultureInfo.InvariantCulture, $"{intent}:{task.Id}")))],
            },
        };
    }

    private static Message WhoComes(Scene scene, long taskId) => Organising.WhoComes(scene.Tx, taskId).Match(
        found =>
        {
            var task = found.Roster.Task;
            var lines = found.Roster.Lines.Select(line => scene.Say(
                "organise.line", ("number", line.Number), ("name", line.Name), ("phone", line.Phone ?? ""), ("state", Catalog.Name(scene.Language, line.State))));
            var head = scene.Say(
                "organise.head", ("title", task.Title), ("when", new Period(task.StartsAt, task.EndsAt)), ("taken", task.Taken), ("places", task.Places), ("waiting", found.Waiting));
            return new Message(string.Join('\n', [head, .. lines, .. Unanswered(scene, found)]))
            {
                Choices =
                [
                    scene.Choice("organise.tell", Action("tell_all", taskId)),
                    scene.Choice("organise.postpone", Action("postpone", taskId)),
                    scene.Choice("organise.hand_over", Action("hand_over", taskId)),
                ],
            };
        },
        scene.Answer);

    /// <summary>After a change of time: by name where names may be named now, otherwise how many.</summary>
    private static IEnumerable<string> Unanswered(Scene scene, Attendance found)
    {
        if (found.Unanswered.Count == 0)
        {
            return [];
        }

        var who = found.Unanswered.Select(line => scene.Say("organise.person", ("number", line.Number), ("name", line.Name)));
        return found.NamesAreOpen
            ? [scene.Say("organise.unanswered_names", ("names", string.Join("、", who)))]
            : [scene.Say("organise.unanswered", ("count", found.Unanswered.Count))];
    }

    private static Message HandOver(Scene scene, long taskId)
    {
        var colleagues = Organising.Colleagues(scene.Tx, taskId);
        return colleagues.Count == 0
            ? scene.Answer("organise.no_colleague")
            : scene.Answer("organise.to_whom") with
            {
                Choices = [.. colleagues.Select(each => new Choice(each.Name, string.Create(CultureInfo.InvariantCulture, $"ask_colleague:{taskId}/{each.PersonId}")))],
            };
    }

    private static Message AskColleague(Scene scene, string argument)
    {
        var ids = argument.Split('/');
        return ids.Length == 2
            && long.TryParse(ids[0], NumberStyles.None, CultureInfo.InvariantCulture, out var taskId)
            && long.TryParse(ids[1], NumberStyles.None, CultureInfo.InvariantCulture, out var colleague)
                ? Organising.AskToTakeOver(scene.Tx, taskId, colleague).Match(_ => scene.Answer("organise.asked"), scene.Answer)
                : scene.Answer("organise.none");
    }

    private static Message TakeOver(Scene scene, long taskId) => Organising.TakeOver(scene.Tx, taskId).Match(
        task => scene.Answer("organise.taken_over", ("title", task.Title)),
        scene.Answer);

    private static string Action(string intent, long id) => string.Create(CultureInfo.InvariantCulture, $"{intent}:{id}");
}

/// <summary>A word to all who come: written, shown once more, sent.</summary>
internal sealed class TellFlow : Flow
{
    private const string Text = "text";
    private const string Sure = "sure";
    private const string Task = "task";

    public override string Name => "tell_all";

    public static FlowState Start(long taskId) =>
        FlowState.Begin("tell_all", Text).With(Task, taskId.ToString(CultureInfo.InvariantCulture));

    public override Move Step(FlowState state, Answer answer) => (state.Step, answer.Chosen) switch
    {
        (Text, _) => answer.Text.Trim().Length is > 0 and <= Organising.LongestMessage
            ? new Move.Next(state.With(Text, answer.Text.Trim()).At(Sure))
            : new Move.Again("refusal.TaskTextTooLong", ("limit", Organising.LongestMessage)),
        (_, "yes") => new Move.Done(state),
        (_, "again") => new Move.Next(state.At(Text)),
        _ => new Move.Again("organise.yes_or_again"),
    };

    public override Message Ask(Scene scene, FlowState state) => state.Step == Text
        ? scene.Answer("organise.ask_text")
        : scene.Answer("organise.ask_sure", ("text", state[Text])) with
        {
            Choices = [scene.Choice("organise.send", "answer:yes"), scene.Choice("publish.again", "answer:again")],
        };

    public override Message Finish(Scene scene, FlowState state) =>
        Organising.Tell(scene.Tx, long.Parse(state[Task], CultureInfo.InvariantCulture), state[Text]).Match(
            count => scene.Answer("organise.told", ("count", count)),
            scene.Answer);
}
