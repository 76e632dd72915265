using System.Text.Json.Nodes;

namespace ChatGov.Tests.Fakes.WeCom;

/// <summary>Files in both directions.</summary>
internal sealed partial class FakeWeCom
{
    /// <summary>A file that was uploaded or sent by a member, even after its three days.</summary>
    public (string Name, byte[] Content) Media(string id) => Locked(() => _media.Look(id) is var media ? (media.Name, media.Content) : default);

    /// <summary>A file that a member sends.</summary>
    /// <param name="kind">image, voice or video.</param>
    /// <returns>Its media id, for <see cref="Image"/> and the like.</returns>
    public string AddMedia(string kind, byte[] content) => Locked(() => _media.Add(kind, kind + Ending(MediaRules.ContentType(kind, content)), content));

    /// <summary>All files end, as after their three days.</summary>
    public void EndMedia() => Locked(_media.EndAll);

    private JsonObject Upload(WeComCall call)
    {
        _ = call.Posted;
        var (name, content) = call.File ?? throw new WeComRefusal(41005, "media data missing");
        var kind = call["type"];
        MediaRules.Check(kind, name, content);
        return new JsonObject { ["type"] = kind, ["media_id"] = _media.Add(kind, name, content), ["created_at"] = $"{_time.GetUtcNow().ToUnixTimeSeconds()}" };
    }

    private WeComAnswer GiveMedia(string id)
    {
        var media = _media.Get(id);
        return new WeComAnswer(
            media.Content,
            MediaRules.ContentType(media.Kind, media.Content),
            $"attachment; filename=\"{id}{Path.GetExtension(media.Name)}\"");
    }

    private static string Ending(string contentType) => contentType switch
    {
        "image/jpeg" => ".jpg",
        "image/png" => ".png",
        "audio/amr" => ".amr",
        "video/mp4" => ".mp4",
        _ => "",
    };
}
