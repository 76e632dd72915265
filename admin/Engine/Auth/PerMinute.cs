using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;

namespace ChatGov.Auth;

/// <summary>So many a minute for each, each on its own.</summary>
internal sealed class PerMinute(int most) : IDisposable
{
    private readonly PartitionedRateLimiter<string> _limiter = PartitionedRateLimiter.Create<string, string>(each =>
        RateLimitPartition.GetSlidingWindowLimiter(each, _ => new SlidingWindowRateLimiterOptions
        {
            PermitLimit = most,
            Window = TimeSpan.FromMinutes(1),
            SegmentsPerWindow = 6,
        }));

    /// <summary>Counts one more.</summary>
    /// <returns>False when it is one too many.</returns>
    public bool Take(string each)
    {
        using var lease = _limiter.AttemptAcquire(each);
        return lease.IsAcquired;
    }

    public bool Take(IPAddress? address) => Take(Addresses.Of(address));

    public void Dispose() => _limiter.Dispose();
}

/// <summary>Whom an address stands for: one household or office has a whole /64 of IPv6.</summary>
internal static class Addresses
{
    public static string Of(IPAddress? address)
    {
        var known = address ?? IPAddress.None;
        if (known.IsIPv4MappedToIPv6 || known.AddressFamily == AddressFamily.InterNetwork)
        {
            return known.MapToIPv4().ToString();
        }

        var bytes = known.GetAddressBytes();
        Array.Clear(bytes, 8, 8);
        return new IPAddress(bytes).ToString();
    }
}
