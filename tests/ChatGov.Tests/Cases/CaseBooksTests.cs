using ChatGov.Cases;
using ChatGov.Data;
using ChatGov.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

namespace ChatGov.Tests.Cases;

/// <summary>Whatever happens to matters, each stands in one column of the books, at every time; and each that is open can end.</summary>
public sealed class CaseBooksTests
{
    private static readonly CaseState[] Ends = [CaseState.Closed, CaseState.OutOfScope, CaseState.Merged, CaseState.Unconfirmed, CaseState.Answered, CaseState.Withdrawn];

    [Theory, Databases]
    public async Task Whatever_people_and_time_do_the_books_reconcile(Provider provider)
    {
        await using var cases = await CaseStage.Create(provider);
        var step = from what in Gen.Choose(0, 20) from which in Gen.Choose(0, 7) from who in Gen.Choose(0, 8) select (what, which, who);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(Rounds(provider)), Prop.ForAll(Arb.From(step.ListOf(40)), steps =>
        {
            foreach (var (what, which, who) in steps)
            {
                Step(cases, what, which, who).GetAwaiter().GetResult();
            }

            Reconcile(cases);
        }));
        AuditTrail.IsComplete(cases.Stage.Database.Db, CaseMachine.Table);
    }

    /// <summary>Thousands of matters where somebody wants them: <c>CHATGOV_CASES_ROUNDS=600</c>.</summary>
    private static int Rounds(Provider provider) =>
        int.TryParse(Environment.GetEnvironmentVariable("CHATGOV_CASES_ROUNDS"), out var rounds) ? rounds : provider == Provider.Sqlite ? 25 : 5;

    [Fact]
    public void Every_open_state_can_end()
    {
        var open = Enum.GetValues<CaseState>().Where(CaseMachine.IsOpen).ToHashSet();
        var reached = new HashSet<CaseState>(Ends);
        for (var before = -1; before < reached.Count;)
        {
            before = reached.Count;
            reached.UnionWith(CaseMachine.Table.Transitions.Where(row => row.From is not null && reached.Contains(row.To)).Select(row => row.From!.Value));
        }

        Assert.Subset(reached, open);
    }

    [Fact]
    public void Nothing_leads_to_closed_but_the_reporters_word_or_who_does_not_work_on_it() => Assert.All(
        CaseMachine.Table.Transitions.Where(row => row.To == CaseState.Closed),
        row => Assert.True((row.By & (Who.Handler | Who.System)) == 0 && (row.From is CaseState.CallbackPending or CaseState.Unconfirmed || row is { From: null, Verb: "take_over" })));

    [Fact]
    public void A_share_has_one_decimal_half_up_and_says_what_it_is_of()
    {
        Assert.Equal(new CaseRate(1429, 1461, 97.8m), CaseRate.Of(1429, 1461));
        Assert.Equal(new CaseRate(232, 263, 88.2m), CaseRate.Of(232, 263));
        Assert.Equal(new CaseRate(1, 16, 6.3m), CaseRate.Of(1, 16));
        Assert.Equal(new CaseRate(0, 0, null), CaseRate.Of(0, 0));
    }

    [Theory, Databases]
    public async Task The_books_of_a_day_that_is_past_are_as_they_were(Provider provider)
    {
        await using var cases = await CaseStage.Create(provider);
        var id = (await cases.Resolved()).Id;
        var before = cases.Stage.Database.Clock.GetUtcNow();
        await cases.Stage.MoveTo(before.AddHours(1));
        await cases.As(cases.Resident, tx => CaseCalls.Confirm(tx, id).Value);
        await cases.Report();

        var (then, now) = (await Sum(cases, before), await Sum(cases, at: null));

        Assert.Equal((1L, 1L, 0L), (then.Found, then.Open, then.Closed));
        Assert.Equal((2L, 1L, 1L), (now.Found, now.Open, now.Closed));
        Assert.Equal(CaseRate.Of(1, 1), now.ClosureRate);
        Assert.Equal(CaseRate.Of(0, 1), then.ClosureRate);
        Assert.Equal(CaseRate.Of(1, 1), then.ResolvedRate);
        Assert.Equal(CaseRate.Of(0, 0), then.SolvedRate);
    }

    private static async Task<CaseCounts> Sum(CaseStage cases, DateTimeOffset? at) =>
        (await cases.As(cases.World.BannerOffice, tx => CaseBooks.Report(tx, new CaseBooksFilter(cases.World.Banner, At: at)))).Value.Sum;

    /// <summary>Any actor does anything to any of eight matters, allowed or not, and time goes on.</summary>
    private static async Task Step(CaseStage cases, int what, int which, int who)
    {
        var world = cases.World;
        long[] people = [cases.Resident, cases.Neighbour, world.Secretary, cases.Deputy, cases.GridWorker, world.Liaison, cases.Street, world.BannerOffice, world.OtherSecretary];
        var ids = cases.Stage.Database.Db.Read(tx => tx.All<long>("SELECT id FROM ledger_case ORDER BY id DESC LIMIT 8"));
        var (actor, id) = (people[who], which < ids.Count ? ids[which] : 0);
        if (what == 20)
        {
            await cases.Stage.MoveTo(cases.Stage.Database.Clock.GetUtcNow().AddHours(7 * (which + 1)));
            return;
        }

        await cases.As(actor, tx => Act(tx, cases, what, id, ids));
    }

    private static bool Act(Tx tx, CaseStage cases, int what, long id, List<long> ids) => what switch
    {
        0 or 1 => CaseSpeakingUp.SpeakUp(tx, cases.World.Helan, new CaseReport { Kind = CaseKind.Repair, Words = "灯黑了", Contact = what == 1 ? "19900001234" : "" }).Ok,
        2 => CaseSpeakingUp.Record(tx, cases.World.Helan, new CaseReport { Kind = CaseKind.Environment, Words = "垃圾没清" }, CaseSource.Inspection).Ok,
        3 => CaseTriage.Accept(tx, id).Ok,
        4 => CaseTriage.Refer(tx, id, "找物业").Ok,
        5 => CaseTriage.Merge(tx, id, ids.FirstOrDefault()).Ok,
        6 => CaseWork.Assign(tx, id, CaseHandler.Unit(cases.World.Unit)).Ok,
        7 => CaseWork.Assign(tx, id, CaseHandler.Person(cases.Deputy)).Ok,
        8 => CaseWork.Begin(tx, id).Ok,
        9 => CaseWork.GiveBack(tx, id, "不会修").Ok,
        10 => CaseWork.AskReporter(tx, id, "几点在家").Ok,
        11 => CaseWork.Park(tx, id, "等配件", ChatGov.Deadlines.Shanghai.Day(tx.Now).AddDays(3)).Ok,
        12 => CaseWork.Extend(tx, id, 2, "配件没到").Ok,
        13 => CaseWork.Escalate(tx, id, "要换整条线").Ok,
        14 or 15 => CaseWork.Resolve(tx, id, "换好了").Ok,
        16 => CaseCalls.Confirm(tx, id).Ok,
        17 => CaseCalls.Reopen(tx, id, "没好").Ok,
        18 => CaseCalls.Record(tx, id, (CaseCallOutcome)(id % 3)).Ok,
        _ => (id % 2 == 0 ? CaseEnding.Withdraw(tx, id) : CaseEnding.AnswerFinally(tx, id, "办不了")).Ok,
    };

    private static void Reconcile(CaseStage cases) => cases.Stage.Database.Db.Read(tx =>
    {
        tx.As(Actor.Person(cases.World.BannerOffice));
        foreach (var by in Enum.GetValues<CaseBooksBy>())
        {
            var report = CaseBooks.Report(tx, new CaseBooksFilter(cases.World.Banner, By: by)).Value;
            Assert.Equal(tx.Count("SELECT COUNT(*) FROM ledger_case"), report.Sum.Found);
            Assert.Equal(report.Sum.Found, report.Lines.Sum(line => line.Found));
            Assert.All(report.Lines.Append(report.Sum), line => Assert.Equal(
                line.Found, line.Closed + line.Open + line.Parked + line.OutOfScope + line.Merged + line.Withdrawn + line.Unconfirmed + line.Answered));
            Assert.All(
                report.Lines.Append(report.Sum).SelectMany(line => new[] { line.ResolvedRate, line.ClosureRate, line.OnTimeRate, line.ResponseRate, line.SolvedRate, line.SatisfactionRate }),
                rate => Assert.InRange(rate.Numerator, 0, rate.Denominator));

            // As they stood now is as they stand.
            var standing = CaseBooks.Report(tx, new CaseBooksFilter(cases.World.Banner, At: tx.Now, By: by)).Value;
            Assert.Equal(
                report.Lines.Select(line => (line.Key, line.Found, line.Open, line.Parked, line.Closed, line.ResolvedRate, line.ClosureRate)),
                standing.Lines.Select(line => (line.Key, line.Found, line.Open, line.Parked, line.Closed, line.ResolvedRate, line.ClosureRate)));
        }

        // A word that it is solved stands only where one was asked for.
        Assert.Equal(0, tx.Count("SELECT COUNT(*) FROM ledger_case c WHERE c.solved AND c.state NOT IN ('Closed', 'Merged')"));

        // The last step of each is where it stands; what is over says since when; no clock is missing, none runs that should not.
        Assert.Equal(0, tx.Count("SELECT COUNT(*) FROM ledger_case c WHERE c.state <> (SELECT s.state FROM case_step s WHERE s.case_id = c.id ORDER BY s.id DESC LIMIT 1)"));
        Assert.Equal(0, tx.Count($"SELECT COUNT(*) FROM ledger_case c WHERE (c.ended_at IS NULL) <> (c.state IN ({Sql(Enum.GetValues<CaseState>().Where(CaseMachine.IsOpen))}))"));
        Assert.Equal(0, tx.Count("SELECT COUNT(*) FROM ledger_case c WHERE c.state IN ('WaitingReporter', 'Parked') AND c.stopped_at IS NULL"));
        Assert.Equal(0, tx.Count("SELECT COUNT(*) FROM ledger_case c WHERE c.state IN ('Assigned', 'InProgress', 'Returned', 'Reopened', 'Escalated') AND (c.stopped_at IS NOT NULL OR c.work_due_at IS NULL)"));
        Assert.Equal(0, tx.Count("SELECT COUNT(*) FROM ledger_case c WHERE (c.state = 'Closed') <> (c.closing IS NOT NULL)"));
        Assert.Equal(0, tx.Count("SELECT COUNT(*) FROM ledger_case c WHERE c.closing = 'Look' AND c.reach <> 'None'"));
        foreach (var row in tx.All<Row>("SELECT id, state FROM ledger_case"))
        {
            Timers(tx, row);
        }

        return true;
    });

    private static string Sql(IEnumerable<CaseState> states) => string.Join(", ", states.Select(state => $"'{state}'"));

    private static void Timers(Tx tx, Row row)
    {
        var waiting = tx.All<string>("SELECT kind FROM timer WHERE entity_id = @Id AND state = 'Waiting' AND kind LIKE 'case.%'", new { row.Id });
        Assert.Subset(
            CaseMachine.Table.Timers.Where(timer => timer.In == row.State || timer.AlsoIn.Contains(row.State)).Select(timer => timer.Kind).ToHashSet(), waiting.ToHashSet());
        Assert.Equal(row.State == CaseState.Parked, waiting.Contains(CaseMachine.Review));
        Assert.Equal(row.State == CaseState.WaitingReporter, waiting.Contains(CaseMachine.WaitEnds));
    }

    private sealed record Row
    {
        public long Id { get; init; }

        public CaseState State { get; init; }
    }
}
