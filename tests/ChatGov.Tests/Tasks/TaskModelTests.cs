using ChatGov.Claims;
using ChatGov.Data;
using ChatGov.Deadlines;
using ChatGov.Hours;
using ChatGov.Tasks;
using ChatGov.Tests.Matching;
using ChatGov.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

namespace ChatGov.Tests.Tasks;

/// <summary>
/// Random lives of a few people and a few tasks, beside a model of plain lists: every answer, every state and every
/// minute has to agree, and in the end every claim and every task has come to its own. And the same steps all at once, where only what must always hold is asked.
/// </summary>
public sealed class TaskModelTests
{
    private const int People = 5;
    private const int Tasks = 9;

    // Of the nine: a home visit for two, one with minors, and the two weeks of a series.
    private const int Visit = 5;
    private const int Minors = 6;
    private const int FirstWeek = 7;
    private const int SecondWeek = 8;

    [Theory, Databases]
    public async Task Every_life_goes_as_the_model_says(Provider provider)
    {
        await using var stage = await Stage.Create(provider);

        Check.One(Runs(provider, 60, 6), Prop.ForAll(Lives(), steps => Live(stage, steps).GetAwaiter().GetResult()));

        // Lives are drawn by lot: what is rare may take some more of them.
        for (var more = 0; more < 5 && provider == Provider.Sqlite && NotDone(stage).Count > 0; more++)
        {
            Check.One(Runs(provider, 20, 0), Prop.ForAll(Lives(), steps => Live(stage, steps).GetAwaiter().GetResult()));
        }

        stage.AuditIsComplete();
        Invariants.Hold(stage.Database.Db);
        if (provider == Provider.Sqlite)
        {
            Assert.Empty(NotDone(stage));
        }
    }

    private static List<string> NotDone(Stage stage)
    {
        string[] done =
        [
            "wait", "offer", "accept", "lapse", "withdraw", "release", "fill", "reopen", "apply", "approve", "decline", "decline_unanswered",
            "check", "hand_over", "stand_in", "postpone", "stay", "cancel", "expire", "unconfirmed", "record", "absent",
        ];
        return [.. done.Where(action => stage.Database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM audit WHERE action = @action OR reason_code = @action", new { action })) == 0)];
    }

    [Theory, Databases]
    public async Task All_at_once_what_must_hold_holds(Provider provider)
    {
        await using var stage = await Stage.Create(provider);

        Check.One(Runs(provider, 25, 6), Prop.ForAll(Lives(), steps => Storm(stage, steps).GetAwaiter().GetResult()));

        stage.AuditIsComplete();
        Invariants.Hold(stage.Database.Db);
    }

    private static Config Runs(Provider provider, int sqlite, int postgres) =>
        Config.QuickThrowOnFailure.WithMaxTest(provider == Provider.Sqlite ? sqlite : postgres);

    private static Arbitrary<List<Step>> Lives()
    {
        var person = Gen.Choose(0, People - 1);
        var task = Gen.Choose(0, Tasks - 1);
        var asks = Gen.Elements(Visit, Minors);
        var claim = from p in person from t in task select (Step)new Step.Claim(p, t);
        var apply = from p in person from t in asks select (Step)new Step.Claim(p, t);
        var confirm = from t in task from absent in Gen.SubListOf(1L, 2L, 3L) select (Step)new Step.Confirm(t, [.. absent]);
        var wait = from hours in Gen.Choose(1, 30) select (Step)new Step.Wait(hours);
        // Lines form where few have a place.
        var narrow = Gen.Frequency((2, Gen.Elements(0, 1, FirstWeek)), (1, task));
        var queue = from p in person from t in narrow select (Step)new Step.Join(p, t);
        var accept = from t in narrow select (Step)new Step.Accept(t);
        var withdraw = from p in person from t in narrow select (Step)new Step.Withdraw(p, t);
        var approve = from t in asks select (Step)new Step.Approve(t);
        var qualify = from t in asks select (Step)new Step.Qualify(t);
        var decline = from t in asks select (Step)new Step.Decline(t);
        var standIn = from p in person from friend in person from t in task select (Step)new Step.StandIn(p, friend, t);
        var together = from p in person from friend in person from t in task select (Step)new Step.Together(p, friend, t);
        var postpone = from t in task from hours in Gen.Elements(-5, -1, 1, 3, 24, 30) select (Step)new Step.Postpone(t, hours);
        var stay = from p in person from t in task select (Step)new Step.Stay(p, t);
        var cancelSeries = from t in Gen.Frequency((3, Gen.Elements(FirstWeek, SecondWeek)), (1, task)) select (Step)new Step.CancelSeries(t);
        var change = Gen.Frequency(
            (8, claim),
            (6, queue),
            (4, accept),
            (6, withdraw),
            (2, approve),
            (2, standIn),
            (2, together),
            (2, postpone),
            (2, stay),
            (1, from p in person select (Step)new Step.Leave(p)),
            (1, from t in task select (Step)new Step.Cancel(t)),
            (1, cancelSeries),
            (1, confirm),
            (1, wait));

        // First places are taken, then the secretary agrees to some, then some wait and are asked, tasks are moved, the days
        // pass, and rosters are confirmed; and everything at any time.
        return (from taking in Gen.Frequency((3, claim), (1, change)).ListOf(16)
                from deciding in Gen.Frequency((4, apply), (3, approve), (3, qualify), (1, decline)).ListOf(10)
                from line in Gen.Frequency((3, queue), (3, withdraw), (3, accept)).ListOf(20)
                from moving in Gen.Frequency((2, postpone), (3, stay), (3, standIn), (2, together), (1, change)).ListOf(12)
                from days in Gen.Elements(60, 80, 100, 130)
                from settling in Gen.Frequency((3, confirm), (1, change)).ListOf(10)
                from rest in Gen.Frequency((4, change), (1, Gen.Constant((Step)new Step.Wait(24 * 8)))).ListOf()
                select (List<Step>)[.. taking, .. deciding, .. line, .. moving, new Step.Wait(days), .. settling, .. rest]).ToArbitrary();
    }

    private static async Task<bool> Live(Stage stage, List<Step> steps)
    {
        var (people, model) = await SetUp(stage);
        foreach (var (at, step) in steps.Index())
        {
            var expected = model.Do(step);
            var actual = await Do(stage, people, model, step);
            Assert.True(expected == actual, $"{step}: the model says {expected?.ToString() ?? "yes"}, the program {actual?.ToString() ?? "yes"}");
            Compare(stage, people, model);
            if (at % 8 == 0)
            {
                KeptListTests.IsAsJustRead(stage.Database, people[0]);
            }
        }

        await EndAll(stage, people, model);
        return true;
    }

    /// <summary>Every claim and every task comes to an end, though nobody does anything any more.</summary>
    private static async Task EndAll(Stage stage, List<long> people, Model model)
    {
        var end = new Step.Wait(24 * 40);
        model.Do(end);
        await Do(stage, people, model, end);
        Compare(stage, people, model);
        AllHasEnded(stage);
    }

    private static void AllHasEnded(Stage stage) => stage.Database.Db.Read(tx =>
    {
        Assert.Empty(tx.All<string>("SELECT state FROM task").Select(Enum.Parse<TaskState>).Except(TaskMachine.Table.Terminal));
        Assert.Empty(tx.All<string>("SELECT state FROM claim").Select(Enum.Parse<ClaimState>).Except(ClaimMachine.Table.Terminal));
        return true;
    });

    private static async Task<bool> Storm(Stage stage, List<Step> steps)
    {
        var (people, model) = await SetUp(stage);
        foreach (var batch in steps.Chunk(12))
        {
            // Time does not race in here: what is late is proven on its own.
            await Task.WhenAll(batch.Where(step => step is not Step.Wait).Select(step => Do(stage, people, model, step)));
            Invariants.Hold(stage.Database.Db);
            foreach (var wait in batch.OfType<Step.Wait>().Take(1))
            {
                await Do(stage, people, model, wait);
            }
        }

        await Do(stage, people, model, new Step.Wait(24 * 40));
        AllHasEnded(stage);
        return true;
    }

    private static async Task<(List<long> People, Model Model)> SetUp(Stage stage)
    {
        var people = new List<long>();
        foreach (var _ in Enumerable.Range(0, People))
        {
            people.Add(await stage.World.Member(Guid.CreateVersion7().ToString()));
        }

        // Two of the first five overlap, two lie on one day and go over eight hours together, one is two days later.
        var now = stage.Database.Clock.GetUtcNow();
        var midnight = Shanghai.At(Shanghai.Day(now).AddDays(2), TimeOnly.MinValue);
        (double Start, double Hours, int Places)[] plan = [(8, 2, 2), (9, 3, 1), (13, 5, 3), (19, 4, 2), (56, 2, 3), (39.5, 2, 2), (58.5, 3, 1), (33, 2, 1)];
        var model = new Model(now);
        foreach (var (start, hours, places) in plan)
        {
            var number = model.Tasks.Count;
            var draft = stage.World.Draft(midnight.AddHours(start), places, hours) with
            {
                PendingClaims = number == Visit,
                TwoPeople = number == Visit,
                NeedsClearance = number == Minors,
            };
            foreach (var task in await stage.World.As(stage.World.Secretary, tx => TaskPublishing.PublishWeekly(tx, stage.World.Helan, draft, number == FirstWeek ? 2 : 1).Value))
            {
                model.Tasks.Add(new ModelTask(task.Id, task.StartsAt, task.EndsAt, places)
                {
                    AsksFirst = number is Visit or Minors,
                    NeedsClearance = number == Minors,
                    ForTwo = number == Visit,
                    InSeries = number == FirstWeek,
                });
            }
        }

        return (people, model);
    }

    private static async Task<RefusalCode?> Do(Stage stage, List<long> people, Model model, Step step)
    {
        var world = stage.World;
        switch (step)
        {
            case Step.Claim claim:
                return (await world.As(people[claim.Person], tx => Claiming.Claim(tx, model.Tasks[claim.Task].Id))).Refusal?.Code;
            case Step.Join join:
                return (await world.As(people[join.Person], tx => WaitingList.Join(tx, model.Tasks[join.Task].Id))).Refusal?.Code;
            case Step.Accept accept:
                return FirstAsked(stage, model.Tasks[accept.Task].Id) is { } asked
                    ? (await world.As(asked.PersonId, tx => PlaceOffers.Accept(tx, asked.Id))).Refusal?.Code
                    : RefusalCode.NotFound;
            case Step.Withdraw withdraw:
                return (await world.As(people[withdraw.Person], tx => ClaimWithdrawals.WithdrawFrom(tx, model.Tasks[withdraw.Task].Id))).Refusal?.Code;
            case Step.Leave leave:
                return (await world.As(people[leave.Person], tx => tx.UseCase<int>(() =>
                {
                    ChatGov.People.Persons.Lock(tx, people[leave.Person]);
                    ClaimWithdrawals.ReleaseAllOf(tx, people[leave.Person]);
                    return 0;
                }))).Refusal?.Code;
            case Step.Cancel cancel:
                return (await world.As(world.Secretary, tx => TaskCancelling.Cancel(tx, model.Tasks[cancel.Task].Id, "大风"))).Refusal?.Code;
            case Step.CancelSeries cancel:
                return (await world.As(world.Secretary, tx => TaskSeries.Cancel(tx, model.Tasks[cancel.Task].Id, "搬家"))).Refusal?.Code;
            case Step.Approve approve:
                return FirstPending(stage, model.Tasks[approve.Task].Id) is { } hoping
                    ? (await world.As(world.Secretary, tx => ClaimApplications.Approve(tx, hoping))).Refusal?.Code
                    : RefusalCode.NotFound;
            case Step.Decline decline:
                return FirstPending(stage, model.Tasks[decline.Task].Id) is { } refused
                    ? (await world.As(world.Secretary, tx => ClaimApplications.Decline(tx, refused, "这户只见熟人"))).Refusal?.Code
                    : RefusalCode.NotFound;
            case Step.Qualify qualify:
                return FirstPending(stage, model.Tasks[qualify.Task].Id) is { } seen
                    ? (await world.As(world.Secretary, tx => ClaimApplications.Qualify(tx, seen))).Refusal?.Code
                    : RefusalCode.NotFound;
            case Step.StandIn standIn:
                return await HandOver(world, people[standIn.Person], people[standIn.Friend], model.Tasks[standIn.Task].Id, PlaceCodeKind.StandIn);
            case Step.Together together:
                return await HandOver(world, people[together.Person], people[together.Friend], model.Tasks[together.Task].Id, PlaceCodeKind.Companion);
            case Step.Postpone postpone:
                return (await world.As(world.Secretary, tx =>
                {
                    var task = TaskLists.Open(tx, model.Tasks[postpone.Task].Id).Value.Task;
                    return TaskPostponing.Postpone(tx, task.Id, task.StartsAt.AddHours(postpone.Hours), task.EndsAt.AddHours(postpone.Hours));
                })).Refusal?.Code;
            case Step.Stay stay:
                return (await world.As(people[stay.Person], tx => LatestOf(tx, people[stay.Person], model.Tasks[stay.Task].Id) is { } own
                    ? TaskPostponing.Stay(tx, own)
                    : RefusalCode.NotFound)).Refusal?.Code;
            case Step.Confirm confirm:
                return (await world.As(world.Secretary, tx => TaskRosters.Confirm(
                    tx, model.Tasks[confirm.Task].Id, [.. confirm.Absent.Select(number => number.ToString(System.Globalization.CultureInfo.InvariantCulture))]))).Refusal?.Code;
            case Step.Wait wait:
                await stage.MoveTo(stage.Database.Clock.GetUtcNow().AddHours(wait.Hours));
                return null;
            default:
                throw new InvalidOperationException("a step of no known kind");
        }
    }

    private static Row? FirstAsked(Stage stage, long taskId) => stage.Database.Db.Read(tx => tx.First<Row>(
        "SELECT id, person_id FROM claim WHERE task_id = @taskId AND state = 'Offered' ORDER BY number LIMIT 1", new { taskId }));

    private static long? FirstPending(Stage stage, long taskId) => stage.Database.Db.Read(tx => tx.First<long?>(
        "SELECT id FROM claim WHERE task_id = @taskId AND state = 'Pending' ORDER BY number LIMIT 1", new { taskId }));

    private static long? LatestOf(Tx tx, long personId, long taskId) => tx.First<long?>(
        "SELECT id FROM claim WHERE task_id = @taskId AND person_id = @personId ORDER BY id DESC LIMIT 1", new { taskId, personId });

    private static async Task<RefusalCode?> HandOver(World world, long owner, long friend, long taskId, PlaceCodeKind kind)
    {
        var made = await world.As(owner, tx => PlaceCodes.Make(tx, taskId, kind));
        return made.Ok
            ? (await world.As(friend, tx => PlaceCodes.Use(tx, made.Value.Code, $"fake/{friend}"))).Refusal?.Code
            : made.Refusal!.Code;
    }

    private static void Compare(Stage stage, List<long> people, Model model) => stage.Database.Db.Read(tx =>
    {
        foreach (var task in model.Tasks)
        {
            var row = TaskLists.Open(tx, task.Id).Value.Task;
            Assert.Equal((task.State, task.Start, task.End), (row.State, row.StartsAt, row.EndsAt));
            Assert.Equal(
                task.Claims.Select(claim => $"{people[claim.Person]} {claim.Number} {claim.State} {claim.Minutes} {claim.IsAsked}"),
                tx.All<Row>(
                    "SELECT person_id, number, state, minutes, asked_to_stay_at IS NOT NULL AS is_asked FROM claim WHERE task_id = @Id ORDER BY number", new { task.Id })
                    .Select(claim => $"{claim.PersonId} {claim.Number} {claim.State} {claim.Minutes} {claim.IsAsked}"));
        }

        return true;
    });

    private sealed record Row
    {
        public long Id { get; init; }

        public long PersonId { get; init; }

        public long Number { get; init; }

        public string State { get; init; } = "";

        public long? Minutes { get; init; }

        public bool IsAsked { get; init; }
    }

    public abstract record Step
    {
        public sealed record Claim(int Person, int Task) : Step;

        /// <summary>认领, and 排队 where it is full.</summary>
        public sealed record Join(int Person, int Task) : Step;

        /// <summary>Who was asked says yes: the one with the lowest number.</summary>
        public sealed record Accept(int Task) : Step;

        public sealed record Withdraw(int Person, int Task) : Step;

        public sealed record Leave(int Person) : Step;

        public sealed record Cancel(int Task) : Step;

        public sealed record Confirm(int Task, IReadOnlyList<long> Absent) : Step
        {
            public override string ToString() => $"Confirm {{ Task = {Task}, Absent = {string.Join(' ', Absent)} }}";
        }

        /// <summary>This week and all that follow.</summary>
        public sealed record CancelSeries(int Task) : Step;

        /// <summary>The secretary's yes to the first who hopes for it.</summary>
        public sealed record Approve(int Task) : Step;

        public sealed record Decline(int Task) : Step;

        /// <summary>已核验: the papers of the first who hopes for a yes.</summary>
        public sealed record Qualify(int Task) : Step;

        /// <summary>找人替, and the friend sends the code.</summary>
        public sealed record StandIn(int Person, int Friend, int Task) : Step;

        /// <summary>同去, and the friend sends the code.</summary>
        public sealed record Together(int Person, int Friend, int Task) : Step;

        public sealed record Postpone(int Task, int Hours) : Step;

        /// <summary>我还来.</summary>
        public sealed record Stay(int Person, int Task) : Step;

        public sealed record Wait(int Hours) : Step;
    }

    private sealed class ModelClaim(int person, long number)
    {
        public int Person { get; } = person;

        public long Number { get; } = number;

        public ClaimState State { get; set; } = ClaimState.Confirmed;

        public DateTimeOffset AnswerBy { get; set; }

        /// <summary>Without an answer the request ends then.</summary>
        public DateTimeOffset DecidedBy { get; init; }

        /// <summary>The task was moved, and they have not said yet that they still come.</summary>
        public bool IsAsked { get; set; }

        public bool IsOpen => State is ClaimState.Confirmed or ClaimState.Waitlisted or ClaimState.Offered or ClaimState.Pending;

        public long? Minutes { get; set; }
    }

    private sealed class ModelTask(long id, DateTimeOffset start, DateTimeOffset end, int places)
    {
        public long Id { get; } = id;

        public DateTimeOffset Start { get; set; } = start;

        public DateTimeOffset End { get; set; } = end;

        public bool AsksFirst { get; init; }

        public bool NeedsClearance { get; init; }

        public bool ForTwo { get; init; }

        public bool InSeries { get; init; }

        public DateTimeOffset? DoneAt { get; set; }

        public TaskState State { get; set; } = TaskState.Published;

        public List<ModelClaim> Claims { get; } = [];

        public IEnumerable<ModelClaim> Confirmed => Claims.Where(claim => claim.State == ClaimState.Confirmed);

        public IEnumerable<ModelClaim> Offered => Claims.Where(claim => claim.State == ClaimState.Offered);

        public IEnumerable<ModelClaim> Pending => Claims.Where(claim => claim.State == ClaimState.Pending);

        public ModelClaim? OwnOf(int person) => Claims.Find(claim => claim.Person == person
            && claim.State is not (ClaimState.Withdrawn or ClaimState.Released or ClaimState.Lapsed or ClaimState.Declined));

        public bool Overlaps(ModelTask other) => other != this && other.Start < End && Start < other.End;

        public bool IsFull => Confirmed.Count() + Offered.Count() == places;

        /// <summary>A place came free: the first who waits is asked.</summary>
        public void PassOn(DateTimeOffset now)
        {
            if (now < Start && Claims.Find(claim => claim.State == ClaimState.Waitlisted) is { } next)
            {
                next.State = ClaimState.Offered;
                next.AnswerBy = AnswerBy(now);
            }
        }

        public DateTimeOffset AnswerBy(DateTimeOffset now)
        {
            var waking = RestingClock.Add(now, TimeSpan.FromHours(Start - now < TimeSpan.FromHours(24) ? 2 : 12));
            return waking < Start ? waking : Start;
        }

        public void Refresh() => State = State is TaskState.Published or TaskState.Filled
            ? IsFull ? TaskState.Filled : TaskState.Published
            : State;
    }

    private sealed class Model(DateTimeOffset now)
    {
        private readonly HashSet<int> _cleared = [];
        private DateTimeOffset _now = now;

        public List<ModelTask> Tasks { get; } = [];

        public RefusalCode? Do(Step step) => step switch
        {
            Step.Claim claim => Claim(claim.Person, Tasks[claim.Task]),
            Step.Join join => Claim(join.Person, Tasks[join.Task], alsoWait: true),
            Step.Accept accept => Tasks[accept.Task].Offered.FirstOrDefault() is { } asked
                ? Claim(asked.Person, Tasks[accept.Task])
                : RefusalCode.NotFound,
            Step.Withdraw withdraw => Withdraw(withdraw.Person, Tasks[withdraw.Task]),
            Step.Leave leave => Leave(leave.Person),
            Step.Cancel cancel => Cancel(Tasks[cancel.Task]),
            Step.CancelSeries cancel => CancelSeries(Tasks[cancel.Task]),
            Step.Approve approve => Approve(Tasks[approve.Task]),
            Step.Decline decline => Decline(Tasks[decline.Task]),
            Step.Qualify qualify => Qualify(Tasks[qualify.Task]),
            Step.StandIn standIn => StandIn(standIn.Person, standIn.Friend, Tasks[standIn.Task]),
            Step.Together together => ClaimTogether(together.Person, together.Friend, Tasks[together.Task]),
            Step.Postpone postpone => Postpone(Tasks[postpone.Task], TimeSpan.FromHours(postpone.Hours)),
            Step.Stay stay => Stay(stay.Person, Tasks[stay.Task]),
            Step.Confirm confirm => Confirm(Tasks[confirm.Task], confirm.Absent),
            Step.Wait wait => Wait(wait.Hours),
            _ => throw new InvalidOperationException("a step of no known kind"),
        };

        private RefusalCode? Claim(int person, ModelTask task, bool alsoWait = false)
        {
            if (task.OwnOf(person) is { } own)
            {
                if (own.State == ClaimState.Offered && !Clashes(person, task))
                {
                    own.State = ClaimState.Confirmed;
                }

                return own.State == ClaimState.Offered ? ClaimRefusal.TimeClash : null;
            }

            var refusal = RefusalOf(task) ?? Against(person, task)
                ?? (task.State == TaskState.Filled && task.AsksFirst ? ClaimRefusal.TaskFullByChoice : task.State == TaskState.Filled && !alsoWait ? ClaimRefusal.TaskFull : null);
            if (refusal is null)
            {
                var state = task.AsksFirst ? ClaimState.Pending : task.State == TaskState.Filled ? ClaimState.Waitlisted : ClaimState.Confirmed;
                task.Claims.Add(new ModelClaim(person, task.Claims.Count + 1) { State = state, DecidedBy = _now.AddHours(72) });
                task.Refresh();
            }

            return refusal;
        }

        private RefusalCode? RefusalOf(ModelTask task) => task.State switch
        {
            TaskState.InProgress => ClaimRefusal.TaskStarted,
            not (TaskState.Published or TaskState.Filled) => ClaimRefusal.TaskNotOpen,
            _ => task.Start <= _now ? ClaimRefusal.TaskStarted : null,
        };

        private RefusalCode? Against(int person, ModelTask task) =>
            Tasks.Sum(other => other.End <= _now ? 0 : other.Claims.Count(claim => claim.Person == person && claim.IsOpen)) >= 3 ? ClaimRefusal.TooManyClaims
            : Clashes(person, task) ? ClaimRefusal.TimeClash
            : null;

        private bool Clashes(int person, ModelTask task) => Tasks.Exists(other =>
            other != task && other.Confirmed.Any(claim => claim.Person == person)
            && other.Start < task.End.AddHours(1) && task.Start < other.End.AddHours(1));

        private RefusalCode? Approve(ModelTask task)
        {
            if (task.Pending.FirstOrDefault() is not { } claim)
            {
                return RefusalCode.NotFound;
            }

            RefusalCode? refusal = task.State == TaskState.Filled ? ClaimRefusal.NoPlaceLeft
                : task.Start <= _now ? ClaimRefusal.TaskStarted
                : task.NeedsClearance && !_cleared.Contains(claim.Person) ? ClaimRefusal.NotQualified
                : Clashes(claim.Person, task) ? ClaimRefusal.ClaimantBusy
                : null;
            if (refusal is null)
            {
                claim.State = ClaimState.Confirmed;
                task.Refresh();
            }

            return refusal;
        }

        private static RefusalCode? Decline(ModelTask task)
        {
            if (task.Pending.FirstOrDefault() is not { } claim)
            {
                return RefusalCode.NotFound;
            }

            claim.State = ClaimState.Declined;
            return null;
        }

        private RefusalCode? Qualify(ModelTask task)
        {
            if (task.Pending.FirstOrDefault() is not { } claim)
            {
                return RefusalCode.NotFound;
            }

            if (task.NeedsClearance)
            {
                _cleared.Add(claim.Person);
            }

            return null;
        }

        private RefusalCode? StandIn(int person, int friend, ModelTask task)
        {
            if (RefusalOf(task) is not null)
            {
                return ClaimRefusal.TaskNotOpen;
            }

            if (task.OwnOf(person) is not { State: ClaimState.Confirmed } own)
            {
                return RefusalCode.NotFound;
            }

            var refusal = task.AsksFirst ? ClaimRefusal.StandInNeedsYes
                : person == friend ? ClaimRefusal.OwnPlaceCode
                : task.OwnOf(friend) is not null ? ClaimRefusal.AlreadyOnTask
                : Against(friend, task);
            if (refusal is null)
            {
                own.State = ClaimState.Withdrawn;
                task.Claims.Add(new ModelClaim(friend, task.Claims.Count + 1));
            }

            return refusal;
        }

        private RefusalCode? ClaimTogether(int person, int friend, ModelTask task)
        {
            if (RefusalOf(task) is not null)
            {
                return ClaimRefusal.TaskNotOpen;
            }

            if (person == friend)
            {
                return ClaimRefusal.OwnPlaceCode;
            }

            var (state, before) = (task.State, task.Claims.ConvertAll(claim => (Claim: claim, claim.State)));
            var (one, other) = (Claim(person, task), Claim(friend, task));
            if (one is null && other is null)
            {
                return null;
            }

            task.Claims.RemoveRange(before.Count, task.Claims.Count - before.Count);
            before.ForEach(each => each.Claim.State = each.State);
            task.State = state;
            return other is null || ClaimRefusal.Full.Contains(other) ? ClaimRefusal.NotTogether : other;
        }

        private RefusalCode? Postpone(ModelTask task, TimeSpan by)
        {
            if (task.State is not (TaskState.Published or TaskState.Filled))
            {
                return TaskRefusal.TaskOver;
            }

            if (task.Start + by <= _now)
            {
                return TaskRefusal.TaskInThePast;
            }

            (task.Start, task.End) = (task.Start + by, task.End + by);
            foreach (var claim in task.Claims.Where(claim => claim.State is ClaimState.Confirmed or ClaimState.Offered))
            {
                claim.IsAsked |= claim.State == ClaimState.Confirmed;
                claim.AnswerBy = task.AnswerBy(_now);
            }

            return null;
        }

        private RefusalCode? Stay(int person, ModelTask task)
        {
            if (task.Claims.LastOrDefault(claim => claim.Person == person) is not { } own)
            {
                return RefusalCode.NotFound;
            }

            if (own.State != ClaimState.Confirmed || Clashes(person, task))
            {
                return own.State != ClaimState.Confirmed ? ClaimRefusal.ClaimNotOpen : ClaimRefusal.TimeClash;
            }

            own.IsAsked = false;
            return null;
        }

        private RefusalCode? Withdraw(int person, ModelTask task)
        {
            if (task.Claims.LastOrDefault(claim => claim.Person == person) is not { } last)
            {
                return RefusalCode.NotFound;
            }

            switch (last.State)
            {
                case ClaimState.Withdrawn:
                    return null;
                case ClaimState.Confirmed when task.Start <= _now:
                    return ClaimRefusal.TaskStarted;
                case ClaimState.Confirmed or ClaimState.Waitlisted or ClaimState.Offered or ClaimState.Pending:
                    GiveBack(task, last, ClaimState.Withdrawn);
                    return null;
                default:
                    return ClaimRefusal.ClaimNotOpen;
            }
        }

        private RefusalCode? Leave(int person)
        {
            foreach (var task in Tasks.Where(task => task.Start > _now))
            {
                foreach (var claim in task.Claims.Where(claim => claim.Person == person && claim.IsOpen).ToList())
                {
                    GiveBack(task, claim, ClaimState.Released);
                }
            }

            return null;
        }

        private void GiveBack(ModelTask task, ModelClaim claim, ClaimState to)
        {
            var hadPlace = claim.State is ClaimState.Confirmed or ClaimState.Offered;
            claim.State = to;
            if (hadPlace)
            {
                task.PassOn(_now);
            }

            task.Refresh();
        }

        private static RefusalCode? Cancel(ModelTask task)
        {
            if (task.State == TaskState.Cancelled)
            {
                return null;
            }

            if (task.State is not (TaskState.Published or TaskState.Filled or TaskState.InProgress))
            {
                return TaskRefusal.TaskOver;
            }

            Settle(task, ClaimState.Released);
            task.State = TaskState.Cancelled;
            return null;
        }

        private RefusalCode? CancelSeries(ModelTask first)
        {
            var weeks = Tasks.FindAll(task => task == first || (first.InSeries && task.InSeries && task.Start >= first.Start
                && task.State is TaskState.Published or TaskState.Filled));
            return weeks.ConvertAll(Cancel)[weeks.IndexOf(first)] is { } refusal && weeks.Count == 1 ? refusal : null;
        }

        private RefusalCode? Confirm(ModelTask task, IReadOnlyList<long> absent)
        {
            if (_now < task.End)
            {
                return HoursRefusal.TaskNotEnded;
            }

            if (task.State is TaskState.Done or TaskState.Closed)
            {
                return null;
            }

            if (task.State != TaskState.AwaitingConfirm)
            {
                return RefusalCode.WrongState;
            }

            if (absent.Any(number => task.Confirmed.All(claim => claim.Number != number)))
            {
                return HoursRefusal.UnknownNumbers;
            }

            foreach (var claim in task.Confirmed.ToList())
            {
                claim.State = absent.Contains(claim.Number) ? ClaimState.Absent : ClaimState.Recorded;
                claim.Minutes = claim.State == ClaimState.Absent ? null : Math.Max(0, Math.Min(
                    Math.Min((long)(task.End - task.Start).TotalMinutes, 480 - SoFar(claim.Person, task)), Room(claim.Person, task)));
            }

            task.State = TaskState.Done;
            task.DoneAt = _now;
            return null;
        }

        private long SoFar(int person, ModelTask task) => Tasks
            .Where(other => Shanghai.Day(other.Start) == Shanghai.Day(task.Start))
            .SelectMany(other => other.Claims)
            .Where(claim => claim.Person == person)
            .Sum(claim => claim.Minutes ?? 0);

        /// <summary>Minute by minute: those of this task and of the others it lies over, less what these have.</summary>
        private long Room(int person, ModelTask task)
        {
            var others = Tasks.FindAll(other => other.Overlaps(task) && other.Claims.Exists(claim => claim.Person == person && claim.Minutes > 0));
            var covered = others.Append(task).SelectMany(each => Enumerable.Range(0, (int)(each.End - each.Start).TotalMinutes).Select(i => each.Start.AddMinutes(i)));
            return covered.Distinct().Count() - others.Sum(other => other.Claims.Where(claim => claim.Person == person).Sum(claim => claim.Minutes ?? 0));
        }

        private RefusalCode? Wait(int hours)
        {
            var until = _now + TimeSpan.FromHours(hours);
            while (NextToRunOut(until) is ({ } task, { } claim))
            {
                _now = RunsOut(claim);
                GiveBack(task, claim, claim.State == ClaimState.Offered ? ClaimState.Lapsed : ClaimState.Declined);
            }

            _now = until;
            foreach (var task in Tasks)
            {
                Pass(task);
            }

            return null;
        }

        /// <summary>The next offer or request that runs out; at the start of its task it is let go with all that wait.</summary>
        private (ModelTask? Task, ModelClaim? Claim) NextToRunOut(DateTimeOffset until) => Tasks
            .SelectMany(task => task.Offered.Concat(task.Pending).Select(claim => ((ModelTask?)task, (ModelClaim?)claim)))
            .Where(each => RunsOut(each.Item2!) <= until && RunsOut(each.Item2!) < each.Item1!.Start)
            .OrderBy(each => RunsOut(each.Item2!))
            .FirstOrDefault();

        private static DateTimeOffset RunsOut(ModelClaim claim) => claim.State == ClaimState.Offered ? claim.AnswerBy : claim.DecidedBy;

        private void Pass(ModelTask task)
        {
            if (task.State is TaskState.Published or TaskState.Filled && task.Start <= _now)
            {
                foreach (var claim in task.Claims.Where(claim => claim.State is ClaimState.Waitlisted or ClaimState.Offered or ClaimState.Pending).ToList())
                {
                    claim.State = ClaimState.Released;
                }

                Begin(task);
            }

            if (task.State == TaskState.InProgress && task.End <= _now)
            {
                task.State = TaskState.AwaitingConfirm;
            }

            if (task.State == TaskState.AwaitingConfirm && task.End.AddDays(7) <= _now)
            {
                Settle(task, ClaimState.Unconfirmed);
                task.State = TaskState.Done;
                task.DoneAt = task.End.AddDays(7);
            }

            if (task.State == TaskState.Done && task.DoneAt?.AddDays(7) <= _now)
            {
                task.State = TaskState.Closed;
            }
        }

        /// <summary>With one for two it stays open for the organiser to move it, until its end.</summary>
        private void Begin(ModelTask task)
        {
            var few = task.ForTwo && task.Confirmed.Count() == 1 && _now < task.End;
            task.Refresh();
            task.State = few ? task.State : task.Confirmed.Any() ? TaskState.InProgress : TaskState.Expired;
        }

        private static void Settle(ModelTask task, ClaimState state)
        {
            foreach (var claim in task.Claims.Where(claim => claim.IsOpen).ToList())
            {
                claim.State = state;
            }
        }
    }
}
