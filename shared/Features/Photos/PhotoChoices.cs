using ChatGov.Data;
using ChatGov.Outbox;
using ChatGov.Texts;

namespace ChatGov.Photos;

/// <summary>A button for each photo of something.</summary>
public static class PhotoChoices
{
    public static IEnumerable<Choice> Of(Tx tx, string language, PhotoOf of) => Enumerable.Range(1, Album.Count(tx, of)).Select(place => new Choice(
        Catalog.Say(language, "photo.choice", ("place", place)), PhotoActions.Photo.With($"{of.Subject}x{of.Id}x{place}")));
}
