using ChatGov.Data;

namespace ChatGov.Lists;

/// <summary>What time does to offers, needs and matches. Each handler looks at the row first, so late or twice does no harm.</summary>
public static class ListTimers
{
    public static readonly IReadOnlyDictionary<string, Action<Tx, long>> Handlers = new Dictionary<string, Action<Tx, long>>(StringComparer.Ordinal)
    {
        [Offers.RunsOut] = Offers.Expire,
    };
}
