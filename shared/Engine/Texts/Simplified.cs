using System.Collections.Frozen;
using System.Reflection;

namespace ChatGov.Texts;

/// <summary>Traditional characters as the simplified ones they are read as (<c>traditional.txt</c>).</summary>
public static class Simplified
{
    private static readonly FrozenDictionary<char, char> Letters = Load();

    public static IReadOnlyDictionary<char, char> All => Letters;

    public static char Of(char letter) => Letters.GetValueOrDefault(letter, letter);

    private static FrozenDictionary<char, char> Load()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Texts/traditional.txt")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n').Where(line => !line.StartsWith('#'))
            .SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .ToFrozenDictionary(pair => pair[0], pair => pair[1]);
    }
}
