using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ChatGov.Tests.Upgrades;

/// <summary>The keys of recorded databases: made up, and the same in each run.</summary>
internal static class TestKeys
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true };

    /// <summary>As the program began, with one key.</summary>
    public static string Old => File(current: 1, "first");

    /// <summary>As it is later: a second key is current, and the first is still needed.</summary>
    public static string Current => File(current: 2, "first", "second");

    /// <summary>The same keys, while the first is still the current one.</summary>
    public static string Older => File(current: 1, "first", "second");

    /// <summary>The second alone: the first was thrown away.</summary>
    public static string Retired => JsonSerializer.Serialize(new { current = 2, keys = new Dictionary<int, string> { [2] = Key("second") } }, Readable);

    /// <summary>Of no recorded database.</summary>
    public static string Foreign => File(current: 1, "foreign");

    private static string File(int current, params string[] names) => JsonSerializer.Serialize(
        new
        {
            current,
            keys = names.Index().ToDictionary(
                each => each.Index + 1, each => Key(each.Item)),
        },
        Readable);

    private static string Key(string name) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes("chatgov upgrade test, " + name)));
}
