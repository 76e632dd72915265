using ChatGov.Tests.Fakes.BotApi;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Crashes;

/// <summary>Keeps the bot running, has the messenger kill it so many times, and goes on until all is accounted for.</summary>
internal sealed class CrashRun(FakeBotApi api, Func<BotProcess> start, Func<bool> isDone) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);
    private static readonly (Moment Moment, string Method)[] Points =
    [
        (Moment.Received, "getUpdates"),
        (Moment.Acknowledged, "getUpdates"),
        (Moment.BeforeAnswer, "getUpdates"),
        (Moment.Received, "sendMessage"),
        (Moment.BeforeAnswer, "sendMessage"),
    ];

    private BotProcess? _bot;

    public int Kills { get; private set; }

    public async Task Go(Random random, int kills, int updates, Func<int, int?> say)
    {
        using var patience = new CancellationTokenSource(Patience);
        var said = 0;
        while (Kills < kills || said < updates || api.PendingUpdates > 0 || !isDone())
        {
            patience.Token.ThrowIfCancellationRequested();
            _bot ??= start();
            var share = Kills >= kills ? updates - said : Math.Max(1, (updates - said) / (kills - Kills + 1));
            for (var i = 0; i < share && said < updates; i++)
            {
                say(said++);
            }

            if (Kills < kills)
            {
                await KillOnce(random);
            }
            else
            {
                await Task.Delay(200, patience.Token);
            }
        }

        // A stop as the operator does it, so that the last marks are written.
        await _bot!.Terminate();
    }

    public async ValueTask DisposeAsync()
    {
        if (_bot is not null)
        {
            await _bot.DisposeAsync();
        }
    }

    private async Task KillOnce(Random random)
    {
        var struck = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var bot = _bot!;
        if (random.Next(3) == 0)
        {
            await Task.Delay(random.Next(50, 1_500));
            await bot.Kill();
            struck.SetResult();
        }
        else
        {
            var (moment, method) = Points[random.Next(Points.Length)];
            api.Faults.Add(
                moment,
                method,
                new Fault.Run(async _ =>
                {
                    await bot.Kill();
                    struck.TrySetResult();
                }),
                skip: random.Next(4));
        }

        // Where the chosen point does not come (nothing left to send), it is killed all the same.
        await Task.WhenAny(struck.Task, Task.Delay(TimeSpan.FromSeconds(4)));
        api.Faults.Clear();
        await bot.DisposeAsync();
        _bot = null;
        Kills++;
    }
}
