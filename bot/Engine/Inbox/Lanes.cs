namespace ChatGov.Inbox;

/// <summary>
/// Runs work in order within a lane and side by side across lanes, with a bound on how much runs at once. A lane
/// exists only while it has work.
/// </summary>
public sealed class Lanes(int atOnce) : IDisposable
{
    private static readonly TimeSpan FirstLook = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan SlowestLook = TimeSpan.FromMilliseconds(500);
    private readonly Dictionary<string, PriorityQueue<Func<Task<bool>>, long>> _lanes = [];
    private readonly SemaphoreSlim _slots = new(atOnce);
    private readonly List<TaskCompletionSource> _idle = [];

    /// <param name="order">
    /// Its place in the lane, however late it is added: two batches that are stored at once are added in any order.
    /// </param>
    /// <param name="work">
    /// False when it is not its turn yet: it is asked again, after whatever has come before it in the lane meanwhile. Must
    /// not throw: it reports its failures itself.
    /// </param>
    public void Add(string lane, long order, Func<Task<bool>> work)
    {
        lock (_lanes)
        {
            if (_lanes.TryGetValue(lane, out var queue))
            {
                queue.Enqueue(work, order);
                return;
            }

            _lanes[lane] = new PriorityQueue<Func<Task<bool>>, long>([(work, order)]);
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

    /// <summary>Runs a part of a work that only waits: its place among those that run at once is free meanwhile.</summary>
    public async Task<T> WithoutPlace<T>(Func<Task<T>> part)
    {
        _slots.Release();
        try
        {
            return await part();
        }
        finally
        {
            await _slots.WaitAsync();
        }
    }

    public void Dispose() => _slots.Dispose();

    private async Task Drain(string lane)
    {
        var look = FirstLook;
        while (Take(lane) is (var work, var order))
        {
            await _slots.WaitAsync();
            var isDone = false;
            try
            {
                isDone = await work();
            }
            finally
            {
                _slots.Release();
            }

            if (!isDone)
            {
                PutBack(lane, work, order);
                await Task.Delay(look);
                look = look * 2 < SlowestLook ? look * 2 : SlowestLook;
            }
            else
            {
                look = FirstLook;
            }
        }
    }

    /// <summary>The first of a lane; null, and the lane is gone, when it has none.</summary>
    private (Func<Task<bool>> Work, long Order)? Take(string lane)
    {
        lock (_lanes)
        {
            if (_lanes[lane].TryDequeue(out var work, out var order))
            {
                return (work, order);
            }

            _lanes.Remove(lane);
            if (_lanes.Count == 0)
            {
                _idle.ForEach(each => each.SetResult());
                _idle.Clear();
            }

            return null;
        }
    }

    private void PutBack(string lane, Func<Task<bool>> work, long order)
    {
        lock (_lanes)
        {
            _lanes[lane].Enqueue(work, order);
        }
    }
}
