namespace ChatGov.Hosting;

/// <summary>How long to wait before something is tried again.</summary>
public static class Backoff
{
    private const int MostDoublings = 16;
    private const double Jitter = 0.25;

    /// <summary>Twice as long each time, with a jitter of a quarter so that several programs do not keep step, and never longer than that.</summary>
    /// <param name="failures">How often it failed in a row, from 1.</param>
    public static TimeSpan After(long failures, TimeSpan first, TimeSpan longest)
    {
        var pause = first * Math.Pow(2, Math.Clamp(failures - 1, 0, MostDoublings)) * (1 - Jitter + (Random.Shared.NextDouble() * 2 * Jitter));
        return pause < longest ? pause : longest;
    }
}
