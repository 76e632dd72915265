using System.Buffers.Binary;

namespace ChatGov.Photos;

/// <summary>How the camera was held (Exif 2.32, tag 0x0112): the one thing of Exif that a viewer needs.</summary>
internal static class Orientation
{
    private const ushort Tag = 0x0112;
    private const ushort Short = 3;
    private const int EntryLength = 12;
    private const int TiffHeadLength = 8;

    private static ReadOnlySpan<byte> Name => "Exif\0\0"u8;

    /// <param name="segment">An APP1 segment with its length.</param>
    /// <returns>2 to 8; null where nothing has to be turned, or nothing is said.</returns>
    public static byte? Read(ReadOnlySpan<byte> segment)
    {
        if (segment.Length < 2 + Name.Length + TiffHeadLength || !segment[2..].StartsWith(Name))
        {
            return null;
        }

        var tiff = segment[(2 + Name.Length)..];
        bool? isBigEndian = tiff.StartsWith("MM\0*"u8) ? true : tiff.StartsWith("II*\0"u8) ? false : null;
        return isBigEndian is { } big ? Read(tiff, big) : null;
    }

    /// <summary>A segment that says this and nothing else, marker included.</summary>
    public static byte[] Segment(byte orientation) =>
    [
        0xFF, 0xE1, 0, 34, .. Name,
        .. "MM\0*"u8, 0, 0, 0, TiffHeadLength,
        0, 1, 0x01, 0x12, 0, (byte)Short, 0, 0, 0, 1, 0, orientation, 0, 0,
        0, 0, 0, 0,
    ];

    private static byte? Read(ReadOnlySpan<byte> tiff, bool isBigEndian)
    {
        var first = isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(tiff[4..]) : BinaryPrimitives.ReadUInt32LittleEndian(tiff[4..]);
        if (first > tiff.Length - 2)
        {
            return null;
        }

        var directory = tiff[(int)first..];
        var count = Number(directory, isBigEndian);
        for (var i = 0; i < count && 2 + ((i + 1) * EntryLength) <= directory.Length; i++)
        {
            var entry = directory.Slice(2 + (i * EntryLength), EntryLength);
            if (Number(entry, isBigEndian) == Tag && Number(entry[2..], isBigEndian) == Short)
            {
                return Number(entry[8..], isBigEndian) is >= 2 and <= 8 and var value ? (byte)value : null;
            }
        }

        return null;
    }

    private static ushort Number(ReadOnlySpan<byte> bytes, bool isBigEndian) =>
        isBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes);
}
