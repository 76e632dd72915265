using System.Buffers.Binary;

namespace ChatGov.Tests.Fakes.BotApi;

/// <summary>Reads from its first bytes how large a picture is, in pixels; null when it is no JPEG, PNG or WebP.</summary>
internal static class PictureSize
{
    public static (int Width, int Height)? Of(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith<byte>([0x89, .. "PNG\r\n"u8]) ? OfPng(bytes)
        : bytes.StartsWith<byte>([0xFF, 0xD8, 0xFF]) ? OfJpeg(bytes)
        : bytes.Length >= 30 && bytes.StartsWith("RIFF"u8) && bytes[8..].StartsWith("WEBP"u8) ? OfWebP(bytes)
        : null;

    private static (int Width, int Height)? OfPng(ReadOnlySpan<byte> bytes) => bytes.Length >= 24 && bytes[12..].StartsWith("IHDR"u8)
        ? (BinaryPrimitives.ReadInt32BigEndian(bytes[16..]), BinaryPrimitives.ReadInt32BigEndian(bytes[20..]))
        : null;

    /// <summary>The first frame header says it; before that come segments that say how long they are.</summary>
    private static (int Width, int Height)? OfJpeg(ReadOnlySpan<byte> bytes)
    {
        var i = 2;
        while (i + 9 <= bytes.Length && bytes[i] == 0xFF)
        {
            var marker = bytes[i + 1];
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                return (BinaryPrimitives.ReadUInt16BigEndian(bytes[(i + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(bytes[(i + 5)..]));
            }

            i += marker == 0xFF ? 1 : 2 + BinaryPrimitives.ReadUInt16BigEndian(bytes[(i + 2)..]);
        }

        return null;
    }

    private static (int Width, int Height)? OfWebP(ReadOnlySpan<byte> bytes)
    {
        var kind = bytes[12..16];
        if (kind.SequenceEqual("VP8 "u8))
        {
            return (BinaryPrimitives.ReadUInt16LittleEndian(bytes[26..]) & 0x3FFF, BinaryPrimitives.ReadUInt16LittleEndian(bytes[28..]) & 0x3FFF);
        }

        if (kind.SequenceEqual("VP8L"u8))
        {
            var bits = BinaryPrimitives.ReadUInt32LittleEndian(bytes[21..]);
            return ((int)(bits & 0x3FFF) + 1, (int)((bits >> 14) & 0x3FFF) + 1);
        }

        return kind.SequenceEqual("VP8X"u8) ? (Of24Bits(bytes[24..]) + 1, Of24Bits(bytes[27..]) + 1) : null;
    }

    private static int Of24Bits(ReadOnlySpan<byte> bytes) => bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);
}
