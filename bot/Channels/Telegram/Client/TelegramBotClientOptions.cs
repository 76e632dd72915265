using System.Globalization;

namespace Telegram.Bot;

/// <summary>The token and the server. The messages of its exceptions name the setting and never hold its value.</summary>
public class TelegramBotClientOptions
{
    private const string PublicServer = "https://api.telegram.org";
    private const int LongestId = 16;

    /// <param name="token">Digits, a colon, and a secret.</param>
    /// <param name="baseUrl">Another Bot API server, such as <c>http://localhost:8081</c>; a path in it is left out.</param>
    /// <exception cref="ArgumentException">The token or the address is malformed.</exception>
    public TelegramBotClientOptions(string token, string? baseUrl = null)
    {
        Token = token;
        BotId = ReadId(token);
        BaseUrl = baseUrl;
        var server = baseUrl is null ? PublicServer : ReadServer(baseUrl);
        (BaseRequestUrl, BaseFileUrl) = ($"{server}/bot{token}", $"{server}/file/bot{token}");
    }

    public string Token { get; }

    public string? BaseUrl { get; }

    public long BotId { get; }

    /// <summary>Where requests go. It holds the token: not for logs.</summary>
    public string BaseRequestUrl { get; }

    /// <summary>Where files come from. It holds the token: not for logs.</summary>
    public string BaseFileUrl { get; }

    private static long ReadId(string token)
    {
        var colon = token.IndexOf(':', StringComparison.Ordinal);
        var hasForm = colon is >= 1 and <= LongestId
            && token.Skip(colon + 1).All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_')
            && token.Length > colon + 1;
        return hasForm && long.TryParse(token[..colon], NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? id
            : throw new ArgumentException("The bot token is malformed", nameof(token));
    }

    private static string ReadServer(string baseUrl) =>
        Uri.TryCreate(baseUrl, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            ? $"{uri.Scheme}://{uri.Authority}"
            : throw new ArgumentException("The address of the Bot API server is malformed", nameof(baseUrl));
}
