using System.Globalization;
using ChatGov.Conversations;
using ChatGov.Outbox;
using ChatGov.Tasks;

namespace ChatGov.Claims;

/// <summary>找人替 and 同去: a code to hand to a friend, or a code that a friend handed over.</summary>
internal static class PlaceCodeTopics
{
    public static IReadOnlyList<Topic> Topics { get; } =
    [
        new(ClaimActions.StandIn.Name, StandIn) { PointsTo = [ClaimActions.Withdraw.Name] },
        new(ClaimActions.ComeAlong.Name, ComeAlong) { PointsTo = [ClaimActions.TaskDetail.Name, ClaimActions.Claim.Name] },
    ];

    private static Message StandIn(Scene scene, string words)
    {
        if (PlaceCodes.Read(words) is { } code)
        {
            return Use(scene, code);
        }

        // In 我的 a number points to one's own claim; one claim alone needs no number.
        var own = ClaimLists.Mine(scene.Tx).Where(claim => claim.State == ClaimState.Confirmed && claim.StartsAt > scene.Tx.Now).ToList();
        var meant = Meant.Among(scene, words, own, claim => claim.Title, claim => claim.StartsAt);
        var found = Id(words) is { } id ? own.Find(claim => claim.Id == id) : meant.One;
        return found is null
            ? scene.Answer(own.Count == 0 ? "together.nothing" : "together.which") with
            {
                Choices = [.. meant.Among.Select(claim => scene.Choice(
                    "task.choice.one", ClaimActions.StandIn.On(claim.Id), ("title", claim.Title), ("when", claim.StartsAt)))],
            }
            : Make(scene, found.TaskId, PlaceCodeKind.StandIn);
    }

    private static Message ComeAlong(Scene scene, string words)
    {
        if (PlaceCodes.Read(words) is { } code)
        {
            return Use(scene, code);
        }

        return Id(words) is { } taskId ? ForTask(scene, taskId)
            : words.Length > 0 ? TaskList.Which(scene, words, ForTask)
            : scene.Answer("together.which_task") with { Choices = [scene.Choice("menu.list_tasks", TaskActions.ListTasks.Name)] };
    }

    private static Message ForTask(Scene scene, long taskId) => Make(scene, taskId, PlaceCodeKind.Companion);

    private static Message Make(Scene scene, long taskId, PlaceCodeKind kind) => PlaceCodes.Make(scene.Tx, taskId, kind).Match(
        made => scene.Answer(
            "together.made." + made.Kind, ("title", made.Task.Title), ("when", made.Task.StartsAt), ("code", made.Code)),
        scene.Answer);

    private static Message Use(Scene scene, string code) =>
        PlaceCodes.Use(scene.Tx, code, scene.Session.IdentityKey).Match(claim => ClaimTopics.Claimed(scene, claim), scene.Answer);

    private static long? Id(string argument) =>
        long.TryParse(argument, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
}
