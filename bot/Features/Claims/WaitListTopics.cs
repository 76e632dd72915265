using System.Globalization;
using ChatGov.Conversations;
using ChatGov.Outbox;
using ChatGov.Tasks;

namespace ChatGov.Claims;

/// <summary>排队, and the answer to a place that came free.</summary>
internal static class WaitListTopics
{
    public static IReadOnlyList<Topic> Topics { get; } =
    [
        new(ClaimActions.Wait.Name, Wait) { PointsTo = [ClaimActions.TaskDetail.Name, ClaimActions.Claim.Name, ClaimActions.Wait.Name] },
        new(ClaimActions.AcceptOffer.Name, Accept) { PointsTo = [ClaimActions.AcceptOffer.Name] },
        new(ClaimActions.Stay.Name, Stay) { PointsTo = [ClaimActions.Withdraw.Name, ClaimActions.Stay.Name] },
    ];

    private static Message Wait(Scene scene, string argument) => Id(argument) is { } taskId ? Wait(scene, taskId)
        : argument.Length > 0 && !argument.StartsWith(Numbers.Unknown) ? TaskList.Which(scene, argument, Wait)
        : TaskList.FullOnes(scene, scene.Say("task.wait_which"));

    private static Message Wait(Scene scene, long taskId) => WaitingList.Join(scene.Tx, taskId).Match(
        place => ClaimTopics.Claimed(scene, place.Claim),
        refusal => ClaimTopics.NotClaimed(scene, taskId, refusal));

    public static Message Accept(Scene scene, string argument)
    {
        // One place is held: there is no doubt which is meant.
        var held = ClaimLists.Mine(scene.Tx).Where(claim => claim.State == ClaimState.Offered).ToList();
        var claimId = Id(argument) ?? (held.Count == 1 ? held[0].Id : null);
        return claimId is null
            ? scene.Answer(held.Count == 0 ? "task.offer_none" : "task.offer_which") with
            {
                Choices = [.. held.Select(claim => scene.Choice(
                    "task.mine.accept", ClaimActions.AcceptOffer.On(claim.Id), ("title", claim.Title)))],
            }
            : PlaceOffers.Accept(scene.Tx, claimId.Value).Match(
                claim => scene.Answer(
                    "task.accepted",
                    ("title", claim.Title),
                    ("when", new Texts.Period(claim.StartsAt, claim.EndsAt)),
                    ("place", claim.Place),
                    ("number", claim.Number)),
                scene.Answer);
    }

    // 还来: the answer to a task that was moved.
    private static Message Stay(Scene scene, string argument)
    {
        var own = ClaimLists.Mine(scene.Tx).Where(claim => IsComing(claim.State)).ToList();
        var meant = Meant.Among(scene, argument, own, claim => claim.Title, claim => claim.StartsAt);
        return (Id(argument) ?? meant.One?.Id) is { } claimId
            ? TaskPostponing.Stay(scene.Tx, claimId).Match(
                claim => scene.Answer("task.stays", ("title", claim.Title), ("when", new Texts.Period(claim.StartsAt, claim.EndsAt))),
                scene.Answer)
            : scene.Answer("task.stay_which") with
            {
                Choices = [.. meant.Among.Select(claim => scene.Choice(
                    "task.choice.one", ClaimActions.Stay.On(claim.Id), ("title", claim.Title), ("when", claim.StartsAt)))],
            };
    }

    private static bool IsComing(ClaimState state) => state is ClaimState.Confirmed or ClaimState.CheckedIn;

    private static long? Id(string argument) =>
        long.TryParse(argument, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
}
