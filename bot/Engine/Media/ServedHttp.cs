using System.Net.Http.Headers;

namespace ChatGov.Media;

/// <summary>Calls a server that an operator named: no cookies, no redirects, no trace of whom it is for, and no answer without end.</summary>
internal static class ServedHttp
{
    private const long LargestAnswer = 1024 * 1024;

    public static HttpClient Create(TimeSpan patience) => new(new SocketsHttpHandler
    {
        ConnectTimeout = TimeSpan.FromSeconds(5),
        PooledConnectionLifetime = TimeSpan.FromMinutes(3),
        AllowAutoRedirect = false,
        UseCookies = false,
        ActivityHeadersPropagator = null,
    })
    {
        Timeout = patience, MaxResponseContentBufferSize = LargestAnswer,
    };

    /// <param name="key">Sent as a bearer token; null for none.</param>
    public static HttpRequestMessage Post(Uri address, HttpContent content, string? key)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = content };
        request.Headers.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
        return request;
    }
}
