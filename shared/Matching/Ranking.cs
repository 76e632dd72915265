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

/// <param name="Count">How many are in the list.</param>
/// <param name="Unqualified">How many were left out because they need a paper that has not been seen.</param>
public readonly record struct Ranked(int Count, int Unqualified);

/// <summary>Puts open tasks in order for a member. Pure, and allocates next to nothing.</summary>
public static class Ranking
{
    /// <param name="into">At least as long as the tasks; its first places are the list.</param>
    public static Ranked ByGain(ReadOnlySpan<OpenTask> tasks, Asker asker, CellTable cells, long now, Span<Placed> into)
    {
        var (count, unqualified) = (0, 0);
        foreach (ref readonly var task in tasks)
        {
            if (asker.IsBusy(task))
            {
                continue;
            }

            if (!asker.IsQualified(task))
            {
                unqualified++;
                continue;
            }

            var features = asker.Features(task, now);
            var acceptance = Score.Acceptance(cells, features, asker.Accepts, asker.Expected);
            into[count++] = new Placed(Score.Gain(features, acceptance), task.StartsAt, task.Id);
        }

        into[..count].Sort(default(Placed.Order));
        return new Ranked(count, unqualified);
    }

    /// <summary>Plain time order: nothing of the reader is looked at, and nothing is left out.</summary>
    public static Ranked ByTime(ReadOnlySpan<OpenTask> tasks, Span<Placed> into)
    {
        for (var i = 0; i < tasks.Length; i++)
        {
            into[i] = new Placed(0, tasks[i].StartsAt, tasks[i].Id);
        }

        into[..tasks.Length].Sort(default(Placed.Order));
        return new Ranked(tasks.Length, 0);
    }
}
