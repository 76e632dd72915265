using ChatGov.Data;
using ChatGov.Deadlines;
using ChatGov.Machines;
using ChatGov.Texts;

namespace ChatGov.Agreements;

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
