using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ChatGov.Api;
using ChatGov.Data;
using ChatGov.Hours;
using ChatGov.Http;
using ChatGov.Matching;
using ChatGov.People;

namespace ChatGov.Tasks;

/// <summary>What a task says to those who are asked to come: nothing vague, nothing about a person in the public text.</summary>
public abstract record TaskBody : IRequestBody
{
    [Required, StringLength(TaskDraft.LongestText), Description("What exactly is to be done.")]
    public string Title { get; init; } = "";

    [Required]
    public DateTimeOffset? StartsAt { get; init; }

    [Required, Description("At most 24 hours after the start.")]
    public DateTimeOffset? EndsAt { get; init; }

    [Required, StringLength(TaskDraft.LongestText), Description("Where people meet.")]
    public string Place { get; init; } = "";

    [Required, Range(1, TaskDraft.MostPlaces), Description("For how many people there is room.")]
    public int? Capacity { get; init; }

    [Required, StringLength(TaskDraft.LongestText), Description("What to bring.")]
    public string Bring { get; init; } = "";

    [Required, StringLength(40)]
    public string ContactName { get; init; } = "";

    [Required, StringLength(TaskDraft.LongestText), Description("What to mind.")]
    public string Risk { get; init; } = "";

    public RiskLevel RiskLevel { get; init; }

    [Description("The volunteers are insured; asked where the risk is not low.")]
    public bool InsuranceConfirmed { get; init; }

    internal virtual TaskDraft ToDraft() => new()
    {
        Title = Title,
        StartsAt = StartsAt,
        EndsAt = EndsAt,
        Place = Place,
        Places = Capacity,
        Bring = Bring,
        ContactName = ContactName,
        Risk = Risk,
        RiskLevel = RiskLevel,
        InsuranceConfirmed = InsuranceConfirmed,
    };

    protected static DateTimeOffset At(int hour) => new(2026, 11, 28, hour, 0, 0, TimeSpan.FromHours(8));
}

/// <summary>A task that is not there yet says whom to call and who may come.</summary>
public abstract record NewTaskBody : TaskBody
{
    [Required, StringLength(20), Description("Shown to those who come, from a day before to a day after.")]
    public string ContactPhone { get; init; } = "";

    public Skill? Skill { get; init; }

    [Description("Nobody goes alone.")]
    public bool TwoPeople { get; init; }

    [Description("The secretary says yes to each claim: home visits, minors, professional acts.")]
    public bool PendingClaims { get; init; }

    [Description("Contact with minors.")]
    public bool NeedsClearance { get; init; }

    [Description("A professional act of this skill, for which a paper is shown.")]
    public Skill? Credential { get; init; }

    internal override TaskDraft ToDraft() => base.ToDraft() with
    {
        ContactPhone = ContactPhone,
        Skill = Skill,
        TwoPeople = TwoPeople,
        PendingClaims = PendingClaims,
        NeedsClearance = NeedsClearance,
        Credential = Credential,
    };
}

public sealed record TaskCreation : NewTaskBody
{
    public static TaskCreation Example { get; } = new()
    {
        OrgId = 34,
        Title = "清扫公园沙尘",
        StartsAt = At(9),
        EndsAt = At(11),
        Place = "公园南门",
        Capacity = 10,
        Bring = "手套",
        ContactName = "李书记",
        ContactPhone = "19900001234",
        Risk = "注意脚下台阶",
        Weeks = 4,
    };

    [Required, Range(1, long.MaxValue), Description("The community it is for.")]
    public long? OrgId { get; init; }

    [Range(1, TaskPublishing.MostWeeks), Description("The same every week, so many times; 1 unless told.")]
    public int Weeks { get; init; } = 1;
}

/// <summary>The task as it is to be from now on. Nobody who has a place is dropped; they are told what is new.</summary>
public sealed record TaskAmendment : TaskBody
{
    public static TaskAmendment Example { get; } = new()
    {
        Title = "清扫公园沙尘",
        StartsAt = At(10),
        EndsAt = At(12),
        Place = "公园北门",
        Capacity = 12,
        Bring = "手套、水",
        ContactName = "李书记",
        Risk = "注意脚下台阶",
    };

    [StringLength(20), Description("Another number to call; the one that is there stays unless told.")]
    public string? ContactPhone { get; init; }

    internal override TaskDraft ToDraft() => base.ToDraft() with { ContactPhone = ContactPhone ?? "" };
}

public sealed record TaskCancellation : IRequestBody
{
    public static TaskCancellation Example { get; } = new() { Reason = "大风预警", WholeSeries = false };

    [Required, StringLength(TaskDraft.LongestText), Description("Those who come read it.")]
    public string Reason { get; init; } = "";

    [Description("All the weeks that follow as well.")]
    public bool WholeSeries { get; init; }
}

public sealed record RosterConfirmation : IRequestBody
{
    public static RosterConfirmation Example { get; } = new()
    {
        Absent = [3],
        Shorter = [new ShorterLine { Number = 5, Minutes = 60 }],
        CameBesides = [new WalkInLine { Name = "王小明" }],
    };

    [MaxLength(TaskDraft.MostPlaces), Description("The numbers of those who did not come; empty when all did.")]
    public IReadOnlyList<int> Absent { get; init; } = [];

    [MaxLength(TaskDraft.MostPlaces), Description("Who was there for less than the whole task.")]
    public IReadOnlyList<ShorterLine> Shorter { get; init; } = [];

    [MaxLength(TaskDraft.MostPlaces), Description("Who came without being on the list: somebody who serves in this community.")]
    public IReadOnlyList<WalkInLine> CameBesides { get; init; } = [];

    internal RosterAnswer ToAnswer() => new([.. Absent.Select(Words)])
    {
        Shorter = [.. Shorter.Select(line => new ShorterTime(Words(line.Number!.Value), line.Minutes!.Value))],
        Added = [.. CameBesides.Select(line => new AddedName(line.Name.Trim(), line.Minutes))],
    };

    internal Dictionary<string, long> Chosen() => CameBesides.Where(line => line.PersonId is not null)
        .DistinctBy(line => line.Name.Trim()).ToDictionary(line => line.Name.Trim(), line => line.PersonId!.Value, StringComparer.Ordinal);

    private static string Words(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>Somebody who was there for less than the whole task.</summary>
public sealed record ShorterLine : IRequestBody
{
    /// <summary>The number on the roster.</summary>
    [Required, Range(1, int.MaxValue)]
    public int? Number { get; init; }

    [Required, Range(1, 24 * 60)]
    public int? Minutes { get; init; }
}

/// <summary>Somebody who came without being on the list.</summary>
public sealed record WalkInLine : IRequestBody
{
    /// <summary>The name of who came.</summary>
    [Required, StringLength(40)]
    public string Name { get; init; } = "";

    [Range(1, 24 * 60), Description("The whole task unless told.")]
    public int? Minutes { get; init; }

    [Range(1, long.MaxValue), Description("Whom it stands for, where several have this name.")]
    public long? PersonId { get; init; }
}

public sealed record KindBody : IRequestBody
{
    public static KindBody Example { get; } = new() { Kind = TaskKind.Public };

    [Required]
    public TaskKind? Kind { get; init; }
}

public sealed record HandOver : IRequestBody
{
    public static HandOver Example { get; } = new() { PersonId = 7 };

    [Required, Range(1, long.MaxValue), Description("One of the task's `colleagues`.")]
    public long? PersonId { get; init; }
}

public sealed record LeadRequest : IRequestBody
{
    public static LeadRequest Example { get; } = new() { Number = 2 };

    [Required, Range(1, int.MaxValue), Description("The number on the roster of somebody who has a place.")]
    public int? Number { get; init; }
}

public sealed record WordToAll : IRequestBody
{
    public static WordToAll Example { get; } = new() { Text = "明天风大，请戴好口罩。" };

    /// <summary>What those who come are told.</summary>
    [Required, StringLength(TaskDraft.LongestText)]
    public string Text { get; init; } = "";
}

/// <param name="TaskId">The task.</param>
/// <param name="People">To how many people the word goes.</param>
public sealed record Told(long TaskId, int People);

/// <param name="Tasks">One, or the weeks that follow as well.</param>
/// <param name="ToCall">Who has less than a day's notice and is to be phoned as well.</param>
public sealed record Cancelled(IReadOnlyList<TaskView> Tasks, IReadOnlyList<RosterLine> ToCall);

/// <summary>Who comes.</summary>
/// <param name="TaskId">The task.</param>
/// <param name="Items">Those who come; names and phones from a day before to a day after; covered otherwise.</param>
/// <param name="Waiting">How many wait for a place.</param>
/// <param name="Lead">The number of whoever leads in the organiser's place.</param>
/// <param name="AskedToLead">The number of whoever was asked to and has not answered.</param>
public sealed record RosterView(long TaskId, IReadOnlyList<RosterLine> Items, long Waiting, long? Lead, long? AskedToLead)
{
    /// <summary>Always null: all who come are here.</summary>
    public string? Next => null;
}

/// <summary>任务: publishing, changing, cancelling, and the roster.</summary>
internal static class TaskEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var tasks = api.MapGroup("/tasks").WithTags("Tasks");
        tasks.MapGet("", (Desk desk, [AsParameters] PageQuery page, TaskState? state, long? orgId, long? seriesId, DateTimeOffset? from, DateTimeOffset? until) =>
                desk.List(page, (tx, request) => TaskViews.List(tx, new TaskFilter(state, orgId, seriesId, from, until), request)))
            .Gives<Paging.Page<TaskView>>("The tasks of your communities").SortedBy(TaskViews.Sorts);
        tasks.MapGet("{id:long}", (Desk desk, long id) => desk.Get(tx => TaskViews.Find(tx, id)))
            .Gives<TaskView>("One task");
        tasks.MapPost("", (Desk desk, TaskCreation body) => desk.Create(tx => Publish(tx, body), made => $"/api/v1/tasks/{made.Id}"))
            .Makes<TaskView>("Publishes a task, or the same every week: all of them or none; gives the first, by whose `seriesId` the others are listed");
        tasks.MapPut("{id:long}", (Desk desk, long id, TaskAmendment body) =>
                desk.Change(VersionedTable.Task, id, tx => TaskAmendments.Amend(tx, id, body.ToDraft())))
            .Changes<TaskView>("Changes a published task; nobody who has a place is dropped");
        tasks.MapPost("{id:long}/cancel", (Desk desk, long id, TaskCancellation body) => desk.Do(tx => Cancel(tx, id, body)))
            .Does<Cancelled>("Cancels it; all who claimed are told at once");
        tasks.MapGet("{id:long}/roster", (Desk desk, long id) => desk.Get<RosterView>(tx => TaskOrganisers.WhoComes(tx, id)
                .Match<Outcome<RosterView>>(comes => new RosterView(id, comes.Roster.Lines, comes.Waiting, comes.Lead?.Number, comes.AskedToLead?.Number), refusal => refusal)))
            .Gives<RosterView>("Who comes");
        tasks.MapPost("{id:long}/confirm-roster", (Desk desk, long id, RosterConfirmation body) =>
                desk.Do(tx => Seen(tx, id, TaskRosters.Confirm(tx, id, body.ToAnswer(), body.Chosen()))))
            .Does<TaskView>("Says who came: that completes the task and writes the hours");
        tasks.MapPost("{id:long}/tell", (Desk desk, long id, WordToAll body) => desk.Do(tx => TaskOrganisers.Tell(tx, id, body.Text).Then(people => new Told(id, people))))
            .Does<Told>("A word to all who come, at most three a day");
        tasks.MapPost("{id:long}/correct-kind", (Desk desk, long id, KindBody body) => desk.Do(tx => Seen(tx, id, TaskKinds.Correct(tx, id, body.Kind!.Value))))
            .Does<TaskView>("Corrects what kind of work it was taken for; that only orders lists");
        MapHandingOver(tasks);
    }

    private static void MapHandingOver(RouteGroupBuilder tasks)
    {
        tasks.MapGet("{id:long}/colleagues", (Desk desk, long id) => desk.Whole<Colleague>(tx => TaskViews.Find(tx, id)
                .Match<Outcome<List<Colleague>>>(_ => TaskOrganisers.Colleagues(tx, id), refusal => refusal)))
            .Gives<Paging.Page<Colleague>>("Who could take the task over");
        tasks.MapPost("{id:long}/hand-over", (Desk desk, long id, HandOver body) => desk.Do(tx => Seen(tx, id, TaskOrganisers.AskToTakeOver(tx, id, body.PersonId!.Value))))
            .Does<TaskView>("Asks a colleague to take it over; nothing changes until they say yes");
        tasks.MapPost("{id:long}/take-over", (Desk desk, long id) => desk.Do(tx => Seen(tx, id, TaskOrganisers.TakeOver(tx, id))))
            .Does<TaskView>("From now on you are asked about it");
        tasks.MapPost("{id:long}/ask-to-lead", (Desk desk, long id, LeadRequest body) => desk.Do(tx => Seen(tx, id, TaskLeads.Ask(tx, id, body.Number!.Value))))
            .Does<TaskView>("Asks somebody who comes to lead in the organiser's place");
        tasks.MapPost("{id:long}/take-back-lead", (Desk desk, long id) => desk.Do(tx => Seen(tx, id, TaskLeads.TakeBack(tx, id))))
            .Does<TaskView>("The organiser leads again");
    }

    private static Outcome<TaskView> Seen<T>(Tx tx, long id, Outcome<T> outcome) =>
        outcome.Match<Outcome<TaskView>>(_ => TaskViews.Find(tx, id), refusal => refusal);

    private static Outcome<TaskView> Publish(Tx tx, TaskCreation body) => TaskPublishing.PublishWeekly(tx, body.OrgId!.Value, body.ToDraft(), body.Weeks)
        .Match(made => TaskViews.Find(tx, made[0].Id), refusal => refusal);

    private static Outcome<Cancelled> Cancel(Tx tx, long id, TaskCancellation body) => body.WholeSeries
        ? TaskSeries.Cancel(tx, id, body.Reason).Match<Outcome<Cancelled>>(
            done => new Cancelled([.. done.Weeks.Select(task => TaskViews.Find(tx, task.Id).Value)], done.ToCall), refusal => refusal)
        : TaskCancelling.Cancel(tx, id, body.Reason).Match<Outcome<Cancelled>>(
            done => new Cancelled([TaskViews.Find(tx, id).Value], done.ToCall), refusal => refusal);
}
