using System.Security.Cryptography;
using System.Text;

namespace ChatGov.Http;

/// <summary>A page of ours: its one style sheet counts, its forms lead to us; nothing else in it can load, run or be framed.</summary>
/// <param name="Html">Everything that people wrote is encoded in it.</param>
internal sealed record HtmlPage(string Html, int Status = StatusCodes.Status200OK) : IResult
{
    private const string StyleStart = "<style>";
    private const string StyleEnd = "</style>";

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = Status;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.ContentSecurityPolicy =
            $"default-src 'none'; style-src 'sha256-{HashOfStyle()}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
        return response.WriteAsync(Html, httpContext.RequestAborted);
    }

    private string HashOfStyle()
    {
        var start = Html.IndexOf(StyleStart, StringComparison.Ordinal) + StyleStart.Length;
        var style = Html[start..Html.IndexOf(StyleEnd, start, StringComparison.Ordinal)];
        return Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)));
    }
}
