using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ChatGov.Data;

/// <summary>
/// Encryption of personal values (AES-256-GCM) and keyed hashes to look them up by (HMAC-SHA-256). Several keys may
/// be live: new values use the current one, look-ups try them all, so that re-keying can stop and go on.
/// A sealed value is key id (4 bytes, big-endian) ‖ nonce (12) ‖ tag (16) ‖ cipher text.
/// </summary>
public sealed class Vault : IDisposable
{
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private const int HeaderSize = sizeof(int) + NonceSize + TagSize;

    private readonly Dictionary<int, Key> _keys;

    public Vault(int currentKeyId, IReadOnlyDictionary<int, byte[]> keys)
    {
        if (!keys.ContainsKey(currentKeyId))
        {
            throw new ConfigurationFault("the key file names a current key that it does not contain");
        }

        CurrentKeyId = currentKeyId;
        _keys = keys.ToDictionary(pair => pair.Key, pair => new Key(pair.Value));
    }

    public int CurrentKeyId { get; }

    /// <summary>A vault with one fresh key, for tests and tools that keep nothing.</summary>
    public static Vault Ephemeral() =>
        new(1, new Dictionary<int, byte[]> { [1] = RandomNumberGenerator.GetBytes(Key.Size) });

    /// <summary>Reads the key file, or makes one that only its owner may read (mode 0600).</summary>
    /// <exception cref="ConfigurationFault">The file is there but cannot be used.</exception>
    public static Vault FromFile(string path)
    {
        if (!File.Exists(path))
        {
            TryCreateFile(path);
        }

        try
        {
            var file = JsonSerializer.Deserialize(File.ReadAllText(path), VaultJson.Default.KeyFile)!;
            return new Vault(file.Current, file.Keys.ToDictionary(pair => pair.Key, pair => Convert.FromBase64String(pair.Value)));
        }
        catch (Exception exception) when (exception is JsonException or FormatException or IOException
            or UnauthorizedAccessException or ArgumentException or NullReferenceException)
        {
            throw new ConfigurationFault("the key file (Database:KeyFile) cannot be read: restore it from your backup", exception);
        }
    }

    public byte[] Seal(ReadOnlySpan<byte> plain)
    {
        var data = new byte[HeaderSize + plain.Length];
        BinaryPrimitives.WriteInt32BigEndian(data, CurrentKeyId);
        var nonce = data.AsSpan(sizeof(int), NonceSize);
        RandomNumberGenerator.Fill(nonce);
        var tag = data.AsSpan(sizeof(int) + NonceSize, TagSize);
        _keys[CurrentKeyId].Encrypt(nonce, plain, data.AsSpan(HeaderSize), tag);
        return data;
    }

    public byte[] SealText(string plain) => Seal(Encoding.UTF8.GetBytes(plain));

    /// <exception cref="CryptographicException">The value was not sealed by a live key, or was altered.</exception>
    public byte[] Open(ReadOnlySpan<byte> data)
    {
        if (data.Length < HeaderSize || !_keys.TryGetValue(BinaryPrimitives.ReadInt32BigEndian(data), out var key))
        {
            throw new CryptographicException("sealed by a key that is not in the key file");
        }

        var plain = new byte[data.Length - HeaderSize];
        key.Decrypt(
            data.Slice(sizeof(int), NonceSize),
            data[HeaderSize..],
            data.Slice(sizeof(int) + NonceSize, TagSize),
            plain);
        return plain;
    }

    public string OpenText(ReadOnlySpan<byte> data) => Encoding.UTF8.GetString(Open(data));

    /// <summary>The hash by which a value is stored: lower-case hex, 64 characters.</summary>
    public string Hash(string value) => _keys[CurrentKeyId].Hash(value);

    /// <summary>The hashes by which a value may have been stored, one for each live key, the current one first.</summary>
    public IEnumerable<string> Hashes(string value) =>
        _keys.OrderByDescending(pair => pair.Key == CurrentKeyId).Select(pair => pair.Value.Hash(value));

    public void Dispose()
    {
        foreach (var key in _keys.Values)
        {
            key.Dispose();
        }
    }

    private static void TryCreateFile(string path)
    {
        try
        {
            CreateFile(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new ConfigurationFault("the key file cannot be made: Database:KeyFile has to name a file in a folder that can be written", exception);
        }
    }

    private static void CreateFile(string path)
    {
        var file = new KeyFile
        {
            Current = 1,
            Keys = new() { [1] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(Key.Size)) },
        };
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        // Written under another name first: a program that starts at the same moment never reads half a file.
        var draft = path + "." + Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture);
        try
        {
            using (var stream = new FileStream(draft, options))
            {
                JsonSerializer.Serialize(stream, file, VaultJson.Default.KeyFile);
                stream.Flush(flushToDisk: true);
            }

            File.Move(draft, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another program was first: its keys hold.
        }
        finally
        {
            File.Delete(draft);
        }
    }

    private sealed class Key : IDisposable
    {
        public const int Size = 32;

        private readonly byte[] _forHashes;
        private readonly AesGcm _forValues;
        private readonly Lock _gate = new();

        public Key(byte[] secret)
        {
            if (secret.Length != Size)
            {
                throw new ConfigurationFault("a key in the key file does not have 32 bytes");
            }

            _forHashes = HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, Size, info: "chatgov hash"u8.ToArray());
            _forValues = new AesGcm(
                HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, Size, info: "chatgov seal"u8.ToArray()), TagSize);
        }

        public void Encrypt(ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> plain, Span<byte> cipher, Span<byte> tag)
        {
            lock (_gate)
            {
                _forValues.Encrypt(nonce, plain, cipher, tag);
            }
        }

        public void Decrypt(ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> cipher, ReadOnlySpan<byte> tag, Span<byte> plain)
        {
            lock (_gate)
            {
                _forValues.Decrypt(nonce, cipher, tag, plain);
            }
        }

        public string Hash(string value) =>
            Convert.ToHexStringLower(HMACSHA256.HashData(_forHashes, Encoding.UTF8.GetBytes(value)));

        public void Dispose() => _forValues.Dispose();
    }
}

internal sealed record KeyFile
{
    public int Current { get; init; }

    public Dictionary<int, string> Keys { get; init; } = [];
}

[System.Text.Json.Serialization.JsonSourceGenerationOptions(PropertyNamingPolicy = System.Text.Json.Serialization.JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[System.Text.Json.Serialization.JsonSerializable(typeof(KeyFile))]
internal sealed partial class VaultJson : System.Text.Json.Serialization.JsonSerializerContext;
