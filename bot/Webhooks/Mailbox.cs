using ChatGov.Channels;

namespace ChatGov.Webhooks;

/// <summary>
/// Hands what a webhook brings to the inbox for as long as the bot receives. Before and after, nothing is taken: the
/// messenger hears so and delivers again.
/// </summary>
internal sealed class Mailbox
{
    private volatile StoreIncoming? _store;

    /// <summary>Takes until cancelled.</summary>
    public async Task Open(StoreIncoming store, CancellationToken cancel)
    {
        _store = store;
        await Task.Delay(Timeout.Infinite, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _store = null;
    }

    /// <returns>False when it is not in the inbox, whatever the reason; then the messenger is to keep it.</returns>
    public async Task<bool> TryPut(Incoming incoming, ILogger log, CancellationToken cancel)
    {
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
                log.LogError("A message could not be stored ({Error}); the messenger delivers it again", exception.GetType().Name);
            }

            return false;
        }
    }
}
