using ChatGov.Data;
using ChatGov.Machines;
using ChatGov.Outbox;
using ChatGov.Photos;
using ChatGov.Retention;
using ChatGov.Tasks;
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

    /// <summary>Every "no" of its own.</summary>
    public required Some<RefusalCode> Refusals { get; init; }

    /// <summary>What moves the rows of its tables.</summary>
    public required Some<IMachine> Machines { get; init; }

    /// <summary>What time does.</summary>
    public required Some<TimerHandler> Timers { get; init; }

    /// <summary>What waits for whom.</summary>
    public required Some<ToDoSource> ToDo { get; init; }

    /// <summary>SQL that gives an <c>org_id</c> for whatever is missed there while nobody holds its office: a secretary's, or a unit's liaison's.</summary>
    public required Some<string> MissesOffice { get; init; }

    /// <summary>SQL that gives an <c>org_id</c> for whatever keeps a place, or a unit, from being closed: it has to end first.</summary>
    public required Some<string> KeepsOpen { get; init; }

    /// <summary>What it does when something happens in another feature.</summary>
    public required Some<Follower> Follows { get; init; }

    /// <summary>What of its own photos go with.</summary>
    public required Some<PhotoOrigin> PhotosOf { get; init; }

    /// <summary>What of its own can become a task, and hears what came of it.</summary>
    public required Some<TaskOrigin> TasksOf { get; init; }

    /// <summary>Where a person stands in its tables.</summary>
    public required Some<PersonPlace> Holds { get; init; }

    /// <summary>What is done about somebody's part in it when they leave, themselves acting.</summary>
    public required Some<Action<Tx, long>> Leaves { get; init; }

    /// <summary>What is done when somebody is erased, themselves acting.</summary>
    public required Some<Action<Tx, long>> Forgets { get; init; }

    /// <summary>What erasing leaves standing of what somebody wrote, or of what was written to them, and why.</summary>
    public required Some<Kept> Keeps { get; init; }

    /// <summary>What of its tables serves its time; what points to a row goes before it.</summary>
    public required Some<RetentionRule> Retention { get; init; }

    /// <summary>What goes over when an organisation is merged into another.</summary>
    public required Some<GoesOver> Merges { get; init; }

    /// <summary>One that only reads what others hold.</summary>
    internal static Feature WithoutRows(string name, string why) => new()
    {
        Name = name,
        Tables = Nothing.Because(why),
        Refusals = Nothing.Because(why),
        Machines = Nothing.Because(why),
        Timers = Nothing.Because(why),
        ToDo = Nothing.Because(why),
        MissesOffice = Nothing.Because(why),
        KeepsOpen = Nothing.Because(why),
        Follows = Nothing.Because(why),
        PhotosOf = Nothing.Because(why),
        TasksOf = Nothing.Because(why),
        Holds = Nothing.Because(why),
        Leaves = Nothing.Because(why),
        Forgets = Nothing.Because(why),
        Keeps = Nothing.Because(why),
        Retention = Nothing.Because(why),
        Merges = Nothing.Because(why),
    };
}

/// <param name="Column">As <c>need.reason_cipher</c>.</param>
/// <param name="Why">Whose it is, and until when.</param>
public sealed record Kept(string Column, string Why);

/// <param name="Kind">Of the timer.</param>
/// <param name="Run">Looks at the row first, so late or twice does no harm.</param>
public sealed record TimerHandler(string Kind, Action<Tx, long> Run);

/// <summary>Something that a task can spring from.</summary>
/// <param name="Over">Its roster is confirmed, or it will have none: the source, the task, and how many were there; 0 when it was cancelled, expired, or closed itself.</param>
public sealed record TaskOrigin(TaskSource Source, Action<Tx, long, long, int> Over)
{
    /// <summary>The secretary said yes to somebody: the source, and who.</summary>
    public Action<Tx, long, long>? Placed { get; init; }
}

/// <summary>Something that photos can go with.</summary>
/// <param name="Answers">The actor answers the one of that number, and so sees its photos.</param>
/// <param name="IsOpenOfActor">It is open, and was asked by the actor, or in that chat.</param>
public sealed record PhotoOrigin(PhotoSubject Subject, Func<Tx, long, bool> Answers, Func<Tx, long, AskedFrom, bool> IsOpenOfActor);

public delegate void GoesOver(Tx tx, long from, long into);
