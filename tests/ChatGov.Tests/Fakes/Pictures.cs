using System.Buffers.Binary;

namespace ChatGov.Tests.Fakes;

/// <summary>Beginnings of pictures, enough to say how large they are.</summary>
internal static class Pictures
{
    public static byte[] Png(int width, int height)
    {
        byte[] picture = [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, 0, 0, 0, 13, .. "IHDR"u8, .. new byte[8], 8, 2, 0, 0, 0];
        BinaryPrimitives.WriteInt32BigEndian(picture.AsSpan(16), width);
        BinaryPrimitives.WriteInt32BigEndian(picture.AsSpan(20), height);
        return picture;
    }

    /// <summary>A segment of another kind stands before the one that says the size.</summary>
    public static byte[] Jpeg(int width, int height)
    {
        byte[] picture = [0xFF, 0xD8, 0xFF, 0xE0, 0, 16, .. "JFIF\0"u8, 1, 1, 0, 0, 1, 0, 1, 0, 0, 0xFF, 0xC0, 0, 17, 8, 0, 0, 0, 0, 3, .. new byte[9], 0xFF, 0xD9];
        BinaryPrimitives.WriteUInt16BigEndian(picture.AsSpan(25), (ushort)height);
        BinaryPrimitives.WriteUInt16BigEndian(picture.AsSpan(27), (ushort)width);
        return picture;
    }

    public static byte[] WebP(int width, int height)
    {
        byte[] picture = [.. "RIFF"u8, 22, 0, 0, 0, .. "WEBPVP8X"u8, 10, 0, 0, 0, 0, 0, 0, 0, .. new byte[6]];
        BinaryPrimitives.WriteInt32LittleEndian(picture.AsSpan(24), width - 1);
        BinaryPrimitives.WriteUInt16LittleEndian(picture.AsSpan(27), (ushort)(height - 1));
        return picture;
    }
}
