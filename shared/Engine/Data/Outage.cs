using System.Diagnostics;

namespace ChatGov.Data;

/// <summary>
/// Whether the database works. Much can fail in the same minute for the same reason; this tells which of it has to be
/// said, so that an outage is one line in the log when it begins and one when it is over.
/// </summary>
public sealed class Outage
{
    // A full disk lets a small change through now and then: that is no end, and what follows no beginning worth a line.
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(20);

    private readonly Lock _gate = new();
    private long _lastSaid;
    private bool _isSaid;

    /// <summary>A change failed, and none has succeeded since.</summary>
    public bool IsOn { get; private set; }

    /// <summary>A change failed.</summary>
    /// <returns>True when that is to be said.</returns>
    public bool Begin()
    {
        lock (_gate)
        {
            _isSaid &= IsOn;
            IsOn = true;
            if (_isSaid || (_lastSaid != 0 && Stopwatch.GetElapsedTime(_lastSaid) < Quiet))
            {
                return false;
            }

            _lastSaid = Stopwatch.GetTimestamp();
            return _isSaid = true;
        }
    }

    /// <summary>A change succeeded.</summary>
    /// <returns>True when an outage that was said is over.</returns>
    public bool End()
    {
        // Asked after every message: no lock while all is well.
        if (!IsOn)
        {
            return false;
        }

        lock (_gate)
        {
            var isOver = IsOn && _isSaid;
            IsOn = false;
            return isOver;
        }
    }
}
