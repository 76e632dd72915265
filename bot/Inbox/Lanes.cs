namespace ChatGov.Inbox;

/// <summary>
/// Runs work in order within a lane and side by side across lanes, with a bound on how much runs at once. A lane
/// exists only while it has work.
/// </summary>
public sealed class Lanes(int atOnce) : IDisposable
{
    private readonly Dictionary<string, Queue<Func<Task>>> _lanes = [];
    private readonly SemaphoreSlim _slots = new(atOnce);
    private readonly List<TaskCompletionSource> _idle = [];

    /// <param name="work">Must not throw: it reports its failures itself.</param>
    public void Add(string lane, Func<Task> work)
    {
        lock (_lanes)
        {
            if (_lanes.TryGetValue(lane, out var queue))
            {
                queue.Enqueue(work);
                return;
            }

            _lanes[lane] = new Queue<Func<Task>>([work]);
        }

        _ = Task.Run(() => Drain(lane));
    }

    /// <summary>Completes when no lane has work.</summary>
    public Task WhenIdle()
    {
        lock (_lanes)
        {
            if (_lanes.Count == 0)
            {
                return Task.CompletedTask;
            }

            var idle = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _idle.Add(idle);
            return idle.Task;
        }
    }

    public void Dispose() => _slots.Dispose();

    private async Task Drain(string lane)
    {
        while (Peek(lane) is { } work)
        {
            await _slots.WaitAsync();
            try
            {
                await work();
            }
            finally
            {
                _slots.Release();
                RemoveFirst(lane);
            }
        }
    }

    private Func<Task>? Peek(string lane)
    {
        lock (_lanes)
        {
            return _lanes.TryGetValue(lane, out var queue) ? queue.Peek() : null;
        }
    }

    private void RemoveFirst(string lane)
    {
        lock (_lanes)
        {
            var queue = _lanes[lane];
            queue.Dequeue();
            if (queue.Count > 0)
            {
                return;
            }

            _lanes.Remove(lane);
            if (_lanes.Count == 0)
            {
                _idle.ForEach(each => each.SetResult());
                _idle.Clear();
            }
        }
    }
}
