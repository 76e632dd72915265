using ChatGov.Actions;

namespace ChatGov.Photos;

/// <summary>What people do about photos. A name never changes once it was sent.</summary>
public static class PhotoActions
{
    public static ActionName AddPhoto { get; } = new("add_photo");

    public static ActionName Photo { get; } = new("photo");
}
