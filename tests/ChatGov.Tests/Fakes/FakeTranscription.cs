using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace ChatGov.Tests.Fakes;

/// <summary>
/// A strict server on loopback that transcribes as OpenAI's does: one file of a known kind, a model, a key in the header; it "hears" the
/// bytes of the file as UTF-8.
/// </summary>
internal sealed class FakeTranscription : IAsyncDisposable
{
    public const string Key = "voice-SECRET-key";
    private static readonly string[] Endings = [".ogg", ".amr", ".mp3", ".wav", ".m4a"];
    private readonly WebApplication _app;

    private FakeTranscription()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Run(Handle);
    }

    public Uri Address { get; private set; } = new("http://127.0.0.1:9");

    /// <summary>The next calls are answered with this status.</summary>
    public Queue<int> Failures { get; } = new();

    /// <summary>Every answer comes so much later.</summary>
    public TimeSpan Pause { get; set; }

    public int Heard { get; private set; }

    public static async Task<FakeTranscription> Start()
    {
        var fake = new FakeTranscription();
        await fake._app.StartAsync();
        fake.Address = new Uri(new Uri(fake._app.Urls.First()), "/v1/audio/transcriptions");
        return fake;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task Handle(HttpContext context)
    {
        var (status, answer) = await Answer(context.Request);
        await Task.Delay(Pause, context.RequestAborted);
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(answer);
    }

    private async Task<(int Status, string Answer)> Answer(HttpRequest request)
    {
        if (Failures.TryDequeue(out var failure))
        {
            return (failure, "<html>");
        }

        if (request.Headers.Authorization != "Bearer " + Key)
        {
            return (401, Error("Incorrect API key provided"));
        }

        if (request.Method != "POST" || request.Path != "/v1/audio/transcriptions" || !request.HasFormContentType)
        {
            return (404, Error("no such address"));
        }

        var form = await request.ReadFormAsync();
        if (form["model"] != "whisper-1" || form["response_format"] != "json" || form.Files is not [{ Name: "file", Length: > 0 } file])
        {
            return (400, Error("file and model are required"));
        }

        if (!Endings.Contains(Path.GetExtension(file.FileName)))
        {
            return (400, Error("Invalid file format"));
        }

        using var reader = new StreamReader(file.OpenReadStream(), Encoding.UTF8);
        Heard++;
        return (200, JsonSerializer.Serialize(new { text = await reader.ReadToEndAsync() }));
    }

    private static string Error(string message) => JsonSerializer.Serialize(new { error = new { message } });
}
