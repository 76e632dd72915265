using ChatGov.Data;
using ChatGov.Machines;

namespace ChatGov.Agreements;

public enum AgreementState
{
    Draft,
    Proposed,
    Active,
    UnderReview,
    Renewed,
    Expired,
    Terminated,
}

public enum CommitmentState
{
    Planned,
    InProgress,
    Fulfilled,
    Waived,

    /// <summary>The agreement ended before all of it was received.</summary>
    Unfulfilled,
}

/// <summary>How often what is promised is given.</summary>
public enum CommitmentPeriod
{
    Once,
    Week,
    Month,
    Quarter,
    Year,
}

/// <summary>The life of a co-building agreement (共建协议).</summary>
public static class AgreementMachine
{
    public static readonly Machine<AgreementState> Table = new(
        "agreement",
        [AgreementState.Renewed, AgreementState.Expired, AgreementState.Terminated],
        new(null, AgreementState.Draft, Who.Secretary | Who.Liaison),
        new(null, AgreementState.Active, Who.System, "the next term, when every party wants it as it is"),
        new(AgreementState.Draft, AgreementState.Proposed, Who.Secretary | Who.Liaison, "two parties or more, one commitment or more"),
        new(AgreementState.Draft, AgreementState.Terminated, Who.Secretary | Who.Liaison, "put away by a party", Reason: true),
        new(AgreementState.Proposed, AgreementState.Active, Who.System, "every party has confirmed", "10 working days"),
        new(AgreementState.Proposed, AgreementState.Draft, Who.Secretary | Who.Liaison | Who.System, "a party wants a change; System when it was not confirmed in time", "10 working days", Reason: true),
        new(AgreementState.Active, AgreementState.UnderReview, Who.System, Limit: "30 d before the end, and each year"),
        new(AgreementState.UnderReview, AgreementState.Active, Who.System, "a yearly review that is not the last: 30 d later"),
        new(AgreementState.UnderReview, AgreementState.Renewed, Who.System, "every party wants to go on", "at the end"),
        new(AgreementState.UnderReview, AgreementState.Expired, Who.System, Limit: "at the end"),
        new(AgreementState.Active, AgreementState.Terminated, Who.System, "a party gave notice, with a reason", "30 d", Reason: true),
        new(AgreementState.UnderReview, AgreementState.Terminated, Who.System, "a party gave notice, with a reason", "30 d", Reason: true));
}

/// <summary>The life of what one party promised another.</summary>
public static class CommitmentMachine
{
    public static readonly Machine<CommitmentState> Table = new(
        "commitment",
        [CommitmentState.Fulfilled, CommitmentState.Waived, CommitmentState.Unfulfilled],
        new(null, CommitmentState.Planned, Who.Secretary | Who.Liaison),
        new(null, CommitmentState.InProgress, Who.System, "in the next term"),
        new(CommitmentState.Planned, CommitmentState.InProgress, Who.System, "the agreement is active"),
        new(CommitmentState.Planned, CommitmentState.Waived, Who.Secretary | Who.Liaison, "taken out of the draft"),
        new(CommitmentState.InProgress, CommitmentState.Fulfilled, Who.System, "the receiver confirmed all of it"),
        new(CommitmentState.InProgress, CommitmentState.Waived, Who.Secretary | Who.Liaison, "both sides say so", Reason: true),
        new(CommitmentState.InProgress, CommitmentState.Unfulfilled, Who.System, "the agreement has ended"));
}
