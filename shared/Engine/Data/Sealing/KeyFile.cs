using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ChatGov.Data;

/// <summary>The file of keys as it stands on the disk: <c>{"current": 2, "keys": {"1": base64, "2": base64}}</c>, 32 bytes each.</summary>
internal sealed record KeyFile
{
    public int Current { get; init; }

    public Dictionary<int, string> Keys { get; init; } = [];

    public static Vault ReadOrMake(string path)
    {
        if (!File.Exists(path))
        {
            TryMake(path);
        }

        return Read(path);
    }

    public static Vault Read(string path)
    {
        try
        {
            var file = JsonSerializer.Deserialize(File.ReadAllText(path), KeyFileJson.Default.KeyFile)!;
            return new Vault(file.Current, file.Keys.ToDictionary(pair => pair.Key, pair => Convert.FromBase64String(pair.Value)));
        }
        catch (Exception exception) when (exception is JsonException or FormatException or IOException
            or UnauthorizedAccessException or ArgumentException or NullReferenceException)
        {
            throw new ConfigurationFault("the key file (Database:KeyFile) cannot be read: restore it from your backup", exception);
        }
    }

    private static void TryMake(string path)
    {
        try
        {
            Make(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new ConfigurationFault("the key file cannot be made: Database:KeyFile has to name a file in a folder that can be written", exception);
        }
    }

    private static void Make(string path)
    {
        var file = new KeyFile
        {
            Current = 1,
            Keys = new() { [1] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(VaultKey.Size)) },
        };
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);

        // Written under another name first: a program that starts at the same moment never reads half a file.
        var draft = path + "." + Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        try
        {
            using (var stream = OwnerOnly.Create(draft))
            {
                JsonSerializer.Serialize(stream, file, KeyFileJson.Default.KeyFile);
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
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(KeyFile))]
internal sealed partial class KeyFileJson : JsonSerializerContext;
