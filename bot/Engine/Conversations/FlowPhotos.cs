using System.Globalization;
using ChatGov.Photos;

namespace ChatGov.Conversations;

/// <summary>The photos that came while a flow was open, until it is known what they go with.</summary>
internal static class FlowPhotos
{
    private const string Name = "photos";

    public static IReadOnlyList<long> Of(FlowState state) => state.Has(Name)
        ? [.. state[Name].Split(',').Select(id => long.Parse(id, NumberStyles.None, CultureInfo.InvariantCulture))]
        : [];

    /// <summary>Of more than there may be, the first count.</summary>
    public static FlowState Add(FlowState state, long photo) =>
        Of(state) is { Count: < Album.Most } before ? state.With(Name, string.Join(',', before.Append(photo))) : state;

    /// <summary>They go with this, and so do those that follow in a while.</summary>
    public static void Attach(Scene scene, FlowState state, PhotoOf of)
    {
        Album.Attach(scene.Tx, of, Of(state));
        scene.Session = scene.Session with { PhotoFor = PhotoTarget.Now(of, scene.Tx.Now) };
    }
}
