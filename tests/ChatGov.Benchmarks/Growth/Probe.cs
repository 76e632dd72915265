using System.Diagnostics;

namespace ChatGov.Benchmarks.Growth;

/// <summary>Looks at one run of an operation while that says so: what leads to it, and what undoes it, is no part of it.</summary>
/// <param name="meter">Null where only time and memory are wanted: counting takes some.</param>
internal sealed class Probe(Meter? meter)
{
    private readonly Stopwatch _watch = new();
    private readonly List<Tally> _tallies = [];
    private long _bytesBefore;

    public double Milliseconds => _watch.Elapsed.TotalMilliseconds;

    public long Bytes { get; private set; }

    /// <summary>The status of what was asked by HTTP; 0 for a chat, and where nothing was asked.</summary>
    public int Answered { get; set; }

    public Tally Tally => Tally.Sum(_tallies);

    public void Start()
    {
        _bytesBefore = GC.GetTotalAllocatedBytes(precise: true);
        meter?.Begin();
        _watch.Start();
    }

    public void Stop()
    {
        _watch.Stop();
        if (meter is not null)
        {
            _tallies.Add(meter.End());
        }

        Bytes += GC.GetTotalAllocatedBytes(precise: true) - _bytesBefore;
    }
}
