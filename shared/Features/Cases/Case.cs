using ChatGov.Data;
using ChatGov.Deadlines;
using ChatGov.Machines;
using ChatGov.Paging;

namespace ChatGov.Cases;

/// <summary>What kind of matter; it sets how long it may take (<see cref="CaseClock"/>).</summary>
public enum CaseKind
{
    Repair,
    Environment,

    /// <summary>Noise, smoke, dogs, parking. Category and place only: nobody is named, and what is said between neighbours stays with mediation.</summary>
    Neighbours,
    Help,
    Suggestion,
    Consult,

    /// <summary>None of these, or more than one office has to work on it.</summary>
    Complex,
}

/// <summary>Where it was found.</summary>
public enum CaseSource
{
    Resident,

    /// <summary>检视问题.</summary>
    SelfReview,

    /// <summary>开门纳谏.</summary>
    OpenAdvice,

    /// <summary>踏查: of places and services, never of residents.</summary>
    Inspection,
    VisitNote,
    Meeting,
}

public enum CaseState
{
    Received,

    /// <summary>不归这里管, with the right door named.</summary>
    OutOfScope,

    /// <summary>并案: a duplicate of another; whoever reported it closes it for themselves.</summary>
    Merged,

    /// <summary>建账.</summary>
    Accepted,

    /// <summary>交办.</summary>
    Assigned,
    InProgress,

    /// <summary>回退: the handler gave it back.</summary>
    Returned,
    WaitingReporter,

    /// <summary>挂账: waits for a cause outside, until a day on which it is looked at again.</summary>
    Parked,

    /// <summary>上报, 吹哨.</summary>
    Escalated,

    /// <summary>办结, as the handler says.</summary>
    Resolved,
    CallbackPending,

    /// <summary>销号: by the reporter's word, or a second look where nobody reported it.</summary>
    Closed,
    Unconfirmed,
    Reopened,

    /// <summary>已答复未认可: cannot be done, or was refused again and again. Never called closed.</summary>
    Answered,
    Withdrawn,
}

/// <summary>How whoever reported it is asked.</summary>
public enum CaseReach
{
    Chat,
    Phone,

    /// <summary>Nobody reported it, or whoever did is gone.</summary>
    None,
}

/// <summary>By whose word it was closed.</summary>
public enum CaseClosing
{
    /// <summary>The reporter's, in chat.</summary>
    Word,

    /// <summary>The reporter's, to somebody who called and does not work on it.</summary>
    Call,

    /// <summary>Nobody reported it: a second person looked.</summary>
    Look,

    /// <summary>In the ledger that was kept before: it stands in the column, and in no rate.</summary>
    Before,
}

public enum CaseRating
{
    Satisfied,
    Fair,
    Dissatisfied,
}

public enum CaseCallOutcome
{
    Solved,
    NotSolved,
    Unreached,
}

/// <summary>A line of the ledger: what all who work in that part of the tree may know of it.</summary>
public record CaseLine : IVersioned, IMoved<CaseState>
{
    /// <summary>The number of its receipt.</summary>
    public long Id { get; init; }

    public long OrgId { get; init; }

    public string OrgName { get; init; } = "";

    /// <summary>The office above that it was passed up to, or that found it; null while the community has it.</summary>
    public long? AboveOrgId { get; init; }

    /// <summary>The name of that office.</summary>
    public string? AboveOrgName { get; init; }

    public CaseKind Kind { get; init; }

    /// <summary>Where it was found.</summary>
    public CaseSource Source { get; init; }

    public CaseState State { get; init; }

    /// <summary>Danger: the first contact is due in two hours.</summary>
    public bool Urgent { get; init; }

    /// <summary>What it waits for next is due then.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>When it has to be done; null before it is on the ledger. It moves on once a clock that stood still goes on.</summary>
    public DateTimeOffset? WorkDueAt { get; init; }

    /// <summary>Of the work: yellow with three quarters used or a day left, red when overdue. A request for help, no mark on anybody.</summary>
    public Light Light { get; init; }

    /// <summary>The unit that works on it.</summary>
    public string? HandlerOrgName { get; init; }

    /// <summary>How often it was opened again.</summary>
    public long Reopenings { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was put on the ledger.</summary>
    public DateTimeOffset? AcceptedAt { get; init; }

    /// <summary>When it ended; null while it is open.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>By whose word it was closed.</summary>
    public CaseClosing? Closing { get; init; }

    /// <summary>Null: not rated, which is never counted as good.</summary>
    public CaseRating? Rating { get; init; }

    /// <summary>The matter that goes on for it; null where it was not merged.</summary>
    public long? MergedInto { get; init; }

    /// <summary>In the ledger that was kept before.</summary>
    public string? OldNumber { get; init; }

    public long Version { get; init; }

    internal DateTimeOffset? WorkFromAt { get; init; }
}

/// <summary>A matter, as those see it who work on it. What the reporter said is not in it: reading that is noted (<see cref="CaseReadings"/>).</summary>
public sealed record Case : CaseLine, ISealedRow<Case>
{
    internal static readonly SealedColumn SealedWords = SealedColumn.Of("ledger_case.words_cipher");
    internal static readonly SealedColumn SealedSpot = SealedColumn.Of("ledger_case.spot_cipher");
    internal static readonly SealedColumn SealedContact = SealedColumn.Of("ledger_case.contact_cipher");
    internal static readonly SealedColumn SealedReason = SealedColumn.Of("ledger_case.reason_cipher");
    internal static readonly SealedColumn SealedResult = SealedColumn.Of("ledger_case.result_cipher");

    /// <summary>Where: building and stairs.</summary>
    public string? Spot { get; init; }

    /// <summary>Why it was last moved, where a reason is asked for.</summary>
    public string? Reason { get; init; }

    /// <summary>What was done, as the reporter is told.</summary>
    public string? Result { get; init; }

    /// <summary>How whoever reported it is asked; `None` where nobody did.</summary>
    public CaseReach Reach { get; init; }

    /// <summary>Reported for another, with their consent.</summary>
    public bool ForAnother { get; init; }

    /// <summary>Its time was extended, which happens once.</summary>
    public bool Extended { get; init; }

    /// <summary>A handler gave it back, which happens once.</summary>
    public bool SentBack { get; init; }

    /// <summary>When whoever works on it first spoke with the reporter, or looked.</summary>
    public DateTimeOffset? ContactedAt { get; init; }

    /// <summary>When what is parked is looked at again.</summary>
    public DateTimeOffset? ReviewAt { get; init; }

    /// <summary>The need as which it was asked first; null where it was not.</summary>
    public long? NeedId { get; init; }

    internal long? ReporterId { get; init; }

    internal long? HandlerId { get; init; }

    internal long? HandlerOrgId { get; init; }

    internal DateTimeOffset? StoppedAt { get; init; }

    internal long Asks { get; init; }

    /// <summary>Who did the work, also after somebody else has it.</summary>
    internal long? ResolvedBy { get; init; }

    internal bool? Solved { get; init; }

    /// <summary>Where the one stands that goes on for it, and since when that is over.</summary>
    internal CaseState? KeptState { get; init; }

    internal DateTimeOffset? KeptEndedAt { get; init; }

    internal byte[]? SpotCipher { get; init; }

    internal byte[]? ReasonCipher { get; init; }

    internal byte[]? ResultCipher { get; init; }

    Case ISealedRow<Case>.Opened(Vault vault) => this with
    {
        Spot = SealedSpot.Open(vault, Id, SpotCipher),
        Reason = SealedReason.Open(vault, Id, ReasonCipher),
        Result = SealedResult.Open(vault, Id, ResultCipher),
        SpotCipher = null,
        ReasonCipher = null,
        ResultCipher = null,
    };
}
