using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ChatGov.Http;
using ChatGov.Needs;
using ChatGov.Offers;
using ChatGov.People;

namespace ChatGov.Cases;

/// <summary>What a resident said by phone or on paper.</summary>
public sealed record CaseCreation : IRequestBody
{
    public static CaseCreation Example { get; } = new()
    {
        OrgId = 34, Kind = CaseKind.Repair, Words = "3号楼2单元的灯坏了三天了", Spot = "3号楼2单元", Contact = "王阿姨 19900001234 上午",
    };

    [Required, Range(1, long.MaxValue), Description("The community.")]
    public long? OrgId { get; init; }

    [Required]
    public CaseKind? Kind { get; init; }

    [Required, StringLength(CaseTalk.LongestWords), Description("In their words. Names of others and phone numbers are taken out before it is kept; an ID number is refused.")]
    public string Words { get; init; } = "";

    [StringLength(CaseTalk.LongestSpot), Description("Building and stairs; a door is left out.")]
    public string Spot { get; init; } = "";

    [Required, StringLength(CaseTalk.LongestContact), Description("What to call them, the number, and when: they are called back.")]
    public string Contact { get; init; } = "";

    [Description("Danger: the first contact is due in two hours.")]
    public bool Urgent { get; init; }

    internal CaseReport ToReport() => new() { Kind = Kind!.Value, Words = Words, Spot = Spot, Contact = Contact, Urgent = Urgent };
}

/// <summary>What an office found itself.</summary>
public sealed record CaseFinding : IRequestBody
{
    public static CaseFinding Example { get; } = new() { OrgId = 34, Kind = CaseKind.Environment, Source = CaseSource.Inspection, Words = "东门外的垃圾桶三天没清", Spot = "东门" };

    [Required, Range(1, long.MaxValue), Description("The community, or the office above itself.")]
    public long? OrgId { get; init; }

    [Required]
    public CaseKind? Kind { get; init; }

    [Required, Description("Anything but `Resident`: what residents say has somebody to call back.")]
    public CaseSource? Source { get; init; }

    [Required, StringLength(CaseTalk.LongestWords), Description("Places and services, never people.")]
    public string Words { get; init; } = "";

    [StringLength(CaseTalk.LongestSpot), Description("Building and stairs, or what people call the place.")]
    public string Spot { get; init; } = "";

    [StringLength(CaseSpeakingUp.LongestOldNumber), Description("In the ledger that was kept before; once in a place.")]
    public string? OldNumber { get; init; }

    [Description("Danger: the first contact is due in two hours.")]
    public bool Urgent { get; init; }

    internal CaseReport ToReport() => new() { Kind = Kind!.Value, Words = Words, Spot = Spot, Urgent = Urgent };
}

public sealed record CaseAcceptance : IRequestBody
{
    public static CaseAcceptance Example { get; } = new() { Kind = CaseKind.Repair };

    [Description("Where it is of another kind than was said; the time it may take follows it.")]
    public CaseKind? Kind { get; init; }

    [Description("Danger: the first contact is due in two hours. Left out, it stays as it was said.")]
    public bool? Urgent { get; init; }
}

public sealed record CaseAssignment : IRequestBody
{
    public static CaseAssignment Example { get; } = new() { HandlerOrgId = 5 };

    [Range(1, long.MaxValue), Description("Somebody in office at the place (`GET /cases/{id}/handlers`).")]
    public long? HandlerId { get; init; }

    [Range(1, long.MaxValue), Description("A unit, for which its liaison works on it.")]
    public long? HandlerOrgId { get; init; }

    internal CaseHandler ToHandler() => new(HandlerId, HandlerOrgId);
}

public sealed record CasesAssignment : IRequestBody
{
    public static CasesAssignment Example { get; } = new() { Ids = [1, 2, 3], HandlerOrgId = 5 };

    [Required, MinLength(1), MaxLength(Bulk.Most), Description("Which matters.")]
    public IReadOnlyList<long> Ids { get; init; } = [];

    [Range(1, long.MaxValue), Description("Somebody in office at the place.")]
    public long? HandlerId { get; init; }

    [Range(1, long.MaxValue), Description("A unit, for which its liaison works on it.")]
    public long? HandlerOrgId { get; init; }

    internal CaseHandler ToHandler() => new(HandlerId, HandlerOrgId);
}

public sealed record CasesMerging : IRequestBody
{
    public static CasesMerging Example { get; } = new() { Ids = [7, 8], Into = 3 };

    [Required, MinLength(1), MaxLength(Bulk.Most), Description("The duplicates.")]
    public IReadOnlyList<long> Ids { get; init; } = [];

    [Required, Range(1, long.MaxValue), Description("The one that goes on for all.")]
    public long? Into { get; init; }
}

public sealed record CaseSentence : IRequestBody
{
    public static CaseSentence Example { get; } = new() { Reason = "灯换好了，请晚上看看亮不亮。" };

    [Required, StringLength(WordsForOthers.LongestReason), Description("Whoever reported it reads it, where they are told.")]
    public string Reason { get; init; } = "";
}

public sealed record CaseParking : IRequestBody
{
    public static CaseParking Example { get; } = new() { Reason = "等开春能动土", ReviewOn = new DateOnly(2027, 1, 15) };

    [Required, StringLength(WordsForOthers.LongestReason)]
    public string Reason { get; init; } = "";

    [Required, Description("When it is looked at again, 90 days ahead at most.")]
    public DateOnly? ReviewOn { get; init; }
}

public sealed record CaseExtension : IRequestBody
{
    public static CaseExtension Example { get; } = new() { Workdays = 3, Reason = "配件下周才到" };

    [Range(1, 15), Description("No more than its kind has.")]
    public int Workdays { get; init; } = 1;

    [Required, StringLength(WordsForOthers.LongestReason)]
    public string Reason { get; init; } = "";
}

public sealed record CaseCall : IRequestBody
{
    public static CaseCall Example { get; } = new() { Outcome = CaseCallOutcome.Solved, Rating = CaseRating.Satisfied };

    [Required, Description("What the reporter said; where nobody reported it, what was seen.")]
    public CaseCallOutcome? Outcome { get; init; }

    [Description("As they said it; left out where they said nothing.")]
    public CaseRating? Rating { get; init; }
}

/// <summary>What a matter takes.</summary>
public sealed record CaseNeed : NeedBody
{
    public static CaseNeed Example { get; } = new() { Kind = ResourceKind.Goods, Title = "3号楼要一个灭火器", Quantity = 1, Measure = "个", OfferId = 12 };

    [Range(1, long.MaxValue), Description("The offer that may meet it; its match is proposed at once.")]
    public long? OfferId { get; init; }
}
