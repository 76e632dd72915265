using ChatGov.Data;
using ChatGov.Machines;
using ChatGov.Rights;
using ChatGov.Texts;

namespace ChatGov.Tasks;

public enum TaskState
{
    Draft,
    Published,
    Filled,
    InProgress,
    AwaitingConfirm,
    Done,
    Closed,
    Cancelled,
    Withdrawn,
    Expired,
}

/// <summary>The life of a task: what is claimed.</summary>
public static class TaskMachine
{
    public const string Start = "task.start";
    public const string End = "task.end";
    public const string ConfirmReminder = "task.confirm_reminder";
    public const string CloseByItself = "task.close_by_itself";
    public const string CloseObjections = "task.close_objections";
    public const string Stale = "task.stale";

    [Limit("staleDays")]
    private const int StaleDays = 15;

    [Limit("objectionDays")]
    private const int ObjectionDays = 7;

    private const string StartsWith = "at least 1 confirmed, 2 if two-person; with fewer the organiser is asked, and at the end says who was there";
    private const string TakenBackWithin = "10 min";
    private const string AtTheStart = "at the start, or at the first check-in";
    private static readonly TimeSpan StaleAfter = TimeSpan.FromDays(StaleDays);
    private static readonly TimeSpan ObjectionWindow = TimeSpan.FromDays(ObjectionDays);

    private static readonly TaskState[] BeforeTheStart = [TaskState.Published, TaskState.Filled];
    private static readonly TaskState[] UntilTheRoster = [.. BeforeTheStart, TaskState.InProgress, TaskState.AwaitingConfirm];

    public static readonly Machine<TaskState, VolunteerTask> Table = new(
        "task",
        [TaskState.Closed, TaskState.Cancelled, TaskState.Withdrawn, TaskState.Expired],
        new(null, TaskState.Draft, Who.Secretary | Who.Liaison | Who.System, Verb: "draft"),
        new(TaskState.Draft, TaskState.Published, Who.Secretary, "time, place, places, contact, what to bring and risk stated; no personal data in the text", Verb: "publish"),
        new(TaskState.Published, TaskState.Filled, Who.System, "confirmed claims = places", Verb: "fill"),
        new(TaskState.Filled, TaskState.Published, Who.System, "a claim is withdrawn before the start and nobody waits", Verb: "reopen"),
        new(TaskState.Published, TaskState.InProgress, Who.System, StartsWith, AtTheStart, Verb: "start"),
        new(TaskState.Filled, TaskState.InProgress, Who.System, StartsWith, AtTheStart, Verb: "start"),
        new(TaskState.InProgress, TaskState.AwaitingConfirm, Who.System | Who.Secretary, Limit: "at the end", Verb: "end"),
        new(TaskState.AwaitingConfirm, TaskState.Done, Who.Secretary | Who.Organiser, "the organiser confirms the roster", "reminder +1 d, +3 d", Verb: "confirm_roster"),
        new(TaskState.AwaitingConfirm, TaskState.Done, Who.System, "its open claims become Unconfirmed", "+7 d", Verb: "close_by_itself"),
        new(TaskState.Done, TaskState.AwaitingConfirm, Who.Secretary | Who.Organiser, "it was their own word, nobody objected, no paper and nothing else counts the hours; they are reversed", TakenBackWithin, Verb: "take_back_roster"),
        new(TaskState.Done, TaskState.Closed, Who.System, "objection window over", $"+{ObjectionDays} d", Verb: "close"),
        new(TaskState.Draft, TaskState.Cancelled, Who.Secretary, Reason: true, Verb: "cancel"),
        new(TaskState.Published, TaskState.Cancelled, Who.Secretary, "claimers told at once", Reason: true, Verb: "cancel"),
        new(TaskState.Filled, TaskState.Cancelled, Who.Secretary, "claimers told at once", Reason: true, Verb: "cancel"),
        new(TaskState.InProgress, TaskState.Cancelled, Who.Secretary, "claimers told at once", Reason: true, Verb: "cancel"),
        new(TaskState.Draft, TaskState.Withdrawn, Who.Secretary | Who.Liaison, Verb: "withdraw"),
        new(TaskState.Published, TaskState.Withdrawn, Who.Secretary, "they published it themselves, and nobody claimed it or changed it since", TakenBackWithin, Verb: "take_back"),
        new(TaskState.Published, TaskState.Expired, Who.System, $"start passed, or {StaleDays} d open without a claim; the secretary is asked to reword, merge or close", Verb: "expire"))
    {
        Title = "Task (任务)",
        Load = TaskRows.Find,
        IsSeenByOthers = (tx, task) => Can.See.Over(tx, task.OrgId),
        Actors =
        [
            new(Who.Secretary, (tx, task) => Can.RunCommunity.Over(tx, task.OrgId)),
            new(Who.Organiser, (tx, task) => TaskLeads.Leads(tx, task, tx.Actor.PersonId)),
        ],
        ReasonWords = TaskSeals.Reason,
        Timers =
        [
            Until(BeforeTheStart, Start, (_, task) => task.StartsAt),
            Until([.. BeforeTheStart, TaskState.InProgress], End, (_, task) => task.EndsAt),
            UntilTheRosterIsIn(ConfirmReminder, (tx, task) => Ahead(tx, task.EndsAt.AddDays(1))) with { Round = "1" },
            UntilTheRosterIsIn(ConfirmReminder, (tx, task) => Ahead(tx, task.EndsAt.AddDays(3))) with { Round = "3" },
            UntilTheRosterIsIn(CloseByItself, (tx, task) => Ahead(tx, task.EndsAt.AddDays(7)) ?? tx.Now.AddDays(1)),
            Until(BeforeTheStart, Stale, (tx, task) => task.StartsAt > tx.Now + StaleAfter ? tx.Now + StaleAfter : null),
            Until(BeforeTheStart, TaskReminders.EveningBefore, (tx, task) => Ahead(tx, TaskReminders.EveningOf(task.StartsAt))),
            Until(BeforeTheStart, TaskReminders.SameDay, (tx, task) => Ahead(tx, TaskReminders.ShortlyBefore(task.StartsAt))),
            new(TaskState.Done, CloseObjections, (tx, _) => tx.Now + ObjectionWindow),
        ],
    };

    /// <summary>As SQL: there is a place.</summary>
    internal static readonly string Free = States.Sql(TaskState.Published);

    /// <summary>As SQL: there is none, but one may come free.</summary>
    internal static readonly string Full = States.Sql(TaskState.Filled);

    /// <summary>As SQL: still to come.</summary>
    internal static readonly string ToCome = States.Sql(BeforeTheStart);

    /// <summary>As SQL: it goes on.</summary>
    internal static readonly string Begun = States.Sql(TaskState.InProgress);

    /// <summary>As SQL: its roster is still to come.</summary>
    internal static readonly string Open = States.Sql(UntilTheRoster);

    /// <summary>As SQL: its roster is still to come, or it was never published.</summary>
    internal static readonly string Planned = States.Sql([TaskState.Draft, .. UntilTheRoster]);

    /// <summary>As SQL: its roster is there, and may be objected to.</summary>
    internal static readonly string Objectionable = States.Sql(TaskState.Done);

    /// <summary>As SQL: nobody but whoever runs the community has seen it.</summary>
    internal static readonly string Unseen = States.Sql(TaskState.Draft, TaskState.Withdrawn);

    /// <summary>As SQL: its roster is confirmed.</summary>
    internal static readonly string Done = States.Sql(TaskState.Done, TaskState.Closed);

    /// <summary>As SQL: it has to come to an end.</summary>
    internal static readonly string NotOver = States.Sql(Enum.GetValues<TaskState>().Except(Table.Terminal));

    // What is over when it is written down has nothing ahead but its roster.
    private static StateTimer<TaskState, VolunteerTask> Until(IReadOnlyList<TaskState> states, string kind, Func<Tx, VolunteerTask, DateTimeOffset?> at) =>
        new(states[0], kind, (tx, task) => task.EndsAt > tx.Now ? at(tx, task) : null) { AlsoIn = [.. states.Skip(1)] };

    // A roster that was taken back is waited for again, however long ago the task was.
    private static StateTimer<TaskState, VolunteerTask> UntilTheRosterIsIn(string kind, Func<Tx, VolunteerTask, DateTimeOffset?> at) =>
        new(UntilTheRoster[0], kind, (tx, task) => task.EndsAt > tx.Now || task.State == TaskState.AwaitingConfirm ? at(tx, task) : null) { AlsoIn = [.. UntilTheRoster.Skip(1)] };

    private static DateTimeOffset? Ahead(Tx tx, DateTimeOffset? at) => at > tx.Now ? at : null;
}
