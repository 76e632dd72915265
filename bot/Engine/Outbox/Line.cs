using ChatGov.Messengers;

namespace ChatGov.Outbox;

/// <summary>
/// One messenger's line: who has something to send waits here for a turn. Turns come at the pace that the messenger takes,
/// answers before broadcasts, and a chat has one place at a time, so that none holds up the others. Few turns are out
/// at once: what the database holds up between its turn and the messenger does not leave in a bunch.
/// </summary>
internal sealed class Line(SendLimits limits, TimeProvider time)
{
    // After a rest two may go at once: a second's worth of them, and the next second's, would be twice what is taken.
    private const int AtOnce = 2;
    private const int MostOut = 3;

    // Faster than a clock tick there is nothing to wait for.
    private const int Unpaced = 1_000;

    private readonly TimeSpan _gap = TimeSpan.FromSeconds(1.0 / limits.PerSecond);
    private readonly PriorityQueue<Place, (int Rank, long Number)> _waiting = new();
    private readonly Lock _gate = new();
    private DateTimeOffset _next = DateTimeOffset.MinValue;
    private DateTimeOffset _freeFrom = DateTimeOffset.MinValue;
    private long _number;
    private int _out;
    private bool _isServing;
    private bool _isClosed;

    /// <param name="rank">The lower, the sooner.</param>
    public Place Join(int rank)
    {
        lock (_gate)
        {
            var place = new Place(this);
            if (_isClosed || limits.PerSecond >= Unpaced)
            {
                place.Begin(isCounted: false);
                return place;
            }

            place.Rank = rank;
            _waiting.Enqueue(place, (rank, _number++));
            ServeIfPossible();
            return place;
        }
    }

    /// <summary>
    /// Whoever joins now has a turn at once. It is said to one at a time, and no faster than turns come: who is told so takes a while to
    /// join, and may not join at all.
    /// </summary>
    public bool IsFree()
    {
        lock (_gate)
        {
            if (_isClosed || limits.PerSecond >= Unpaced)
            {
                return !_isClosed;
            }

            var now = time.GetUtcNow();
            if (_waiting.Count > 0 || _out > 0 || _next > now || _freeFrom > now)
            {
                return false;
            }

            _freeFrom = now + _gap;
            return true;
        }
    }

    /// <summary>Who waited with a broadcast has an answer to send now: they wait among the answers.</summary>
    public void Raise(Place place, int rank)
    {
        lock (_gate)
        {
            if (!place.HasBegun && rank < place.Rank)
            {
                place.Rank = rank;
                _waiting.Enqueue(place, (rank, _number++));
            }
        }
    }

    /// <summary>Nobody waits any longer: the program stops.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _isClosed = true;
            while (_waiting.TryDequeue(out var place, out _))
            {
                if (!place.HasBegun)
                {
                    place.Begin(isCounted: false);
                }
            }
        }
    }

    private void ServeIfPossible()
    {
        if (!_isServing && _out < MostOut && _waiting.Count > 0)
        {
            _isServing = true;
            _ = Task.Run(Serve);
        }
    }

    private async Task Serve()
    {
        do
        {
            await Task.Delay(UntilNext());
        }
        while (CallNext());
    }

    private TimeSpan UntilNext()
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            var earliest = now - (_gap * (AtOnce - 1));
            var latest = now + (_gap * MostOut);

            // Later than that only a clock that was set back can say.
            _next = _next < earliest ? earliest : _next > latest ? latest : _next;
            return _next > now ? _next - now : TimeSpan.Zero;
        }
    }

    /// <returns>Whether another may be called after this one.</returns>
    private bool CallNext()
    {
        lock (_gate)
        {
            // One that was raised stands here twice.
            while (_waiting.TryDequeue(out var place, out _))
            {
                if (!place.HasBegun)
                {
                    _next += _gap;
                    _out++;
                    place.Begin(isCounted: true);
                    break;
                }
            }

            return _isServing = _out < MostOut && _waiting.Count > 0;
        }
    }

    private void CountBack()
    {
        lock (_gate)
        {
            _out--;
            ServeIfPossible();
        }
    }

    /// <summary>A chat's place in the line, and its turn.</summary>
    internal sealed class Place(Line line)
    {
        private readonly TaskCompletionSource _turn = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _counted;

        public Task Turn => _turn.Task;

        public int Rank { get; set; }

        public bool HasBegun => _turn.Task.IsCompleted;

        public void Begin(bool isCounted)
        {
            _counted = isCounted ? 1 : 0;
            _turn.TrySetResult();
        }

        /// <summary>The turn is over: the call leaves now, or there is none.</summary>
        public void Leave()
        {
            if (Interlocked.Exchange(ref _counted, 0) == 1)
            {
                line.CountBack();
            }
        }
    }
}

/// <summary>The distance between messages to one chat: a few may follow each other at once after a rest.</summary>
internal sealed class ChatPace(SendLimits limits)
{
    private DateTimeOffset _nextSlot = DateTimeOffset.MinValue;

    public TimeSpan Reserve(DateTimeOffset now)
    {
        var earliest = now - (limits.ChatSpacing * (limits.Burst - 1));
        var latest = now + limits.ChatSpacing;
        _nextSlot = _nextSlot < earliest ? earliest : _nextSlot > latest ? latest : _nextSlot;
        var wait = _nextSlot > now ? _nextSlot - now : TimeSpan.Zero;
        _nextSlot += limits.ChatSpacing;
        return wait;
    }

    public bool IsFree(DateTimeOffset now) => _nextSlot <= now;

    public bool IsRested(DateTimeOffset now) => _nextSlot < now - (limits.ChatSpacing * limits.Burst);
}
