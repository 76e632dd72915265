using ChatGov.Values;

namespace ChatGov.Cases;

/// <summary>What kind of matter a sentence plainly tells of, so that it is not asked: 路灯不亮 is a repair.</summary>
public static class CaseKindWords
{
    private static readonly (CaseKind Kind, string[] Words)[] Known =
        [.. new[] { CaseKind.Suggestion, CaseKind.Neighbours, CaseKind.Environment, CaseKind.Repair, CaseKind.Help, CaseKind.Consult }.Select(kind => (kind, WordList.Of("case.words." + kind)))];

    /// <returns>Null where it tells of none.</returns>
    public static CaseKind? Of(string words) => Known.Where(each => WordList.IsIn(words, each.Words)).Select(each => (CaseKind?)each.Kind).FirstOrDefault();
}
