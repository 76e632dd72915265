using System.Data.Common;
using ChatGov.Data;
using ChatGov.Hosting;

namespace ChatGov.Rosters;

/// <summary>
/// Applies rosters that came as files, and clears away what is kept of them. One program at a time has this duty; it
/// pauses between pieces, so that chat messages pass.
/// </summary>
public sealed class ImportService(Db db, ILogger<ImportService> log) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var wait = await TryStep(stoppingToken);
            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task<TimeSpan> TryStep(CancellationToken cancel)
    {
        try
        {
            return await Applying.Step(db, Instance.Current.Name, cancel) ? TimeSpan.Zero : LookEvery;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return TimeSpan.Zero;
        }
        catch (DbException exception) when (db.Dialect.IsUnavailable(exception))
        {
            db.SayFailed(exception, log);
            return TryAgainAfter;
        }
        catch (Exception exception)
        {
            log.SayFault("An import", exception);
            return TryAgainAfter;
        }
    }
}
