namespace ChatGov.Matching;

/// <summary>A task's place in a list: the higher gain first, then the earlier start, then the lower number.</summary>
public readonly record struct Placed(double Gain, long StartsAt, long Id)
{
    public readonly struct Order : IComparer<Placed>
    {
        public int Compare(Placed x, Placed y)
        {
            var order = y.Gain.CompareTo(x.Gain);
            order = order != 0 ? order : x.StartsAt.CompareTo(y.StartsAt);
            return order != 0 ? order : x.Id.CompareTo(y.Id);
        }
    }
}

/// <summary>Why a task is not among those a member can take now: each is a rule that the list says.</summary>
public enum Bar
{
    None,

    /// <summary>Full; one can wait in line.</summary>
    Full,

    /// <summary>Too close to one's own tasks.</summary>
    Clash,

    /// <summary>A paper has not been seen yet.</summary>
    Paper,

    /// <summary>One has it already.</summary>
    Own,
}

/// <summary>Of what matched, what is not in the list, by the rule that kept it out.</summary>
public readonly record struct LeftOut(int Full, int Clash, int Paper)
{
    internal LeftOut With(Bar bar) => bar switch
    {
        Bar.Full => this with { Full = Full + 1 },
        Bar.Clash => this with { Clash = Clash + 1 },
        Bar.Paper => this with { Paper = Paper + 1 },
        Bar.None or Bar.Own => this,
    };
}

/// <param name="Count">How many are in the list.</param>
public readonly record struct Ranked(int Count, LeftOut LeftOut);

/// <summary>Puts tasks in order for a member. Pure, and allocates next to nothing.</summary>
public static class Ranking
{
    // What a rule bars comes behind everything that can be taken; no gain is near it.
    private const double Behind = -1_000;

    /// <param name="shows">Whether what this rule bars is listed all the same.</param>
    /// <param name="into">At least as long as the tasks; its first places are the list.</param>
    public static Ranked ByGain(ReadOnlySpan<OpenTask> tasks, Asker asker, CellTable cells, long now, Predicate<Bar> shows, Span<Placed> into)
    {
        var (count, leftOut) = (0, default(LeftOut));
        foreach (ref readonly var task in tasks)
        {
            var bar = asker.BarTo(task);
            if (bar != Bar.None)
            {
                leftOut = Keep(task, bar, shows, into, ref count) ? leftOut : leftOut.With(bar);
                continue;
            }

            var features = asker.FitOf(task, now);
            var acceptance = Score.Acceptance(cells, features, asker.Accepts, asker.Expected);
            into[count++] = new Placed(Score.Gain(features, acceptance), task.StartsAt, task.Id);
        }

        into[..count].Sort(default(Placed.Order));
        return new Ranked(count, leftOut);
    }

    /// <summary>Plain time order: nothing of the reader is looked at, and what is full comes last.</summary>
    public static Ranked ByTime(ReadOnlySpan<OpenTask> tasks, Predicate<Bar> shows, Span<Placed> into)
    {
        var (count, leftOut) = (0, default(LeftOut));
        foreach (ref readonly var task in tasks)
        {
            if (task.IsFull)
            {
                leftOut = Keep(task, Bar.Full, shows, into, ref count) ? leftOut : leftOut.With(Bar.Full);
                continue;
            }

            into[count++] = new Placed(0, task.StartsAt, task.Id);
        }

        into[..count].Sort(default(Placed.Order));
        return new Ranked(count, leftOut);
    }

    private static bool Keep(in OpenTask task, Bar bar, Predicate<Bar> shows, Span<Placed> into, ref int count)
    {
        if (!shows(bar))
        {
            return false;
        }

        into[count++] = new Placed(Behind * (int)bar, task.StartsAt, task.Id);
        return true;
    }
}
