using ChatGov.ToDo;

namespace ChatGov.Claims;

/// <summary>认领, as people speak of it.</summary>
public static class ClaimsInChat
{
    public static readonly ChatFeature Feature = new()
    {
        Of = ClaimsFeature.Feature,
        Topics = [.. ClaimTopics.Topics, .. WaitListTopics.Topics, .. PlaceCodeTopics.Topics, .. ClaimReview.Topics],
        Flows = [],
        Forms = [DeclineClaimForm.Form],
        Menu =
        [
            new(330, "menu.my_claims", ClaimActions.MyClaims),
        ],
        ToDo = [new(ToDoKind.Claim, (scene, item) => scene.Choice("todo.claim", ClaimActions.ReviewClaim.On(item.Id), ("name", item.Person), ("title", item.Title)))],
    };
}
