using System.Diagnostics;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using ChatGov.Sentences;

namespace ChatGov.Media;

/// <summary>
/// Asks a language model, served where the operator says, which wish a sentence that was not understood may be. It sees
/// <see cref="SentenceBook.Covered"/> and never names, phones or addresses; what it answers is only offered, as any guess is.
/// Speaks as OpenAI's does. Source: API reference, Chat, "Create chat completion".
/// </summary>
public sealed class ServedModel(ServedModelSettings settings, ILogger<ServedModel> log) : IDisposable
{
    private const int LongestName = 40;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);
    private const int FailuresBeforeRest = 3;
    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(5);
    private readonly HttpClient _http = ServedHttp.Create(Patience);
    private int _failures;
    private long _failedAt;

    /// <returns>One of the names; null where it names none, or does not answer.</returns>
    internal async Task<string?> Ask(string covered, IReadOnlyList<Wish> among, CancellationToken cancel)
    {
        // Nobody waits again and again for a server that does not answer.
        if (Volatile.Read(ref _failures) >= FailuresBeforeRest && Stopwatch.GetElapsedTime(Volatile.Read(ref _failedAt)) < Rest)
        {
            return null;
        }

        try
        {
            var asked = new ChatCompletion(settings.Model, 0, LongestName, [new("system", Instruction(among)), new("user", covered)]);
            using var request = ServedHttp.Post(settings.Address, JsonContent.Create(asked, ServedModelJson.Default.ChatCompletion), settings.Key);
            using var response = await _http.SendAsync(request, cancel);
            var body = await response.Content.ReadAsByteArrayAsync(cancel);
            Volatile.Write(ref _failures, response.IsSuccessStatusCode ? 0 : _failures);
            return response.IsSuccessStatusCode ? Named(body, among) : Failed($"http_{(int)response.StatusCode}");
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

    private static string Instruction(IReadOnlyList<Wish> among)
    {
        var text = new StringBuilder("Somebody wrote to a chat bot of a community. Words that are not general are left out as …. Answer with the one name of this list that says what they want, or with none:\n");
        foreach (var wish in among.Where(wish => wish.Examples.Count > 0))
        {
            text.Append(wish.Name).Append(": ").AppendJoin(" / ", wish.Examples.Take(2)).Append('\n');
        }

        return text.ToString();
    }

    private string? Named(byte[] body, IReadOnlyList<Wish> among)
    {
        try
        {
            var said = JsonSerializer.Deserialize(body, ServedModelJson.Default.ChatCompleted)?.Choices is [{ Message.Content: { } content }, ..] ? content.Trim(' ', '.', '"', '`', '\n') : null;
            return among.FirstOrDefault(wish => wish.Name == said)?.Name;
        }
        catch (JsonException)
        {
            return Failed("not_json");
        }
    }

    private string? Failed(string code)
    {
        Interlocked.Increment(ref _failures);
        Volatile.Write(ref _failedAt, Stopwatch.GetTimestamp());
        log.LogWarning("Sentences:ModelUrl does not answer as it should ({Code})", code);
        return null;
    }
}

/// <summary>Where that model is served. Not a record: nothing prints the key by accident.</summary>
/// <param name="address">The whole address, such as <c>http://127.0.0.1:8000/v1/chat/completions</c>.</param>
/// <param name="model">As that server calls it.</param>
/// <param name="key">Sent as a bearer token; null for none.</param>
public sealed class ServedModelSettings(Uri address, string model, string? key)
{
    public Uri Address { get; } = address;

    public string Model { get; } = model;

    public string? Key { get; } = key;
}

internal sealed record ChatCompletion(string Model, double Temperature, int MaxTokens, IReadOnlyList<ChatTurn> Messages);

internal sealed record ChatTurn(string Role, string? Content);

internal sealed record ChatCompleted(IReadOnlyList<ChatChoice>? Choices);

internal sealed record ChatChoice(ChatTurn? Message);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ChatCompletion))]
[JsonSerializable(typeof(ChatCompleted))]
internal sealed partial class ServedModelJson : JsonSerializerContext;
