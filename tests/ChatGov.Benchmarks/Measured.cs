using System.Diagnostics;
using System.Globalization;

namespace ChatGov.Benchmarks;

/// <summary>One piece of work done over and over on one thread: the median of its times, and what each run allocates.</summary>
internal sealed record Measured(double Milliseconds, double Worst, long Bytes)
{
    public static Measured Of(Action work, int runs = 200)
    {
        // Long enough for the machine code to be the last version of itself.
        for (var i = 0; i < runs; i++)
        {
            work();
        }

        var times = new double[runs];
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < runs; i++)
        {
            var since = Stopwatch.GetTimestamp();
            work();
            times[i] = Stopwatch.GetElapsedTime(since).TotalMilliseconds;
        }

        var bytes = (GC.GetAllocatedBytesForCurrentThread() - before) / runs;
        Array.Sort(times);
        return new Measured(times[runs / 2], times[runs * 95 / 100], bytes);
    }

    public void Say(string what, Measured? beside = null) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{what,-52} {Milliseconds,8:0.000} ms  p95 {Worst,8:0.000} ms  {Bytes,9:N0} bytes{(beside is null ? "" : $"  {Milliseconds / beside.Milliseconds:0.00} of the bare one")}"));
}
