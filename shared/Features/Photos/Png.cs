using System.Buffers.Binary;

namespace ChatGov.Photos;

/// <summary>
/// PNG is a row of chunks. Kept are those without which it cannot be shown as it was meant; what else there is, texts, times, profiles,
/// Exif and further frames among them, is left out.
/// </summary>
internal static class Png
{
    private const int HeadLength = 8;
    private const int CheckLength = 4;
    private const int HeaderChunkLength = 13;
    private const int LongestPalette = 768;

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    public static bool IsOne(ReadOnlySpan<byte> file) => file.StartsWith(Signature);

    /// <returns>Null when it is damaged.</returns>
    public static Picture? Clean(ReadOnlySpan<byte> file)
    {
        var output = new List<byte>(file.Length);
        output.AddRange(Signature);
        var (width, height, hasData) = (0, 0, false);
        for (var at = Signature.Length; ChunkAt(file, at) is { Length: > 0 } chunk; at += chunk.Length)
        {
            var type = chunk.Slice(4, 4);
            var content = chunk[HeadLength..^CheckLength];
            if ((width == 0) != type.SequenceEqual("IHDR"u8))
            {
                return null;
            }

            if (width == 0)
            {
                if (content.Length != HeaderChunkLength || Side(content) is not { } wide || Side(content[4..]) is not { } high)
                {
                    return null;
                }

                (width, height) = (wide, high);
            }

            hasData |= type.SequenceEqual("IDAT"u8);
            if (IsKept(type, content.Length))
            {
                output.AddRange(chunk);
            }

            if (type.SequenceEqual("IEND"u8))
            {
                return hasData && content.IsEmpty ? new Picture(PictureType.Png, width, height, [.. output]) : null;
            }
        }

        return null;
    }

    /// <summary>Length, type, content and check; empty when it reaches beyond the file.</summary>
    private static ReadOnlySpan<byte> ChunkAt(ReadOnlySpan<byte> file, int at) =>
        at <= file.Length - HeadLength - CheckLength && BinaryPrimitives.ReadUInt32BigEndian(file[at..]) is var length && length <= file.Length - at - HeadLength - CheckLength
            ? file.Slice(at, HeadLength + (int)length + CheckLength)
            : default;

    private static int? Side(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadInt32BigEndian(bytes) is > 0 and var side ? side : null;

    /// <summary>Of those that are as long as they have to be: a longer one could hold anything.</summary>
    private static bool IsKept(ReadOnlySpan<byte> type, int length) =>
        type.SequenceEqual("IHDR"u8) || type.SequenceEqual("IDAT"u8) || type.SequenceEqual("IEND"u8)
        || (type.SequenceEqual("PLTE"u8) && length <= LongestPalette)
        || (type.SequenceEqual("tRNS"u8) && length <= LongestPalette / 3)
        || (type.SequenceEqual("gAMA"u8) && length == 4)
        || (type.SequenceEqual("cHRM"u8) && length == 32)
        || (type.SequenceEqual("sRGB"u8) && length == 1);
}
