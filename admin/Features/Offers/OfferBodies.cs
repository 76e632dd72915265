using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ChatGov.Http;
using ChatGov.People;

namespace ChatGov.Offers;

/// <summary>What is said of an offer.</summary>
public abstract record OfferBody : IRequestBody
{
    [Required]
    public ResourceKind? Kind { get; init; }

    [Required, StringLength(OfferDetails.LongestText), Description("What it is, without a name or a number to call.")]
    public string Title { get; init; } = "";

    public Skill? Skill { get; init; }

    [Description("A professional act of this skill, for which a paper is shown.")]
    public Skill? Credential { get; init; }

    [Required, Range(1, OfferDetails.Most), Description("How much in all; the promised and delivered are part of it.")]
    public long? Quantity { get; init; }

    [Required, StringLength(10), Description("What is counted: 人次, 场, 套.")]
    public string Measure { get; init; } = "";

    [StringLength(OfferDetails.LongestText), Description("When, in words: 每周三下午.")]
    public string Times { get; init; } = "";

    [Description("From then it is no longer on the list.")]
    public DateTimeOffset? UntilAt { get; init; }

    internal OfferDetails ToDetails() => new()
    {
        Kind = Kind!.Value,
        Title = Title,
        Skill = Skill,
        Credential = Credential,
        Quantity = Quantity!.Value,
        Measure = Measure,
        Times = Times,
        UntilAt = UntilAt,
    };
}

public sealed record OfferCreation : OfferBody
{
    public static OfferCreation Example { get; } = new()
    {
        UnitId = 56, Kind = ResourceKind.People, Title = "排查老旧小区电路", Skill = People.Skill.HomeRepair, Quantity = 12, Measure = "人次", Times = "每月一次，周末上午",
    };

    [Required, Range(1, long.MaxValue), Description("The unit that gives it.")]
    public long? UnitId { get; init; }
}

public sealed record OfferAmendment : OfferBody
{
    public static OfferAmendment Example { get; } = new()
    {
        Kind = ResourceKind.People, Title = "排查老旧小区电路", Skill = People.Skill.HomeRepair, Quantity = 20, Measure = "人次", Times = "每月两次，周末上午",
    };
}
