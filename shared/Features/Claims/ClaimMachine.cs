using ChatGov.Data;
using ChatGov.Machines;
using ChatGov.Rights;
using ChatGov.Tasks;
using ChatGov.Texts;

namespace ChatGov.Claims;

public enum ClaimState
{
    Confirmed,
    Pending,
    Declined,
    Waitlisted,
    Offered,
    Lapsed,
    Withdrawn,
    Released,
    CheckedIn,
    CheckedOut,
    Attended,
    Absent,
    Unconfirmed,
    Disputed,
    Adjusted,
    Recorded,
}

/// <summary>The life of a claim: a person's place in a task.</summary>
/// <remarks>
/// Where the program does what is a member's, they said so by handing a code to a friend (同去, 找人替).
/// The organiser's word goes through Attended to Recorded in one transaction, so that members read their hours at
/// once; an objection therefore also starts from Recorded, and its correction is a reversing row.
/// </remarks>
public static class ClaimMachine
{
    public const string Delivered = "claim.offer_delivered";
    public const string RunsOut = "claim.offer_runs_out";
    public const string AskAgain = "claim.ask_again";
    public const string NoAnswer = "claim.no_answer";
    public const string ForgottenCheckOut = "claim.check_out";

    [Limit("claimAnswerDays")]
    private const int AnswerDays = 2;

    [Limit("claimEndsDays")]
    private const int EndDays = 3;

    private const string Window = "7 d";
    private const string TakenBack = "take_back";
    private const string TakenBackWithin = "10 min";
    private const string RosterTakenBack = "the roster is taken back: a reversing row";
    private const string OwnTimeTakenBack = "the roster is taken back, and with it what they said of their own time";
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromDays(AnswerDays);
    private static readonly TimeSpan EndAfter = TimeSpan.FromDays(EndDays);

    public static readonly Machine<ClaimState, Claim> Table = new(
        "claim",
        [
            ClaimState.Declined, ClaimState.Lapsed, ClaimState.Withdrawn, ClaimState.Released, ClaimState.Absent, ClaimState.Unconfirmed,
            ClaimState.Recorded,
        ],
        new(null, ClaimState.Confirmed, Who.Member | Who.System, $"first come; skill and credential; no time clash; at most {Eligibility.MostOpen} open claims", Verb: "claim"),
        new(null, ClaimState.Pending, Who.Member | Who.System, "home visit, minors, credentials, agreement-only tasks", Verb: "apply"),
        new(null, ClaimState.Waitlisted, Who.Member, "ordered by the inbox number of the message", Verb: "wait"),
        new(ClaimState.Pending, ClaimState.Confirmed, Who.Secretary, Limit: $"{AnswerDays} d, asked once more", Verb: "approve"),
        new(ClaimState.Pending, ClaimState.Declined, Who.Secretary, Reason: true, Verb: "decline"),
        new(ClaimState.Pending, ClaimState.Declined, Who.System, Limit: $"{EndDays} d", Reason: true, Verb: "decline_unanswered"),
        new(ClaimState.Waitlisted, ClaimState.Offered, Who.System, "the place is held", Verb: "offer"),
        new(ClaimState.Offered, ClaimState.Confirmed, Who.Member | Who.System, Limit: "12 h, 2 h if the start is within 24 h; rests 21:00–08:00", Verb: "accept"),
        new(ClaimState.Offered, ClaimState.Lapsed, Who.System, "then the next is asked", Verb: "lapse"),
        new(ClaimState.Pending, ClaimState.Withdrawn, Who.Member, Verb: "withdraw"),
        new(ClaimState.Waitlisted, ClaimState.Withdrawn, Who.Member, Verb: "withdraw"),
        new(ClaimState.Offered, ClaimState.Withdrawn, Who.Member, Verb: "withdraw"),
        new(ClaimState.Confirmed, ClaimState.Withdrawn, Who.Member, "before the start, no reason asked; within 24 h a replacement is sought", Verb: "withdraw"),
        new(ClaimState.Confirmed, ClaimState.Withdrawn, Who.System, "the friend to whom they handed a code takes it over", Verb: "hand_over"),
        new(ClaimState.Pending, ClaimState.Released, Who.System, "task cancelled, expired or begun", Verb: "release"),
        new(ClaimState.Waitlisted, ClaimState.Released, Who.System, "task cancelled, expired or begun", Verb: "release"),
        new(ClaimState.Offered, ClaimState.Released, Who.System, "task cancelled, expired or begun", Verb: "release"),
        new(ClaimState.Confirmed, ClaimState.Released, Who.System, "task cancelled or expired, or the member left before the start", Verb: "release"),
        new(ClaimState.CheckedIn, ClaimState.Released, Who.System, "task cancelled", Verb: "release"),
        new(ClaimState.CheckedOut, ClaimState.Released, Who.System, "task cancelled", Verb: "release"),
        new(ClaimState.Confirmed, ClaimState.Unconfirmed, Who.System, "the task closed itself: no hours until confirmed", "+7 d", Verb: "unconfirmed"),
        new(ClaimState.CheckedIn, ClaimState.Unconfirmed, Who.System, "the task closed itself", "+7 d", Verb: "unconfirmed"),
        new(ClaimState.CheckedOut, ClaimState.Unconfirmed, Who.System, "the task closed itself", "+7 d", Verb: "unconfirmed"),
        new(ClaimState.Confirmed, ClaimState.CheckedIn, Who.Member, "a convenience", "from 30 min before the start", Verb: "check_in"),
        new(ClaimState.CheckedIn, ClaimState.CheckedOut, Who.Member | Who.System, Limit: "System at the end +2 h, flagged", Verb: "check_out"),
        new(ClaimState.Confirmed, ClaimState.Attended, Who.Organiser | Who.Secretary, "one message for all", Verb: "attend"),
        new(ClaimState.CheckedIn, ClaimState.Attended, Who.Organiser | Who.Secretary, "one message for all", Verb: "attend"),
        new(ClaimState.CheckedOut, ClaimState.Attended, Who.Organiser | Who.Secretary, "one message for all", Verb: "attend"),
        new(ClaimState.Confirmed, ClaimState.Absent, Who.Organiser | Who.Secretary, "only after the end; seen by the member and the secretary; no counter, no penalty", Verb: "absent"),
        new(ClaimState.Absent, ClaimState.Disputed, Who.Member, Limit: Window, Verb: "object"),
        new(ClaimState.Unconfirmed, ClaimState.Disputed, Who.Member, Limit: "7 d; back-entry 30 d", Verb: "object"),
        new(ClaimState.Attended, ClaimState.Disputed, Who.Member, Limit: Window, Verb: "object"),
        new(ClaimState.Recorded, ClaimState.Disputed, Who.Member, Limit: Window, Verb: "object"),
        new(null, ClaimState.Attended, Who.Organiser | Who.Secretary, "walk-in: came without being on the list; written down by another, no other service at that time", Verb: "walk_in"),
        new(ClaimState.Confirmed, ClaimState.Disputed, Who.Member, "confirmed the roster: another agrees to their own time", Verb: "own_time"),
        new(ClaimState.CheckedIn, ClaimState.Disputed, Who.Member, "confirmed the roster: another agrees to their own time", Verb: "own_time"),
        new(ClaimState.CheckedOut, ClaimState.Disputed, Who.Member, "confirmed the roster: another agrees to their own time", Verb: "own_time"),
        new(null, ClaimState.Disputed, Who.Member, "late entry: served without being on the list", "30 d", Verb: "late_entry"),
        new(ClaimState.Disputed, ClaimState.Attended, Who.Secretary, "stays as it was", Verb: "leave_as_it_was"),
        new(ClaimState.Disputed, ClaimState.Absent, Who.Secretary, "stays as it was", Verb: "leave_as_it_was"),
        new(ClaimState.Disputed, ClaimState.Unconfirmed, Who.Secretary, "stays as it was", Verb: "leave_as_it_was"),
        new(ClaimState.Disputed, ClaimState.Declined, Who.Secretary, "the late entry is not agreed to", Verb: "leave_as_it_was"),
        new(ClaimState.Disputed, ClaimState.Adjusted, Who.Secretary, "another than the first confirmer above 4 h", Verb: "adjust"),
        new(ClaimState.Recorded, ClaimState.Confirmed, Who.Organiser | Who.Secretary, RosterTakenBack, TakenBackWithin, Verb: TakenBack),
        new(ClaimState.Recorded, ClaimState.CheckedIn, Who.Organiser | Who.Secretary, RosterTakenBack, TakenBackWithin, Verb: TakenBack),
        new(ClaimState.Recorded, ClaimState.CheckedOut, Who.Organiser | Who.Secretary, RosterTakenBack, TakenBackWithin, Verb: TakenBack),
        new(ClaimState.Recorded, ClaimState.Released, Who.Organiser | Who.Secretary, "the roster is taken back, and they were on no list: a reversing row", TakenBackWithin, Verb: TakenBack),
        new(ClaimState.Absent, ClaimState.Confirmed, Who.Organiser | Who.Secretary, "the roster is taken back", TakenBackWithin, Verb: TakenBack),
        new(ClaimState.Disputed, ClaimState.Confirmed, Who.Organiser, OwnTimeTakenBack, TakenBackWithin, Verb: TakenBack),
        new(ClaimState.Disputed, ClaimState.CheckedIn, Who.Organiser, OwnTimeTakenBack, TakenBackWithin, Verb: TakenBack),
        new(ClaimState.Disputed, ClaimState.CheckedOut, Who.Organiser, OwnTimeTakenBack, TakenBackWithin, Verb: TakenBack),
        new(ClaimState.Attended, ClaimState.Recorded, Who.System, "the service record is written; one that stands already stays", Verb: "record"),
        new(ClaimState.Adjusted, ClaimState.Recorded, Who.System, "a reversing row, then the new one", Verb: "record"))
    {
        Title = "Claim (认领)",
        Load = ClaimRows.Find,
        IsSeenByOthers = (tx, claim) => Can.See.Over(tx, claim.OrgId),
        Actors =
        [
            new(Who.Member, (tx, claim) => claim.PersonId == tx.Actor.PersonId),
            new(Who.Secretary, (tx, claim) => Can.RunCommunity.Over(tx, claim.OrgId)),
            new(Who.Organiser, (tx, claim) => TaskRows.Find(tx, claim.TaskId) is { } task && TaskLeads.Leads(tx, task, tx.Actor.PersonId)),
        ],

        // What a member is told in words is in the message to them alone.
        ReasonWords = null,
        Timers =
        [
            new(ClaimState.Pending, AskAgain, (tx, _) => tx.Now + AskAgainAfter),
            new(ClaimState.Pending, NoAnswer, (tx, _) => tx.Now + EndAfter),
            new(ClaimState.Offered, RunsOut, (_, claim) => claim.OfferedUntil),

            // Set by the messenger when it hands over the question.
            new(ClaimState.Offered, Delivered, (_, _) => null),
            new(ClaimState.CheckedIn, ForgottenCheckOut, (_, claim) => claim.EndsAt + CheckIns.After),
        ],
        TakenFirst =
        [
            "UPDATE person SET row_version = row_version WHERE id = (SELECT person_id FROM claim WHERE id = @id)",
            "UPDATE task SET row_version = row_version WHERE id = (SELECT task_id FROM claim WHERE id = @id)",
        ],
    };

    private static readonly ClaimState[] WithAPlace = [ClaimState.Confirmed, ClaimState.CheckedIn, ClaimState.CheckedOut];
    private static readonly ClaimState[] Served = [ClaimState.Attended, ClaimState.Disputed, ClaimState.Adjusted, ClaimState.Recorded];

    /// <summary>As SQL: it holds, waits for or is offered a place.</summary>
    internal static readonly string Open = States.Sql([.. WithAPlace, ClaimState.Pending, ClaimState.Waitlisted, ClaimState.Offered]);

    /// <summary>As SQL: it holds a place that is still to come.</summary>
    internal static readonly string Upcoming = States.Sql(WithAPlace);

    /// <summary>As SQL: it is no more: the person may claim the task again.</summary>
    internal static readonly string GivenUp = States.Sql(ClaimState.Declined, ClaimState.Lapsed, ClaimState.Withdrawn, ClaimState.Released);

    /// <summary>As SQL: it waits for the secretary's yes.</summary>
    internal static readonly string WaitsForAYes = States.Sql(ClaimState.Pending);

    /// <summary>As SQL: it waits for a place.</summary>
    internal static readonly string Waiting = States.Sql(ClaimState.Waitlisted);

    /// <summary>As SQL: the person comes, came or says so.</summary>
    internal static readonly string Present = States.Sql([.. WithAPlace, .. Served]);

    /// <summary>As SQL: it is on the roster, whatever that says of it.</summary>
    internal static readonly string OnTheRoster = States.Sql([.. WithAPlace, .. Served, ClaimState.Absent, ClaimState.Unconfirmed]);

    /// <summary>As SQL: the organiser said that they came.</summary>
    internal static readonly string Came = States.Sql(ClaimState.Attended, ClaimState.Adjusted, ClaimState.Recorded);

    /// <summary>As SQL: the roster says something of it that they may object to.</summary>
    internal static readonly string Objectionable = States.Sql(ClaimState.Absent, ClaimState.Recorded);

    /// <summary>As SQL: the roster was never confirmed.</summary>
    internal static readonly string WithoutRoster = States.Sql(ClaimState.Unconfirmed);
}
