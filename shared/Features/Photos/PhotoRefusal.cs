using ChatGov.Data;

namespace ChatGov.Photos;

/// <summary>Every expected "no" about photos.</summary>
public static class PhotoRefusal
{
    public static readonly RefusalCode EnoughPhotos = new(nameof(EnoughPhotos));

    public static readonly RefusalCode PhotoTooLate = new(nameof(PhotoTooLate));

    public static readonly IReadOnlyList<RefusalCode> All = [EnoughPhotos, PhotoTooLate];
}
