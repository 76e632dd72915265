using ChatGov.Data;
using ChatGov.Organisations;

namespace ChatGov.Timers;

/// <summary>What each kind of timer does. A feature adds its handlers here.</summary>
public static class TimerHandlers
{
    public static readonly IReadOnlyDictionary<string, Action<Tx, long>> All =
        Features.All.SelectMany(feature => feature.Timers).Select(timer => KeyValuePair.Create(timer.Kind, timer.Run)).Concat(OfficeEnding.Handlers).ToDictionary(StringComparer.Ordinal);
}
