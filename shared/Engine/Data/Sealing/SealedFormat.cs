using System.Buffers.Binary;
using System.Text;

namespace ChatGov.Data;

/// <summary>
/// The bytes of a sealed value: format (1) ‖ key id (4, big-endian) ‖ nonce (12) ‖ tag (16) ‖ cipher text. Format 2 is
/// AES-256-GCM (NIST SP 800-38D) over associated data made of the first five bytes and the place where the value stands.
/// Before schema 25 a value began with the key id and was bound to nothing; as key ids stay below 2^24, its first
/// byte is 0, which is no format.
/// </summary>
internal static class SealedFormat
{
    public const int HeaderSize = HeadSize + NonceSize + TagSize;
    public const int UnboundHeaderSize = sizeof(int) + NonceSize + TagSize;
    public const int HeadSize = 1 + sizeof(int);
    public const int TagSize = 16;

    private const byte AesGcmBound = 2;
    private const int NonceSize = 12;

    public static byte[] HeadOf(int keyId)
    {
        var head = new byte[HeadSize];
        WriteHead(head, keyId);
        return head;
    }

    public static bool IsBound(ReadOnlySpan<byte> data) => data.Length >= HeaderSize && data[0] == AesGcmBound;

    public static int KeyId(ReadOnlySpan<byte> data) => BinaryPrimitives.ReadInt32BigEndian(data[1..]);

    public static int UnboundKeyId(ReadOnlySpan<byte> data) => BinaryPrimitives.ReadInt32BigEndian(data);

    public static SealedValue Write(byte[] data, int keyId)
    {
        WriteHead(data, keyId);
        return Read(data);
    }

    public static SealedValue Read(byte[] data) => Parts(data, HeadSize);

    public static SealedValue ReadUnbound(byte[] data) => Parts(data, sizeof(int));

    public static byte[] Bound(ReadOnlySpan<byte> data, string place)
    {
        var bound = new byte[HeadSize + Encoding.UTF8.GetByteCount(place)];
        data[..HeadSize].CopyTo(bound);
        Encoding.UTF8.GetBytes(place, bound.AsSpan(HeadSize));
        return bound;
    }

    private static void WriteHead(Span<byte> head, int keyId)
    {
        head[0] = AesGcmBound;
        BinaryPrimitives.WriteInt32BigEndian(head[1..], keyId);
    }

    private static SealedValue Parts(byte[] data, int at) =>
        new(data.AsSpan(at, NonceSize), data.AsSpan(at + NonceSize, TagSize), data.AsSpan(at + NonceSize + TagSize));
}

/// <summary>The parts of a sealed value behind its head.</summary>
internal readonly ref struct SealedValue(Span<byte> nonce, Span<byte> tag, Span<byte> cipher)
{
    public Span<byte> Nonce { get; } = nonce;

    public Span<byte> Tag { get; } = tag;

    public Span<byte> Cipher { get; } = cipher;
}
