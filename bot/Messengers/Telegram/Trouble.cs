using System.Diagnostics;
using ChatGov.Hosting;
using Telegram.Bot.Exceptions;

namespace ChatGov.Messengers.Telegram;

/// <summary>
/// What to do when the messenger does not answer as it should: wait, say so once, go on. Nothing ends the polling
/// for good, so an outage, a second program or a wrong token heal by themselves when their cause is gone.
/// </summary>
internal sealed class Trouble(TelegramTiming timing, ILogger log)
{
    private const int ConflictsBeforeAlarm = 5;
    private static readonly TimeSpan ConflictsBelongTogether = TimeSpan.FromMinutes(2);

    private readonly Failures _failures = new(timing);
    private string? _said;
    private int _conflicts;
    private long _lastConflict;

    public static bool IsWebhook(RequestException exception) =>
        exception is ApiRequestException { ErrorCode: 409 } && Results.Says(exception, "webhook is active");

    public void IsOver()
    {
        if (_said is not null)
        {
            log.LogInformation("Telegram answers again");
        }

        _said = null;
        _failures.Reset();
    }

    /// <summary>Calls until it is answered.</summary>
    public async Task<T> Insist<T>(Func<Task<T>> call, CancellationToken cancel)
    {
        while (true)
        {
            try
            {
                var result = await call();
                IsOver();
                return result;
            }
            catch (RequestException exception)
            {
                await Bear(exception, cancel);
            }
        }
    }

    public Task Bear(RequestException exception, CancellationToken cancel)
    {
        var pause = exception switch
        {
            ApiRequestException { ErrorCode: 409 } => Conflict(exception),
            ApiRequestException { ErrorCode: 401 or 404 } => RefusedToken(),
            ApiRequestException { ErrorCode: 429 } flood => _failures.Next() + Results.WaitOf(flood),
            _ => _failures.Next(),
        };
        SayOnce(Results.CodeOf(exception));
        return Task.Delay(pause, cancel);
    }

    /// <summary>One conflict after a restart is nothing: the poll of the run before was still waiting.</summary>
    private TimeSpan Conflict(RequestException exception)
    {
        _conflicts = _lastConflict != 0 && Stopwatch.GetElapsedTime(_lastConflict) < ConflictsBelongTogether ? _conflicts + 1 : 1;
        _lastConflict = Stopwatch.GetTimestamp();
        if (_conflicts % ConflictsBeforeAlarm == 0)
        {
            log.LogError(
                "Another program receives the messages of this bot ({Conflicts} conflicts in a row, {Code}). Stop one of the two",
                _conflicts, Results.CodeOf(exception));
        }

        return _failures.Next();
    }

    private TimeSpan RefusedToken()
    {
        const string refused = "token_refused";
        if (_said != refused)
        {
            log.LogError("Telegram refuses Telegram:Token, or Telegram:ApiUrl is no Bot API server; trying again every {Pause}", timing.RefusedTokenPause);
            _said = refused;
        }

        return timing.RefusedTokenPause;
    }

    private void SayOnce(string code)
    {
        if (_said is null)
        {
            log.LogWarning("Telegram does not answer as it should ({Code}); trying again", code);
            _said = code;
        }
    }
}

/// <summary>Longer and longer pauses while calls fail in a row.</summary>
internal sealed class Failures(TelegramTiming timing)
{
    private int _failures;

    /// <summary>Nothing has failed since the last success.</summary>
    public bool IsFirst => _failures == 0;

    public TimeSpan Next() => Backoff.After(++_failures, timing.FirstPause, timing.LongestPause);

    public void Reset() => _failures = 0;
}
