using System.Buffers.Binary;
using System.Text;

namespace ChatGov.Tests.Photos;

/// <summary>Small pictures of 24 × 16, made up, and ways to hang onto them what cameras and programs write beside the picture.</summary>
internal static class SamplePictures
{
    public const string Secret = "GPS-SECRET-38.8333N-105.6667E";

    public static readonly byte[] Jpeg = Convert.FromBase64String("/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAUDBAQEAwUEBAQFBQUGBwwIBwcHBw8LCwkMEQ8SEhEPERETFhwXExQaFRERGCEYGh0dHx8fExciJCIeJBweHx7/2wBDAQUFBQcGBw4ICA4eFBEUHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh7/wAARCAAQABgDASIAAhEBAxEB/8QAFgABAQEAAAAAAAAAAAAAAAAAAAYH/8QAFxABAQEBAAAAAAAAAAAAAAAAABRhYv/EABUBAQEAAAAAAAAAAAAAAAAAAAAH/8QAFhEAAwAAAAAAAAAAAAAAAAAAABdi/9oADAMBAAIRAxEAPwDG7ui7pLX6X6oisgqrJsqbuhLX6CsgMmz/2Q==");
    public static readonly byte[] Progressive = Convert.FromBase64String("/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAUDBAQEAwUEBAQFBQUGBwwIBwcHBw8LCwkMEQ8SEhEPERETFhwXExQaFRERGCEYGh0dHx8fExciJCIeJBweHx7/2wBDAQUFBQcGBw4ICA4eFBEUHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh7/wgARCAAQABgDASIAAhEBAxEB/8QAFgABAQEAAAAAAAAAAAAAAAAAAAUG/8QAFQEBAQAAAAAAAAAAAAAAAAAAAAb/2gAMAwEAAhADEAAAAcalKKqqpQ//xAAVEAEBAAAAAAAAAAAAAAAAAAAAEv/aAAgBAQABBQK1rWtb/8QAFhEAAwAAAAAAAAAAAAAAAAAAABZh/9oACAEDAQE/AWSjJT//xAAWEQADAAAAAAAAAAAAAAAAAAAAFmH/2gAIAQIBAT8BVoK0P//EABQQAQAAAAAAAAAAAAAAAAAAACD/2gAIAQEABj8CX//EABYQAQEBAAAAAAAAAAAAAAAAAHEAIP/aAAgBAQABPyFznj//2gAMAwEAAgADAAAAEDTf/8QAFBEBAAAAAAAAAAAAAAAAAAAAEP/aAAgBAwEBPxA//8QAFBEBAAAAAAAAAAAAAAAAAAAAEP/aAAgBAgEBPxA//8QAFhABAQEAAAAAAAAAAAAAAAAAAHEQ/9oACAEBAAE/ENAta3//2Q==");
    public static readonly byte[] Png = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAABgAAAAQBAMAAAD+CqKmAAAAMFBMVEX/AADuABHdACLMADO7AESqAFWZAGaIAHd3AIhmAJlVAKpEALszAMwiAN0RAO4AAP8lworGAAAAO0lEQVQI103BQQEAEADAwFVQQQUVVFBBBRVUUEEFFVRQQQW+uwMLQhSSkIUiVKEJXRjCFJawhSNc4ckHGRdfoQLKecQAAAAASUVORK5CYII=");
    public static readonly byte[] WebP = Convert.FromBase64String("UklGRmIAAABXRUJQVlA4IFYAAADwAwCdASoYABAAPpE6l0eloyIhMAgAsBIJbDuAG9Yir+gAC1ay8J6AAP7sF40Z8avX/7S//4oad9+1H//UJuf/5CbgkES5bxwZz2ZEqLwNEiNFk3VwAA==");
    public static readonly byte[] Lossless = Convert.FromBase64String("UklGRkwAAABXRUJQVlA4TEAAAAAvF8ADAH8AEIT/cQsT8ff/+U+WAVVk21BBBRVUUEEFFVRQQQUVVFBBBRX8bYaI/ufn4+Xh5uLkYGdjZWFmYmQg");

    /// <summary>All kinds, with what is not the picture hung onto them wherever it can hang.</summary>
    public static IEnumerable<(string Name, byte[] Plain, byte[] Talkative)> All =>
    [
        ("jpeg", Jpeg, Talkative(Jpeg, orientation: 1)),
        ("progressive jpeg", Progressive, Talkative(Progressive, orientation: 1)),
        ("png", Png, TalkativePng(Png)),
        ("webp", WebP, TalkativeWebP(WebP)),
        ("lossless webp", Lossless, TalkativeWebP(Lossless)),
    ];

    /// <summary>With Exif, XMP, IPTC, a colour profile, a comment, and more behind its end.</summary>
    public static byte[] Talkative(byte[] jpeg, byte orientation) =>
    [
        .. jpeg[..20],
        .. Segment(0xE1, Exif(orientation)),
        .. Segment(0xE1, [.. "http://ns.adobe.com/xap/1.0/\0"u8, .. Hidden]),
        .. Segment(0xE2, [.. "ICC_PROFILE\0"u8, 1, 1, .. Hidden]),
        .. Segment(0xED, [.. "Photoshop 3.0\0"u8, .. Hidden]),
        .. Segment(0xFE, Hidden),
        .. jpeg[20..],
        .. Hidden,
    ];

    private static byte[] Hidden => Encoding.ASCII.GetBytes(Secret);

    private static byte[] TalkativePng(byte[] png) =>
    [
        .. png[..33],
        .. Chunk("tEXt", [.. "Author\0"u8, .. Hidden]), .. Chunk("eXIf", Exif(orientation: 1)), .. Chunk("iTXt", Hidden), .. Chunk("tIME", [7, 234, 11, 28, 1, 2, 3]),
        .. Chunk("gAMA", Hidden), .. Chunk("sRGB", [0]),
        .. png[33..],
        .. Hidden,
    ];

    /// <summary>An extended file: a head with its flags, a profile before the picture, Exif and XMP behind it.</summary>
    private static byte[] TalkativeWebP(byte[] webp)
    {
        byte[] body =
        [
            .. "WEBP"u8, .. Riff("VP8X", [0b0010_1100, 0, 0, 0, 23, 0, 0, 15, 0, 0]), .. Riff("ICCP", Hidden), .. webp[12..],
            .. Riff("EXIF", Exif(orientation: 1)), .. Riff("XMP ", Hidden), .. Riff("NOTE", Hidden),
        ];
        return [.. Riff("RIFF", body), .. Hidden];
    }

    private static byte[] Exif(byte orientation) =>
    [
        .. "Exif\0\0"u8, .. "II*\0"u8, 8, 0, 0, 0,
        2, 0,
        0x0E, 0x01, 2, 0, (byte)Secret.Length, 0, 0, 0, 38, 0, 0, 0,
        0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0,
        0, 0, 0, 0,
        .. Hidden,
    ];

    private static byte[] Segment(byte marker, byte[] content) => [0xFF, marker, (byte)((content.Length + 2) >> 8), (byte)(content.Length + 2), .. content];

    // A viewer may check the sum behind a chunk; what takes it out does not.
    private static byte[] Chunk(string type, byte[] content) => [.. BigEndian(content.Length), .. Encoding.ASCII.GetBytes(type), .. content, 0, 0, 0, 0];

    private static byte[] Riff(string type, byte[] content) =>
        [.. Encoding.ASCII.GetBytes(type), .. LittleEndian(content.Length), .. content, .. content.Length % 2 == 1 ? new byte[1] : []];

    private static byte[] BigEndian(int number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        return bytes;
    }

    private static byte[] LittleEndian(int number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
        return bytes;
    }
}
