using System.Net;
using System.Threading.RateLimiting;

namespace ChatGov.Auth;

/// <summary>How often an address may show a wrong token: then none of its tokens is looked at for a while.</summary>
internal sealed class WrongTokens(IConfiguration configuration) : IDisposable
{
    private const int AMinute = 20;

    private readonly PartitionedRateLimiter<string> _limiter = PartitionedRateLimiter.Create<string, string>(address =>
        RateLimitPartition.GetSlidingWindowLimiter(address, _ => new SlidingWindowRateLimiterOptions
        {
            PermitLimit = configuration.GetValue("Api:WrongTokensPerMinute", AMinute),
            Window = TimeSpan.FromMinutes(1),
            SegmentsPerWindow = 6,
        }));

    public bool AreTooMany(IPAddress? address)
    {
        using var lease = _limiter.AttemptAcquire(Addresses.Of(address), permitCount: 0);
        return !lease.IsAcquired;
    }

    public void Count(IPAddress? address) => _limiter.AttemptAcquire(Addresses.Of(address)).Dispose();

    public void Dispose() => _limiter.Dispose();
}

/// <summary>Whom an address stands for: one household or office has a whole /64 of IPv6.</summary>
internal static class Addresses
{
    public static string Of(IPAddress? address)
    {
        var known = address ?? IPAddress.None;
        if (known.IsIPv4MappedToIPv6 || known.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork)
        {
            return known.MapToIPv4().ToString();
        }

        var bytes = known.GetAddressBytes();
        Array.Clear(bytes, 8, 8);
        return new IPAddress(bytes).ToString();
    }
}
