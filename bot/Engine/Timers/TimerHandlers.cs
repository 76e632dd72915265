using ChatGov.Data;

namespace ChatGov.Timers;

/// <summary>What each kind of timer does.</summary>
public static class TimerHandlers
{
    public static readonly IReadOnlyDictionary<string, Action<Tx, long>> All =
        Features.All.SelectMany(feature => feature.Timers).Select(timer => KeyValuePair.Create(timer.Kind, timer.Run)).ToDictionary(StringComparer.Ordinal);
}
