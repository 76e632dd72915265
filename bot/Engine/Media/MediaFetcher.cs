using ChatGov.Conversations;
using ChatGov.Data;
using ChatGov.Hosting;
using ChatGov.Inbox;
using ChatGov.Messengers;
using ChatGov.Photos;
using ChatGov.Sentences;

namespace ChatGov.Media;

/// <summary>
/// Fetches a photo that was asked for, hears a voice message, and asks a served model about words that were not understood, before the message is handled. It takes a bounded time, so that
/// nobody's lane is held up for long; stopped or killed meanwhile, the message waits in the inbox and it is fetched again.
/// </summary>
public sealed class MediaFetcher(Db db, IReadOnlyList<IChannel> channels, Transcriber? transcriber, ILogger<MediaFetcher> log, ServedModel? model = null) : IDisposable
{
    private const int Tries = 3;
    private const int AtOnce = 4;
    private const int LargestVoice = 20 * 1024 * 1024;
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan BusyAfter = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BusyAgainAfter = TimeSpan.FromSeconds(4);

    // Each may hold some megabytes.
    private readonly SemaphoreSlim _slots = new(AtOnce);

    /// <param name="voice">Null: voice messages are not listened to.</param>
    /// <param name="model">Null: nobody else is asked.</param>
    public static MediaFetcher Create(IServiceProvider services, VoiceSettings? voice, ServedModelSettings? model) => new(
        services.GetRequiredService<Db>(),
        services.GetRequiredService<IReadOnlyList<IChannel>>(),
        voice is null ? null : new Transcriber(voice, services.GetRequiredService<ILogger<Transcriber>>()),
        services.GetRequiredService<ILogger<MediaFetcher>>(),
        model is null ? null : new ServedModel(model, services.GetRequiredService<ILogger<ServedModel>>()));

    /// <summary>Whether there is something to fetch, wherever the conversation stands.</summary>
    public bool MayWant(Incoming incoming) => incoming.IsPrivate && incoming.Kind switch
    {
        IncomingKind.Picture => incoming.MediaRef is not null,
        IncomingKind.Voice => incoming.MediaRef is not null && transcriber is not null,
        IncomingKind.Text => model is not null,
        _ => false,
    };

    /// <summary>Whether the conversation takes it where it stands.</summary>
    public bool IsWanted(Tx tx, Waiting message) => MayWant(message.Incoming) && message.Incoming.Kind switch
    {
        IncomingKind.Picture => Conversation.WantsPicture(tx, message),
        IncomingKind.Voice => Conversation.WantsVoice(tx, message),
        _ => Conversation.WantsGuess(tx, message),
    };

    /// <exception cref="OperationCanceledException">The program stops.</exception>
    public async Task<Attachment> Fetch(Waiting message, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Within);
        using var done = CancellationTokenSource.CreateLinkedTokenSource(limit.Token);
        var showing = ShowBusy(message, done.Token);
        try
        {
            return await FetchInTurn(message, limit.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new Attachment.Missing(MediaFault.Unavailable);
        }
        finally
        {
            await done.CancelAsync();
            await showing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public void Dispose()
    {
        transcriber?.Dispose();
        model?.Dispose();
        _slots.Dispose();
    }

    private async Task<Attachment> FetchInTurn(Waiting message, CancellationToken cancel)
    {
        await _slots.WaitAsync(cancel);
        try
        {
            return message.Incoming.Kind switch
            {
                IncomingKind.Picture => await See(message, cancel),
                IncomingKind.Voice => await Hear(message, cancel),
                _ => new Attachment.Guessed(await model!.Ask(SentenceBook.Of.Covered(message.Incoming.Text), SentenceBook.Of.Wishes, cancel)),
            };
        }
        finally
        {
            _slots.Release();
        }
    }

    private async Task<Attachment> See(Waiting message, CancellationToken cancel) => await Ask(message, Pictures.MostBytes, cancel) switch
    {
        Fetched.Got got when Pictures.Clean(got.Content) is { } picture => new Attachment.Photo(picture),
        Fetched.Got => new Attachment.Missing(MediaFault.UnknownKind),
        var other => new Attachment.Missing(FaultOf(other)),
    };

    private async Task<Attachment> Hear(Waiting message, CancellationToken cancel)
    {
        var fetched = await Ask(message, LargestVoice, cancel);
        return fetched is Fetched.Got got
            ? await Insist(() => transcriber!.Hear(got, cancel), cancel) ?? new Attachment.Missing(MediaFault.Unavailable)
            : new Attachment.Missing(FaultOf(fetched));
    }

    private async Task<Fetched> Ask(Waiting message, int most, CancellationToken cancel)
    {
        var incoming = message.Incoming;
        if (incoming.MediaSize > most)
        {
            return new Fetched.Never(MediaFault.TooLarge);
        }

        var channel = channels.First(each => each.Name == message.Channel);
        return await Insist(
            async () =>
            {
                var fetched = await channel.Fetch(incoming.MediaRef!, most, cancel);
                if (fetched is Fetched.NotNow notNow)
                {
                    log.LogWarning("What message {Inbox} brought could not be fetched ({Code})", message.Id, notNow.ErrorCode);
                    return null;
                }

                return fetched;
            },
            cancel) ?? new Fetched.Never(MediaFault.Unavailable);
    }

    /// <returns>Null when it was never to be had.</returns>
    private static async Task<T?> Insist<T>(Func<Task<T?>> ask, CancellationToken cancel)
        where T : class
    {
        for (var i = 1; i < Tries; i++)
        {
            if (await ask() is { } answer)
            {
                return answer;
            }

            await Task.Delay(Backoff.After(i, FirstPause, LongestPause), cancel);
        }

        return await ask();
    }

    private static MediaFault FaultOf(Fetched fetched) => fetched is Fetched.Never never ? never.Fault : MediaFault.Unavailable;

    /// <summary>Whoever waits for more than a moment sees that something is done. A courtesy: what fails here holds up nothing.</summary>
    private async Task ShowBusy(Waiting message, CancellationToken cancel)
    {
        var channel = channels.First(each => each.Name == message.Channel);
        await Task.Delay(BusyAfter, cancel);
        while (await channel.ShowBusy(message.Incoming.ChatId, cancel))
        {
            await Task.Delay(BusyAgainAfter, cancel);
        }

        await db.Write(tx => Conversation.SayBusy(tx, message), cancel);
    }
}
