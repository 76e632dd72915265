using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ChatGov.Http;

namespace ChatGov.Care;

/// <summary>What is written down of a person who is looked after. Nothing about health, disability, family or income.</summary>
public abstract record CareBody : IRequestBody
{
    [Required, Description("A each week, B each month, C each quarter; it says nothing else.")]
    public CareTier? Tier { get; init; }

    [Required]
    public CareWay? Way { get; init; }

    [Description("Two checked adults always, and the guardian's consent.")]
    public bool IsMinor { get; init; }

    [Required, StringLength(CareDetails.LongestName), Description("Whom to greet. Sealed; read through `read-door` only.")]
    public string Name { get; init; } = "";

    [Required, StringLength(CareDetails.LongestDoor), Description("Where to knock. Sealed; read through `read-door` only.")]
    public string Door { get; init; } = "";

    [StringLength(20), Description("Asked where they prefer a call.")]
    public string Phone { get; init; } = "";

    [StringLength(CarePlanning.LongestText), Description("What the pair hands on: when to knock, where to ring.")]
    public string Handover { get; init; } = "";

    internal CareDetails ToDetails() => new()
    {
        Tier = Tier!.Value,
        Way = Way!.Value,
        IsMinor = IsMinor,
        Name = Name,
        Door = Door,
        Phone = Phone,
        Handover = Handover,
    };
}

public sealed record CareCreation : CareBody
{
    public static CareCreation Example { get; } = new() { OrgId = 34, Tier = CareTier.A, Way = CareWay.Visit, Name = "张大娘", Door = "金沙苑3号楼2单元501", Handover = "敲门重一点" };

    [Required, Range(1, long.MaxValue)]
    public long? OrgId { get; init; }
}

public sealed record CareAmendment : CareBody
{
    public static CareAmendment Example { get; } = new() { Tier = CareTier.B, Way = CareWay.Call, Name = "张大娘", Door = "金沙苑3号楼2单元501", Phone = "19900001234" };
}

public sealed record CareConsentBody : IRequestBody
{
    public static CareConsentBody Example { get; } = new()
    {
        By = CareGiver.Self, Form = CareConsentForm.Spoken, Scope = "每周上门看看", UntilAt = new DateTimeOffset(2027, 11, 1, 0, 0, 0, TimeSpan.FromHours(8)),
    };

    /// <summary>Who says yes.</summary>
    [Required]
    public CareGiver? By { get; init; }

    /// <summary>How it was said.</summary>
    [Required]
    public CareConsentForm? Form { get; init; }

    [Required, StringLength(CarePlanning.LongestText), Description("For what.")]
    public string Scope { get; init; } = "";

    [Required, Description("At most twelve months ahead.")]
    public DateTimeOffset? UntilAt { get; init; }
}

public sealed record CarePairBody : IRequestBody
{
    public static CarePairBody Example { get; } = new() { FirstId = 901, SecondId = 902 };

    [Required, Range(1, long.MaxValue), Description("A member who reports in this community.")]
    public long? FirstId { get; init; }

    [Description("The other of the pair.")]
    public long? SecondId { get; init; }
}

public sealed record CareReason : IRequestBody
{
    public static CareReason Example { get; } = new() { Reason = "住到女儿家去了一阵。" };

    [Required, StringLength(CarePlanning.LongestText)]
    public string Reason { get; init; } = "";
}

public sealed record CareOutcomeBody : IRequestBody
{
    public static CareOutcomeBody Example { get; } = new() { Outcome = CareOutcome.Well, Note = "电话里说都好" };

    /// <summary>How it was.</summary>
    [Required]
    public CareOutcome? Outcome { get; init; }

    [StringLength(CareVisiting.LongestNote), Description("Sealed. Not about health or family.")]
    public string Note { get; init; } = "";
}

/// <param name="Code">What the person says to the bot.</param>
public sealed record AskingCode(string Code);
