using ChatGov.Data;

namespace ChatGov.Agreements;

/// <summary>What time does to agreements. Each handler looks at the row first, so late or twice does no harm.</summary>
public static class AgreementTimers
{
    public static readonly IReadOnlyDictionary<string, Action<Tx, long>> Handlers = new Dictionary<string, Action<Tx, long>>(StringComparer.Ordinal)
    {
        [Agreeing.AnswerDue] = Agreeing.GiveUpWaiting,
        [Reviewing.Begin] = Reviewing.StartReview,
        [Reviewing.Resume] = Reviewing.GoOn,
        [Reviewing.EndDue] = Reviewing.End,
        [Ending.NoticeOver] = Ending.EndAfterNotice,
    };
}
