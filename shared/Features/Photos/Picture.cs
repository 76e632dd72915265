using System.Diagnostics.CodeAnalysis;
using ChatGov.Texts;

namespace ChatGov.Photos;

public enum PictureType
{
    Jpeg,
    Png,
    WebP,
}

/// <summary>A picture without anything but itself: where and when it was taken, by what and by whom, is taken out.</summary>
/// <param name="Width">In pixels, as the file says.</param>
/// <param name="Height">In pixels, as the file says.</param>
public sealed record Picture(PictureType Type, int Width, int Height, byte[] Content)
{
    public string MediaType => Type switch
    {
        PictureType.Jpeg => "image/jpeg",
        PictureType.Png => "image/png",
        _ => "image/webp",
    };

    /// <summary>With its dot.</summary>
    [SuppressMessage("Globalization", "CA1308", Justification = "A file name.")]
    public string Extension => Type == PictureType.Jpeg ? ".jpg" : "." + Type.ToString().ToLowerInvariant();
}

/// <summary>
/// Reads JPEG (ITU-T T.81), PNG (W3C, third edition) and WebP (RFC 9649) by their first bytes, whatever they are called, and
/// copies what a viewer needs to show them. Everything else of the file stays behind: Exif, XMP, IPTC, comments, colour
/// profiles, thumbnails, and whatever hangs on behind the picture.
/// </summary>
public static class Pictures
{
    [Limit("photoMegabytes")]
    private const int MostMegabytes = 10;

    public const int MostBytes = MostMegabytes * 1024 * 1024;

    // What unpacks to more than this is no photo of a lamp.
    private const int LongestSide = 16_384;
    private const long MostPixels = 100_000_000;

    /// <returns>Null when it is no picture of a known kind, is damaged, or is too large.</returns>
    public static Picture? Clean(ReadOnlySpan<byte> file)
    {
        if (file.Length > MostBytes)
        {
            return null;
        }

        var picture = Jpeg.IsOne(file) ? Jpeg.Clean(file) : Png.IsOne(file) ? Png.Clean(file) : WebP.IsOne(file) ? WebP.Clean(file) : null;
        return picture is { Width: > 0 and <= LongestSide, Height: > 0 and <= LongestSide } && (long)picture.Width * picture.Height <= MostPixels ? picture : null;
    }
}
