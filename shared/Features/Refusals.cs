using ChatGov.Data;
using ChatGov.Sheets;

namespace ChatGov;

/// <summary>Every expected "no" there is: the engine's and those of the features.</summary>
public static class Refusals
{
    public static readonly IReadOnlyList<RefusalCode> All = [.. RefusalCode.OfTheEngine, .. SheetRefusal.All, .. Features.All.SelectMany(feature => feature.Refusals)];
}
