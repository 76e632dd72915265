namespace ChatGov.Photos;

/// <summary>照片, as whoever answers looks at them at the desk.</summary>
public static class PhotosAtTheDesk
{
    public static readonly DeskFeature Feature = new() { Of = PhotosFeature.Feature, Endpoints = PhotoEndpoints.Map };
}
