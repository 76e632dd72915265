using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using ChatGov.Conversations;
using ChatGov.Data;
using ChatGov.Hosting;
using ChatGov.Media;
using ChatGov.Messengers;

namespace ChatGov.Inbox;

/// <summary>
/// Takes what the channels bring: stores it, then has each message handled in its person's lane. A message that
/// fails three times is parked with an apology; while the database itself cannot work, messages wait in order.
/// </summary>
public sealed class Intake(Db db, MediaFetcher media, ILogger<Intake> log) : IDisposable
{
    private const int MaxTries = 3;
    private const int MostConflicts = 20;
    private const int LanesAtOnce = 128;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(20);

    // Stored that long ago and in no lane, it was stored by a commit whose outcome was never learnt.
    private static readonly TimeSpan LostAfter = TimeSpan.FromSeconds(10);

    private readonly Lanes _lanes = new(LanesAtOnce);
    // How often each met another that had changed its conversation.
    private readonly ConcurrentDictionary<long, int> _inHand = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly string _owner = Instance.Current.Name;

    /// <summary>Stores a batch of a channel; returns when it is committed, and throws when it is not.</summary>
    public async Task Store(string channel, IReadOnlyList<Incoming> batch, CancellationToken cancel)
    {
        try
        {
            var added = await db.Write(tx => InboxStore.Add(tx, channel, _owner, batch), cancel);
            added.ForEach(Enqueue);
        }
        catch (DbException exception) when (db.Dialect.IsUnavailable(exception))
        {
            db.SayFailed(exception, log);
            throw;
        }
    }

    /// <summary>Takes over what an earlier run has stored and not handled.</summary>
    public async Task Adopt(string channel, CancellationToken cancel)
    {
        var left = await db.Write(tx => InboxStore.Adopt(tx, channel, _owner), cancel);
        left.ForEach(Enqueue);
    }

    /// <summary>Whether a program that no longer runs has left something there.</summary>
    public bool HasLeft(string channel) => db.Read(tx => InboxStore.OwnersGone(tx, channel, _owner).Any());

    /// <summary>Takes up what this program has stored and does not have in its lanes.</summary>
    public void TakeUpLost(string channel) => db.Read(tx => InboxStore.Own(tx, channel, _owner, tx.Now - LostAfter, known: _inHand.ContainsKey)).ForEach(Enqueue);

    public Task WhenIdle() => _lanes.WhenIdle();

    /// <summary>What is not begun stays in the inbox for the next run.</summary>
    public void Stop() => _stop.Cancel();

    public void Dispose()
    {
        _stop.Dispose();
        _lanes.Dispose();
    }

    private void Enqueue(Waiting message)
    {
        if (_inHand.TryAdd(message.Id, 0))
        {
            _lanes.Add($"{message.Channel}/{message.Lane}", message.Id, () => HandleSafely(message));
        }
    }

    /// <summary>A lane never ends by a fault: what is not handled then is taken up again a little later.</summary>
    private async Task<bool> HandleSafely(Waiting message)
    {
        var isDone = true;
        try
        {
            isDone = await HandleUntilDone(message);
        }
        catch (Exception exception)
        {
            log.SayFault(Named(message), exception);
        }
        finally
        {
            if (isDone)
            {
                _inHand.TryRemove(message.Id, out _);
            }
        }

        return isDone;
    }

    /// <summary>Messages of one chat may come to several programs, and to one in any order; each waits until what came before is handled.</summary>
    /// <returns>False when it is not its turn.</returns>
    private async Task<bool> HandleUntilDone(Waiting message)
    {
        var look = _stop.IsCancellationRequested || !NeedsLook(message.Incoming) ? Look.Nothing : await LookAt(message);
        if (look.IsLater)
        {
            return false;
        }

        // Whoever waits for a file does not keep others from their turn.
        var attachment = look.IsToFetch ? await _lanes.WithoutPlace(() => Fetch(message)) : null;
        if (look.Shown is { } shown && await TryHandle(message, tx => Conversation.Keep(tx, message, shown)) is { } isKept)
        {
            return isKept;
        }

        // Where the chat stood elsewhere by then, it is handled like any other.
        for (var failures = 1; !_stop.IsCancellationRequested; failures++)
        {
            if (await TryHandle(message, tx => Conversation.Handle(tx, message, attachment)) is { } isDone)
            {
                return isDone;
            }

            await Task.Delay(Backoff.After(failures, FirstPause, LongestPause), db.Time, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return true;
    }

    private bool NeedsLook(Incoming incoming) => media.MayWant(incoming) || Conversation.MayShow(incoming);

    /// <summary>Beside the one who writes: the answer, where it only asks to see something, and whether there is something to fetch first.</summary>
    private async Task<Look> LookAt(Waiting message)
    {
        try
        {
            return db.Read(tx => InboxStore.HasEarlier(tx, message) ? Look.Later
                : media.IsWanted(tx, message) ? Look.ToFetch
                : new Look(Shown: Conversation.Show(tx, message)));
        }
        catch (DbException exception) when (db.Dialect.IsUnavailable(exception))
        {
            db.SayFailed(exception, log);
            await Task.Delay(FirstPause, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return Look.Later;
        }
        catch (Exception exception)
        {
            // What keeps it from being looked at keeps it from being handled too, and there it is parked.
            log.SayFault("Looking at " + Named(message), exception);
            return Look.Nothing;
        }
    }

    /// <summary>What goes wrong in fetching is no reason not to answer.</summary>
    private async Task<Attachment?> Fetch(Waiting message)
    {
        try
        {
            return await media.Fetch(message, _stop.Token);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception exception)
        {
            log.SayFault(string.Create(CultureInfo.InvariantCulture, $"Fetching what message {message.Id} brought"), exception);
            return new Attachment.Missing(MediaFault.Unavailable);
        }
    }

    /// <returns>True when the message is done with, handled or parked; false when it is not its turn; null when it is to be tried again.</returns>
    private async Task<bool?> TryHandle(Waiting message, Func<Tx, bool> handle)
    {
        var measured = Telemetry.HandleMessage(message.Channel);
        try
        {
            var isDone = await db.Write(handle);
            if (isDone)
            {
                Telemetry.MessageHandled(measured);
            }
            else
            {
                Telemetry.MessagePutOff(measured);
            }

            db.SayWorks(log);
            return isDone;
        }
        catch (DbException exception) when (db.Dialect.IsUnavailable(exception))
        {
            // Its place among those that run at once is free for the while, and it is asked again soon.
            Telemetry.MessageFailed(measured, nameof(db.Outage));
            db.SayFailed(exception, log);
            await Task.Delay(FirstPause, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return false;
        }
        catch (SessionConflict conflict)
        {
            Telemetry.MessageFailed(measured, nameof(SessionConflict));
            if (_inHand.AddOrUpdate(message.Id, 1, (_, before) => before + 1) < MostConflicts)
            {
                return null;
            }

            // Another program is not as slow as that: it is ourselves that we meet.
            log.SayFault(Named(message), conflict);
            return await ParkAfterTries(message) ? true : null;
        }
        catch (Exception exception)
        {
            Telemetry.MessageFailed(measured, exception.GetType().Name);

            // The whole message is undone.
            log.SayFault(Named(message), exception);
            return await ParkAfterTries(message) ? true : null;
        }
    }

    private async Task<bool> ParkAfterTries(Waiting message)
    {
        try
        {
            return await db.Write(tx =>
            {
                if (InboxStore.CountTry(tx, message.Id) < MaxTries)
                {
                    return false;
                }

                Parking.Park(tx, message);
                return true;
            });
        }
        catch (DbException exception) when (db.Dialect.IsUnavailable(exception))
        {
            db.SayFailed(exception, log);
            return false;
        }
        catch (Exception exception)
        {
            log.SayFault("Parking " + Named(message), exception);
            return false;
        }
    }

    private static string Named(Waiting message) => string.Create(CultureInfo.InvariantCulture, $"Message {message.Id}");

    private sealed record Look(Answered? Shown = null, bool IsLater = false, bool IsToFetch = false)
    {
        public static readonly Look Nothing = new();
        public static readonly Look Later = new(IsLater: true);
        public static readonly Look ToFetch = new(IsToFetch: true);
    }
}
