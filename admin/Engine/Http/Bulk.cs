using ChatGov.Data;
using ChatGov.Paging;

namespace ChatGov.Http;

/// <summary>What came of one of many.</summary>
/// <param name="Id">Which of them.</param>
/// <param name="Done">Whether it was done.</param>
/// <param name="Code">Null where it was done; else the stable code of the "no".</param>
/// <param name="Detail">What to do about it, in the caller's language.</param>
public sealed record BulkAnswer(long Id, bool Done, string? Code, string? Detail);

/// <summary>One request for many rows: each is decided on its own, and a "no" to one leaves the others as they are.</summary>
internal static class Bulk
{
    public const int Most = 200;

    /// <returns>Not found when none of them is there for the caller.</returns>
    public static Outcome<Page<BulkAnswer>> Each<T>(Desk desk, IReadOnlyList<long> ids, Func<long, Outcome<T>> act)
    {
        var answers = ids.Distinct().Select(id => act(id).Match(
            _ => new BulkAnswer(id, Done: true, Code: null, Detail: null),
            refusal => new BulkAnswer(id, Done: false, refusal.Code.ToString(), Texts.Catalog.Say(desk.Language, refusal)))).ToList();
        return answers.TrueForAll(answer => answer.Code == nameof(RefusalCode.NotFound)) ? RefusalCode.NotFound : new Page<BulkAnswer>(answers, null);
    }
}
