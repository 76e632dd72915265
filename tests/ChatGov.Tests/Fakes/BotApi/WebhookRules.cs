using System.Buffers;
using System.Net;

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

        if (url.Length == 0 || (Uri.TryCreate(url, UriKind.Absolute, out var address) && IsTaken(address, isLocal)))
        {
            return;
        }

        throw ApiRefusal.BadRequest("bad webhook: An HTTPS URL must be provided for webhook");
    }

    private static bool IsTaken(Uri address, bool isLocal) => isLocal
        ? address.Scheme is "http" or "https"
        : address.Scheme == "https" && Ports.Contains(address.Port) && !(IPAddress.TryParse(address.Host, out var ip) && IPAddress.IsLoopback(ip));
}
