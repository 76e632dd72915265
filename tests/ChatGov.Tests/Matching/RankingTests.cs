using ChatGov.Matching;
using ChatGov.People;
using ChatGov.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

namespace ChatGov.Tests.Matching;

public sealed class RankingTests
{
    private static readonly long Now = TestClock.Start.ToUnixTimeMilliseconds();
    private const long Hour = 3_600_000;

    private static readonly Gen<OpenTask> AnyTask =
        from id in Gen.Choose(1, 1_000_000)
        from org in Gen.Choose(1, 6)
        from starts in Gen.Choose(1, 24 * 10)
        from hours in Gen.Choose(1, 4)
        from left in Gen.Choose(1, 3)
        from kind in Gen.Elements(Enum.GetValues<TaskKind>())
        from skill in Gen.Elements<Skill?>(null, Skill.HomeRepair, Skill.Tutoring)
        from credential in Gen.Frequency((5, Gen.Constant<Skill?>(null)), (1, Gen.Constant<Skill?>(Skill.HomeRepair)))
        from clearance in Gen.Frequency((5, Gen.Constant(false)), (1, Gen.Constant(true)))
        from plan in Gen.Choose(0, 3)
        select new OpenTask
        {
            Id = id,
            OrgId = org,
            StartsAt = Now + (starts * Hour),
            EndsAt = Now + ((starts + hours) * Hour),
            Left = left,
            Kind = kind,
            Skill = skill,
            Credential = credential,
            NeedsClearance = clearance,
            CarePlanId = plan,
        };

    private static readonly Gen<Asker> AnyAsker =
        from skills in Gen.Choose(0, 0xFFFF)
        from free in Gen.Choose(0, (1 << 21) - 1)
        from own in Gen.SubListOf(1L, 2L)
        from busy in Gen.Choose(1, 200)
        from papers in Gen.SubListOf<(Skill?, long)>((null, Now + (100 * Hour)), (Skill.HomeRepair, Now + (300 * Hour)))
        from plan in Gen.Choose(1, 3)
        select new Asker
        {
            Skills = skills,
            FreeTimes = free,
            OwnOrgs = [.. own],
            Metres = new Dictionary<long, double> { [2] = 300, [3] = 900, [4] = 2_500, [5] = 9_000 },
            Busy = [(Now + (busy * Hour), Now + ((busy + 2) * Hour))],
            Checked = [.. papers],
            CarePlans = [plan],
        };

    private static readonly Gen<(List<OpenTask> Tasks, Asker Asker)> Any =
        from tasks in AnyTask.ListOf(40)
        from asker in AnyAsker
        select (tasks.DistinctBy(task => task.Id).ToList(), asker);

    [Fact]
    public void The_order_is_the_same_however_the_tasks_come() => Hold(each =>
        Ids(each.Tasks, each.Asker).SequenceEqual(Ids([.. each.Tasks.AsEnumerable().Reverse()], each.Asker))
        && Ids(each.Tasks, each.Asker).SequenceEqual(Ids([.. each.Tasks.OrderBy(task => task.Id % 7)], each.Asker)));

    [Fact]
    public void What_gains_more_stands_before_and_nothing_stands_twice() => Hold(each =>
    {
        var places = new Placed[each.Tasks.Count];
        var ranked = Ranking.ByGain([.. each.Tasks], each.Asker, CellTable.Prior, Now, Nothing, places);
        var list = places.Take(ranked.Count).ToList();
        return list.Select(place => place.Id).Distinct().Count() == list.Count
            && list.Zip(list.Skip(1)).All(pair => (-pair.First.Gain, pair.First.StartsAt, pair.First.Id).CompareTo((-pair.Second.Gain, pair.Second.StartsAt, pair.Second.Id)) < 0);
    });

    [Fact]
    public void Only_a_clash_or_a_missing_paper_leaves_a_task_out() => Hold(each =>
    {
        var listed = Ids(each.Tasks, each.Asker).ToHashSet();
        return each.Tasks.TrueForAll(task =>
        {
            var clashes = Array.Exists(each.Asker.Busy, busy => busy.From < task.EndsAt + Hour && task.StartsAt < busy.To + Hour);
            var cleared = !task.NeedsClearance || Array.Exists(each.Asker.Checked, paper => paper.Skill is null && paper.Until >= task.EndsAt);
            var licensed = task.Credential is null || Array.Exists(each.Asker.Checked, paper => paper.Skill == task.Credential && paper.Until >= task.EndsAt);
            return listed.Contains(task.Id) == (!clashes && cleared && licensed);
        });
    });

    [Fact]
    public void Time_order_leaves_nothing_out_and_looks_at_nobody() => Hold(each =>
    {
        var places = new Placed[each.Tasks.Count];
        var count = Ranking.ByTime([.. each.Tasks], Nothing, places).Count;
        return places.Take(count).Select(place => place.Id).SequenceEqual(each.Tasks.OrderBy(task => task.StartsAt).ThenBy(task => task.Id).Select(task => task.Id));
    });

    [Fact]
    public void Ranking_two_thousand_tasks_allocates_next_to_nothing()
    {
        var tasks = AnyTask.ListOf(2_000).Sample(1, 1)[0].ToArray();
        var asker = AnyAsker.Sample(1, 1)[0];
        var places = new Placed[tasks.Length];
        Ranking.ByGain(tasks, asker, CellTable.Prior, Now, Nothing, places);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Ranking.ByGain(tasks, asker, CellTable.Prior, Now, Nothing, places);

        // A delegate for the sort.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 200);
    }

    [Fact]
    public void A_task_is_in_every_part_of_the_week_it_reaches_into()
    {
        Assert.Equal(new FreeTime(1, DayPart.Morning), Slots.TimeAt(Now));
        Assert.Equal(Bits(new FreeTime(6, DayPart.Morning)), Slots.Of(At(28, 9), At(28, 12)));
        Assert.Equal(Bits(new FreeTime(6, DayPart.Morning), new FreeTime(6, DayPart.Afternoon)), Slots.Of(At(28, 9), At(28, 13)));
        Assert.Equal(
            Bits(new FreeTime(7, DayPart.Evening), new FreeTime(1, DayPart.Morning)),
            Slots.Of(At(29, 22), At(30, 6)));
        Assert.Equal(0, Slots.Usual & Bits(new FreeTime(5, DayPart.Afternoon)));
        Assert.NotEqual(0, Slots.Usual & Bits(new FreeTime(5, DayPart.Evening)));
        Assert.NotEqual(0, Slots.Usual & Bits(new FreeTime(6, DayPart.Morning)));

        static int Bits(params FreeTime[] times) => Slots.Of(times);
        static long At(int day, int hour) => new DateTimeOffset(2026, 11, day, hour, 0, 0, TimeSpan.FromHours(8)).ToUnixTimeMilliseconds();
    }

    /// <summary>What a rule bars is left out.</summary>
    private static bool Nothing(Bar bar) => false;

    private static List<long> Ids(List<OpenTask> tasks, Asker asker)
    {
        var places = new Placed[tasks.Count];
        var ranked = Ranking.ByGain([.. tasks], asker, CellTable.Prior, Now, Nothing, places);
        return [.. places.Take(ranked.Count).Select(place => place.Id)];
    }

    private static void Hold(Func<(List<OpenTask> Tasks, Asker Asker), bool> holds) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(200), Prop.ForAll(Any.ToArbitrary(), holds));
}
