using ChatGov.Data;

namespace ChatGov.Machines;

/// <summary>
/// One row of a state machine: who may take an entity from one state to another, under which guard, within which
/// limit. <see cref="From"/> null is the birth of the entity.
/// </summary>
/// <param name="Guard">What must hold, in words for the generated page; the use case enforces it.</param>
/// <param name="Limit">The time within which it happens, in words for the generated page.</param>
/// <param name="Reason">Whether a reason has to be given (the mark ° in the domain's tables).</param>
/// <param name="Verb">What the audit calls it.</param>
public sealed record Transition<TState>(TState? From, TState To, Who By, string Guard = "", string Limit = "", bool Reason = false, string Verb = "")
    where TState : struct, Enum;

/// <summary>Sets of states that SQL asks for: of several by <c>IN</c>, of one by <c>=</c>, for SQLite finds the index of one state by nothing else.</summary>
public static class States
{
    /// <summary>As SQL: <c>'Submitted', 'Returned'</c>.</summary>
    public static string Sql<TState>(params IEnumerable<TState> states)
        where TState : struct, Enum => string.Join(", ", states.Select(state => $"'{state}'"));
}

/// <summary>A state machine as a table. Use cases, the admin API and the documentation derive from it.</summary>
public class Machine<TState>(string entity, TState[] terminal, params Transition<TState>[] transitions)
    where TState : struct, Enum
{
    private readonly ILookup<(TState? From, TState To), Transition<TState>> _table = transitions.ToLookup(row => (row.From, row.To));

    /// <summary>The table whose <c>state</c> column this machine governs.</summary>
    public string Entity { get; } = entity;

    public IReadOnlyList<Transition<TState>> Transitions { get; } = transitions;

    public IReadOnlyList<TState> Terminal { get; } = terminal;

    /// <summary>More than one where different people do it under different rules.</summary>
    public IEnumerable<Transition<TState>> Find(TState? from, TState to) => _table[(from, to)];

    public bool Allows(TState? from, TState to, Who by) => Find(from, to).Any(row => (row.By & by) != 0);

    /// <summary>
    /// Asserts that a use case does only what the table says. A use case checks the state it loaded first; this is
    /// the net under it, and a miss is a programming error.
    /// </summary>
    /// <param name="reason">Why: the words of whoever does it, or a code where nobody writes any.</param>
    /// <exception cref="InvalidOperationException">The table has no such row for this actor, or demands a reason that is not given.</exception>
    public void Require(TState? from, TState to, Who by, string? reason = null) => Demand(from, to, by, new Why(Code: reason));

    private protected Transition<TState> Demand(TState? from, TState to, Who by, Why why)
    {
        var row = Find(from, to).FirstOrDefault(row => (row.By & by) != 0)
            ?? throw new InvalidOperationException($"{Entity}: {from?.ToString() ?? "–"} → {to} is not for {by}");
        return row.Reason && !why.IsGiven ? throw new InvalidOperationException($"{Entity}: {from} → {to} has to say why") : row;
    }
}
