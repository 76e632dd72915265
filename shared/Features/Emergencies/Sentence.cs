using System.Reflection;

namespace ChatGov.Emergencies;

/// <summary>Words that the project has written down, and what they are.</summary>
/// <param name="Kinds">Of an emergency; any of them is right.</param>
/// <param name="Role">Who says it, as the file calls them: <c>resident</c>, <c>secretary</c>.</param>
public sealed record Sentence(string Text, Urgency Expected, EmergencyKind[] Kinds, string Role)
{
    private const string Folder = "emergencies/sentences/";

    /// <summary>The files that are learned from, in one order on every machine.</summary>
    public static IReadOnlyList<string> Files { get; } =
        [.. Assembly.GetExecutingAssembly().GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal)).Select(name => name[Folder.Length..]).Order(StringComparer.Ordinal)];

    public static IReadOnlyList<Sentence> Of(string file)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Folder + file)!;
        using var reader = new StreamReader(stream);
        return Read(reader);
    }

    /// <summary>A line is the words, <c>now</c>, <c>maybe</c> or <c>none</c>, the kinds of emergency, the role.</summary>
    public static IReadOnlyList<Sentence> Read(TextReader file)
    {
        var sentences = new List<Sentence>();
        while (file.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#' && !line.StartsWith("text\t", StringComparison.Ordinal))
            {
                sentences.Add(OfLine(line.Split('\t')));
            }
        }

        return sentences;
    }

    private static Sentence OfLine(string[] columns) => new(
        columns[0],
        Enum.Parse<Urgency>(columns[1], ignoreCase: true),
        [.. (columns.ElementAtOrDefault(2) ?? "").Split('|').Select(Kind).OfType<EmergencyKind>()],
        columns.ElementAtOrDefault(3) ?? "");

    private static EmergencyKind? Kind(string name) => Enum.TryParse<EmergencyKind>(name, ignoreCase: true, out var kind) ? kind : null;
}
