using System.Security.Cryptography;
using System.Text;

namespace ChatGov.Data;

/// <summary>One key of the key file, as two derived from it (HKDF, RFC 5869): one for values, one for hashes.</summary>
internal sealed class VaultKey : IDisposable
{
    /// <summary>Bytes.</summary>
    public const int Size = 32;

    private readonly byte[] _forHashes;
    private readonly AesGcm _forValues;
    private readonly Lock _gate = new();

    public VaultKey(byte[] secret)
    {
        if (secret.Length != Size)
        {
            throw new ConfigurationFault("a key in the key file does not have 32 bytes");
        }

        _forHashes = HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, Size, info: "chatgov hash"u8.ToArray());
        _forValues = new AesGcm(
            HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, Size, info: "chatgov seal"u8.ToArray()), SealedFormat.TagSize);
    }

    public void Encrypt(SealedValue into, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> bound)
    {
        lock (_gate)
        {
            _forValues.Encrypt(into.Nonce, plain, into.Cipher, into.Tag, bound);
        }
    }

    public byte[] Decrypt(SealedValue value, ReadOnlySpan<byte> bound)
    {
        var plain = new byte[value.Cipher.Length];
        lock (_gate)
        {
            _forValues.Decrypt(value.Nonce, value.Cipher, value.Tag, plain, bound);
        }

        return plain;
    }

    public string Hash(string value) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(_forHashes, Encoding.UTF8.GetBytes(value)));

    public void Dispose() => _forValues.Dispose();
}
