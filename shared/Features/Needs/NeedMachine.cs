using ChatGov.Data;
using ChatGov.Deadlines;
using ChatGov.Machines;
using ChatGov.Rights;

namespace ChatGov.Needs;

/// <summary>The life of a need (需求清单); a wish (微心愿) is one of them.</summary>
public static class NeedMachine
{
    public const string AnswerDue = "need.answer_due";
    public const string RunsOut = "need.runs_out";
    private const int AnswerWithin = 1;

    public static readonly Machine<NeedState, Need> Table = new(
        "need",
        [NeedState.Met, NeedState.Withdrawn, NeedState.Expired, NeedState.Referred],
        new(null, NeedState.Submitted, Who.Resident | Who.Member | Who.GridWorker | Who.Liaison, "for another only with their consent", "answer in 1 working day", Verb: "ask"),
        new(null, NeedState.Accepted, Who.Secretary, "public text names nobody", Verb: "publish"),
        new(NeedState.Submitted, NeedState.Accepted, Who.Secretary, "public text written or approved, names nobody", "1 working day", Verb: "accept"),
        new(NeedState.Submitted, NeedState.Returned, Who.Secretary, Reason: true, Verb: "return"),
        new(NeedState.Submitted, NeedState.Referred, Who.Secretary, "the right door is named", Reason: true, Verb: "refer"),
        new(NeedState.Returned, NeedState.Submitted, Who.Resident | Who.Member, Verb: "ask_again"),
        new(NeedState.Accepted, NeedState.Met, Who.System, "all of it received", Verb: "meet"),
        new(NeedState.Submitted, NeedState.Withdrawn, Who.Resident | Who.Member, Verb: "withdraw"),
        new(NeedState.Returned, NeedState.Withdrawn, Who.Resident | Who.Member, Verb: "withdraw"),
        new(NeedState.Accepted, NeedState.Withdrawn, Who.Resident | Who.Member, Verb: "withdraw"),
        new(NeedState.Accepted, NeedState.Expired, Who.Secretary, Reason: true, Verb: "let_go"),
        new(NeedState.Accepted, NeedState.Expired, Who.System, "on the day it names", Reason: true, Verb: "expire"))
    {
        Title = "Need (需求清单)",
        Load = NeedRows.Find,
        IsSeenByOthers = (tx, need) => Can.See.Over(tx, need.OrgId),
        Actors =
        [
            new(Who.Secretary, (tx, need) => Can.AnswerNeeds.Over(tx, need.OrgId)),
            new(Who.Resident | Who.Member, IsAsker),
        ],
        ReasonWords = Need.SealedReason,
        Moved = TellOfEnd,
        Timers =
        [
            new(NeedState.Submitted, AnswerDue, (tx, _) => WorkCalendar.Default.AddWorkdays(tx.Now, AnswerWithin) ?? tx.Now.AddDays(AnswerWithin), ShowsAsDue: true),
            new(NeedState.Accepted, RunsOut, (_, need) => need.UntilAt),
        ],
    };

    /// <summary>As SQL: it waits for the community's answer.</summary>
    internal static readonly string Waiting = States.Sql(NeedState.Submitted);

    /// <summary>As SQL: it is on the list.</summary>
    internal static readonly string Listed = States.Sql(NeedState.Accepted);

    /// <summary>As SQL: between whoever asked and the community, before anything is on the list.</summary>
    internal static readonly string BeingTalkedOver = States.Sql(NeedState.Submitted, NeedState.Returned);

    /// <summary>As SQL: not over.</summary>
    internal static readonly string Open = States.Sql(Enum.GetValues<NeedState>().Except(Table.Terminal));

    private static void TellOfEnd(Tx tx, long id, NeedState state)
    {
        if (Table.Terminal.Contains(state))
        {
            new NeedEnded(id, state == NeedState.Met).Tell(tx);
        }
    }

    private static bool IsAsker(Tx tx, Need need) => NeedRows.AskedBy(tx, need.Id) == tx.Actor.PersonId;
}
