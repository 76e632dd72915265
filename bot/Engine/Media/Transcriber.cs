using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ChatGov.Media;

/// <summary>
/// Turns a voice message into text at an address that speaks as OpenAI's does: multipart with <c>file</c> and <c>model</c>, answered by
/// <c>{"text": …}</c>. Nothing of what was said is kept here or logged.
/// Source: API reference, Audio, "Create transcription".
/// </summary>
public sealed class Transcriber : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly VoiceSettings _settings;
    private readonly ILogger<Transcriber> _log;
    private readonly HttpClient _http;

    public Transcriber(VoiceSettings settings, ILogger<Transcriber> log)
    {
        (_settings, _log) = (settings, log);
        _http = ServedHttp.Create(Patience);
    }

    /// <returns>What was said, or why it will not be heard; null when it may be a little later.</returns>
    public async Task<Attachment?> Hear(Fetched.Got voice, CancellationToken cancel)
    {
        try
        {
            using var request = ServedHttp.Post(_settings.Address, Form(voice), _settings.Key);
            using var response = await _http.SendAsync(request, cancel);
            var body = await response.Content.ReadAsByteArrayAsync(cancel);
            return response.IsSuccessStatusCode ? Heard(body) : Refused(response.StatusCode);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return Failed("time_out");
        }
        catch (HttpRequestException exception)
        {
            return Failed(exception.HttpRequestError.ToString());
        }
    }

    public void Dispose() => _http.Dispose();

    private MultipartFormDataContent Form(Fetched.Got voice) => new()
    {
        { new ByteArrayContent(voice.Content), "file", voice.Name },
        { new StringContent(_settings.Model), "model" },
        { new StringContent("json"), "response_format" },
    };

    private Attachment? Heard(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, TranscriptJson.Default.Transcript)?.Text?.Trim() switch
            {
                null => Failed("no_text"),
                "" => new Attachment.Missing(MediaFault.NothingHeard),
                var text => new Attachment.Heard(text),
            };
        }
        catch (JsonException)
        {
            return Failed("not_json");
        }
    }

    /// <summary>What is wrong with the request stays wrong, such as a kind of sound that the server does not know.</summary>
    private Attachment? Refused(HttpStatusCode status)
    {
        _ = Failed($"http_{(int)status}");
        return (int)status is >= 400 and < 500 && status is not (HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests)
            ? new Attachment.Missing(MediaFault.UnknownKind)
            : null;
    }

    private Attachment? Failed(string code)
    {
        _log.LogWarning("Voice:TranscriptionUrl does not answer as it should ({Code})", code);
        return null;
    }
}

/// <summary>Where voice messages become text. Not a record: nothing prints the key by accident.</summary>
/// <param name="address">The whole address, such as <c>http://127.0.0.1:9000/v1/audio/transcriptions</c>.</param>
/// <param name="model">As that server calls it.</param>
/// <param name="key">Sent as a bearer token; null for none.</param>
public sealed class VoiceSettings(Uri address, string model, string? key)
{
    public Uri Address { get; } = address;

    public string Model { get; } = model;

    public string? Key { get; } = key;
}

internal sealed record Transcript(string? Text);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Transcript))]
internal sealed partial class TranscriptJson : JsonSerializerContext;
