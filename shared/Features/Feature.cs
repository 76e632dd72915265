using ChatGov.Data;
using ChatGov.Machines;
using ChatGov.ToDo;

namespace ChatGov;

/// <summary>
/// What a feature adds to the program, in one place: whatever has to know all features asks <see cref="Features.All"/>. A member
/// that is forgotten does not compile.
/// </summary>
public sealed record Feature
{
    public required string Name { get; init; }

    /// <summary>The tables that are its own.</summary>
    public required IReadOnlyList<string> Tables { get; init; }

    /// <summary>What moves the rows of its tables.</summary>
    public required IReadOnlyList<IMachine> Machines { get; init; }

    /// <summary>What time does, by the kind of the timer. Each handler looks at the row first, so late or twice does no harm.</summary>
    public required IReadOnlyDictionary<string, Action<Tx, long>> Timers { get; init; }

    /// <summary>What waits for whom.</summary>
    public required IReadOnlyList<ToDoSource> ToDo { get; init; }

    /// <summary>What is done about somebody's part in it when they leave, themselves acting.</summary>
    public required Action<Tx, long> Leaves { get; init; }

    /// <summary>What is done when somebody is erased, themselves acting.</summary>
    public required Action<Tx, long> Forgets { get; init; }
}
