
namespace ChatGov.Photos;

/// <summary>照片, as people speak of them.</summary>
public static class PhotosInChat
{
    public static readonly ChatFeature Feature = new()
    {
        Of = PhotosFeature.Feature,
        Topics = PhotoTopics.Topics,
        Forms = [],
        Flows = [],
        ToDo = Nothing.Because("it is looked at with what it came with"),
    };
}
