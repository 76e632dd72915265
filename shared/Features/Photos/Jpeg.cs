using System.Buffers.Binary;

namespace ChatGov.Photos;

/// <summary>
/// JPEG is a chain of segments, and scans between them. Kept are the tables, the frame, the scans and what says how the
/// colours are coded. How the camera was held is written anew, alone, or the picture would lie on its side.
/// </summary>
internal static class Jpeg
{
    private const byte Start = 0xD8;
    private const byte End = 0xD9;
    private const byte Scan = 0xDA;
    private const byte JfifSegment = 0xE0;
    private const byte ExifSegment = 0xE1;
    private const byte AdobeSegment = 0xEE;
    private const int JfifLength = 16;
    private const int AdobeLength = 14;
    private const int PlainFrameLength = 8;

    public static bool IsOne(ReadOnlySpan<byte> file) => file.StartsWith((ReadOnlySpan<byte>)[0xFF, Start, 0xFF]);

    /// <returns>Null when it is damaged.</returns>
    public static Picture? Clean(ReadOnlySpan<byte> file)
    {
        var output = new List<byte>(file.Length) { 0xFF, Start };
        var (width, height, hasScan) = (0, 0, false);
        for (var at = 2; NextMarker(file, ref at) is { } marker && marker != End;)
        {
            if (SegmentAt(file, at) is not { Length: > 0 } segment)
            {
                return null;
            }

            if (IsFrame(marker))
            {
                if (height > 0 || segment.Length < PlainFrameLength)
                {
                    return null;
                }

                (height, width) = (BinaryPrimitives.ReadUInt16BigEndian(segment[3..]), BinaryPrimitives.ReadUInt16BigEndian(segment[5..]));
            }

            if (marker == ExifSegment && Orientation.Read(segment) is { } orientation)
            {
                output.AddRange(Orientation.Segment(orientation));
            }
            else if (IsKept(marker, segment))
            {
                output.AddRange([0xFF, marker]);
                output.AddRange(segment);
            }

            at += segment.Length;
            if (marker == Scan)
            {
                hasScan = true;
                var end = EndOfScan(file, at);
                output.AddRange(file[at..end]);
                at = end;
            }
        }

        if (!hasScan || height == 0)
        {
            return null;
        }

        output.AddRange([0xFF, End]);
        return new Picture(PictureType.Jpeg, width, height, [.. output]);
    }

    /// <returns>Null at the end of the file, or where no marker is.</returns>
    private static byte? NextMarker(ReadOnlySpan<byte> file, ref int at)
    {
        if (at >= file.Length || file[at] != 0xFF)
        {
            return null;
        }

        // Any number of fill bytes may stand before a marker.
        while (at < file.Length && file[at] == 0xFF)
        {
            at++;
        }

        return at < file.Length ? file[at++] : null;
    }

    /// <summary>With its length, which counts itself; empty when it reaches beyond the file.</summary>
    private static ReadOnlySpan<byte> SegmentAt(ReadOnlySpan<byte> file, int at) =>
        at + 2 <= file.Length && BinaryPrimitives.ReadUInt16BigEndian(file[at..]) is >= 2 and var length && at + length <= file.Length ? file.Slice(at, length) : default;

    private static bool IsFrame(byte marker) => marker is >= 0xC0 and <= 0xCF and not 0xC4 and not 0xC8 and not 0xCC;

    private static bool IsKept(byte marker, ReadOnlySpan<byte> segment) => marker switch
    {
        // Huffman and arithmetic tables, the frame.
        >= 0xC0 and <= 0xCF and not 0xC8 => true,

        // The scan, quantisation tables, the number of lines, the restart interval.
        >= Scan and <= 0xDD => true,
        JfifSegment => segment.Length == JfifLength && segment[2..].StartsWith("JFIF\0"u8),
        AdobeSegment => segment.Length == AdobeLength && segment[2..].StartsWith("Adobe"u8),
        _ => false,
    };

    /// <summary>Within a scan a 0xFF is followed by 0, or by one of the eight restart marks.</summary>
    private static int EndOfScan(ReadOnlySpan<byte> file, int at)
    {
        while (at < file.Length)
        {
            var next = file[at..].IndexOf((byte)0xFF);
            if (next < 0)
            {
                return file.Length;
            }

            at += next;
            if (at + 1 == file.Length || file[at + 1] is not (0 or (>= 0xD0 and <= 0xD7)))
            {
                return at;
            }

            at += 2;
        }

        return file.Length;
    }
}
