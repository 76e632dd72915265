using System.Buffers.Binary;

namespace ChatGov.Photos;

/// <summary>WebP is a RIFF file. Kept are the chunks of the picture itself; what describes it goes, and the flags that announced it.</summary>
internal static class WebP
{
    private const int HeadLength = 12;
    private const int ChunkHeadLength = 8;
    private const int FrameHeadLength = 16;
    private const int ExtendedLength = 10;
    private const int LoopLength = 6;

    // Of the flags of an extended file those for transparency and animation; colour profile, Exif and XMP are out.
    private const byte KeptFlags = 0b0001_0010;

    public static bool IsOne(ReadOnlySpan<byte> file) => file.Length >= HeadLength && file.StartsWith("RIFF"u8) && file[8..].StartsWith("WEBP"u8);

    /// <returns>Null when it is damaged.</returns>
    public static Picture? Clean(ReadOnlySpan<byte> file)
    {
        var length = BinaryPrimitives.ReadUInt32LittleEndian(file[4..]);
        if (length < 4 || length > file.Length - ChunkHeadLength)
        {
            return null;
        }

        var output = new List<byte>(file.Length);
        output.AddRange(file[..HeadLength]);
        var size = (Width: 0, Height: 0);
        if (!Copy(file[HeadLength..(ChunkHeadLength + (int)length)], output, ref size, isFrame: false) || size.Width == 0)
        {
            return null;
        }

        byte[] content = [.. output];
        BinaryPrimitives.WriteUInt32LittleEndian(content.AsSpan(4), (uint)(content.Length - ChunkHeadLength));
        return new Picture(PictureType.WebP, size.Width, size.Height, content);
    }

    /// <returns>False when a chunk reaches beyond the file, or is not what it says.</returns>
    private static bool Copy(ReadOnlySpan<byte> chunks, List<byte> output, ref (int Width, int Height) size, bool isFrame)
    {
        var hasPicture = false;
        while (!chunks.IsEmpty)
        {
            if (chunks.Length < ChunkHeadLength || BinaryPrimitives.ReadUInt32LittleEndian(chunks[4..]) is var length && length > chunks.Length - ChunkHeadLength)
            {
                return false;
            }

            if (!CopyOne(chunks[..4], chunks.Slice(ChunkHeadLength, (int)length), output, ref size, ref hasPicture, isFrame))
            {
                return false;
            }

            var whole = ChunkHeadLength + (int)length + ((int)length % 2);
            chunks = chunks.Length > whole ? chunks[whole..] : default;
        }

        return hasPicture;
    }

    private static bool CopyOne(ReadOnlySpan<byte> type, ReadOnlySpan<byte> content, List<byte> output, ref (int Width, int Height) size, ref bool hasPicture, bool isFrame)
    {
        if (type.SequenceEqual("VP8X"u8))
        {
            return !isFrame && CopyHead(content, output, ref size);
        }

        if (type.SequenceEqual("ANMF"u8))
        {
            hasPicture = true;
            return !isFrame && CopyFrame(content, output, size);
        }

        var isPicture = type.SequenceEqual("VP8 "u8) || type.SequenceEqual("VP8L"u8);
        if (isPicture && !hasPicture)
        {
            hasPicture = true;
            if (SizeOf(type, content) is not { } own)
            {
                return false;
            }

            size = size.Width == 0 ? own : size;
            Add(type, content, output);
        }
        else if (!isPicture && (type.SequenceEqual("ALPH"u8) || (type.SequenceEqual("ANIM"u8) && content.Length == LoopLength && !isFrame)))
        {
            Add(type, content, output);
        }

        return true;
    }

    private static bool CopyHead(ReadOnlySpan<byte> content, List<byte> output, ref (int Width, int Height) size)
    {
        if (content.Length != ExtendedLength || size.Width != 0)
        {
            return false;
        }

        size = (Number24(content[4..]) + 1, Number24(content[7..]) + 1);
        Add("VP8X"u8, [(byte)(content[0] & KeptFlags), 0, 0, 0, .. content[4..]], output);
        return true;
    }

    /// <summary>A frame of an animation holds chunks of its own.</summary>
    private static bool CopyFrame(ReadOnlySpan<byte> content, List<byte> output, (int Width, int Height) whole)
    {
        if (whole.Width == 0 || content.Length < FrameHeadLength)
        {
            return false;
        }

        List<byte> frame = [.. content[..FrameHeadLength]];
        var size = (Width: 0, Height: 0);
        if (!Copy(content[FrameHeadLength..], frame, ref size, isFrame: true))
        {
            return false;
        }

        Add("ANMF"u8, [.. frame], output);
        return true;
    }

    private static void Add(ReadOnlySpan<byte> type, ReadOnlySpan<byte> content, List<byte> output)
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(length, (uint)content.Length);
        output.AddRange(type);
        output.AddRange(length);
        output.AddRange(content);
        if (content.Length % 2 == 1)
        {
            output.Add(0);
        }
    }

    /// <summary>Of a frame of VP8 (RFC 6386, 9.1), or of the lossless kind.</summary>
    private static (int Width, int Height)? SizeOf(ReadOnlySpan<byte> type, ReadOnlySpan<byte> content)
    {
        if (type.SequenceEqual("VP8 "u8))
        {
            return content.Length >= 10 && content[3..].StartsWith((ReadOnlySpan<byte>)[0x9D, 0x01, 0x2A])
                ? (BinaryPrimitives.ReadUInt16LittleEndian(content[6..]) & 0x3FFF, BinaryPrimitives.ReadUInt16LittleEndian(content[8..]) & 0x3FFF)
                : null;
        }

        if (content.Length < 5 || content[0] != 0x2F)
        {
            return null;
        }

        var bits = BinaryPrimitives.ReadUInt32LittleEndian(content[1..]);
        return ((int)(bits & 0x3FFF) + 1, (int)((bits >> 14) & 0x3FFF) + 1);
    }

    private static int Number24(ReadOnlySpan<byte> bytes) => bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);
}
