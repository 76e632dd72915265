using System.Threading.RateLimiting;
using ChatGov.Data;
using ChatGov.Http;
using Microsoft.AspNetCore.RateLimiting;

namespace ChatGov.Auth;

/// <summary>So many requests a minute for a token, and for an address that shows none.</summary>
internal sealed class RequestLimit(IConfiguration configuration) : IRateLimiterPolicy<string>
{
    public const string Name = "desk";
    private const int DefaultPerMinute = 1200;
    private readonly int _perMinute = Settings.Positive(configuration, "Api:RequestsPerMinute", DefaultPerMinute);

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

internal static class Settings
{
    /// <exception cref="ConfigurationFault">The setting is there and no positive number.</exception>
    public static int Positive(IConfiguration configuration, string name, int otherwise) => configuration[name] switch
    {
        null => otherwise,
        var text when int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) && number > 0 => number,
        _ => throw new ConfigurationFault($"{name} has to be a positive number"),
    };
}
