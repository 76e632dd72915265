using ChatGov.Paging;

namespace ChatGov.Http;

/// <summary>The list can be asked for in another order: <c>?sort=startsAt</c>, <c>?sort=-startsAt</c>.</summary>
internal sealed record Sorted(Sorts By)
{
    public const string Parameter = "sort";

    /// <summary>Each in both directions.</summary>
    public IEnumerable<string> Names => By.Names.SelectMany(name => new[] { name, "-" + name });
}
