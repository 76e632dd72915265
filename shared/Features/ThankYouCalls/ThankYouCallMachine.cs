using ChatGov.Data;
using ChatGov.Machines;
using ChatGov.Rights;

namespace ChatGov.ThankYouCalls;

/// <summary>The life of a thank-you call.</summary>
public static class ThankYouCallMachine
{
    public const string Lapses = "thank_you_call.lapses";
    internal const Who Callers = Who.Secretary | Who.GridWorker | Who.Street | Who.Banner;

    public static readonly Machine<ThankYouCallState, ThankYouCall> Table = new(
        "thank_you_call",
        [ThankYouCallState.Called, ThankYouCallState.Lapsed],
        new(null, ThankYouCallState.Due, Who.System, "one in twenty of the matters closed by a call and of the visits, by lot", Verb: "draw"),
        new(ThankYouCallState.Due, ThankYouCallState.Called, Callers, "nobody who had to do with it", Verb: "call"),
        new(ThankYouCallState.Due, ThankYouCallState.Lapsed, Who.System, "nobody called", "14 days", Verb: "lapse"))
    {
        Title = "Thank-you call (感谢回访)",
        Load = ThankYouCalling.Load,
        IsSeenByOthers = (tx, call) => Can.See.Over(tx, call.OrgId),
        Actors = [new(Callers, ThankYouCalling.MayCall)],
        ReasonWords = null,
        Timers = [new(ThankYouCallState.Due, Lapses, (tx, _) => tx.Now + ThankYouDraw.LapsesAfter, ShowsAsDue: true)],
    };

    /// <summary>As SQL: somebody is to be called.</summary>
    internal static readonly string Due = States.Sql(ThankYouCallState.Due);
}
