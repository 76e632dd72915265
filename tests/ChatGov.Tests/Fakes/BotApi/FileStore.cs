using System.Globalization;
using System.Text.Json.Nodes;

namespace ChatGov.Tests.Fakes.BotApi;

internal enum FileKind
{
    Photo,
    Document,
    Voice,
}

/// <summary>A file the server knows by its id.</summary>
/// <param name="Size">What the server says of it; the content may be shorter where a test does not hold all of it.</param>
internal sealed record StoredFile(string Id, string UniqueId, string Path, long Size, byte[] Content)
{
    /// <summary>Null while nobody has asked for a link.</summary>
    public DateTimeOffset? LinkEndsAt { get; set; }

    public JsonObject ToJson() => new() { ["file_id"] = Id, ["file_unique_id"] = UniqueId, ["file_size"] = Size };
}

/// <summary>All files that people and the bot have sent, and how long the links to them work. Not locked: whoever holds it does that.</summary>
internal sealed class FileStore(TimeProvider time)
{
    private const long LargestDownload = 20 * 1024 * 1024;
    private static readonly TimeSpan LinkLife = TimeSpan.FromHours(1);

    /// <summary>The smallest JPEG there is: one that holds no picture.</summary>
    private static readonly byte[] Thumbnail = [0xFF, 0xD8, 0xFF, 0xD9];

    private readonly Dictionary<string, StoredFile> _files = new(StringComparer.Ordinal);

    /// <summary>Two sizes of a photo, the small one first; the last is the content.</summary>
    public JsonArray Photo(byte[] content, long? size = null)
    {
        var (width, height) = PictureSize.Of(content) ?? (1_280, 960);
        var scale = 90.0 / Math.Max(width, height);
        return
        [
            Sized(Add(FileKind.Photo, Thumbnail, "jpg", null), (int)Math.Ceiling(width * scale), (int)Math.Ceiling(height * scale)),
            Sized(Add(FileKind.Photo, content, "jpg", size), width, height),
        ];
    }

    public JsonObject Document(string name, string? mime, byte[] content, long? size = null)
    {
        var document = Add(FileKind.Document, content, Path.GetExtension(name).TrimStart('.'), size).ToJson();
        document["file_name"] = name;
        if (mime is not null)
        {
            document["mime_type"] = mime;
        }

        return document;
    }

    public JsonObject Voice(byte[] content, int seconds, long? size)
    {
        var voice = Add(FileKind.Voice, content, "oga", size).ToJson();
        voice["duration"] = seconds;
        voice["mime_type"] = "audio/ogg";
        return voice;
    }

    /// <summary>The answer to getFile: the link works for an hour from now.</summary>
    public JsonObject Link(string? id)
    {
        if (string.IsNullOrEmpty(id))
        {
            throw ApiRefusal.BadRequest("invalid file_id");
        }

        var file = _files.GetValueOrDefault(id) ?? throw ApiRefusal.BadRequest("wrong file_id or the file is temporarily unavailable");
        if (file.Size > LargestDownload)
        {
            throw ApiRefusal.BadRequest("file is too big");
        }

        file.LinkEndsAt = time.GetUtcNow() + LinkLife;
        var answer = file.ToJson();
        answer["file_path"] = file.Path;
        return answer;
    }

    public byte[] Download(string path) => _files.Values.FirstOrDefault(each => each.Path == path && each.LinkEndsAt > time.GetUtcNow()) is { } file
        ? file.Content
        : throw new ApiRefusal(404, "Not Found");

    public void EndLinks()
    {
        foreach (var file in _files.Values)
        {
            file.LinkEndsAt = null;
        }
    }

    private static JsonObject Sized(StoredFile file, int width, int height)
    {
        var photo = file.ToJson();
        photo["width"] = width;
        photo["height"] = height;
        return photo;
    }

    private StoredFile Add(FileKind kind, byte[] content, string ending, long? size)
    {
        var number = _files.Count.ToString("D6", CultureInfo.InvariantCulture);
        var (folder, prefix) = kind switch
        {
            FileKind.Photo => ("photos", "AgACAgUAAxkBAAI"),
            FileKind.Document => ("documents", "BQACAgUAAxkBAAI"),
            FileKind.Voice => ("voice", "AwACAgUAAxkBAAI"),
        };
        var path = $"{folder}/file_{number}" + (ending.Length == 0 ? "" : "." + ending);
        var file = new StoredFile(prefix + number, "AQAD" + number, path, size ?? content.Length, content);
        return _files[file.Id] = file;
    }
}
