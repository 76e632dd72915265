using ChatGov.Data;
using ChatGov.Deadlines;
using ChatGov.Machines;
using ChatGov.Rights;
using ChatGov.Texts;

namespace ChatGov.Matches;

/// <summary>The handshake of an offer and a need (项目清单).</summary>
public static class MatchMachine
{
    public const string AnswerDue = "match.answer_due";
    public const string Lapse = "match.lapse";
    public const string Close = "match.close";
    [Limit("matchAnswerWorkdays")]
    private const int AnswerWithin = 5;

    private const int LapseAfter = 10;
    private static readonly TimeSpan CloseAfter = TimeSpan.FromDays(7);

    public static readonly Machine<MatchState, ListMatch> Table = new(
        "list_match",
        [MatchState.Closed, MatchState.Declined, MatchState.Lapsed, MatchState.Cancelled],
        new(null, MatchState.Proposed, Who.Liaison | Who.Secretary, "both open, so much is there and needed", Verb: "propose"),
        new(MatchState.Proposed, MatchState.Accepted, Who.Liaison | Who.Secretary, "the other side; stock is held from now on", "5 working days", Verb: "accept"),
        new(MatchState.Proposed, MatchState.Declined, Who.Liaison | Who.Secretary, "either side", Verb: "decline"),
        new(MatchState.Proposed, MatchState.Lapsed, Who.System, Limit: $"{LapseAfter} working days", Verb: "lapse"),
        new(MatchState.Accepted, MatchState.Scheduled, Who.Secretary, "a task is published for it", Verb: "schedule"),
        new(MatchState.Accepted, MatchState.Delivered, Who.Liaison | Who.Secretary, "both sides say so; stock is drawn down", Verb: "deliver"),
        new(MatchState.Scheduled, MatchState.Delivered, Who.Liaison | Who.Secretary | Who.System, "both sides say so; stock is drawn down", Verb: "deliver"),
        new(MatchState.Delivered, MatchState.Closed, Who.System, Limit: "7 d", Verb: "close"),
        new(MatchState.Proposed, MatchState.Cancelled, Who.Liaison | Who.Secretary | Who.System, Reason: true, Verb: "cancel"),
        new(MatchState.Accepted, MatchState.Cancelled, Who.Liaison | Who.Secretary | Who.System, "stock is free again", Reason: true, Verb: "cancel"),
        new(MatchState.Scheduled, MatchState.Cancelled, Who.Liaison | Who.Secretary | Who.System, "stock is free again; the task is cancelled by its organiser", Reason: true, Verb: "cancel"))
    {
        Title = "Match of an offer and a need (项目清单)",
        Load = MatchRows.Find,
        IsSeenByOthers = (_, _) => false,
        Actors =
        [
            new(Who.Secretary, (tx, match) => Can.SpeakForCommunity.Over(tx, match.OrgId)),
            new(Who.Liaison, (tx, match) => Can.SpeakForUnit.Over(tx, match.UnitId)),
        ],
        ReasonWords = ListMatch.SealedReason,
        Timers =
        [
            new(MatchState.Proposed, AnswerDue, (tx, _) => WorkCalendar.Default.AddWorkdays(tx.Now, AnswerWithin) ?? tx.Now.AddDays(7), ShowsAsDue: true),
            new(MatchState.Proposed, Lapse, (tx, _) => WorkCalendar.Default.AddWorkdays(tx.Now, LapseAfter) ?? tx.Now.AddDays(14)),
            new(MatchState.Delivered, Close, (tx, _) => tx.Now + CloseAfter),
        ],
        TakenFirst =
        [
            "UPDATE offer SET row_version = row_version WHERE id = (SELECT offer_id FROM list_match WHERE id = @id)",
            "UPDATE need SET row_version = row_version WHERE id = (SELECT need_id FROM list_match WHERE id = @id)",
        ],
    };

    /// <summary>As SQL: one side said it, the other has not answered.</summary>
    internal static readonly string Proposed = States.Sql(MatchState.Proposed);

    /// <summary>As SQL: neither over nor handed over.</summary>
    internal static readonly string UnderWay = States.Sql(MatchState.Proposed, MatchState.Accepted, MatchState.Scheduled);

    internal static readonly string Over = States.Sql(Table.Terminal);
}
