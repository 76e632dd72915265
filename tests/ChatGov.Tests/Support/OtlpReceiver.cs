using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ChatGov.Tests.Support;

/// <summary>Takes what OTLP over HTTP brings. The names and values in it are plain UTF-8 (protobuf).</summary>
internal sealed class OtlpReceiver(WebApplication app, ConcurrentQueue<(string Path, string Body)> bodies) : IAsyncDisposable
{
    public string Url => app.Urls.First();

    public string Metrics => All("/v1/metrics");

    public string Traces => All("/v1/traces");

    public static async Task<OtlpReceiver> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(server => server.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var bodies = new ConcurrentQueue<(string, string)>();
        app.MapPost("/v1/{kind}", async (HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            bodies.Enqueue((request.Path, Encoding.UTF8.GetString(body.ToArray())));
        });
        await app.StartAsync();
        return new OtlpReceiver(app, bodies);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private string All(string path) => string.Concat(bodies.Where(each => each.Path == path).Select(each => each.Body));
}
