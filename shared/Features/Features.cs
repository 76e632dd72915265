using ChatGov.Matches;
using ChatGov.Needs;

namespace ChatGov;

/// <summary>The only list of features.</summary>
public static class Features
{
    public static readonly IReadOnlyList<Feature> All = [NeedsFeature.Feature, MatchesFeature.Feature];
}
