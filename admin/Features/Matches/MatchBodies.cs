using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ChatGov.Http;
using ChatGov.Offers;
using ChatGov.People;
using ChatGov.Tasks;

namespace ChatGov.Matches;

public sealed record MatchProposal : IRequestBody
{
    public static MatchProposal Example { get; } = new() { OfferId = 3, NeedId = 5, Quantity = 2 };

    [Required, Range(1, long.MaxValue)]
    public long? OfferId { get; init; }

    [Required, Range(1, long.MaxValue)]
    public long? NeedId { get; init; }

    [Required, Range(1, OfferDetails.Most), Description("At most what is left of the one and open of the other.")]
    public long? Quantity { get; init; }
}

public sealed record MatchTask : NewTaskBody
{
    public static MatchTask Example { get; } = new()
    {
        Title = "排查老旧小区电路",
        StartsAt = At(9),
        EndsAt = At(11),
        Place = "金沙苑南门",
        Capacity = 4,
        Bring = "绝缘手套",
        ContactName = "李书记",
        ContactPhone = "19900001234",
        Risk = "不带电作业",
    };
}

public sealed record MatchCancellation : IRequestBody
{
    public static MatchCancellation Example { get; } = new() { Reason = "设备坏了，改下个月。" };

    [Required, StringLength(WordsForOthers.LongestReason), Description("The other side reads it.")]
    public string Reason { get; init; } = "";
}
