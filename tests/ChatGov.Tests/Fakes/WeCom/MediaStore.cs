namespace ChatGov.Tests.Fakes.WeCom;

/// <param name="Kind">image, voice, video or file.</param>
internal sealed record StoredMedia(string Kind, string Name, byte[] Content, DateTimeOffset EndsAt);

/// <summary>Files that members sent and the app uploaded, each for three days. Not locked: whoever holds it does that.</summary>
internal sealed class MediaStore(TimeProvider time)
{
    private static readonly TimeSpan Life = TimeSpan.FromDays(3);
    private readonly Dictionary<string, StoredMedia> _media = new(StringComparer.Ordinal);
    private readonly HashSet<string> _ended = new(StringComparer.Ordinal);

    public string Add(string kind, string name, byte[] content)
    {
        var id = FakeWeCom.NewToken();
        _media[id] = new StoredMedia(kind, name, content, time.GetUtcNow() + Life);
        return id;
    }

    /// <param name="kind">What it has to be; anything when null.</param>
    public StoredMedia Get(string id, string? kind = null) =>
        _media.TryGetValue(id, out var media) && !_ended.Contains(id) && media.EndsAt > time.GetUtcNow() && (kind is null || media.Kind == kind)
            ? media
            : throw new WeComRefusal(40007, "invalid media_id");

    /// <summary>For a test to look at, ended or not.</summary>
    public StoredMedia Look(string id) => _media[id];

    public void EndAll() => _ended.UnionWith(_media.Keys);
}
