using ChatGov.Matching;
using FsCheck;
using FsCheck.Fluent;

namespace ChatGov.Tests.Matching;

/// <summary>What holds of the score for every member, every task, and whatever has been counted.</summary>
public sealed class ScoreTests
{
    private static readonly Distance[] ByDistance =
        [Distance.HalfKilometre, Distance.OneKilometre, Distance.TwoKilometres, Distance.ThreeKilometres, Distance.Farther];

    private static readonly Gen<TaskFit> AnyFeatures =
        from kind in Gen.Elements(Enum.GetValues<TaskKind>())
        from distance in Gen.Elements(Enum.GetValues<Distance>())
        from own in Gen.Elements(true, false)
        from served in Gen.Elements(true, false)
        from pushes in Gen.Elements(Enum.GetValues<Pushes>())
        from skill in Gen.Elements(Enum.GetValues<SkillFit>())
        from time in Gen.Elements(Enum.GetValues<TimeFit>())
        from urgent in Gen.Elements(true, false)
        from left in Gen.Choose(0, 20)
        select new TaskFit(new Cell(kind, distance, own, served, pushes), skill, time, urgent, left);

    // Somebody's answers, a few to thousands; never more accepts than invitations.
    private static readonly Gen<CellTable> AnyTable =
        from seed in Gen.Choose(0, int.MaxValue)
        from most in Gen.Elements(0, 5, 100, 5_000)
        select Counted(seed, most);

    private static readonly Gen<(double Accepts, double Expected)> AnyCounters =
        from accepts in Gen.Choose(0, 400)
        from expected in Gen.Choose(0, 400)
        select (accepts / 4.0, expected / 4.0);

    [Fact]
    public void Acceptance_lies_between_its_bounds_whatever_was_counted() => Hold(
        from features in AnyFeatures from table in AnyTable from counters in AnyCounters select (features, table, counters),
        each => Score.Acceptance(each.table, each.features, each.counters.Accepts, each.counters.Expected) is >= Score.Least and <= Score.Most);

    [Fact]
    public void Nearer_is_never_worse() => Hold(
        from features in AnyFeatures from counters in AnyCounters select (features, counters),
        each => Rises(ByDistance.Reverse().Select(distance => each.features with { Cell = each.features.Cell with { Distance = distance } }), each.counters));

    [Fact]
    public void Own_community_and_having_served_before_are_never_worse() => Hold(
        from features in AnyFeatures from counters in AnyCounters select (features, counters),
        each => Rises([each.features with { Cell = each.features.Cell with { Own = false } }, each.features with { Cell = each.features.Cell with { Own = true } }], each.counters)
            && Rises([each.features with { Cell = each.features.Cell with { Served = false } }, each.features with { Cell = each.features.Cell with { Served = true } }], each.counters));

    [Fact]
    public void A_fitting_skill_and_a_fitting_time_are_never_worse() => Hold(
        from features in AnyFeatures from counters in AnyCounters select (features, counters),
        each => Rises(new[] { SkillFit.Lacks, SkillFit.NotNeeded, SkillFit.Has }.Select(fit => each.features with { Skill = fit }), each.counters)
            && Rises(new[] { TimeFit.NotDeclared, TimeFit.Unusual, TimeFit.Usual, TimeFit.Declared }.Select(fit => each.features with { Time = fit }), each.counters));

    [Fact]
    public void Who_came_oftener_is_expected_rather_and_who_did_not_is_not() => Hold(
        from features in AnyFeatures from table in AnyTable from counters in AnyCounters from more in Gen.Choose(0, 100) select (features, table, counters, more),
        each =>
        {
            var before = Score.Acceptance(each.table, each.features, each.counters.Accepts, each.counters.Expected);
            return Score.Acceptance(each.table, each.features, each.counters.Accepts + each.more, each.counters.Expected) >= before
                && Score.Acceptance(each.table, each.features, each.counters.Accepts, each.counters.Expected + each.more) <= before;
        });

    [Fact]
    public void Urgent_counts_three_times_and_a_full_task_nothing() => Hold(
        AnyFeatures,
        features =>
        {
            var p = Score.Acceptance(CellTable.Prior, features);
            var calm = Score.Gain(features with { Urgent = false, Left = 1 }, p);
            return calm == p && Math.Abs(Score.Gain(features with { Urgent = true, Left = 1 }, p) - (3 * p)) < 1e-12 && Score.Gain(features with { Left = 0 }, p) == 0;
        });

    [Fact]
    public void A_reason_is_true_and_said_at_most_twice() => Hold(
        from features in AnyFeatures from table in AnyTable from counters in AnyCounters select (features, table, counters),
        each =>
        {
            var reasons = Score.Reasons(each.table, each.features, each.counters.Accepts, each.counters.Expected);
            return reasons.Count <= Score.MostReasons && reasons.Distinct().Count() == reasons.Count
                && reasons.TrueForAll(reason => reason switch
                {
                    ReasonKind.Urgent => each.features.Urgent,
                    ReasonKind.Served => each.features.Cell.Served,
                    ReasonKind.Skill => each.features.Skill == SkillFit.Has,
                    ReasonKind.Own => each.features.Cell.Own,
                    ReasonKind.Time => each.features.Time == TimeFit.Declared,
                    ReasonKind.Near => each.features.Cell.Distance != Distance.Unknown,
                });
        });

    [Fact]
    public void At_the_prior_near_is_a_reason_within_a_kilometre_only()
    {
        var plain = new TaskFit(new Cell(TaskKind.Public, Distance.Unknown, Own: false, Served: false, Pushes.Few), SkillFit.NotNeeded, TimeFit.Usual, Urgent: false, Left: 1);

        Assert.Empty(Score.Reasons(CellTable.Prior, plain));
        Assert.All(Enum.GetValues<Distance>(), distance => Assert.Equal(
            distance is Distance.HalfKilometre or Distance.OneKilometre ? [ReasonKind.Near] : [],
            Score.Reasons(CellTable.Prior, plain with { Cell = plain.Cell with { Distance = distance } })));
        Assert.Equal(
            [ReasonKind.Urgent, ReasonKind.Served],
            Score.Reasons(CellTable.Prior, plain with { Urgent = true, Skill = SkillFit.Has, Cell = plain.Cell with { Own = true, Served = true } }));
    }

    [Fact]
    public void The_prior_is_two_of_forty_and_counting_draws_a_cell_away_from_it_slowly()
    {
        var cell = new Cell(TaskKind.Repair, Distance.Unknown, Own: false, Served: false, Pushes.Few);
        var table = new CellTable(each => each == cell ? new Tally(Accepts: 20, Invited: 20) : default);

        Assert.Equal(0.05, CellTable.Prior[cell], 12);

        // By hand: global (2+20)/(40+20); parent (20+20g)/(20+20); cell (20+20·parent)/(20+20).
        var global = 22.0 / 60;
        var parent = (20 + (20 * global)) / 40;
        Assert.Equal((20 + (20 * parent)) / 40, table[cell], 12);
        Assert.Equal(parent, table[cell with { Kind = TaskKind.Care }], 12);
    }

    [Fact]
    public void A_cell_lies_between_its_own_rate_and_its_parent() => Hold(
        from cell in Gen.Elements<Cell>([.. CellTable.Cells()])
        from invited in Gen.Choose(1, 1_000)
        from share in Gen.Choose(0, 100)
        select (cell, tally: new Tally(invited * share / 100.0, invited)),
        each =>
        {
            var table = new CellTable(cell => cell == each.cell ? each.tally : default);
            var parent = table[each.cell with { Kind = each.cell.Kind == TaskKind.Care ? TaskKind.Public : TaskKind.Care }];
            var rate = each.tally.Accepts / each.tally.Invited;
            return table[each.cell] >= Math.Min(rate, parent) - 1e-12 && table[each.cell] <= Math.Max(rate, parent) + 1e-12;
        });

    private static CellTable Counted(int seed, int most)
    {
        var random = new Random(seed);
        var counted = CellTable.Cells().ToDictionary(cell => cell, _ =>
        {
            var invited = random.Next(most + 1);
            return new Tally(random.Next(invited + 1), invited);
        });
        return new CellTable(cell => counted[cell]);
    }

    private static bool Rises(IEnumerable<TaskFit> rising, (double Accepts, double Expected) counters)
    {
        var all = rising.Select(features => Score.Acceptance(CellTable.Prior, features, counters.Accepts, counters.Expected)).ToList();
        return all.Zip(all.Skip(1)).All(pair => pair.First <= pair.Second);
    }

    private static void Hold<T>(Gen<T> any, Func<T, bool> holds) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(any.ToArbitrary(), holds));
}
