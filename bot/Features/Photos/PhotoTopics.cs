using System.Globalization;
using ChatGov.Actions;
using ChatGov.Conversations;
using ChatGov.Outbox;
using ChatGov.Rights;

namespace ChatGov.Photos;

/// <summary>Photos that came with a request: for whoever answers it, one at a time; and 补照片 for whoever asked.</summary>
internal static class PhotoTopics
{
    public static IReadOnlyList<Topic> Topics { get; } =
    [
        new(PhotoActions.Photo.Name, Show) { For = Can.RunCommunity.Roles },
        new(PhotoActions.AddPhoto.Name, AskForMore),
    ];

    /// <summary>A choice for each photo there is.</summary>
    public static IEnumerable<Choice> Choices(Scene scene, PhotoOf of) => PhotoChoices.Of(scene.Tx, scene.Language, of);

    public static Choice More(Scene scene, PhotoOf of) =>
        scene.Choice("photo.choice.more", PhotoActions.AddPhoto.On(string.Create(CultureInfo.InvariantCulture, $"{of.Subject}x{of.Id}")));

    private static Message Show(Scene scene, string argument)
    {
        if (Read(argument) is not (var of, { } place))
        {
            return Menus(scene);
        }

        return Album.List(scene.Tx, of).Match(
            photos => place <= photos.Count ? One(scene, of, photos, place) : scene.Answer("photo.gone"),
            scene.Answer);
    }

    private static Message One(Scene scene, PhotoOf of, List<PhotoView> photos, int place) => Album.Read(scene.Tx, of, photos[place - 1].Id).Match(
        picture => scene.Answer("photo.shown", ("number", of.Id), ("place", place), ("count", photos.Count)) with
        {
            File = new MessageFile(string.Create(CultureInfo.InvariantCulture, $"photo-{of.Id}-{place}{picture.Extension}"), picture.MediaType, picture.Content),
        },
        scene.Answer);

    private static Message AskForMore(Scene scene, string argument)
    {
        if (Read(argument) is not (var of, null))
        {
            return Menus(scene);
        }

        // What was half said meanwhile would take the photo for its own.
        scene.Session = scene.Session with { Flow = null, PhotoFor = PhotoTarget.Now(of, scene.Tx.Now) };
        return scene.Answer("photo.ask_more", ("most", Album.Most));
    }

    private static Message Menus(Scene scene) => Conversations.Menus.Offer(scene, scene.Say("everyone.unclear"));

    /// <summary><c>Needx17x2</c>: the second photo of need 17.</summary>
    private static (PhotoOf Of, int? Place)? Read(string argument)
    {
        var parts = argument.Split('x');
        if (parts.Length is not (2 or 3) || !Enum.TryParse<PhotoSubject>(parts[0], out var subject) || !Enum.IsDefined(subject))
        {
            return null;
        }

        var place = parts.Length == 3 && int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : (int?)null;
        return (new PhotoOf(subject, ActionName.Id(parts[1])), place);
    }
}
