using System.Threading.RateLimiting;
using ChatGov.Http;
using ChatGov.Settings;
using Microsoft.AspNetCore.RateLimiting;

namespace ChatGov.Auth;

/// <summary>So many requests a minute for a token, and for an address that shows none.</summary>
internal sealed class RequestLimit(SettingValues settings) : IRateLimiterPolicy<string>
{
    public const string Name = "desk";
    private readonly int _perMinute = settings.Count("Api:RequestsPerMinute");

    public Func<OnRejectedContext, CancellationToken, ValueTask> OnRejected { get; } = static (rejected, _) => new ValueTask(Refuse(rejected));

    public RateLimitPartition<string> GetPartition(HttpContext httpContext) => RateLimitPartition.GetSlidingWindowLimiter(
        TokenScheme.TokenOf(httpContext) ?? Addresses.Of(httpContext.Connection.RemoteIpAddress),
        _ => new SlidingWindowRateLimiterOptions { PermitLimit = _perMinute, Window = TimeSpan.FromMinutes(1), SegmentsPerWindow = 6 });

    private static Task Refuse(OnRejectedContext rejected)
    {
        var seconds = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? (int)Math.Ceiling(after.TotalSeconds) : 10;
        return Problems.Wait(rejected.HttpContext, Languages.Of(rejected.HttpContext, Texts.Language.Chinese), seconds).ExecuteAsync(rejected.HttpContext);
    }
}
