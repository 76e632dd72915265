using System.Buffers;
using ChatGov.Data;
using ChatGov.Tasks;

namespace ChatGov.Matching;

public enum ListOrder
{
    /// <summary>By the score.</summary>
    Ranked,

    /// <summary>Plain time order, because the member said 不要推荐.</summary>
    TimeByWish,

    /// <summary>Plain time order: nobody has agreed to anything yet.</summary>
    Time,
}

/// <param name="Ids">The first <see cref="OpenTasks.MostListed"/>, in order.</param>
/// <param name="Total">How many there are in all.</param>
/// <param name="LeftOut">What a rule kept out.</param>
/// <param name="AreaUnknown">An area was asked for, and the reader is registered nowhere: it was not looked at.</param>
/// <param name="HoldsEnough">The reader has as many tasks as one may: none can be taken now.</param>
public sealed record FoundTasks(IReadOnlyList<long> Ids, int Total, LeftOut LeftOut, ListOrder Order, bool AreaUnknown, bool HoldsEnough)
{
    /// <summary>Who asked, so that nothing of them is read twice.</summary>
    internal Asker? Asker { get; init; }
}

/// <summary>A task as a list shows it, with at most two reasons, and what keeps the reader from taking it.</summary>
public sealed record ListedTask(VolunteerTask Task, IReadOnlyList<Reason> Reasons, Bar Bar);

/// <summary>The open tasks for whoever asks.</summary>
public static class OpenTasks
{
    public const int MostListed = 100;

    /// <param name="personal">The actor has agreed that what they said about themselves is used for this.</param>
    public static FoundTasks Find(Tx tx, ListFilter filter, bool personal)
    {
        var open = OpenTaskBook.Open(tx);
        var asker = AskerOf(tx, personal, open);
        var areaUnknown = filter.HasArea && asker is not { OwnOrgs.Length: > 0 };
        using var candidates = Candidates.Load(open, areaUnknown ? filter with { Own = false, Nearby = false } : filter, asker, tx.Now);
        var places = ArrayPool<Placed>.Shared.Rent(candidates.All.Length);
        var order = asker is null ? ListOrder.Time : asker.PlainOrder ? ListOrder.TimeByWish : ListOrder.Ranked;
        var ranked = order == ListOrder.Ranked
            ? Ranking.ByGain(candidates.All, asker!, CellTable.Prior, tx.Now.ToUnixTimeMilliseconds(), filter.Shows, places)
            : Ranking.ByTime(candidates.All, filter.Shows, places);
        var ids = new long[Math.Min(ranked.Count, MostListed)];
        for (var i = 0; i < ids.Length; i++)
        {
            ids[i] = places[i].Id;
        }

        ArrayPool<Placed>.Shared.Return(places);
        return new FoundTasks(ids, ranked.Count, ranked.LeftOut, order, areaUnknown, asker is { HoldsEnough: true }) { Asker = asker };
    }

    /// <summary>Tasks as they are now, in the order given and whatever became of them; reasons only for those still open.</summary>
    /// <param name="found">The search that the tasks come from, where it was just made.</param>
    public static List<ListedTask> Show(Tx tx, IReadOnlyList<long> ids, bool personal, FoundTasks? found = null)
    {
        var asker = found is null ? AskerOf(tx, personal, OpenTaskBook.Open(tx)) : found.Asker;
        var rows = TaskRows.All(tx, ids);
        var tasks = ids.Select(id => rows[id]).ToList();
        var candidates = asker is null ? [] : OpenTaskEdition.Of(tx, ids);
        return tasks.ConvertAll(task => !candidates.TryGetValue(task.Id, out var candidate)
            ? new ListedTask(task, [], task.Left == 0 ? Bar.Full : Bar.None)
            : new ListedTask(task, IsOpen(task, tx.Now) && !asker!.PlainOrder ? Reasons(candidate, asker, tx.Now) : [], asker!.BarTo(candidate)));
    }

    /// <summary>不要推荐 (PIPL art. 24), and 推荐 to undo it.</summary>
    public static Outcome<bool> SetPlainOrder(Tx tx, bool plain) => tx.UseCase<bool>(() =>
    {
        tx.Run("UPDATE person SET plain_order = @plain WHERE id = @PersonId", new { tx.Actor.PersonId, plain });
        tx.Audit("person", tx.Actor.RequiredPersonId, plain ? "plain_order" : "ranked_order");
        return plain;
    });

    /// <summary>May still be claimed or waited for.</summary>
    public static bool IsOpen(VolunteerTask task, DateTimeOffset now) =>
        task.State is TaskState.Published or TaskState.Filled && task.StartsAt > now;

    private static Asker? AskerOf(Tx tx, bool personal, OpenTaskEdition open) => personal && tx.Actor.PersonId is { } personId ? Asker.Load(tx, personId, open) : null;

    private static List<Reason> Reasons(OpenTask task, Asker asker, DateTimeOffset now) =>
        Score.Reasons(CellTable.Prior, asker.FitOf(task, now.ToUnixTimeMilliseconds()), asker.Accepts, asker.Expected)
            .ConvertAll(kind => Reason.Of(kind, task, asker, now));
}
