using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ChatGov.Http;
using ChatGov.Offers;
using ChatGov.Tasks;

namespace ChatGov.Agreements;

/// <summary>What an agreement says, all of it.</summary>
public sealed record AgreementBody : IRequestBody
{
    public static AgreementBody Example { get; } = new()
    {
        Title = "供电公司与贺兰社区共建",
        Goal = "让老旧小区用电更放心",
        Rhythm = "每季度碰一次头",
        ExitClause = "提前 30 天说一声",
        StartsAt = new DateTimeOffset(2026, 12, 1, 0, 0, 0, TimeSpan.FromHours(8)),
        Parties = [34, 56],
        Commitments = [CommitmentBody.Example],
    };

    [Required, StringLength(100)]
    public string Title { get; init; } = "";

    [StringLength(AgreementDraft.LongestText), Description("What it is for.")]
    public string Goal { get; init; } = "";

    [StringLength(AgreementDraft.LongestText), Description("How often the parties meet, in words.")]
    public string Rhythm { get; init; } = "";

    [StringLength(AgreementDraft.LongestText), Description("How it may be left.")]
    public string ExitClause { get; init; } = "";

    /// <summary>From when it holds.</summary>
    [Required]
    public DateTimeOffset? StartsAt { get; init; }

    [Description("A year after the start unless told; at most three years.")]
    public DateTimeOffset? EndsAt { get; init; }

    [Required, MinLength(2), MaxLength(AgreementDraft.MostParties), Description("Units and communities, two or more.")]
    public IReadOnlyList<long>? Parties { get; init; }

    [Required, MaxLength(AgreementDraft.MostCommitments)]
    public IReadOnlyList<CommitmentBody>? Commitments { get; init; }

    internal AgreementDraft ToDraft() => new()
    {
        Title = Title,
        Goal = Goal,
        Rhythm = Rhythm,
        ExitClause = ExitClause,
        StartsAt = StartsAt!.Value,
        EndsAt = EndsAt,
        Parties = Parties!,
        Commitments = [.. Commitments!.Select(each => each.ToDraft())],
    };
}

public sealed record CommitmentBody : IRequestBody
{
    public static CommitmentBody Example { get; } = new() { GiverId = 56, ReceiverId = 34, What = "文明劝导岗", Times = "每周三下午", Quantity = 6, Measure = "人次", Per = CommitmentPeriod.Week };

    [Required, Range(1, long.MaxValue), Description("The party that gives.")]
    public long? GiverId { get; init; }

    [Required, Range(1, long.MaxValue), Description("The party that receives.")]
    public long? ReceiverId { get; init; }

    [Description("The giver's offer that it comes from.")]
    public long? OfferId { get; init; }

    [Description("The receiver's need that it is for.")]
    public long? NeedId { get; init; }

    [Required, StringLength(100)]
    public string What { get; init; } = "";

    [StringLength(100), Description("When, in words.")]
    public string Times { get; init; } = "";

    [Required, Range(1, OfferDetails.Most), Description("How much each period.")]
    public long? Quantity { get; init; }

    [Required, StringLength(10), Description("What is counted: 人次, 场, 次.")]
    public string Measure { get; init; } = "";

    [Required]
    public CommitmentPeriod? Per { get; init; }

    [Description("The end of the term unless told.")]
    public DateTimeOffset? UntilAt { get; init; }

    internal CommitmentDraft ToDraft() => new()
    {
        GiverId = GiverId!.Value,
        ReceiverId = ReceiverId!.Value,
        OfferId = OfferId,
        NeedId = NeedId,
        What = What,
        Times = Times,
        Quantity = Quantity!.Value,
        Measure = Measure,
        Per = Per!.Value,
        UntilAt = UntilAt,
    };
}

public sealed record AgreementReason : IRequestBody
{
    public static AgreementReason Example { get; } = new() { Reason = "宣讲改成两场。" };

    [Required, StringLength(200), Description("The other parties read it.")]
    public string Reason { get; init; } = "";
}

public sealed record ReviewBody : IRequestBody
{
    public static ReviewBody Example { get; } = new() { KeptPromises = true, ToChange = "", Renew = true };

    [Required, Description("Were the promises kept?")]
    public bool? KeptPromises { get; init; }

    [StringLength(AgreementDraft.LongestText), Description("What should change; empty for nothing.")]
    public string ToChange { get; init; } = "";

    [Required, Description("Go on?")]
    public bool? Renew { get; init; }
}

public sealed record DeliveryBody : IRequestBody
{
    public static DeliveryBody Example { get; } = new() { Quantity = 1, DeliveredAt = new DateTimeOffset(2026, 12, 12, 9, 0, 0, TimeSpan.FromHours(8)) };

    [Required, Range(1, OfferDetails.Most)]
    public long? Quantity { get; init; }

    [Description("Now unless told.")]
    public DateTimeOffset? DeliveredAt { get; init; }
}

/// <summary>A task that members claim for a commitment.</summary>
public sealed record CommitmentTask : NewTaskBody
{
    public static CommitmentTask Example { get; } = new()
    {
        Title = "文明劝导岗",
        StartsAt = At(14),
        EndsAt = At(17),
        Place = "金沙苑南门路口",
        Capacity = 6,
        Bring = "红马甲",
        ContactName = "李书记",
        ContactPhone = "19900001234",
        Risk = "注意来往车辆",
    };
}
