using ChatGov.Hosting;
using ChatGov.Messengers;

namespace ChatGov.Webhooks;

/// <summary>
/// Hands what a webhook brings to the inbox for as long as the bot receives. At a start it is waited for a little, since a messenger
/// that is turned away gives up after a few tries; afterwards nothing is taken: the messenger hears so and delivers again.
/// </summary>
internal sealed class Mailbox
{
    // WeCom hangs up after five seconds.
    private static readonly TimeSpan OpensWithin = TimeSpan.FromSeconds(3);

    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile StoreIncoming? _store;

    /// <summary>Takes until cancelled.</summary>
    public async Task Open(StoreIncoming store, CancellationToken cancel)
    {
        _store = store;
        _opened.TrySetResult();
        await Task.Delay(Timeout.Infinite, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _store = null;
    }

    /// <summary>Completes when it has been opened, and after a while all the same.</summary>
    public Task WhenOpened(CancellationToken cancel) => Task.WhenAny(_opened.Task, Task.Delay(OpensWithin, cancel));

    /// <returns>False when it is not in the inbox, whatever the reason; then the messenger is to keep it.</returns>
    public async Task<bool> TryPut(Incoming incoming, ILogger log, CancellationToken cancel)
    {
        await WhenOpened(cancel);
        if (_store is not { } store)
        {
            return false;
        }

        try
        {
            await store([incoming], cancel);
            return true;
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancel.IsCancellationRequested)
        {
            // That the database cannot work is said by the inbox already, with its cause.
            if (exception is not System.Data.Common.DbException)
            {
                log.LogError("A message could not be stored ({Error}); the messenger delivers it again", Surprise.Of(exception));
            }

            return false;
        }
    }
}
