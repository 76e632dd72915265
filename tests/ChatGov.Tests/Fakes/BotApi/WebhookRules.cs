using System.Buffers;
using System.Net;
using System.Net.Sockets;

namespace ChatGov.Tests.Fakes.BotApi;

/// <summary>What the server demands of a webhook's address and secret.</summary>
internal static class WebhookRules
{
    private static readonly SearchValues<char> SecretLetters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");
    private static readonly int[] Ports = [443, 80, 88, 8443];

    public static void Check(string url, string? secret, bool isLocal)
    {
        if (secret is not null && (secret.Length is 0 or > 256 || secret.AsSpan().IndexOfAnyExcept(SecretLetters) >= 0))
        {
            throw ApiRefusal.BadRequest("secret token contains unallowed characters");
        }

        if (url.Length > 0)
        {
            CheckAddress(Uri.TryCreate(url, UriKind.Absolute, out var address) ? address : null, isLocal);
        }
    }

    private static void CheckAddress(Uri? address, bool isLocal)
    {
        if (address?.Scheme is not "https" && !(isLocal && address?.Scheme is "http"))
        {
            throw ApiRefusal.BadRequest("bad webhook: An HTTPS URL must be provided for webhook");
        }

        if (isLocal)
        {
            return;
        }

        if (!Ports.Contains(address!.Port))
        {
            throw ApiRefusal.BadRequest("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443");
        }

        if (address.Host == "localhost" || (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && IsReserved(ip)))
        {
            throw ApiRefusal.BadRequest($"bad webhook: IP address {address.Host} is reserved");
        }
    }

    /// <summary>Only IPv4 is called, and of it no private network.</summary>
    private static bool IsReserved(IPAddress ip) => ip.AddressFamily != AddressFamily.InterNetwork || ip.GetAddressBytes() switch
    {
        [0 or 10 or 127, ..] => true,
        [100, >= 64 and <= 127, ..] => true,
        [169, 254, ..] => true,
        [172, >= 16 and <= 31, ..] => true,
        [192, 168, ..] => true,
        [>= 224, ..] => true,
        _ => false,
    };
}
