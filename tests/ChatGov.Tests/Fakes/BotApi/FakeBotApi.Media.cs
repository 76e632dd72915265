using System.Globalization;
using System.Text.Json.Nodes;

namespace ChatGov.Tests.Fakes.BotApi;

/// <summary>
/// Files that people send. Each may be said to be of a size that its content has not: a file too large to be fetched need
/// not be held.
/// </summary>
public sealed partial class FakeBotApi
{
    private long _lastAlbum = 13_800_000_000_000_000;

    /// <param name="size">The file_size in bytes; that of the content when null.</param>
    public int? UserSendsPhoto(long userId, byte[] content, string? caption = null, long? size = null) =>
        Locked(() => SendMedia(userId, caption, new JsonObject { ["photo"] = _state.Files.Photo(content, size) }));

    /// <summary>Several photos at once: each is a message of its own, all of one media_group_id, and the words stand under the first.</summary>
    public IReadOnlyList<int?> UserSendsAlbum(long userId, string? caption, params IReadOnlyList<byte[]> photos) => Locked(() =>
    {
        var album = (++_lastAlbum).ToString(CultureInfo.InvariantCulture);
        return photos.Select((content, i) => SendMedia(
            userId,
            i == 0 ? caption : null,
            new JsonObject { ["photo"] = _state.Files.Photo(content), ["media_group_id"] = album })).ToList();
    });

    /// <param name="size">The file_size in bytes; that of the content when null.</param>
    public int? UserSendsDocument(long userId, string name, string mime, byte[] content, string? caption = null, long? size = null) =>
        Locked(() => SendMedia(userId, caption, new JsonObject { ["document"] = _state.Files.Document(name, mime, content, size) }));

    /// <param name="size">The file_size in bytes; that of the content when null.</param>
    public int? UserSendsVoice(long userId, byte[] content, int seconds, long? size = null) =>
        Locked(() => SendMedia(userId, caption: null, new JsonObject { ["voice"] = _state.Files.Voice(content, seconds, size) }));

    /// <summary>All links to files that were given out work no longer, as after their hour.</summary>
    public void EndFileLinks() => Locked(() =>
    {
        _state.Files.EndLinks();
        return true;
    });

    private int? SendMedia(long userId, string? caption, JsonObject media)
    {
        var stored = _state.AddMessage(Open(_state.PrivateChat(userId)), isFromBot: false, caption ?? "");
        stored.Media = media;
        return _state.AddUpdate("message", WithEntities(stored, userId), BotState.MessageLife);
    }
}
