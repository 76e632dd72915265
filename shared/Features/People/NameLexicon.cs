using System.Collections.Frozen;
using System.Reflection;
using System.Text;

namespace ChatGov.People;

/// <summary>The words of <c>names.txt</c>, by their class.</summary>
internal static class NameLexicon
{
    private static readonly FrozenDictionary<string, string[]> Classes = Load();

    public static string[] Words(string name) => Classes[name];

    public static FrozenSet<string> Set(string name) => Classes[name].ToFrozenSet(StringComparer.Ordinal);

    private static FrozenDictionary<string, string[]> Load()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("people/names.txt")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().Split('\n')
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .GroupBy(words => words[0], words => words[1..], StringComparer.Ordinal)
            .ToFrozenDictionary(each => each.Key, each => each.SelectMany(words => words).ToArray(), StringComparer.Ordinal);
    }
}
