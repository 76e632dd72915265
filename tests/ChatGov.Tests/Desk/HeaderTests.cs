using System.Net;
using System.Security.Cryptography;
using System.Text;
using ChatGov.Tests.Support;
using ChatGov.Webhooks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChatGov.Tests.Desk;

/// <summary>What every answer of both programs says to browsers, whether it is a yes, a no or a fault.</summary>
public sealed class HeaderTests
{
    private static readonly string[] Odd =
    [
        "/", "/docs", "/docs/", "/docs/reference/", "/docs/reference/index.html", "/docs/reference/index.js", "/docs/reference/swagger-ui.css", "/docs/reference/swagger-ui-bundle.js", "/docs/reference/nowhere", "/openapi/v1.json", "/openapi/v9.json",
        "/nowhere", "/api/v1/nowhere", "/sign-in/x", "/calendar/x.ics", "/check?number=x", "/check/x", "/health/live", "/api/v1/tasks?limit=x", "/api/v1/tasks?format=csv", "/api/v1/tasks?format=xlsx",
    ];

    [Fact]
    public async Task Every_endpoint_whatever_it_answers()
    {
        await using var site = await DeskSite.Start(Provider.Sqlite);
        var things = await Things.Make(site);
        var (banner, secretary) = (await site.TokenOf(site.World.BannerOffice), await site.TokenOf(site.World.Secretary));
        var (walked, pages) = (0, 0);
        foreach (var endpoint in site.Endpoints)
        {
            foreach (var method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods)
            {
                var call = new Call(new HttpMethod(method), "/" + endpoint.RoutePattern.RawText!.Trim('/'), EveryEndpointTests.BodyOf(endpoint));
                var path = things.PathOf(call);
                foreach (var (token, body) in new[] { (null, null), ("cgt_wrong", null), (banner, "{"), (banner, things.BodyOf(call)), (secretary, things.BodyOf(call)) })
                {
                    var answer = await site.Send(call.Method, path, token, body, ("If-Match", "\"1\""));
                    Protected(call.ToString(), answer);
                    pages += answer.MediaType == "text/html" ? 1 : 0;
                    walked++;
                }

                Protected("PATCH " + path, await site.Send(HttpMethod.Patch, path, banner));
            }
        }

        foreach (var path in Odd)
        {
            Protected(path, await site.Get(path, banner));
        }

        Assert.True(walked > 800 && pages > 8, $"{walked} answers, {pages} pages");
    }

    [Theory, Databases]
    public async Task A_fault_and_what_is_too_much(Provider provider)
    {
        await using var site = await DeskSite.Start(provider, ("Api:RequestsPerMinute", "3"));
        var token = await site.TokenOf(site.World.Secretary);
        Protected("too large", (await site.Post("/api/v1/tasks", token, new string(' ', 2_000_000))).Is(HttpStatusCode.RequestEntityTooLarge));
        await site.Database.Execute("ALTER TABLE task RENAME TO elsewhere");
        Protected("a fault", (await site.Get("/api/v1/tasks", token)).Is(HttpStatusCode.InternalServerError));
        await site.Get("/api/v1/me", token);
        Protected("too many", (await site.Get("/api/v1/me", token)).Is(HttpStatusCode.TooManyRequests));
    }

    [Fact]
    public async Task The_webhook_server()
    {
        await using var server = new WebhookServer([new Echo()], new Uri("http://127.0.0.1:0"), NullLoggerFactory.Instance);
        await server.StartAsync(CancellationToken.None);
        using var http = new HttpClient { BaseAddress = server.Address };
        foreach (var (method, path) in new[] { ("GET", "echo"), ("POST", "echo"), ("PUT", "echo"), ("GET", "nowhere") })
        {
            using var answer = await http.SendAsync(new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative)));
            Protected($"{method} {path}", new DeskSite.Answer(answer.StatusCode, "", null, null, null, answer.Headers.ToDictionary(header => header.Key, header => string.Join(", ", header.Value))));
        }

        await server.StopAsync(CancellationToken.None);
    }

    private static void Protected(string what, DeskSite.Answer answer)
    {
        string Of(string name) => answer.Headers.TryGetValue(name, out var value) ? value : throw new Xunit.Sdk.XunitException($"{what}: {(int)answer.Status} has no {name}");
        var policy = Of("Content-Security-Policy");
        Assert.StartsWith("default-src 'none';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("base-uri 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Of("X-Content-Type-Options"));
        Assert.Equal("no-referrer", Of("Referrer-Policy"));
        var isStatic = what.StartsWith("/docs/reference", StringComparison.Ordinal) && answer.Status == HttpStatusCode.OK;
        Assert.True(isStatic || Of("Cache-Control").Contains("no-store", StringComparison.Ordinal), $"{what}: {Of("Cache-Control")}");
        if (answer.MediaType == "text/html" && !isStatic)
        {
            IsPage(policy, answer.Text);
        }
    }

    /// <summary>A page of ours: its own style counts, and who does not see it finds its content and its tables' headings.</summary>
    private static void IsPage(string policy, string page)
    {
        var style = page[(page.IndexOf("<style>", StringComparison.Ordinal) + "<style>".Length)..page.IndexOf("</style>", StringComparison.Ordinal)];
        Assert.Contains($"style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)))}';", policy, StringComparison.Ordinal);
        Assert.Contains("<main>", page, StringComparison.Ordinal);
        Assert.Contains("<html lang=\"", page, StringComparison.Ordinal);
        Assert.DoesNotMatch("<th(?! scope=\"(col|row)\")[ >]", page);
        Assert.DoesNotMatch("<[a-z]+ [^>]*style=", page);
    }

    private sealed class Echo : IWebhook
    {
        public string Path => "/echo";

        public int LargestBody => 100;

        public Task<IResult> Answer(HttpRequest request, ReadOnlyMemory<byte> body, CancellationToken cancel) => Task.FromResult(Results.Text("ok"));
    }
}
