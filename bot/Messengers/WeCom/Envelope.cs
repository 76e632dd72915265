using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using ChatGov.Data;

namespace ChatGov.Messengers.WeCom;

/// <summary>
/// What WeCom wraps around every callback: a signature over the token, the time, a nonce and the cipher text; and inside
/// it AES-256-CBC of 16 random bytes, the length, the message and the company's id, padded to 32. Source: developer
/// documentation, path 90968; the worked vectors of the official samples are in the tests.
/// </summary>
public sealed class Envelope
{
    private const int Block = 32;
    private const int RandomLength = 16;
    private const int HeadLength = RandomLength + sizeof(uint);
    private readonly string _token;
    private readonly byte[] _key;
    private readonly byte[] _receiver;

    /// <param name="token">The setting <c>WeCom:Token</c>.</param>
    /// <param name="encodingKey">The setting <c>WeCom:EncodingAesKey</c>: 43 letters.</param>
    /// <param name="receiver">The company's id.</param>
    /// <exception cref="ConfigurationFault">The key is malformed.</exception>
    public Envelope(string token, string encodingKey, string receiver)
    {
        (_token, _receiver) = (token, Encoding.UTF8.GetBytes(receiver));
        try
        {
            // The last letter may have spare bits that are not zero; the stricter decoders refuse WeCom's own sample.
            _key = Convert.FromBase64String(encodingKey + "=");
        }
        catch (FormatException)
        {
            _key = [];
        }

        if (encodingKey.Length != 43 || _key.Length != 32)
        {
            throw new ConfigurationFault("WeCom:EncodingAesKey has to be the 43 letters that the app's callback page shows");
        }
    }

    /// <summary>Lower-case hex of SHA-1 over the four in the order of their bytes.</summary>
    public string Sign(string timestamp, string nonce, string cipher)
    {
        string[] parts = [_token, timestamp, nonce, cipher];
        Array.Sort(parts, StringComparer.Ordinal);
#pragma warning disable CA5350 // WeCom's protocol has no other.
        return Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(string.Concat(parts))));
#pragma warning restore CA5350
    }

    /// <summary>Takes as long for a wrong signature as for the right one.</summary>
    public bool IsSigned(string signature, string timestamp, string nonce, string cipher) => CryptographicOperations.FixedTimeEquals(
        Encoding.UTF8.GetBytes(signature.ToLowerInvariant()), Encoding.UTF8.GetBytes(Sign(timestamp, nonce, cipher)));

    /// <summary>The message inside; null for whatever reason it is none, without saying which.</summary>
    public byte[]? Open(string cipher)
    {
        var sealedBytes = new byte[cipher.Length];
        if (!Convert.TryFromBase64String(cipher, sealedBytes, out var length) || length == 0 || length % Block != 0)
        {
            return null;
        }

        using var aes = NewAes();
        return Unwrap(aes.DecryptCbc(sealedBytes.AsSpan(0, length), _key.AsSpan(0, RandomLength), PaddingMode.None));
    }

    /// <param name="random">16 bytes; fresh ones unless a test wants the same again.</param>
    public string Seal(ReadOnlySpan<byte> message, ReadOnlySpan<byte> random = default)
    {
        var content = HeadLength + message.Length + _receiver.Length;
        var pad = Block - (content % Block);
        var plain = new byte[content + pad];
        if (random.IsEmpty)
        {
            RandomNumberGenerator.Fill(plain.AsSpan(0, RandomLength));
        }
        else
        {
            random.CopyTo(plain);
        }

        BinaryPrimitives.WriteUInt32BigEndian(plain.AsSpan(RandomLength), (uint)message.Length);
        message.CopyTo(plain.AsSpan(HeadLength));
        _receiver.CopyTo(plain.AsSpan(HeadLength + message.Length));
        plain.AsSpan(content).Fill((byte)pad);
        using var aes = NewAes();
        return Convert.ToBase64String(aes.EncryptCbc(plain, _key.AsSpan(0, RandomLength), PaddingMode.None));
    }

    /// <summary>The platform's own padding ends at 16, so every second message would be refused by it.</summary>
    private byte[]? Unwrap(ReadOnlySpan<byte> plain)
    {
        var pad = plain[^1];
        if (pad is 0 or > Block || pad > plain.Length || plain[^pad..].ContainsAnyExcept(pad))
        {
            return null;
        }

        var content = plain[..^pad];
        if (content.Length < HeadLength)
        {
            return null;
        }

        var length = BinaryPrimitives.ReadUInt32BigEndian(content[RandomLength..]);
        return length <= content.Length - HeadLength && content[(HeadLength + (int)length)..].SequenceEqual(_receiver)
            ? content.Slice(HeadLength, (int)length).ToArray()
            : null;
    }

    private Aes NewAes()
    {
        var aes = Aes.Create();
        aes.Key = _key;
        return aes;
    }
}
