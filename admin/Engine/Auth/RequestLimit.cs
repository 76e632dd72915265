using System.Globalization;
using System.Threading.RateLimiting;
using ChatGov.Access;
using ChatGov.Http;
using ChatGov.Settings;

namespace ChatGov.Auth;

/// <summary>So many requests a minute for a token, and for an address that shows none; every answer says how many are left.</summary>
internal sealed class RequestLimit : IDisposable
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private static readonly string Reset = Window.TotalSeconds.ToString(CultureInfo.InvariantCulture);
    private readonly int _perMinute;
    private readonly string _limit;
    private readonly PartitionedRateLimiter<HttpContext> _limiter;

    public RequestLimit(SettingValues settings)
    {
        _perMinute = settings.Count("Api:RequestsPerMinute");
        _limit = _perMinute.ToString(CultureInfo.InvariantCulture);
        _limiter = PartitionedRateLimiter.Create<HttpContext, Asking>(http => RateLimitPartition.GetSlidingWindowLimiter(
            Asking.Of(http), _ => new SlidingWindowRateLimiterOptions { PermitLimit = _perMinute, Window = Window, SegmentsPerWindow = 6 }));
    }

    public Task Count(HttpContext http, RequestDelegate next)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<Counted>() is null)
        {
            return next(http);
        }

        http.Response.OnStarting(Show, http);
        return WaitFor(http) is { } seconds
            ? Problems.Wait(http, Languages.Of(http, Texts.Language.Chinese), seconds).ExecuteAsync(http)
            : next(http);
    }

    public void Dispose() => _limiter.Dispose();

    /// <summary>What is said at each answer of what is counted (draft-ietf-httpapi-ratelimit-headers-06): at the last moment, faults included.</summary>
    private Task Show(object answered)
    {
        var http = (HttpContext)answered;
        var headers = http.Response.Headers;
        headers["RateLimit-Limit"] = _limit;
        headers["RateLimit-Remaining"] = (_limiter.GetStatistics(http)?.CurrentAvailablePermits ?? _perMinute).ToString(CultureInfo.InvariantCulture);
        headers["RateLimit-Reset"] = Reset;
        return Task.CompletedTask;
    }

    /// <returns>Null when this one is not too many.</returns>
    private int? WaitFor(HttpContext http)
    {
        using var lease = _limiter.AttemptAcquire(http);
        return lease.IsAcquired ? null
            : lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? (int)Math.Ceiling(after.TotalSeconds)
            : 10;
    }

    /// <summary>By whom requests are counted: by the token that is in, else by the address.</summary>
    private readonly record struct Asking(long? TokenId, string? Address)
    {
        public static Asking Of(HttpContext http) => http.Features.Get<Entrance>()?.Actor.Grant is { } grant
            ? new Asking(grant.TokenId, null)
            : new Asking(null, Addresses.Of(http.Connection.RemoteIpAddress));
    }

    /// <summary>Of an endpoint: its requests are counted.</summary>
    public sealed class Counted
    {
        public static readonly Counted Mark = new();
    }
}
