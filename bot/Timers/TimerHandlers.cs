using ChatGov.Data;

namespace ChatGov.Timers;

/// <summary>What each kind of timer does. A feature adds its handlers here.</summary>
public static class TimerHandlers
{
    public static readonly IReadOnlyDictionary<string, Action<Tx, long>> All =
        new Dictionary<string, Action<Tx, long>>(StringComparer.Ordinal);
}
