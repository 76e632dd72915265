using ChatGov.Data;

namespace ChatGov.Matches;

/// <summary>Every expected "no" about matches.</summary>
public static class MatchRefusal
{
    public static readonly RefusalCode OtherSideMustSayYes = new(nameof(OtherSideMustSayYes));

    public static readonly IReadOnlyList<RefusalCode> All = [OtherSideMustSayYes];
}
