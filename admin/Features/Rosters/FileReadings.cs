using System.Globalization;
using System.Threading.RateLimiting;
using ChatGov.Http;

namespace ChatGov.Rosters;

/// <summary>
/// One file is read at a time: what one may take of memory is known, and so is what all may. A few wait for their turn;
/// whoever comes after them is asked to come again.
/// </summary>
internal sealed class FileReadings : IDisposable
{
    private const int MostWaiting = 4;
    private const int ComeAgainAfterSeconds = 10;

    private readonly ConcurrencyLimiter _turns = new(new ConcurrencyLimiterOptions
    {
        PermitLimit = 1,
        QueueLimit = MostWaiting,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    public long Waiting => _turns.GetStatistics()!.CurrentQueuedCount;

    /// <summary>Waits for the turn, which ends when it is disposed.</summary>
    /// <returns>Not acquired where too many wait already.</returns>
    public async ValueTask<RateLimitLease> Turn(CancellationToken cancel)
    {
        var turn = await _turns.AcquireAsync(1, cancel);
        if (turn.IsAcquired)
        {
            // The file before has thrown away what this one may take: on a machine with large caches it would pile up.
            GC.Collect(1);
        }

        return turn;
    }

    public static IResult ComeAgain(HttpContext http, string language)
    {
        http.Response.Headers.RetryAfter = ComeAgainAfterSeconds.ToString(CultureInfo.InvariantCulture);
        return Reply.Of(Problems.Make(StatusCodes.Status429TooManyRequests, "FileBeingRead", language, ("seconds", ComeAgainAfterSeconds)));
    }

    public void Dispose() => _turns.Dispose();
}
