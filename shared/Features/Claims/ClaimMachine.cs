using ChatGov.Data;
using ChatGov.Machines;

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
/// The organiser's word goes through Attended to Recorded in one transaction, so that members read their hours at
/// once; an objection therefore also starts from Recorded, and its correction is a reversing row.
/// </remarks>
public static class ClaimMachine
{
    private const string Window = "7 d";

    public static readonly Machine<ClaimState> Table = new(
        "claim",
        [
            ClaimState.Declined, ClaimState.Lapsed, ClaimState.Withdrawn, ClaimState.Released, ClaimState.Absent, ClaimState.Unconfirmed,
            ClaimState.Recorded,
        ],
        new(null, ClaimState.Confirmed, Who.Member, "first come; skill and credential; no time clash; at most 3 open claims"),
        new(null, ClaimState.Pending, Who.Member, "home visit, minors, credentials, agreement-only tasks"),
        new(null, ClaimState.Waitlisted, Who.Member, "ordered by the inbox number of the message"),
        new(ClaimState.Pending, ClaimState.Confirmed, Who.Secretary, Limit: "48 h, asked once more"),
        new(ClaimState.Pending, ClaimState.Declined, Who.Secretary | Who.System, Limit: "System at 72 h", Reason: true),
        new(ClaimState.Waitlisted, ClaimState.Offered, Who.System, "the place is held"),
        new(ClaimState.Offered, ClaimState.Confirmed, Who.Member, Limit: "12 h, 2 h if the start is within 24 h; rests 21:00–08:00"),
        new(ClaimState.Offered, ClaimState.Lapsed, Who.System, "then the next is asked"),
        new(ClaimState.Pending, ClaimState.Withdrawn, Who.Member),
        new(ClaimState.Waitlisted, ClaimState.Withdrawn, Who.Member),
        new(ClaimState.Offered, ClaimState.Withdrawn, Who.Member),
        new(ClaimState.Confirmed, ClaimState.Withdrawn, Who.Member, "before the start, no reason asked; within 24 h a replacement is sought"),
        new(ClaimState.Pending, ClaimState.Released, Who.System, "task cancelled, expired or begun"),
        new(ClaimState.Waitlisted, ClaimState.Released, Who.System, "task cancelled, expired or begun"),
        new(ClaimState.Offered, ClaimState.Released, Who.System, "task cancelled, expired or begun"),
        new(ClaimState.Confirmed, ClaimState.Released, Who.System, "task cancelled or expired, or the member left before the start"),
        new(ClaimState.CheckedIn, ClaimState.Released, Who.System, "task cancelled"),
        new(ClaimState.CheckedOut, ClaimState.Released, Who.System, "task cancelled"),
        new(ClaimState.Confirmed, ClaimState.Unconfirmed, Who.System, "the task closed itself: no hours until confirmed", "+7 d"),
        new(ClaimState.CheckedIn, ClaimState.Unconfirmed, Who.System, "the task closed itself", "+7 d"),
        new(ClaimState.CheckedOut, ClaimState.Unconfirmed, Who.System, "the task closed itself", "+7 d"),
        new(ClaimState.Confirmed, ClaimState.CheckedIn, Who.Member, "a convenience", "from 30 min before the start"),
        new(ClaimState.CheckedIn, ClaimState.CheckedOut, Who.Member | Who.System, Limit: "System at the end +2 h, flagged"),
        new(ClaimState.Confirmed, ClaimState.Attended, Who.Organiser | Who.Secretary, "one message for all"),
        new(ClaimState.CheckedIn, ClaimState.Attended, Who.Organiser | Who.Secretary, "one message for all"),
        new(ClaimState.CheckedOut, ClaimState.Attended, Who.Organiser | Who.Secretary, "one message for all"),
        new(ClaimState.Confirmed, ClaimState.Absent, Who.Organiser | Who.Secretary, "only after the end; seen by the member and the secretary; no counter, no penalty"),
        new(ClaimState.Absent, ClaimState.Disputed, Who.Member, Limit: Window),
        new(ClaimState.Unconfirmed, ClaimState.Disputed, Who.Member, Limit: "7 d; back-entry 30 d"),
        new(ClaimState.Attended, ClaimState.Disputed, Who.Member, Limit: Window),
        new(ClaimState.Recorded, ClaimState.Disputed, Who.Member, Limit: Window),
        new(null, ClaimState.Attended, Who.Organiser | Who.Secretary, "walk-in: came without being on the list; written down by another, no other service at that time"),
        new(ClaimState.Confirmed, ClaimState.Disputed, Who.Member, "confirmed the roster: another agrees to their own time"),
        new(ClaimState.CheckedIn, ClaimState.Disputed, Who.Member, "confirmed the roster: another agrees to their own time"),
        new(ClaimState.CheckedOut, ClaimState.Disputed, Who.Member, "confirmed the roster: another agrees to their own time"),
        new(null, ClaimState.Disputed, Who.Member, "late entry: served without being on the list", "30 d"),
        new(ClaimState.Disputed, ClaimState.Attended, Who.Secretary, "stays as it was"),
        new(ClaimState.Disputed, ClaimState.Absent, Who.Secretary, "stays as it was"),
        new(ClaimState.Disputed, ClaimState.Unconfirmed, Who.Secretary, "stays as it was"),
        new(ClaimState.Disputed, ClaimState.Declined, Who.Secretary, "the late entry is not agreed to"),
        new(ClaimState.Disputed, ClaimState.Adjusted, Who.Secretary, "another than the first confirmer above 4 h"),
        new(ClaimState.Attended, ClaimState.Recorded, Who.System, "the service record is written; one that stands already stays"),
        new(ClaimState.Adjusted, ClaimState.Recorded, Who.System, "a reversing row, then the new one"));
}
