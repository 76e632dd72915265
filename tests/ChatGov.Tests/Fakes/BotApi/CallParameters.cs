using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace ChatGov.Tests.Fakes.BotApi;

/// <summary>
/// The parameters of a request, from the address, a form, or a JSON body. As on the real server a value is text in the
/// first two, and JSON inside it where an object is asked for.
/// </summary>
internal sealed class CallParameters
{
    private const string Attached = "attach://";

    private readonly Dictionary<string, JsonElement> _values = new(StringComparer.Ordinal);

    private readonly Dictionary<string, UploadedFile> _files = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, string> All => _values.ToDictionary(pair => pair.Key, pair => pair.Value.GetRawText());

    public static async Task<CallParameters> Read(HttpRequest request, CancellationToken cancel)
    {
        var parameters = new CallParameters();
        foreach (var (name, value) in request.Query)
        {
            parameters.Add(name, value.ToString());
        }

        if (request.HasFormContentType)
        {
            var form = await request.ReadFormAsync(cancel);
            foreach (var (name, value) in form)
            {
                parameters.Add(name, value.ToString());
            }

            foreach (var file in form.Files)
            {
                using var content = new MemoryStream();
                await file.CopyToAsync(content, cancel);
                parameters._files[file.Name] = new UploadedFile(file.FileName, content.ToArray());
            }
        }
        else if (request.ContentLength != 0 && request.ContentType?.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) == true)
        {
            await parameters.AddJson(request.Body, cancel);
        }

        return parameters;
    }

    public void Add(string name, string value) => _values[name] = JsonSerializer.SerializeToElement(value);

    /// <summary>A part of the form that has a file name: the one of this name, or the one that the parameter names.</summary>
    public UploadedFile? File(string name) => _files.GetValueOrDefault(Text(name) is { } text && text.StartsWith(Attached, StringComparison.Ordinal) ? text[Attached.Length..] : name);

    public string? Text(string name) => !_values.TryGetValue(name, out var value) ? null : value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Null => null,
        _ => value.GetRawText(),
    };

    public long? Number(string name) =>
        long.TryParse(Text(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A number forced into its range, as the real server does.</summary>
    public int Clamped(string name, int otherwise, int least, int most) => (int)Math.Clamp(Number(name) ?? otherwise, least, most);

    public bool Flag(string name) => Text(name) is "true" or "True" or "1";

    /// <summary>An object or an array, given as such or as text that holds it.</summary>
    public JsonElement? Json(string name, string complaint)
    {
        if (!_values.TryGetValue(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.String)
        {
            return value;
        }

        try
        {
            return value.GetString() is { Length: > 0 } text ? JsonElement.Parse(text) : null;
        }
        catch (JsonException)
        {
            throw ApiRefusal.BadRequest(complaint);
        }
    }

    private async Task AddJson(Stream body, CancellationToken cancel)
    {
        try
        {
            using var document = await JsonDocument.ParseAsync(body, cancellationToken: cancel);
            foreach (var property in document.RootElement.EnumerateObject())
            {
                if (property.Value.ValueKind == JsonValueKind.String)
                {
                    // Broken surrogates do not survive this, as they do not on the real server.
                    _ = property.Value.GetString();
                }

                _values[property.Name] = property.Value.Clone();
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw ApiRefusal.BadRequest("can't parse JSON object");
        }
    }
}

public sealed record UploadedFile(string Name, byte[] Content);
