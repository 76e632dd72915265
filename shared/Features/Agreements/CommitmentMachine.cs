using ChatGov.Data;
using ChatGov.Machines;

namespace ChatGov.Agreements;

/// <summary>The life of what one party promised another. Any party of the agreement writes it down; who gives and who receives decide later.</summary>
public static class CommitmentMachine
{
    public static readonly Machine<CommitmentState, Commitment> Table = new(
        "commitment",
        [CommitmentState.Fulfilled, CommitmentState.Waived, CommitmentState.Unfulfilled],
        new(null, CommitmentState.Planned, AgreementMachine.Party | Who.System, "System: in the draft of the next term", Verb: "promise"),
        new(null, CommitmentState.InProgress, Who.System, "in the next term", Verb: "promise"),
        new(CommitmentState.Planned, CommitmentState.InProgress, Who.System, "the agreement is active", Verb: "begin"),
        new(CommitmentState.Planned, CommitmentState.Waived, AgreementMachine.Party | Who.System, "taken out of the draft; System when its two sides became one", Verb: "waive"),
        new(CommitmentState.InProgress, CommitmentState.Fulfilled, Who.System, "the receiver confirmed all of it", Verb: "fulfil"),
        new(CommitmentState.InProgress, CommitmentState.Waived, AgreementMachine.Party | Who.System, "both sides say so; System when they became one", Reason: true, Verb: "waive"),
        new(CommitmentState.InProgress, CommitmentState.Unfulfilled, Who.System, "the agreement has ended", Verb: "end"))
    {
        Title = "Commitment of an agreement",
        Load = AgreementRows.FindCommitment,
        IsSeenByOthers = (tx, commitment) => AgreementRows.IsSeen(tx, commitment.AgreementId),
        Actors =
        [
            new(Who.Secretary, (tx, commitment) => AgreementRows.SpeaksForCommunity(tx, commitment.AgreementId)),
            new(Who.Liaison, (tx, commitment) => AgreementRows.SpeaksForUnit(tx, commitment.AgreementId)),
        ],
        ReasonWords = Commitment.SealedReason,
        KeepsReason = true,
        Timers = [],
        TakenFirst = ["UPDATE agreement SET row_version = row_version WHERE id = (SELECT agreement_id FROM commitment WHERE id = @id)"],
    };

    /// <summary>As SQL: written down in a draft.</summary>
    internal static readonly string Planned = States.Sql(CommitmentState.Planned);

    /// <summary>As SQL: it is being kept.</summary>
    internal static readonly string InProgress = States.Sql(CommitmentState.InProgress);

    /// <summary>As SQL: both sides let it go.</summary>
    internal static readonly string Waived = States.Sql(CommitmentState.Waived);
}
