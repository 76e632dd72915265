using System.Collections.Concurrent;

namespace ChatGov.Messengers;

/// <summary>What was begun beside the answering, such as showing that a press arrived: a stop waits for it, a little.</summary>
internal sealed class UnderWay
{
    private readonly ConcurrentDictionary<Task, bool> _tasks = new();

    public void Add(Task task)
    {
        _tasks[task] = true;
        _ = task.ContinueWith(done => _tasks.TryRemove(done, out _), TaskScheduler.Default);
    }

    /// <summary>Waits until all is done, at most so long. What fails has said so itself.</summary>
    public async Task End(TimeSpan within)
    {
        using var limit = new CancellationTokenSource(within);
        await Task.WhenAll(_tasks.Keys).WaitAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
