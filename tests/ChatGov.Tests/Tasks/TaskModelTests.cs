using ChatGov.Data;
using ChatGov.Deadlines;
using ChatGov.Tasks;
using ChatGov.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

namespace ChatGov.Tests.Tasks;

/// <summary>
/// Random lives of a few people and a few tasks, beside a model of plain lists: every answer, every state and every
/// minute has to agree. And the same steps all at once, where only what must always hold is asked.
/// </summary>
public sealed class TaskModelTests
{
    private const int People = 5;
    private const int Tasks = 5;

    [Theory, Databases]
    public async Task Every_life_goes_as_the_model_says(Provider provider)
    {
        await using var stage = await Stage.Create(provider);

        Check.One(Runs(provider, 60, 6), Prop.ForAll(Lives(), steps => Live(stage, steps).GetAwaiter().GetResult()));

        stage.AuditIsComplete();
        Invariants.Hold(stage.Database.Db);
        if (provider == Provider.Sqlite)
        {
            Assert.All(new[] { "wait", "offer", "accept", "lapse", "withdraw", "release", "fill", "reopen" }, action => Assert.True(
                stage.Database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM audit WHERE action = @action", new { action })) > 0,
                $"no life in which somebody did: {action}"));
        }
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
        var claim = from p in person from t in task select (Step)new Step.Claim(p, t);
        var confirm = from t in task from absent in Gen.SubListOf(1L, 2L, 3L) select (Step)new Step.Confirm(t, [.. absent]);
        var wait = from hours in Gen.Choose(1, 30) select (Step)new Step.Wait(hours);
        var queue = from p in person from t in task select (Step)new Step.Join(p, t);
        var accept = from t in task select (Step)new Step.Accept(t);
        var withdraw = from p in person from t in task select (Step)new Step.Withdraw(p, t);
        var change = Gen.Frequency(
            (8, claim),
            (6, queue),
            (4, accept),
            (6, withdraw),
            (1, from p in person select (Step)new Step.Leave(p)),
            (1, from t in task select (Step)new Step.Cancel(t)),
            (1, confirm),
            (1, wait));

        // First places are taken, then some wait and are asked, then the days pass, then rosters are confirmed; and everything at any time.
        return (from taking in Gen.Frequency((3, claim), (1, change)).ListOf(16)
                from line in Gen.Frequency((3, queue), (3, withdraw), (3, accept)).ListOf(24)
                from days in Gen.Elements(60, 80, 100)
                from settling in Gen.Frequency((3, confirm), (1, change)).ListOf(10)
                from rest in Gen.Frequency((4, change), (1, Gen.Constant((Step)new Step.Wait(24 * 8)))).ListOf()
                select (List<Step>)[.. taking, .. line, new Step.Wait(days), .. settling, .. rest]).ToArbitrary();
    }

    private static async Task<bool> Live(Stage stage, List<Step> steps)
    {
        var (people, model) = await SetUp(stage);
        foreach (var step in steps)
        {
            var expected = model.Do(step);
            var actual = await Do(stage, people, model, step);
            Assert.True(expected == actual, $"{step}: the model says {expected?.ToString() ?? "yes"}, the program {actual?.ToString() ?? "yes"}");
            Compare(stage, people, model);
        }

        return true;
    }

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

        return true;
    }

    private static async Task<(List<long> People, Model Model)> SetUp(Stage stage)
    {
        var people = new List<long>();
        foreach (var _ in Enumerable.Range(0, People))
        {
            people.Add(await stage.World.Member(Guid.CreateVersion7().ToString()));
        }

        // Two of the five overlap, two lie on one day and go over eight hours together, one is two days later.
        var now = stage.Database.Clock.GetUtcNow();
        var midnight = Shanghai.At(Shanghai.Day(now).AddDays(2), TimeOnly.MinValue);
        (double Start, double Hours, int Places)[] plan = [(8, 2, 2), (9, 3, 1), (13, 5, 3), (19, 4, 2), (56, 2, 3)];
        var model = new Model(now);
        foreach (var (start, hours, places) in plan)
        {
            var task = await stage.World.Publish(stage.World.Draft(midnight.AddHours(start), places, hours));
            model.Tasks.Add(new ModelTask(task.Id, task.StartsAt, task.EndsAt, places));
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
                return (await world.As(people[join.Person], tx => Waiting.Join(tx, model.Tasks[join.Task].Id))).Refusal?.Code;
            case Step.Accept accept:
                return FirstAsked(stage, model.Tasks[accept.Task].Id) is { } asked
                    ? (await world.As(asked.PersonId, tx => Offering.Accept(tx, asked.Id))).Refusal?.Code
                    : RefusalCode.NotFound;
            case Step.Withdraw withdraw:
                return (await world.As(people[withdraw.Person], tx => Withdrawing.WithdrawFrom(tx, model.Tasks[withdraw.Task].Id))).Refusal?.Code;
            case Step.Leave leave:
                return (await world.As(people[leave.Person], tx => tx.UseCase<int>(() =>
                {
                    ChatGov.People.Persons.Lock(tx, people[leave.Person]);
                    return Withdrawing.ReleaseAllOf(tx, people[leave.Person]);
                }))).Refusal?.Code;
            case Step.Cancel cancel:
                return (await world.As(world.Secretary, tx => Publishing.Cancel(tx, model.Tasks[cancel.Task].Id, "大风"))).Refusal?.Code;
            case Step.Confirm confirm:
                return (await world.As(world.Secretary, tx => Confirming.Confirm(
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

    private static void Compare(Stage stage, List<long> people, Model model) => stage.Database.Db.Read(tx =>
    {
        foreach (var task in model.Tasks)
        {
            Assert.Equal(task.State.ToString(), tx.First<string>("SELECT state FROM task WHERE id = @Id", new { task.Id }));
            Assert.Equal(
                task.Claims.Select(claim => $"{people[claim.Person]} {claim.Number} {claim.State} {claim.Minutes}"),
                tx.All<Row>("SELECT person_id, number, state, minutes FROM claim WHERE task_id = @Id ORDER BY number", new { task.Id })
                    .Select(row => $"{row.PersonId} {row.Number} {row.State} {row.Minutes}"));
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

        public sealed record Wait(int Hours) : Step;
    }

    private sealed class ModelClaim(int person, long number)
    {
        public int Person { get; } = person;

        public long Number { get; } = number;

        public ClaimState State { get; set; } = ClaimState.Confirmed;

        public DateTimeOffset AnswerBy { get; set; }

        public bool IsOpen => State is ClaimState.Confirmed or ClaimState.Waitlisted or ClaimState.Offered;

        public long? Minutes { get; set; }
    }

    private sealed class ModelTask(long id, DateTimeOffset start, DateTimeOffset end, int places)
    {
        public long Id { get; } = id;

        public DateTimeOffset Start { get; } = start;

        public DateTimeOffset End { get; } = end;

        public DateTimeOffset? DoneAt { get; set; }

        public TaskState State { get; set; } = TaskState.Published;

        public List<ModelClaim> Claims { get; } = [];

        public IEnumerable<ModelClaim> Confirmed => Claims.Where(claim => claim.State == ClaimState.Confirmed);

        public IEnumerable<ModelClaim> Offered => Claims.Where(claim => claim.State == ClaimState.Offered);

        public bool IsFull => Confirmed.Count() + Offered.Count() == places;

        /// <summary>A place came free: the first who waits is asked.</summary>
        public void PassOn(DateTimeOffset now)
        {
            if (now < Start && Claims.Find(claim => claim.State == ClaimState.Waitlisted) is { } next)
            {
                var waking = RestingClock.Add(now, TimeSpan.FromHours(Start - now < TimeSpan.FromHours(24) ? 2 : 12));
                next.State = ClaimState.Offered;
                next.AnswerBy = waking < Start ? waking : Start;
            }
        }

        public void Refresh() => State = State is TaskState.Published or TaskState.Filled
            ? IsFull ? TaskState.Filled : TaskState.Published
            : State;
    }

    private sealed class Model(DateTimeOffset now)
    {
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
            Step.Confirm confirm => Confirm(Tasks[confirm.Task], confirm.Absent),
            Step.Wait wait => Wait(wait.Hours),
            _ => throw new InvalidOperationException("a step of no known kind"),
        };

        private RefusalCode? Claim(int person, ModelTask task, bool alsoWait = false)
        {
            var held = Tasks.Where(other => other.Confirmed.Any(claim => claim.Person == person)).ToList();
            var clashes = held.Exists(other => other != task && other.Start < task.End.AddHours(1) && task.Start < other.End.AddHours(1));
            if (task.Claims.Find(claim => claim.Person == person && claim.State is not (ClaimState.Withdrawn or ClaimState.Released or ClaimState.Lapsed)) is { } own)
            {
                if (own.State == ClaimState.Offered && !clashes)
                {
                    own.State = ClaimState.Confirmed;
                }

                return own.State == ClaimState.Offered ? RefusalCode.TimeClash : null;
            }

            RefusalCode? refusal = task.State switch
            {
                TaskState.InProgress => RefusalCode.TaskStarted,
                not (TaskState.Published or TaskState.Filled) => RefusalCode.TaskNotOpen,
                _ when Tasks.Sum(other => other.End <= _now ? 0 : other.Claims.Count(claim => claim.Person == person && claim.IsOpen)) >= 3 => RefusalCode.TooManyClaims,
                _ when clashes => RefusalCode.TimeClash,
                TaskState.Filled when !alsoWait => RefusalCode.TaskFull,
                _ => null,
            };
            if (refusal is null)
            {
                task.Claims.Add(new ModelClaim(person, task.Claims.Count + 1) { State = task.State == TaskState.Filled ? ClaimState.Waitlisted : ClaimState.Confirmed });
                task.Refresh();
            }

            return refusal;
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
                    return RefusalCode.TaskStarted;
                case ClaimState.Confirmed or ClaimState.Waitlisted or ClaimState.Offered:
                    GiveBack(task, last, ClaimState.Withdrawn);
                    return null;
                default:
                    return RefusalCode.ClaimNotOpen;
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
            var hadPlace = claim.State != ClaimState.Waitlisted;
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
                return RefusalCode.TaskOver;
            }

            Settle(task, ClaimState.Released);
            task.State = TaskState.Cancelled;
            return null;
        }

        private RefusalCode? Confirm(ModelTask task, IReadOnlyList<long> absent)
        {
            if (_now < task.End)
            {
                return RefusalCode.TaskNotEnded;
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
                return RefusalCode.UnknownNumbers;
            }

            foreach (var claim in task.Confirmed.ToList())
            {
                claim.State = absent.Contains(claim.Number) ? ClaimState.Absent : ClaimState.Recorded;
                claim.Minutes = claim.State == ClaimState.Absent ? null : Math.Min((long)(task.End - task.Start).TotalMinutes, 480 - SoFar(claim.Person, task));
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

        private RefusalCode? Wait(int hours)
        {
            var until = _now + TimeSpan.FromHours(hours);
            while (NextOffer(until) is ({ } asked, { } claim))
            {
                _now = claim.AnswerBy;
                GiveBack(asked, claim, ClaimState.Lapsed);
            }

            _now = until;
            foreach (var task in Tasks)
            {
                Pass(task);
            }

            return null;
        }

        /// <summary>The next offer that runs out; at the start of its task it is let go with all that wait.</summary>
        private (ModelTask? Task, ModelClaim? Claim) NextOffer(DateTimeOffset until) => Tasks
            .SelectMany(task => task.Offered.Select(claim => ((ModelTask?)task, (ModelClaim?)claim)))
            .Where(each => each.Item2!.AnswerBy <= until && each.Item2.AnswerBy < each.Item1!.Start)
            .OrderBy(each => each.Item2!.AnswerBy)
            .FirstOrDefault();

        private void Pass(ModelTask task)
        {
            if (task.State is TaskState.Published or TaskState.Filled && task.Start <= _now)
            {
                foreach (var claim in task.Claims.Where(claim => claim.State is ClaimState.Waitlisted or ClaimState.Offered).ToList())
                {
                    claim.State = ClaimState.Released;
                }

                task.State = task.Confirmed.Any() ? TaskState.InProgress : TaskState.Expired;
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

        private static void Settle(ModelTask task, ClaimState state)
        {
            foreach (var claim in task.Claims.Where(claim => claim.IsOpen).ToList())
            {
                claim.State = state;
            }
        }
    }
}
