using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ChatGov.Http;
using ChatGov.Offers;
using ChatGov.People;
using ChatGov.Tasks;

namespace ChatGov.Needs;

/// <summary>What the list says of a need.</summary>
public abstract record NeedBody : IRequestBody
{
    [Required]
    public ResourceKind? Kind { get; init; }

    [Required, StringLength(OfferDetails.LongestText), Description("The public text: it names nobody, and no number to call.")]
    public string Title { get; init; } = "";

    public Skill? Skill { get; init; }

    [Range(1, OfferDetails.Most)]
    public long Quantity { get; init; } = 1;

    [Required, StringLength(10), Description("What is counted: 人次, 场, 套.")]
    public string Measure { get; init; } = "";

    [Description("A wish is goods for at most 300 yuan or at most four hours; a post says its times.")]
    public NeedForm Form { get; init; }

    [StringLength(OfferDetails.LongestText), Description("When, in words: 每周三下午.")]
    public string Times { get; init; } = "";

    [Range(1, NeedDetails.MostFen), Description("What a wish for goods costs at most, in fen.")]
    public int? WorthFen { get; init; }

    [Range(1, NeedDetails.MostMinutes), Description("How long a wish for a hand takes at most.")]
    public int? Minutes { get; init; }

    public DateTimeOffset? UntilAt { get; init; }

    internal NeedDetails ToDetails() => new()
    {
        Kind = Kind!.Value,
        Title = Title,
        Skill = Skill,
        Quantity = Quantity,
        Measure = Measure,
        Form = Form,
        Times = Times,
        WorthFen = WorthFen,
        Minutes = Minutes,
        UntilAt = UntilAt,
    };
}

public sealed record NeedCreation : NeedBody
{
    public static NeedCreation Example { get; } = new() { OrgId = 34, Kind = ResourceKind.Talk, Title = "给老人讲防诈骗", Quantity = 2, Measure = "场" };

    [Required, Range(1, long.MaxValue), Description("The community that needs it.")]
    public long? OrgId { get; init; }
}

public sealed record NeedAcceptance : NeedBody
{
    public static NeedAcceptance Example { get; } = new()
    {
        Kind = ResourceKind.Goods, Title = "一位老人想要一个收音机", Measure = "个", Form = NeedForm.Wish, WorthFen = 12_000,
    };
}

public sealed record NeedReason : IRequestBody
{
    public static NeedReason Example { get; } = new() { Reason = "请说说大概什么时间方便。" };

    [Required, StringLength(WordsForOthers.LongestReason), Description("Whoever asked reads it.")]
    public string Reason { get; init; } = "";
}

/// <summary>A task that members claim, for a part of a need or for all of it.</summary>
public sealed record NeedTask : NewTaskBody
{
    public static NeedTask Example { get; } = new()
    {
        Covers = 1,
        Title = "陪一位老人选购收音机",
        StartsAt = At(9),
        EndsAt = At(11),
        Place = "党群服务中心一楼",
        Capacity = 1,
        Bring = "不用带",
        ContactName = "李书记",
        ContactPhone = "19900001234",
        Risk = "没有特别要注意的",
    };

    [Range(1, OfferDetails.Most), Description("How much of the need it is for.")]
    public long Covers { get; init; } = 1;
}
