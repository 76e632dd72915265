using ChatGov.Data;
using ChatGov.Deadlines;
using ChatGov.Machines;
using ChatGov.Rights;
using ChatGov.Texts;

namespace ChatGov.Registrations;

/// <summary>双报到: where one lives, and where one's unit is partner.</summary>
public enum RegistrationKind
{
    Home,
    UnitPartner,
}

public enum RegistrationState
{
    Invited,
    Submitted,
    Returned,
    Active,
    Transferring,
    Suspended,
    Ended,
    Lapsed,
}

/// <summary>The life of a registration (报到).</summary>
public static class RegistrationMachine
{
    public const string AnswerDue = "registration.answer_due";
    public const string Lapse = "registration.lapse";
    public const string InviteExpires = "registration.invite_expires";
    public const string TransferFallsBack = "registration.transfer_falls_back";
    public const string SuspensionEnds = "registration.suspension_ends";
    public const string CalendarMissing = "registration.calendar_missing";
    [Limit("registrationWorkdays")]
    internal const int AnswerWithin = 2;

    private const int LapseAfter = 10;
    private const int FallBackAfter = 5;
    private const string LeftUnit = "left the unit, UnitPartner only";
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromDays(7);

    public static readonly Machine<RegistrationState, Registration> Table = new(
        "registration",
        [RegistrationState.Ended, RegistrationState.Lapsed],
        new(null, RegistrationState.Invited, Who.Liaison | Who.Secretary | Who.System, "one roster row, one code", "code 30 d", Verb: "invite"),
        new(null, RegistrationState.Submitted, Who.Member, "no other of the kind", "community answers in 2 working days", Verb: "submit"),
        new(null, RegistrationState.Active, Who.Secretary, "the new community's yes to a transfer", Verb: "transfer_in"),
        new(RegistrationState.Invited, RegistrationState.Submitted, Who.Member, "code right, unused, in time", Verb: "submit"),
        new(RegistrationState.Invited, RegistrationState.Lapsed, Who.System, "code expired", "30 d", Verb: "lapse"),
        new(RegistrationState.Submitted, RegistrationState.Active, Who.Secretary, Limit: $"{AnswerWithin} working days", Verb: "approve"),
        new(RegistrationState.Active, RegistrationState.Submitted, Who.Secretary, "it was their own yes, and nobody acted on it: no claim, no service, no change since", "10 min", Verb: "take_back"),
        new(RegistrationState.Submitted, RegistrationState.Active, Who.System, "only by invite code, or own contact or WeCom account on the roster", Verb: "confirm_by_roster"),
        new(RegistrationState.Submitted, RegistrationState.Returned, Who.Secretary, "in scope", Reason: true, Verb: "return"),
        new(RegistrationState.Returned, RegistrationState.Submitted, Who.Member, Verb: "submit"),
        new(RegistrationState.Submitted, RegistrationState.Lapsed, Who.System, Limit: $"{LapseAfter} working days", Verb: "lapse"),
        new(RegistrationState.Returned, RegistrationState.Lapsed, Who.System, Limit: $"{LapseAfter} working days", Verb: "lapse"),
        new(RegistrationState.Active, RegistrationState.Transferring, Who.Member, "another community; the old one is told and has no veto", Verb: "request_transfer"),
        new(RegistrationState.Transferring, RegistrationState.Ended, Who.Secretary, "the new community's yes", "2 working days", Verb: "transfer_out"),
        new(RegistrationState.Transferring, RegistrationState.Ended, Who.Member, "退出", Verb: "end"),
        new(RegistrationState.Transferring, RegistrationState.Active, Who.System, "no answer: the member stays", "5 working days", Verb: "transfer_unanswered"),
        new(RegistrationState.Transferring, RegistrationState.Active, Who.Secretary | Who.Member, "the new community's no: the member stays", Verb: "decline_transfer"),
        new(RegistrationState.Active, RegistrationState.Suspended, Who.Member, "until a day ahead", Verb: "suspend"),
        new(RegistrationState.Suspended, RegistrationState.Active, Who.Member | Who.System, "System on the day", Verb: "resume"),
        new(RegistrationState.Active, RegistrationState.Ended, Who.Member, Reason: true, Verb: "end"),
        new(RegistrationState.Active, RegistrationState.Ended, Who.Secretary, "moved, the member is told", Reason: true, Verb: "end_by_secretary"),
        new(RegistrationState.Active, RegistrationState.Ended, Who.Liaison | Who.System, LeftUnit, Reason: true, Verb: "left_unit"),
        new(RegistrationState.Submitted, RegistrationState.Ended, Who.Member, Verb: "end"),
        new(RegistrationState.Returned, RegistrationState.Ended, Who.Member, Verb: "end"),
        new(RegistrationState.Suspended, RegistrationState.Ended, Who.Member, Verb: "end"),
        new(RegistrationState.Suspended, RegistrationState.Ended, Who.Secretary, "moved, the member is told", Verb: "end_by_secretary"),
        new(RegistrationState.Suspended, RegistrationState.Ended, Who.Liaison | Who.System, LeftUnit, Verb: "left_unit"))
    {
        Title = "Registration (报到)",
        Load = RegistrationRows.Find,
        IsSeenByOthers = (tx, registration) => registration.AnsweredBy is { } org && Can.See.Over(tx, org),
        Actors =
        [
            new(Who.Member, (tx, registration) => registration.PersonId == tx.Actor.PersonId),
            new(Who.Secretary, (tx, registration) => registration.AnsweredBy is { } org && Can.RunCommunity.Over(tx, org)),
        ],
        ReasonWords = Registration.SealedReason,
        Timers =
        [
            new(RegistrationState.Submitted, AnswerDue, (_, row) => Within(row.SubmittedAt, LapseAfter) is null ? null : Within(row.SubmittedAt, AnswerWithin)),
            new(RegistrationState.Submitted, Lapse, (_, row) => Within(row.SubmittedAt, LapseAfter)) { AlsoIn = [RegistrationState.Returned] },
            new(RegistrationState.Submitted, CalendarMissing, (tx, row) => Within(row.SubmittedAt, LapseAfter) is null ? tx.Now + LookAgainAfter : null),
            new(RegistrationState.Transferring, AnswerDue, (tx, _) => Within(tx.Now, FallBackAfter) is null ? null : Within(tx.Now, AnswerWithin)),
            new(RegistrationState.Transferring, TransferFallsBack, (tx, _) => Within(tx.Now, FallBackAfter)),
            new(RegistrationState.Transferring, CalendarMissing, (tx, _) => Within(tx.Now, FallBackAfter) is null ? tx.Now + LookAgainAfter : null),
            new(RegistrationState.Suspended, SuspensionEnds, (_, row) => row.SuspendedUntil),

            // Set with each code that is given out.
            new(RegistrationState.Invited, InviteExpires, (_, _) => null),
        ],
    };

    // In the order of the index of what is open once a person.
    private static readonly RegistrationState[] OpenStates =
        [RegistrationState.Submitted, RegistrationState.Returned, RegistrationState.Active, RegistrationState.Transferring, RegistrationState.Suspended];

    /// <summary>As SQL: not over, and not only an invitation.</summary>
    internal static readonly string Open = States.Sql(OpenStates);

    /// <summary>As SQL: serves there.</summary>
    internal static readonly string Serving = States.Sql(RegistrationState.Active, RegistrationState.Transferring);

    /// <summary>As SQL: serves there, or rests and comes back.</summary>
    internal static readonly string Reported = States.Sql(RegistrationState.Active, RegistrationState.Transferring, RegistrationState.Suspended);

    /// <summary>As SQL: waits for the community's answer.</summary>
    internal static readonly string Submitted = States.Sql(RegistrationState.Submitted);

    /// <summary>As SQL: waits for the answer of the community that it is to go to.</summary>
    internal static readonly string Transferring = States.Sql(RegistrationState.Transferring);

    /// <summary>As SQL: a code was given out, and not used yet.</summary>
    internal static readonly string Invited = States.Sql(RegistrationState.Invited);

    private static DateTimeOffset? Within(DateTimeOffset? from, int workdays) => from is { } start ? WorkCalendar.Default.AddWorkdays(start, workdays) : null;
}
