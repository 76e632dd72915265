namespace ChatGov.Benchmarks.Growth;

/// <summary>A clock that stands still on a working morning: what is due, open and over is the same however long the filling takes.</summary>
internal sealed class StandingTime : TimeProvider
{
    private static readonly DateTimeOffset Morning = new(2026, 11, 26, 10, 0, 0, TimeSpan.FromHours(8));

    public override DateTimeOffset GetUtcNow() => Morning.ToUniversalTime();
}
