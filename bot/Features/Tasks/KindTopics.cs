using System.Globalization;
using ChatGov.Actions;
using ChatGov.Conversations;
using ChatGov.Matching;
using ChatGov.Outbox;
using ChatGov.Rights;
using ChatGov.Texts;

namespace ChatGov.Tasks;

/// <summary>类别: corrects what kind of work a task was taken for. Nobody has to: it only orders lists.</summary>
internal static class KindTopics
{
    private static readonly IReadOnlyList<Role> Secretaries = Can.RunCommunity.Roles;

    public static IReadOnlyList<Topic> Topics { get; } =
    [
        new(TaskActions.TaskKind.Name, Ask) { For = Secretaries, PointsTo = [TaskActions.TaskKind.Name] },
        new(TaskActions.SetKind.Name, Set) { For = Secretaries },
    ];

    private static Message Ask(Scene scene, string argument)
    {
        if (TaskLists.FindRunByMe(scene.Tx, ActionName.Id(argument)) is not { } found)
        {
            var own = TaskLists.RunByMe(scene.Tx);
            return scene.Answer(own.Count == 0 ? "kind.none" : "kind.which") with
            {
                Choices = [.. own.Select(task => scene.Choice(
                    "task.choice.one", TaskActions.TaskKind.On(task.Id), ("title", task.Title), ("when", task.StartsAt)))],
            };
        }

        return TaskKinds.Find(scene.Tx, found.Id).Match(
            kind => scene.Answer("kind.ask", ("title", found.Title), ("kind", Catalog.Name(scene.Language, kind))) with
            {
                Choices =
                [
                    .. Enum.GetValues<TaskKind>().Select(each => new Choice(
                        Catalog.Name(scene.Language, each), TaskActions.SetKind.With($"{found.Id}.{each}"))),
                ],
            },
            scene.Answer);
    }

    private static Message Set(Scene scene, string argument) =>
        argument.Split('.') is [var task, var name]
        && long.TryParse(task, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
        && Enum.TryParse<TaskKind>(name, out var kind) && Enum.IsDefined(kind)
            ? TaskKinds.Correct(scene.Tx, id, kind).Match(
                corrected => scene.Answer("kind.done", ("kind", Catalog.Name(scene.Language, corrected))), scene.Answer)
            : Ask(scene, "");
}
