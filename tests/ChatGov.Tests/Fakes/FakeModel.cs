using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace ChatGov.Tests.Fakes;

/// <summary>A strict server on loopback that completes a chat as OpenAI's does, and answers what it was told to.</summary>
internal sealed class FakeModel : IAsyncDisposable
{
    public const string Key = "model-SECRET-key";
    private readonly WebApplication _app;

    private FakeModel()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Run(Handle);
    }

    public Uri Address { get; private set; } = new("http://127.0.0.1:9");

    public string Says { get; set; } = "none";

    public int Status { get; set; } = 200;

    /// <summary>What it was asked, the sentence alone.</summary>
    public List<string> Asked { get; } = [];

    public static async Task<FakeModel> Start()
    {
        var fake = new FakeModel();
        await fake._app.StartAsync();
        fake.Address = new Uri(new Uri(fake._app.Urls.First()), "/v1/chat/completions");
        return fake;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task Handle(HttpContext context)
    {
        using var body = await JsonDocument.ParseAsync(context.Request.Body);
        var root = body.RootElement;
        var isRight = context.Request is { Method: "POST", Path.Value: "/v1/chat/completions" } && context.Request.Headers.Authorization == "Bearer " + Key
            && root.GetProperty("model").GetString() == "small" && root.GetProperty("temperature").GetDouble() == 0 && root.GetProperty("max_tokens").GetInt32() > 0
            && root.GetProperty("messages") is var messages && messages[0].GetProperty("role").GetString() == "system" && messages[1].GetProperty("role").GetString() == "user";
        context.Response.StatusCode = isRight ? Status : 400;
        if (isRight)
        {
            Asked.Add(root.GetProperty("messages")[1].GetProperty("content").GetString()!);
        }

        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(JsonSerializer.Serialize(new { choices = new[] { new { message = new { role = "assistant", content = Says } } } }));
    }
}
