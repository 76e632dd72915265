using ChatGov.Data;
using ChatGov.Machines;
using ChatGov.Retention;
using ChatGov.ToDo;

namespace ChatGov;

/// <summary>
/// What a feature adds to the program, in one place: whatever has to know all features asks <see cref="Features.All"/>. A member
/// that is forgotten does not compile; one with nothing in it says why.
/// </summary>
public sealed record Feature
{
    public required string Name { get; init; }

    /// <summary>The tables that are its own.</summary>
    public required Some<string> Tables { get; init; }

    /// <summary>What moves the rows of its tables.</summary>
    public required Some<IMachine> Machines { get; init; }

    /// <summary>What time does.</summary>
    public required Some<TimerHandler> Timers { get; init; }

    /// <summary>What waits for whom.</summary>
    public required Some<ToDoSource> ToDo { get; init; }

    /// <summary>SQL that gives an <c>org_id</c> for whatever is missed there while nobody holds its office: a secretary's, or a unit's liaison's.</summary>
    public required Some<string> MissesOffice { get; init; }

    /// <summary>Where a person stands in its tables.</summary>
    public required Some<PersonPlace> Holds { get; init; }

    /// <summary>What is done about somebody's part in it when they leave, themselves acting.</summary>
    public required Some<Action<Tx, long>> Leaves { get; init; }

    /// <summary>What is done when somebody is erased, themselves acting.</summary>
    public required Some<Action<Tx, long>> Forgets { get; init; }

    /// <summary>What of its tables serves its time; what points to a row goes before it.</summary>
    public required Some<RetentionRule> Retention { get; init; }

    /// <summary>What goes over when an organisation is merged into another.</summary>
    public required Some<GoesOver> Merges { get; init; }

    /// <summary>One that only reads what others hold.</summary>
    internal static Feature WithoutRows(string name, string why) => new()
    {
        Name = name,
        Tables = Nothing.Because(why),
        Machines = Nothing.Because(why),
        Timers = Nothing.Because(why),
        ToDo = Nothing.Because(why),
        MissesOffice = Nothing.Because(why),
        Holds = Nothing.Because(why),
        Leaves = Nothing.Because(why),
        Forgets = Nothing.Because(why),
        Retention = Nothing.Because(why),
        Merges = Nothing.Because(why),
    };
}

/// <param name="Kind">Of the timer.</param>
/// <param name="Run">Looks at the row first, so late or twice does no harm.</param>
public sealed record TimerHandler(string Kind, Action<Tx, long> Run);

public delegate void GoesOver(Tx tx, long from, long into);
