using ChatGov.Data;

namespace ChatGov.Machines;

/// <summary>A row that a machine moves, as it was seen.</summary>
public interface IMoved<out TState>
    where TState : struct, Enum
{
    long Id { get; }

    TState State { get; }
}

/// <summary>Something that time does to a row as long as it is in a state.</summary>
/// <param name="At">When, for the row as it is in that state; null for never.</param>
/// <param name="ShowsAsDue">The row's <c>due_at</c> says it too.</param>
public sealed record StateTimer<TState, TRow>(TState In, string Kind, Func<Tx, TRow, DateTimeOffset?> At, bool ShowsAsDue = false)
{
    /// <summary>From one of its states to another it goes on as it was set.</summary>
    public IReadOnlyList<TState> AlsoIn { get; init; } = [];

    /// <summary>Tells apart several of one kind for one row.</summary>
    public string Round { get; init; } = "";

    internal bool Runs(TState state) => In!.Equals(state) || AlsoIn.Contains(state);
}

/// <summary>Whom a table of transitions means by one of its actors: the place where the word becomes a question.</summary>
public sealed record ActorRule<TRow>(Who Who, Func<Tx, TRow, bool> Is);

/// <summary>The machine of one table: the only hand that changes the state of its rows.</summary>
public sealed class Machine<TState, TRow>(string entity, TState[] terminal, params Transition<TState>[] transitions) : Machine<TState>(entity, terminal, transitions), IMachine
    where TState : struct, Enum
    where TRow : class, IMoved<TState>
{
    private const Who Own = Who.Resident | Who.Member;

    /// <summary>As the page of diagrams calls it.</summary>
    public required string Title { get; init; }

    public required Func<Tx, long, TRow?> Load { get; init; }

    /// <summary>Whoever is none of its actors learns that it is there all the same; of what one may not even see the answer is "not found".</summary>
    public required Func<Tx, TRow, bool> IsSeenByOthers { get; init; }

    public required IReadOnlyList<ActorRule<TRow>> Actors { get; init; }

    /// <summary>Where the words of a reason are kept; null where none are.</summary>
    public required SealedColumn? ReasonWords { get; init; }

    /// <summary>A move without words leaves those that are there.</summary>
    public bool KeepsReason { get; init; }

    public required IReadOnlyList<StateTimer<TState, TRow>> Timers { get; init; }

    /// <summary>Rows of other tables that are taken before one of its own, always in this order: statements over <c>@id</c>.</summary>
    public IReadOnlyList<string> TakenFirst { get; init; } = [];

    /// <summary>Done whenever a row begins or has moved, in its new state.</summary>
    public Action<Tx, long, TState> Moved { get; init; } = (_, _, _) => { };

    public IEnumerable<string> TimerKinds => Timers.Select(timer => timer.Kind).Distinct(StringComparer.Ordinal);

    /// <summary>
    /// One act on one row, by a person: takes the row, refuses what the table does not allow them, and hands it over to be decided. A
    /// second press of the same button finds the row where it was to go: the answer stands.
    /// </summary>
    /// <param name="decide">Moves the row, or says why not.</param>
    /// <param name="isDone">A row in that state needs nothing more; where this is left out, none does.</param>
    public Outcome<TRow> Act(Tx tx, long id, TState to, Func<TRow, Refusal?> decide, Predicate<TRow>? isDone = null) => tx.UseCase<TRow>(() =>
    {
        var row = Take(tx, id);
        var who = row is null ? Who.None : WhoActs(tx, row);
        if (row is null || (who == Who.None && !IsSeenByOthers(tx, row)))
        {
            return RefusalCode.NotFound;
        }

        var may = Transitions.Where(each => each.From is not null && each.To.Equals(to)).Aggregate(Who.None, (all, each) => all | each.By);
        if ((may & who) == 0)
        {
            // What is people's own is nobody else's to know of.
            return (may & ~(Own | Who.System)) == 0 ? RefusalCode.NotFound : RefusalCode.NotAllowed;
        }

        if (row.State.Equals(to) && isDone?.Invoke(row) != false)
        {
            return row;
        }

        if (!row.State.Equals(to) && !Allows(row.State, to, who))
        {
            return RefusalCode.WrongState;
        }

        return decide(row) is { } refusal ? refusal : Load(tx, id)!;
    });

    /// <summary>An act that may leave the row in its state, by those of its actors whom <paramref name="may"/> names.</summary>
    /// <param name="decide">Writes what changes, and that it did, or says why not.</param>
    public Outcome<TRow> Change(Tx tx, long id, Who may, Func<TRow, Refusal?> decide) => tx.UseCase<TRow>(() =>
    {
        var row = Take(tx, id);
        var who = row is null ? Who.None : WhoActs(tx, row);
        return row is null || (who == Who.None && !IsSeenByOthers(tx, row)) ? RefusalCode.NotFound
            : (who & may) == 0 ? RefusalCode.NotAllowed
            : decide(row) is { } refusal ? refusal
            : Load(tx, id)!;
    });

    /// <summary>Takes the row until the transaction ends.</summary>
    public TRow? Take(Tx tx, long id)
    {
        foreach (var first in TakenFirst)
        {
            tx.Lock(first, new { id });
        }

        tx.Lock($"UPDATE {Entity} SET row_version = row_version WHERE id = @id", new { id });
        return Load(tx, id);
    }

    /// <summary>The row was written, in its first state.</summary>
    public TRow Begin(Tx tx, long id)
    {
        var row = Load(tx, id)!;
        Begin(tx, row);
        return row;
    }

    /// <summary>The same for a row that is known as it was written.</summary>
    public void Begin(Tx tx, TRow row, Why why = default) => Begin(tx, row, Allowed(tx, row, null, row.State, why), why);

    /// <summary>The program wrote a row in consequence of something else, whoever did that.</summary>
    public void BeginAsSystem(Tx tx, TRow row, Why why = default) => Begin(tx, row, Demand(null, row.State, Who.System, why), why);

    private void Begin(Tx tx, TRow row, Transition<TState> birth, Why why)
    {
        tx.Audit(Entity, row.Id, birth.Verb, to: row.State.ToString(), reason: why.Code);
        Moved(tx, row.Id, row.State);
        Arm(tx, row, Timers.Where(timer => timer.Runs(row.State)));
    }

    /// <summary>
    /// The actor moves a row out of the state in which it was seen. What it waited for there it waits for no more; what it waits
    /// for now is set, by the row as it is then: what else the act changes is written before.
    /// </summary>
    /// <exception cref="LostRace">It is not in that state any more.</exception>
    /// <exception cref="InvalidOperationException">The table has no such row for this actor, or demands a reason that is not given.</exception>
    public void Move(Tx tx, TRow row, TState to, Why why = default) => Move(tx, row, to, Allowed(tx, row, row.State, to, why), why);

    /// <summary>The program moves a row in consequence of something else, whoever did that.</summary>
    /// <inheritdoc cref="Move(Tx, TRow, TState, Why)"/>
    public void MoveAsSystem(Tx tx, TRow row, TState to, Why why = default) => Move(tx, row, to, Demand(row.State, to, Who.System, why), why);

    private void Move(Tx tx, TRow row, TState to, Transition<TState> transition, Why why)
    {
        var words = ReasonWords is null ? "" : KeepsReason ? $", {ReasonWords.Column} = COALESCE(@words, {ReasonWords.Column})" : $", {ReasonWords.Column} = @words";
        var due = Timers.Any(timer => timer.ShowsAsDue && timer.Runs(row.State) && !timer.Runs(to)) ? ", due_at = NULL" : "";
        var moved = tx.Run(
            $"UPDATE {Entity} SET state = @to{words}{due}, row_version = row_version + 1 WHERE id = @Id AND state = @from",
            new { row.Id, from = row.State.ToString(), to = to.ToString(), words = ReasonWords?.SealWords(tx.Vault, row.Id, why.Words) });
        if (moved == 0)
        {
            throw new LostRace(Entity, row.Id);
        }

        tx.Audit(Entity, row.Id, transition.Verb, row.State.ToString(), to.ToString(), why.Code);
        Moved(tx, row.Id, to);
        Cancel(tx, row.Id, Timers.Where(timer => timer.Runs(row.State) && !timer.Runs(to)));
        if (Timers.Where(timer => timer.Runs(to) && !timer.Runs(row.State)).ToList() is { Count: > 0 } begin)
        {
            Arm(tx, Load(tx, row.Id)!, begin);
        }
    }

    /// <summary>When something is due has changed, and the state has not: these are set anew, where they run in its state; all where none is named.</summary>
    public void Rearm(Tx tx, long id, params IReadOnlyList<string> kinds) => Rearm(tx, Load(tx, id)!, kinds);

    /// <inheritdoc cref="Rearm(Tx, long, IReadOnlyList{string})"/>
    public void Rearm(Tx tx, TRow row, params IReadOnlyList<string> kinds)
    {
        var anew = Timers.Where(timer => timer.Runs(row.State) && (kinds.Count == 0 || kinds.Contains(timer.Kind))).ToList();
        Cancel(tx, row.Id, anew);
        Arm(tx, row, anew);
    }

    private static void Cancel(Tx tx, long id, IEnumerable<StateTimer<TState, TRow>> timers)
    {
        foreach (var kind in timers.Select(timer => timer.Kind).Distinct(StringComparer.Ordinal))
        {
            Deadlines.Timers.Cancel(tx, kind, id);
        }
    }

    private void Arm(Tx tx, TRow row, IEnumerable<StateTimer<TState, TRow>> timers)
    {
        foreach (var timer in timers)
        {
            if (timer.At(tx, row) is not { } at)
            {
                continue;
            }

            Deadlines.Timers.Move(tx, timer.Kind, row.Id, at, timer.Round);
            if (timer.ShowsAsDue)
            {
                tx.Run($"UPDATE {Entity} SET due_at = @at WHERE id = @Id", new { row.Id, at });
            }
        }
    }

    // Asks only as much about the actor as this step of the table needs.
    private Transition<TState> Allowed(Tx tx, TRow row, TState? from, TState to, Why why)
    {
        var mine = Find(from, to).FirstOrDefault(each => tx.Actor.IsSystem
            ? each.By.HasFlag(Who.System)
            : Actors.Any(actor => (actor.Who & each.By) != 0 && actor.Is(tx, row)));
        return Demand(from, to, mine?.By ?? Who.None, why);
    }

    private Who WhoActs(Tx tx, TRow row) => tx.Actor.IsSystem
        ? Who.System
        : Actors.Where(actor => actor.Is(tx, row)).Aggregate(Who.None, (all, actor) => all | actor.Who);
}

/// <summary>A machine, whatever it moves.</summary>
public interface IMachine
{
    string Entity { get; }

    string Title { get; }

    /// <summary>What its rows wait for; the feature has to handle each.</summary>
    IEnumerable<string> TimerKinds { get; }
}
