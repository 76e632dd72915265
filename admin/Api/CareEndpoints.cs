using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ChatGov.Care;
using ChatGov.Data;
using ChatGov.Http;
using ChatGov.Matches;
using ChatGov.Tasks;

namespace ChatGov.Api;

/// <summary>What is written down of a person who is looked after. Nothing about health, disability, family or income.</summary>
public abstract record CareBody : IRequestBody
{
    [Required, Description("A each week, B each month, C each quarter; it says nothing else.")]
    public CareTier? Tier { get; init; }

    [Required]
    public CareWay? Way { get; init; }

    [Description("Two checked adults always, and the guardian's consent.")]
    public bool IsMinor { get; init; }

    [Required, StringLength(CareDetails.LongestName), Description("Whom to greet. Sealed; read through `door` only.")]
    public string Name { get; init; } = "";

    [Required, StringLength(CareDetails.LongestDoor), Description("Where to knock. Sealed; read through `door` only.")]
    public string Door { get; init; } = "";

    [StringLength(20), Description("Asked where they prefer a call.")]
    public string Phone { get; init; } = "";

    [StringLength(Planning.LongestText), Description("What the pair hands on: when to knock, where to ring.")]
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

    [Required]
    public CareGiver? By { get; init; }

    [Required]
    public CareConsentForm? Form { get; init; }

    [Required, StringLength(Planning.LongestText), Description("For what.")]
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

    [Required, StringLength(Planning.LongestText)]
    public string Reason { get; init; } = "";
}

public sealed record CareOutcomeBody : IRequestBody
{
    public static CareOutcomeBody Example { get; } = new() { Outcome = CareOutcome.Well, Note = "电话里说都好" };

    [Required]
    public CareOutcome? Outcome { get; init; }

    [StringLength(Visiting.LongestNote), Description("Sealed. Not about health or family.")]
    public string Note { get; init; } = "";
}

public sealed record AskingCode(string Code);

/// <summary>关爱帮扶: plans, consent, pairs, visits, and who read a door. Of the community's secretary alone.</summary>
internal static class CareEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var plans = api.MapGroup("/care-plans").WithTags("Care");
        MapPlans(plans);
        MapLife(plans);
        MapVisits(plans);
        var visits = api.MapGroup("/care-visits").WithTags("Care");
        visits.MapGet("", (Desk desk) => desk.Whole<CareVisit>(tx => CareViews.Due(tx))).Gives<List<CareVisit>>("谁家该去看了: what is due or taken, the most urgent first");
        visits.MapPost("{id:long}/explain", (Desk desk, long id, CareReason body) => desk.Do(tx => Visiting.Explain(tx, id, body.Reason))).Does<CareVisit>("Says why a visit was missed");
        visits.MapPost("{id:long}/task", (Desk desk, long id, MatchTask body) =>
                desk.Create(tx => Helping.Ask(tx, id, body.ToDraft()).Match(task => TaskViews.Find(tx, task.Id), refusal => refusal), task => $"/api/v1/tasks/{task.Id}"))
            .Makes<TaskView>("The pair cannot: asks the community by a task of the list; each claim waits for your yes");
        visits.MapGet("times", (Desk desk) => desk.Whole<CareVisit>(tx => CareViews.TimesWaiting(tx))).Gives<List<CareVisit>>("Times that visitors say and that wait for your yes");
        visits.MapPost("{id:long}/time", (Desk desk, long id) => desk.Do(tx => VisitTime.Agree(tx, id))).Does<CareVisit>("Writes down the time of a visit as hours of those who went");
    }

    private static void MapPlans(RouteGroupBuilder plans)
    {
        plans.MapGet("", (Desk desk, [AsParameters] PageQuery page, CarePlanState? state, CareTier? tier) =>
                desk.List(page, (tx, request) => CareViews.Plans(tx, state, tier, request)))
            .Gives<Paging.Page<CarePlan>>("Your community's plans; nothing in them names a person");
        plans.MapGet("{id:long}", (Desk desk, long id) => desk.Get(tx => CareViews.Plan(tx, id))).Gives<CarePlan>("One plan");
        plans.MapPost("", (Desk desk, CareCreation body) =>
                desk.Create(tx => Planning.Draft(tx, body.OrgId!.Value, body.ToDetails()), plan => $"/api/v1/care-plans/{plan.Id}"))
            .Makes<CarePlan>("Drafts one; nothing begins without consent");
        plans.MapPut("{id:long}", (Desk desk, long id, CareAmendment body) => desk.Change(VersionedTable.CarePlan, id, tx => Planning.Amend(tx, id, body.ToDetails())))
            .Changes<CarePlan>("Says it anew");
        plans.MapPost("{id:long}/door", (Desk desk, long id, CareReason body) => desk.Do(tx => Doors.ReadAsStaff(tx, id, body.Reason)))
            .Does<CareDoor>("Reads name and door, with a reason; every reading is kept");
        plans.MapGet("{id:long}/readings", (Desk desk, long id) => desk.Whole(tx => Doors.Readings(tx, id)))
            .Gives<List<CareReading>>("Who read name and door, for the person who asks");
        plans.MapPost("{id:long}/asking-code", (Desk desk, long id) => desk.Do(tx => Doors.GiveAskingCode(tx, id).Match<Outcome<AskingCode>>(code => new AskingCode(code), refusal => refusal)))
            .Does<AskingCode>("A code to hand to the person, who asks the bot with it; shown once, a new one ends the old");
    }

    private static void MapLife(RouteGroupBuilder plans)
    {
        plans.MapPost("{id:long}/ask-for-consent", (Desk desk, long id) => desk.Do(tx => Planning.AskForConsent(tx, id))).Does<CarePlan>("The draft is ready; the person is asked");
        plans.MapPost("{id:long}/consent", (Desk desk, long id, CareConsentBody body) =>
                desk.Do(tx => Planning.RecordConsent(tx, id, new CareConsentGiven(body.By!.Value, body.Form!.Value, body.Scope, body.UntilAt!.Value))))
            .Does<CarePlan>("Writes down a consent: the first begins the plan, a later one carries it on");
        plans.MapPost("{id:long}/withdraw-consent", (Desk desk, long id) => desk.Do(tx => Planning.WithdrawConsent(tx, id)))
            .Does<CarePlan>("The consent is taken back: the plan ends now and nothing stays to be read");
        plans.MapPost("{id:long}/pause", (Desk desk, long id, CareReason body) => desk.Do(tx => Planning.Pause(tx, id, body.Reason))).Does<CarePlan>("Pauses it");
        plans.MapPost("{id:long}/resume", (Desk desk, long id) => desk.Do(tx => Planning.Resume(tx, id))).Does<CarePlan>("Goes on; a visit falls due at once");
        plans.MapPost("{id:long}/end", (Desk desk, long id, CareReason body) => desk.Do(tx => Planning.End(tx, id, body.Reason)))
            .Does<CarePlan>("Ends it; name, door and notes are deleted");
        plans.MapPost("{id:long}/pair", (Desk desk, long id, CarePairBody body) => desk.Do(tx => Pairs.Set(tx, id, body.FirstId!.Value, body.SecondId)))
            .Does<CarePlan>("Names the two who are asked first");
    }

    private static void MapVisits(RouteGroupBuilder plans)
    {
        plans.MapGet("{id:long}/visits", (Desk desk, long id, [AsParameters] PageQuery page) => desk.Look(page, (tx, request) => CareViews.Visits(tx, id, request)))
            .Gives<Paging.Page<CareVisit>>("All its visits");
        plans.MapPost("{id:long}/visits", (Desk desk, long id, CareOutcomeBody body) => desk.Do(tx => Visiting.Record(tx, id, body.Outcome!.Value, body.Note)))
            .Does<CareVisit>("The secretary phoned or went: how it was");
        plans.MapPost("{id:long}/major-change", (Desk desk, long id) => desk.Do(tx => Visiting.MajorChange(tx, id)))
            .Does<CarePlan>("Something changed much: somebody goes within 24 hours");
    }
}
