using ChatGov.Data;
using ChatGov.Machines;
using ChatGov.Rights;

namespace ChatGov.Cases;

/// <summary>The life of a matter (急难愁盼): nothing but the reporter's word, or a second look where nobody reported it, leads to Closed; what was struck off in the ledger kept before begins there.</summary>
public static class CaseMachine
{
    public const string TriageDue = "case.triage_due";
    public const string ContactDue = "case.contact_due";
    public const string TurnsYellow = "case.turns_yellow";
    public const string TurnsRed = "case.turns_red";
    public const string IsLate = "case.is_late";
    public const string WaitEnds = "case.wait_ends";
    public const string Review = "case.review";
    public const string AskAgain = "case.ask_again";
    public const string CallDue = "case.call_due";

    private const Who Offices = Who.Street | Who.Banner;
    private const Who Leads = Who.Secretary | Offices;
    private const Who Own = Who.Resident | Who.Member;
    private const Who Callers = Who.Secretary | Who.GridWorker | Offices;

    // In these the clock of the work runs.
    private static readonly CaseState[] BeingWorkedOn = [CaseState.Assigned, CaseState.InProgress, CaseState.Returned, CaseState.Reopened, CaseState.Escalated];

    public static readonly Machine<CaseState, Case> Table = new(
        "ledger_case",
        [CaseState.OutOfScope, CaseState.Withdrawn],
        new(null, CaseState.Received, Own | Who.Liaison | Callers, "names of others and ID numbers taken out; for another only with their consent", "receipt at once", Verb: "speak_up"),
        new(null, CaseState.Received, Who.System, "a care visit found that help is needed: nobody is named, and nobody reported it", Verb: "open"),
        new(null, CaseState.Accepted, Leads, "found by the office itself: nobody reported it", Verb: "record"),
        new(null, CaseState.Closed, Leads, "struck off in the ledger kept before: in no rate", Verb: "take_over"),
        new(CaseState.Received, CaseState.Accepted, Leads, Limit: "1 working day", Verb: "accept"),
        new(CaseState.Received, CaseState.OutOfScope, Leads, "the right door is named", "1 working day", Reason: true, Verb: "refer"),
        new(CaseState.Received, CaseState.Merged, Leads, "same place and kind; its reporter stays informed and closes for themselves", Verb: "merge"),
        new(CaseState.Accepted, CaseState.Merged, Leads, "same place and kind", Verb: "merge"),
        new(CaseState.Accepted, CaseState.Assigned, Leads, "names handler and day; the first receiver stays lead", Verb: "assign"),
        new(CaseState.Returned, CaseState.Assigned, Leads, Verb: "assign_again"),
        new(CaseState.Reopened, CaseState.Assigned, Leads, "half of the time", Verb: "assign_again"),
        new(CaseState.Escalated, CaseState.Assigned, Offices, Verb: "assign_above"),
        new(CaseState.InProgress, CaseState.Assigned, Leads, "to another, who goes on", Verb: "assign_to_another"),
        new(CaseState.Assigned, CaseState.InProgress, Who.Handler, "first contact with the reporter", "1 working day, urgent 2 hours", Verb: "begin"),
        new(CaseState.Assigned, CaseState.Returned, Who.Handler, "once", Reason: true, Verb: "return"),
        new(CaseState.InProgress, CaseState.Returned, Who.Handler, "once", Reason: true, Verb: "return"),
        new(CaseState.Assigned, CaseState.Returned, Who.System, "whoever worked on it left", Reason: true, Verb: "return"),
        new(CaseState.InProgress, CaseState.Returned, Who.System, "whoever worked on it left", Reason: true, Verb: "return"),
        new(CaseState.WaitingReporter, CaseState.Returned, Who.System, "whoever worked on it left", Reason: true, Verb: "return"),
        new(CaseState.Parked, CaseState.Returned, Who.System, "on the day of review, where whoever worked on it left", Reason: true, Verb: "return"),
        new(CaseState.InProgress, CaseState.WaitingReporter, Who.Handler, "clock stands still", "3 days", Reason: true, Verb: "ask_reporter"),
        new(CaseState.WaitingReporter, CaseState.InProgress, Own | Who.Handler, Verb: "go_on"),
        new(CaseState.WaitingReporter, CaseState.InProgress, Who.System, "3 days without a word", Verb: "go_on"),
        new(CaseState.InProgress, CaseState.Parked, Leads, "cause and next review, reporter told; stays counted as open", "review in 90 days at most", Reason: true, Verb: "park"),
        new(CaseState.Parked, CaseState.InProgress, Leads, "somebody works on it", Verb: "unpark"),
        new(CaseState.Parked, CaseState.InProgress, Who.System, "on the day of review", Verb: "unpark"),
        new(CaseState.InProgress, CaseState.Escalated, Leads, "keeps number and clock", Reason: true, Verb: "escalate"),
        new(CaseState.InProgress, CaseState.Resolved, Who.Handler, "text for the reporter", Verb: "resolve"),
        new(CaseState.InProgress, CaseState.Resolved, Who.System, "a task for it was done", Verb: "resolve"),
        new(CaseState.Resolved, CaseState.CallbackPending, Who.System, "the reporter is asked", Verb: "ask"),
        new(CaseState.CallbackPending, CaseState.Closed, Own, "the reporter's word", Verb: "close"),
        new(CaseState.CallbackPending, CaseState.Closed, Callers, "never the handler: recorded by who spoke with the reporter; without a reporter, by who looked", "2 working days", Verb: "close_by_call"),
        new(CaseState.CallbackPending, CaseState.Unconfirmed, Who.System, "3 tries on 2 days reach nobody; never counted as closed or satisfied", Verb: "leave_unconfirmed"),
        new(CaseState.CallbackPending, CaseState.Reopened, Own, "not solved", Verb: "reopen"),
        new(CaseState.CallbackPending, CaseState.Reopened, Callers, "the reporter said so to who called; or who looked saw it", Verb: "reopen_by_call"),
        new(CaseState.CallbackPending, CaseState.Assigned, Leads, "to another, so that who worked on it may look", Verb: "assign_to_another"),
        new(CaseState.Unconfirmed, CaseState.Closed, Own, "any time", Verb: "close"),
        new(CaseState.Unconfirmed, CaseState.Closed, Callers, "of who is reached by phone: as they said it", Verb: "close_by_call"),
        new(CaseState.Unconfirmed, CaseState.Reopened, Callers, "of who is reached by phone: as they said it", Verb: "reopen_by_call"),
        new(CaseState.Closed, CaseState.Reopened, Who.System, "a thank-you call heard that it is not so", "14 days", Verb: "reopen_by_thanks"),
        new(CaseState.Closed, CaseState.Reopened, Callers, "of who is reached by phone: as they said it", "15 days", Verb: "reopen_by_call"),
        new(CaseState.Answered, CaseState.Reopened, Callers, "of who is reached by phone: new facts", Verb: "reopen_by_call"),
        new(CaseState.Merged, CaseState.Reopened, Callers, "of who is reached by phone: not solved for them", Verb: "reopen_by_call"),
        new(CaseState.Merged, CaseState.Accepted, Who.System, "the one that went on for it was taken back", Verb: "go_on_alone"),
        new(CaseState.Unconfirmed, CaseState.Reopened, Own, "any time", Verb: "reopen"),
        new(CaseState.Closed, CaseState.Reopened, Own, "one word", "15 days", Verb: "reopen"),
        new(CaseState.Reopened, CaseState.Escalated, Who.System, "the second time", Reason: true, Verb: "escalate"),
        new(CaseState.CallbackPending, CaseState.Answered, Offices, "never the handler; further doors named", Reason: true, Verb: "answer"),
        new(CaseState.Reopened, CaseState.Answered, Offices, "never the handler; further doors named", Reason: true, Verb: "answer"),
        new(CaseState.Escalated, CaseState.Answered, Offices, "cannot be done, or refused again; never the handler; further doors named", Reason: true, Verb: "answer"),
        new(CaseState.Answered, CaseState.Reopened, Own, "new facts", Verb: "reopen"),
        new(CaseState.Merged, CaseState.Reopened, Own, "not solved for them: it goes on by itself", Verb: "reopen"),
        new(CaseState.Received, CaseState.Withdrawn, Own, Verb: "withdraw"),
        new(CaseState.Accepted, CaseState.Withdrawn, Own, Verb: "withdraw"),
        new(CaseState.Assigned, CaseState.Withdrawn, Own, Verb: "withdraw"),
        new(CaseState.InProgress, CaseState.Withdrawn, Own, Verb: "withdraw"),
        new(CaseState.Returned, CaseState.Withdrawn, Own, Verb: "withdraw"),
        new(CaseState.WaitingReporter, CaseState.Withdrawn, Own, Verb: "withdraw"),
        new(CaseState.Parked, CaseState.Withdrawn, Own, Verb: "withdraw"),
        new(CaseState.Escalated, CaseState.Withdrawn, Own, Verb: "withdraw"),
        new(CaseState.CallbackPending, CaseState.Withdrawn, Own, Verb: "withdraw"),
        new(CaseState.Reopened, CaseState.Withdrawn, Own, Verb: "withdraw"))
    {
        Title = "Case (事项)",
        Load = CaseRows.Find,
        IsSeenByOthers = (tx, row) => Can.See.Over(tx, row.OrgId),
        Actors =
        [
            new(Own, (tx, row) => row.ReporterId == tx.Actor.PersonId && tx.Actor.PersonId is not null),
            new(Who.Handler, CaseHandlers.IsActor),
            new(Who.Secretary, (tx, row) => Can.AnswerCases.Over(tx, row.OrgId)),
            new(Offices, (tx, row) => row.AboveOrgId is { } above && Can.OverseeCases.Over(tx, above)),
            new(Who.GridWorker, CaseCalls.MayCall),
        ],
        ReasonWords = Case.SealedReason,
        KeepsReason = true,
        Moved = CaseRows.Note,
        Timers =
        [
            new(CaseState.Received, TriageDue, (tx, row) => CaseClock.TriageDue(tx.Now, row.Urgent), ShowsAsDue: true),
            new(CaseState.Accepted, TriageDue, (tx, row) => CaseClock.TriageDue(tx.Now, row.Urgent), ShowsAsDue: true),
            new(CaseState.Assigned, ContactDue, (tx, row) => CaseClock.ContactDue(tx.Now, row.Urgent), ShowsAsDue: true),
            new(CaseState.WaitingReporter, WaitEnds, (tx, _) => tx.Now + CaseClock.WaitsForReporter, ShowsAsDue: true),
            new(CaseState.Parked, Review, (_, row) => row.ReviewAt, ShowsAsDue: true),
            new(CaseState.CallbackPending, CallDue, (tx, _) => CaseClock.CallDue(tx.Now), ShowsAsDue: true),
            new(CaseState.CallbackPending, AskAgain, (tx, row) => row.Reach == CaseReach.Chat ? CaseClock.AskAgain(tx) : null),
            WhileWorkedOn(TurnsYellow, row => row is { WorkFromAt: { } from, WorkDueAt: { } due } ? CaseClock.YellowAt(from, due) : null),
            WhileWorkedOn(TurnsRed, row => row.WorkDueAt),
            WhileWorkedOn(IsLate, row => row.WorkDueAt + CaseClock.LateFor),
        ],
    };

    /// <summary>As SQL: it waits to be put on the ledger or given to somebody, or to be decided by the office above.</summary>
    internal static readonly string ToDecide = States.Sql(CaseState.Received, CaseState.Accepted, CaseState.Returned, CaseState.Reopened, CaseState.Escalated);

    /// <summary>As SQL: the handler works on it.</summary>
    internal static readonly string WithHandler = States.Sql(Enum.GetValues<CaseState>().Where(IsWithHandler));

    /// <summary>As SQL: the handler has to do something.</summary>
    internal static readonly string ToWorkOn = States.Sql(CaseState.Assigned, CaseState.InProgress);

    internal static readonly string ToCallBack = States.Sql(CaseState.CallbackPending);

    internal static readonly string MergedInSql = States.Sql(CaseState.Merged);

    /// <summary>As SQL: not over; what was parked among them.</summary>
    internal static readonly string Open = States.Sql(Enum.GetValues<CaseState>().Where(IsOpen));

    /// <summary>As SQL: open, or may be opened again.</summary>
    internal static readonly string MayGoOn = States.Sql(Enum.GetValues<CaseState>().Except(Table.Terminal));

    /// <summary>As SQL: over for the ledger, though a word of the reporter's may open some of them again.</summary>
    internal static readonly string Over = States.Sql(Enum.GetValues<CaseState>().Where(state => !IsOpen(state)));

    /// <summary>Somebody works on it, and reads it for that.</summary>
    public static bool IsWithHandler(CaseState state) => state is CaseState.Assigned or CaseState.InProgress or CaseState.WaitingReporter or CaseState.Parked;

    /// <summary>Not over.</summary>
    public static bool IsOpen(CaseState state) => state is not (CaseState.OutOfScope or CaseState.Merged or CaseState.Closed or CaseState.Unconfirmed or CaseState.Answered or CaseState.Withdrawn);

    // What is done within its time in one of these states goes on in the next: the day it has to be done by is the row's. What was told before a
    // clock stood still is not told anew when it goes on.
    private static StateTimer<CaseState, Case> WhileWorkedOn(string kind, Func<Case, DateTimeOffset?> at) =>
        new(BeingWorkedOn[0], kind, (tx, row) => at(row) is { } then && (then > tx.Now || row.ContactedAt is null) ? then : null) { AlsoIn = BeingWorkedOn[1..] };
}
