using System.Net;
using ChatGov.Data;
using ChatGov.Hosting;
using ChatGov.Messengers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using BadHttpRequestException = Microsoft.AspNetCore.Http.BadHttpRequestException;

namespace ChatGov.Webhooks;

/// <summary>
/// Listens for the messengers that call us. It is to stand behind a proxy that speaks TLS; it answers only the paths of
/// the messengers that are configured, and nothing about itself.
/// </summary>
internal sealed class WebhookServer(IReadOnlyList<IWebhook> webhooks, Uri listen, ILoggerFactory logs) : IHostedService, IAsyncDisposable
{
    private static readonly TimeSpan ReadWithin = TimeSpan.FromSeconds(5);
    private WebApplication? _app;

    /// <summary>For the channels that are called; listens nowhere when there is none.</summary>
    public static WebhookServer Of(IEnumerable<IChannel> channels, Uri listen, ILoggerFactory logs) =>
        new([.. channels.OfType<ICalled>().Select(channel => channel.Webhook).OfType<IWebhook>()], listen, logs);

    public Uri? Address => _app?.Urls.Select(url => new Uri(url)).FirstOrDefault();

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (webhooks.Count == 0)
        {
            return;
        }

        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(Limit).UseUrls(listen.ToString());
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton(logs);
        _app = builder.Build();
        _app.Use(Protect);
        foreach (var webhook in webhooks)
        {
            _app.MapMethods(webhook.Path, ["GET", "POST"], async context => await (await Answer(context, webhook)).ExecuteAsync(context));
        }

        try
        {
            await _app.StartAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or System.Net.Sockets.SocketException)
        {
            throw new ConfigurationFault("Webhooks:Listen is taken by another program, or is no address of this machine");
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => _app?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    public ValueTask DisposeAsync() => _app?.DisposeAsync() ?? ValueTask.CompletedTask;

    private void Limit(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;

        // Beyond it the body is not read at all, and the connection ends with the answer.
        kestrel.Limits.MaxRequestBodySize = 4L * webhooks.Max(webhook => webhook.LargestBody);
        kestrel.Limits.MaxRequestLineSize = 8 * 1024;
        kestrel.Limits.RequestHeadersTimeout = ReadWithin;
        kestrel.Limits.KeepAliveTimeout = TimeSpan.FromMinutes(2);
    }

    private static Task Protect(HttpContext context, RequestDelegate next)
    {
        foreach (var (name, value) in AnswerHeaders.All)
        {
            context.Response.Headers[name] = value;
        }

        return next(context);
    }

    private static async Task<IResult> Answer(HttpContext context, IWebhook webhook)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        limit.CancelAfter(ReadWithin);
        try
        {
            var body = await Read(context.Request, webhook.LargestBody, limit.Token);
            return body is null ? Results.StatusCode((int)HttpStatusCode.RequestEntityTooLarge) : await webhook.Answer(context.Request, body, context.RequestAborted);
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or BadHttpRequestException)
        {
            // Too slow, too large, or gone: it is not in the inbox, so the messenger is not told that it is.
            return Results.StatusCode(exception is BadHttpRequestException bad ? bad.StatusCode : (int)HttpStatusCode.RequestTimeout);
        }
    }

    private static async Task<byte[]?> Read(HttpRequest request, int most, CancellationToken cancel)
    {
        using var content = new MemoryStream();
        var piece = new byte[16 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(piece, cancel)) > 0)
        {
            if (content.Length <= most)
            {
                content.Write(piece, 0, read);
            }
        }

        return content.Length <= most ? content.ToArray() : null;
    }
}
