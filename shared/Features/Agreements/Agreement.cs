using ChatGov.Data;
using ChatGov.Deadlines;
using ChatGov.Machines;
using ChatGov.Organisations;
using ChatGov.Paging;
using ChatGov.Texts;

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

/// <summary>The life of a co-building agreement (共建协议).</summary>
public static class AgreementMachine
{
    public const string AnswerDue = "agreement.answer_due";
    public const string ReviewBegins = "agreement.review";
    public const string GoesOn = "agreement.resume";
    public const string EndDue = "agreement.end";
    public const string NoticeOver = "agreement.notice_over";

    /// <summary>What a party's secretary, deputy or liaison does.</summary>
    internal const Who Party = Who.Secretary | Who.Liaison;

    [Limit("noticeDays")]
    private const int NoticeDays = 30;

    private const int AnswerWithin = 10;
    private static readonly TimeSpan Notice = TimeSpan.FromDays(NoticeDays);

    public static readonly Machine<AgreementState, Agreement> Table = new(
        "agreement",
        [AgreementState.Renewed, AgreementState.Expired, AgreementState.Terminated],
        new(null, AgreementState.Draft, Party | Who.System, "System: the next term, when a party wants a change", Verb: "draft"),
        new(null, AgreementState.Active, Who.System, "the next term, when every party wants it as it is", Verb: "renew"),
        new(AgreementState.Draft, AgreementState.Proposed, Party, "two parties or more, one commitment or more", Verb: "propose"),
        new(AgreementState.Draft, AgreementState.Terminated, Party | Who.System, "put away by a party; System when its two parties became one", Reason: true, Verb: "put_away"),
        new(AgreementState.Proposed, AgreementState.Active, Who.System, "every party has confirmed", $"{AnswerWithin} working days", Verb: "activate"),
        new(AgreementState.Proposed, AgreementState.Draft, Party | Who.System, "a party wants a change; System when it was not confirmed in time", $"{AnswerWithin} working days", Reason: true, Verb: "back_to_draft"),
        new(AgreementState.Active, AgreementState.UnderReview, Who.System, Limit: "30 d before the end, and each year", Verb: "review"),
        new(AgreementState.UnderReview, AgreementState.Active, Who.System, "a yearly review that is not the last: 30 d later", Verb: "go_on"),
        new(AgreementState.UnderReview, AgreementState.Renewed, Who.System, "every party wants to go on", "at the end", Verb: "renew"),
        new(AgreementState.UnderReview, AgreementState.Expired, Who.System, Limit: "at the end", Verb: "expire"),
        new(AgreementState.Active, AgreementState.Terminated, Who.System, "a party gave notice, with a reason", $"{NoticeDays} d", Reason: true, Verb: "terminate"),
        new(AgreementState.UnderReview, AgreementState.Terminated, Who.System, "a party gave notice, with a reason", $"{NoticeDays} d", Reason: true, Verb: "terminate"))
    {
        Title = "Agreement (共建协议)",
        Load = AgreementRows.Find,
        IsSeenByOthers = (tx, agreement) => AgreementRows.IsSeen(tx, agreement.Id),
        Actors =
        [
            new(Who.Secretary, (tx, agreement) => AgreementRows.SpeaksForCommunity(tx, agreement.Id)),
            new(Who.Liaison, (tx, agreement) => AgreementRows.SpeaksForUnit(tx, agreement.Id)),
        ],
        ReasonWords = Agreement.SealedReason,
        KeepsReason = true,
        Timers =
        [
            new(AgreementState.Proposed, AnswerDue, (tx, _) => WorkCalendar.Default.AddWorkdays(tx.Now, AnswerWithin) ?? tx.Now.AddDays(14), ShowsAsDue: true),
            new(AgreementState.Active, ReviewBegins, (tx, agreement) => AgreementReviews.Next(agreement, tx.Now)),
            new(AgreementState.Active, EndDue, (_, agreement) => agreement.EndsAt),
            new(AgreementState.Active, NoticeOver, (_, agreement) => agreement.NoticeAt + Notice),
            new(AgreementState.UnderReview, EndDue, (_, agreement) => agreement.EndsAt, ShowsAsDue: true),
            new(AgreementState.UnderReview, GoesOn, (tx, agreement) => AgreementReviews.Over(agreement, tx.Now), ShowsAsDue: true),
            new(AgreementState.UnderReview, NoticeOver, (_, agreement) => agreement.NoticeAt + Notice),
        ],
    };

    /// <summary>As SQL: the parties' yes is asked for.</summary>
    internal static readonly string Proposed = States.Sql(AgreementState.Proposed);

    /// <summary>As SQL: the parties look back.</summary>
    internal static readonly string UnderReview = States.Sql(AgreementState.UnderReview);

    /// <summary>As SQL: not over.</summary>
    internal static readonly string Open = States.Sql(Enum.GetValues<AgreementState>().Except(Table.Terminal));

    internal static DateTimeOffset NoticeEnds(DateTimeOffset given) => given + Notice;
}

/// <summary>A co-building agreement, one of its terms.</summary>
public sealed record Agreement : IVersioned, ISealedRow<Agreement>, IMoved<AgreementState>
{
    internal static readonly SealedColumn SealedReason = SealedColumn.Of("agreement.reason_cipher");

    public long Id { get; init; }

    /// <summary>The same for every term.</summary>
    public string Number { get; init; } = "";

    /// <summary>Which of its terms this is, from 1.</summary>
    public long Term { get; init; }

    public string Title { get; init; } = "";

    public string Goal { get; init; } = "";

    /// <summary>How often the parties meet, in words.</summary>
    public string Rhythm { get; init; } = "";

    public string ExitClause { get; init; } = "";

    public DateTimeOffset StartsAt { get; init; }

    public DateTimeOffset EndsAt { get; init; }

    public AgreementState State { get; init; }

    /// <summary>Why it went back, or ended early.</summary>
    public string? Reason { get; init; }

    internal byte[]? ReasonCipher { get; init; }

    /// <summary>When the parties' yes, or their review, is due.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>A party gave notice: the agreement ends 30 days later.</summary>
    public DateTimeOffset? NoticeAt { get; init; }

    /// <summary>The term before; null for the first.</summary>
    public long? PreviousId { get; init; }

    public long Version { get; init; }

    /// <summary>共建2026-0007, from the second term on with -2.</summary>
    public string Name => Term == 1 ? Number : $"{Number}-{Term}";

    Agreement ISealedRow<Agreement>.Opened(Vault vault) => this with { Reason = SealedReason.Open(vault, Id, ReasonCipher), ReasonCipher = null };
}

/// <summary>A party and whether it said yes.</summary>
public sealed record AgreementParty : ISealedRow<AgreementParty>
{
    internal static readonly SealedColumn SealedToChange = SealedColumn.Of("agreement_party.to_change_cipher");

    public long Id { get; init; }

    public long OrgId { get; init; }

    public string OrgName { get; init; } = "";

    public OrgKind Kind { get; init; }

    public DateTimeOffset? ConfirmedAt { get; init; }

    /// <summary>When the party answered the review; null before.</summary>
    public DateTimeOffset? ReviewedAt { get; init; }

    /// <summary>Whether the promises were kept, as the party says; null before.</summary>
    public bool? KeptPromises { get; init; }

    /// <summary>What should change, as the party says; empty for nothing.</summary>
    public string? ToChange { get; init; }

    internal byte[]? ToChangeCipher { get; init; }

    /// <summary>Whether to go on, as the party says; null before.</summary>
    public bool? Renew { get; init; }

    /// <summary>The names of those to speak with.</summary>
    public IReadOnlyList<string> Contacts { get; init; } = [];

    AgreementParty ISealedRow<AgreementParty>.Opened(Vault vault) => this with { ToChange = SealedToChange.Open(vault, Id, ToChangeCipher), ToChangeCipher = null };
}

/// <summary>An agreement with all that belongs to it.</summary>
/// <param name="Light">Where the term stands.</param>
/// <param name="Standing">The same for people to read.</param>
public sealed record AgreementView(
    Agreement Agreement, IReadOnlyList<AgreementParty> Parties, IReadOnlyList<CommitmentView> Commitments, Light Light, Phrase Standing) : IVersioned
{
    long IVersioned.Version => Agreement.Version;
}

/// <summary>What a draft says.</summary>
public sealed record AgreementDraft
{
    [Limit("agreementTitle")]
    public const int LongestTitle = 100;

    [Limit("agreementText")]
    public const int LongestText = 500;

    public const int MostCommitments = 50;
    public const int MostParties = 20;
    public const int MostYears = 3;

    public string Title { get; init; } = "";

    public string Goal { get; init; } = "";

    public string Rhythm { get; init; } = "";

    public string ExitClause { get; init; } = "";

    public DateTimeOffset StartsAt { get; init; }

    /// <summary>A year after the start unless told.</summary>
    public DateTimeOffset? EndsAt { get; init; }

    public IReadOnlyList<long> Parties { get; init; } = [];

    public IReadOnlyList<CommitmentDraft> Commitments { get; init; } = [];

    public DateTimeOffset End => EndsAt ?? StartsAt.AddYears(1);
}
