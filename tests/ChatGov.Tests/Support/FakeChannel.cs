using System.Collections.Concurrent;
using System.Data.Common;
using System.Threading.Channels;
using ChatGov.Media;
using ChatGov.Messengers;
using ChatGov.Outbox;

namespace ChatGov.Tests.Support;

/// <summary>A messenger in memory for tests of what lies behind the channels: it records what it is asked to send.</summary>
public sealed class FakeChannel : IChannel
{
    private readonly Channel<(IReadOnlyList<Incoming> Batch, TaskCompletionSource Stored)> _incoming =
        System.Threading.Channels.Channel.CreateUnbounded<(IReadOnlyList<Incoming>, TaskCompletionSource)>();

    private readonly string _run = Guid.CreateVersion7().ToString();
    private int _keys;

    public string Name { get; init; } = "fake";

    public SendLimits Limits { get; init; } = new(100_000, TimeSpan.Zero, 1);

    public Sharing Sharing { get; init; }

    public ConcurrentQueue<(string ChatId, Message Message)> Sent { get; } = new();

    /// <summary>What the messenger answers to a send; by default it takes everything.</summary>
    public Func<string, Message, SendResult> Answer { get; set; } = (_, _) => new SendResult.Sent("1");

    /// <summary>What people sent besides words, by its reference.</summary>
    public ConcurrentDictionary<string, byte[]> Media { get; } = new(StringComparer.Ordinal);

    public string? OnlyChat => null;

    public async Task Receive(StoreIncoming store, CancellationToken cancel)
    {
        try
        {
            await foreach (var (batch, stored) in _incoming.Reader.ReadAllAsync(cancel))
            {
                while (!await TryStore(store, batch, cancel))
                {
                    await Task.Delay(10, cancel);
                }

                stored.SetResult();
            }
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // The program stops.
        }
    }

    /// <summary>What could not be stored is delivered again, as every messenger does.</summary>
    private static async Task<bool> TryStore(StoreIncoming store, IReadOnlyList<Incoming> batch, CancellationToken cancel)
    {
        try
        {
            await store(batch, cancel);
            return true;
        }
        catch (DbException)
        {
            return false;
        }
    }

    public Task<SendResult> Send(string chatId, Message message, CancellationToken cancel)
    {
        var result = Answer(chatId, message);
        if (result is SendResult.Sent)
        {
            Sent.Enqueue((chatId, message));
        }

        return Task.FromResult(result);
    }

    public Task<Fetched> Fetch(string mediaRef, int most, CancellationToken cancel) => Task.FromResult<Fetched>(
        Media.TryGetValue(mediaRef, out var content) ? new Fetched.Got(content, mediaRef + ".jpg") : new Fetched.Never(MediaFault.Gone));

    public Task Say(string userId, string text) => Deliver(Text(userId, text));

    public Incoming Text(string userId, string text) => new()
    {
        DedupeKey = $"{_run}/{Interlocked.Increment(ref _keys)}",
        UserId = userId,
        ChatId = userId,
        Text = text,
    };

    /// <summary>Completes when the batch is stored.</summary>
    public Task Deliver(params IReadOnlyList<Incoming> batch)
    {
        var stored = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _incoming.Writer.TryWrite((batch, stored));
        return stored.Task;
    }
}
