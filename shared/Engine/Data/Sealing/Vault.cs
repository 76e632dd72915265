using System.Globalization;
using System.Security.Cryptography;

namespace ChatGov.Data;

/// <summary>
/// Encryption of personal values and keyed hashes to look them up by. Several keys may be live: new values use the
/// current one, look-ups try them all, so that re-keying can stop and go on. What the cipher is, only this class, its
/// <see cref="VaultKey"/> and <see cref="SealedFormat"/> know: another suite is another format byte.
/// </summary>
/// <remarks>
/// A value is bound to where it stands (table, column, row): moved elsewhere by somebody who can write the database but
/// has no key, it does not open.
/// </remarks>
public sealed class Vault : IDisposable
{
    /// <summary>The first byte of a sealed value is its format, so an id never reaches into it.</summary>
    public const int HighestKeyId = 0x00FF_FFFF;

    private readonly Dictionary<int, VaultKey> _keys;

    public Vault(int currentKeyId, IReadOnlyDictionary<int, byte[]> keys)
    {
        if (!keys.ContainsKey(currentKeyId))
        {
            throw new ConfigurationFault("the key file names a current key that it does not contain");
        }

        if (keys.Keys.Any(id => id is < 1 or > HighestKeyId))
        {
            throw new ConfigurationFault(string.Create(CultureInfo.InvariantCulture, $"the keys in the key file have to be numbered from 1 to {HighestKeyId}"));
        }

        CurrentKeyId = currentKeyId;
        _keys = keys.ToDictionary(pair => pair.Key, pair => new VaultKey(pair.Value));
    }

    public int CurrentKeyId { get; }

    public IEnumerable<int> KeyIds => _keys.Keys;

    /// <summary>How every value begins that is sealed as values are sealed now, with the current key.</summary>
    public byte[] CurrentHead => SealedFormat.HeadOf(CurrentKeyId);

    /// <summary>A vault with one fresh key, for tests and tools that keep nothing.</summary>
    public static Vault Ephemeral() =>
        new(1, new Dictionary<int, byte[]> { [1] = RandomNumberGenerator.GetBytes(VaultKey.Size) });

    /// <summary>Reads the key file, or makes one that only its owner may read (mode 0600).</summary>
    /// <exception cref="ConfigurationFault">The file is there but cannot be used.</exception>
    public static Vault FromFile(string path) => KeyFile.ReadOrMake(path);

    /// <summary>The keys of something that was sealed before: new ones would open nothing of it, and are not made.</summary>
    /// <param name="word">What <see cref="KeyCheck"/> keeps there; null where it keeps none.</param>
    /// <exception cref="ConfigurationFault">The file is not there, cannot be used, or is another's.</exception>
    public static Vault FromFileOf(string? word, string path)
    {
        if (!File.Exists(path))
        {
            throw new ConfigurationFault("the key file (Database:KeyFile) is not there: put the one in place with which this was sealed");
        }

        var vault = KeyFile.Read(path);
        KeyCheck.Verify(vault, word);
        return vault;
    }

    /// <param name="place">Where the value stands: see <see cref="SealedColumn"/>.</param>
    internal byte[] Seal(ReadOnlySpan<byte> plain, string place)
    {
        var data = new byte[SealedFormat.HeaderSize + plain.Length];
        var value = SealedFormat.Write(data, CurrentKeyId);
        RandomNumberGenerator.Fill(value.Nonce);
        _keys[CurrentKeyId].Encrypt(value, plain, SealedFormat.Bound(data, place));
        return data;
    }

    /// <exception cref="CryptographicException">It was not sealed by a live key for this place, or was altered.</exception>
    internal byte[] Open(byte[] data, string place)
    {
        if (!SealedFormat.IsBound(data))
        {
            throw new CryptographicException("not sealed as values are sealed since schema 25");
        }

        return KeyOf(data).Decrypt(SealedFormat.Read(data), SealedFormat.Bound(data, place));
    }

    /// <summary>
    /// Opens a value of before schema 25, which was bound to nothing. Only the migration may: afterwards such a value
    /// is one that somebody put there.
    /// </summary>
    internal byte[] OpenUnbound(byte[] data) => data.Length >= SealedFormat.UnboundHeaderSize && _keys.TryGetValue(SealedFormat.UnboundKeyId(data), out var key)
        ? key.Decrypt(SealedFormat.ReadUnbound(data), bound: [])
        : throw UnknownKey();

    /// <summary>The hash by which a value is stored: the number of the key, a colon, lower-case hex.</summary>
    public string Hash(string value) => Hash(CurrentKeyId, value);

    /// <summary>The hashes by which a value may have been stored, the current one first.</summary>
    public IEnumerable<string> Hashes(string value)
    {
        yield return Hash(value);
        if (_keys.Count == 1)
        {
            yield break;
        }

        foreach (var id in _keys.Keys.Where(id => id != CurrentKeyId))
        {
            yield return Hash(id, value);
        }

        // Before schema 25 a hash did not name its key; the migration could not tell which of several it was.
        foreach (var key in _keys.Values)
        {
            yield return key.Hash(value);
        }
    }

    public void Dispose()
    {
        foreach (var key in _keys.Values)
        {
            key.Dispose();
        }
    }

    private string Hash(int keyId, string value) => string.Create(CultureInfo.InvariantCulture, $"{keyId}:{_keys[keyId].Hash(value)}");

    private VaultKey KeyOf(byte[] data) => _keys.TryGetValue(SealedFormat.KeyId(data), out var key) ? key : throw UnknownKey();

    private static CryptographicException UnknownKey() => new("sealed by a key that is not in the key file");
}
