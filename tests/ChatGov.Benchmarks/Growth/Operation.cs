using System.Diagnostics;

namespace ChatGov.Benchmarks.Growth;

/// <summary>Something that people or time make the program do.</summary>
/// <param name="Name">The same at each size.</param>
/// <param name="Run">May be run again and again, and finds the same rows each time.</param>
internal sealed record Operation(string Name, Func<Probe, Task> Run)
{
    private const int WarmUps = 3;
    private const int MostRuns = 60;
    private const int LeastRuns = 3;
    private static readonly TimeSpan Enough = TimeSpan.FromMilliseconds(100);

    /// <summary>It can be done once: it is neither warmed up nor repeated.</summary>
    public bool IsOnce { get; init; }

    /// <summary>All of it counts.</summary>
    public static Operation Plain(string name, Func<Task> run) => new(name, async probe =>
    {
        probe.Start();
        await run();
        probe.Stop();
    });

    public static Operation Once(string name, Func<Task> run) => Plain(name, run) with { IsOnce = true };

    public async Task<Cost> Measure(Meter meter)
    {
        var warming = Stopwatch.StartNew();
        for (var i = 0; i < WarmUps && !IsOnce && warming.Elapsed < Enough; i++)
        {
            await Run(new Probe(meter: null));
        }

        var counting = new Probe(meter);
        await Run(counting);
        var runs = IsOnce ? [counting] : new List<Probe>();
        for (var all = Stopwatch.StartNew(); !IsOnce && (runs.Count < LeastRuns || (runs.Count < MostRuns && all.Elapsed < Enough));)
        {
            var probe = new Probe(meter: null);
            await Run(probe);
            runs.Add(probe);
        }

        var times = runs.Select(run => run.Milliseconds).Order().ToList();
        return new Cost(times[0], times[times.Count / 2], times[(times.Count - 1) * 99 / 100], runs.Sum(run => run.Bytes) / runs.Count, counting.Tally, counting.Answered);
    }
}

/// <summary>Milliseconds, bytes allocated by the whole program, and what the database did.</summary>
/// <param name="Least">The run that the rest of the machine disturbed least.</param>
/// <param name="Answered">The status of a request; 0 for what is none.</param>
internal sealed record Cost(double Least, double Median, double Worst, long Bytes, Tally Tally, int Answered);
