using System.Globalization;
using System.Threading.RateLimiting;
using ChatGov.Http;
using ChatGov.Settings;
using Microsoft.AspNetCore.RateLimiting;

namespace ChatGov.Auth;

/// <summary>So many requests a minute for a token, and for an address that shows none; every answer says how many are left.</summary>
internal sealed class RequestLimit : IDisposable
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private static readonly string Reset = Window.TotalSeconds.ToString(CultureInfo.InvariantCulture);
    private readonly int _perMinute;

    public RequestLimit(SettingValues settings)
    {
        _perMinute = settings.Count("Api:RequestsPerMinute");
        Limiter = PartitionedRateLimiter.Create<HttpContext, string>(http => IsCounted(http)
            ? RateLimitPartition.GetSlidingWindowLimiter(
                TokenScheme.TokenOf(http) ?? Addresses.Of(http.Connection.RemoteIpAddress),
                _ => new SlidingWindowRateLimiterOptions { PermitLimit = _perMinute, Window = Window, SegmentsPerWindow = 6 })
            : RateLimitPartition.GetNoLimiter(""));
    }

    public PartitionedRateLimiter<HttpContext> Limiter { get; }

    /// <summary>What is said at each answer of what is counted (draft-ietf-httpapi-ratelimit-headers-06): at the last moment, faults included.</summary>
    public Task Show(HttpContext http, RequestDelegate next)
    {
        if (IsCounted(http))
        {
            http.Response.OnStarting(() =>
            {
                var headers = http.Response.Headers;
                headers["RateLimit-Limit"] = _perMinute.ToString(CultureInfo.InvariantCulture);
                headers["RateLimit-Remaining"] = (Limiter.GetStatistics(http)?.CurrentAvailablePermits ?? _perMinute).ToString(CultureInfo.InvariantCulture);
                headers["RateLimit-Reset"] = Reset;
                return Task.CompletedTask;
            });
        }

        return next(http);
    }

    public static ValueTask Refuse(OnRejectedContext rejected, CancellationToken cancel)
    {
        var seconds = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? (int)Math.Ceiling(after.TotalSeconds) : 10;
        return new ValueTask(Problems.Wait(rejected.HttpContext, Languages.Of(rejected.HttpContext, Texts.Language.Chinese), seconds).ExecuteAsync(rejected.HttpContext));
    }

    public void Dispose() => Limiter.Dispose();

    private static bool IsCounted(HttpContext http) => http.GetEndpoint()?.Metadata.GetMetadata<Counted>() is not null;

    /// <summary>Of an endpoint: its requests are counted.</summary>
    public sealed class Counted
    {
        public static readonly Counted Mark = new();
    }
}
