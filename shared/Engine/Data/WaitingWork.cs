namespace ChatGov.Data;

/// <summary>
/// What waits for the one who writes. Whoever waits for work sleeps: the framework's own queue spins first, which at a moderate pace
/// costs more of the processor than the work.
/// </summary>
internal sealed class WaitingWork<T>(int most)
{
    // A commit by itself costs more than the work in it. At a few hundred messages a second others come sooner than that.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(5);

    private readonly Queue<T> _waiting = new();
    private bool _isUrgent;
    private bool _isClosed;

    /// <param name="work">To be done.</param>
    /// <param name="isUrgent">False where nobody waits for it: for a moment it waits for others to join.</param>
    /// <returns>False when it is closed.</returns>
    public bool TryAdd(T work, bool isUrgent)
    {
        lock (_waiting)
        {
            if (_isClosed)
            {
                return false;
            }

            _waiting.Enqueue(work);
            if (_waiting.Count == 1 || (isUrgent && !_isUrgent))
            {
                Monitor.Pulse(_waiting);
            }

            _isUrgent |= isUrgent;
            return true;
        }
    }

    /// <summary>Waits for work and takes all that is there, so many at most.</summary>
    /// <returns>False when it is closed and empty.</returns>
    public bool Take(List<T> group)
    {
        group.Clear();
        lock (_waiting)
        {
            while (_waiting.Count == 0 && !_isClosed)
            {
                Monitor.Wait(_waiting);
            }

            if (!_isUrgent && !_isClosed)
            {
                Monitor.Wait(_waiting, Patience);
            }

            while (group.Count < most && _waiting.TryDequeue(out var work))
            {
                group.Add(work);
            }

            _isUrgent = _waiting.Count > 0;
            return group.Count > 0;
        }
    }

    /// <summary>Nothing is added any more; what is there is still taken.</summary>
    public void Close()
    {
        lock (_waiting)
        {
            _isClosed = true;
            Monitor.Pulse(_waiting);
        }
    }
}
