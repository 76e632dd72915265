namespace ChatGov.Benchmarks.Sentences;

/// <summary>A line of a file of sentences: what was typed, by whom, what was wanted (one of several), and the slots that are plainly named.</summary>
internal sealed record WrittenSentence(string Text, string Role, string[] Wanted, IReadOnlyList<(string Name, string Value)> Slots)
{
    public static List<WrittenSentence> Read(string file) =>
    [
        .. File.ReadLines(file).Select(line => line.Split('\t')).Where(parts => parts.Length >= 3 && !(parts.Length > 3 && parts[3].Contains("context=", StringComparison.Ordinal)))
            .Select(parts => new WrittenSentence(parts[0], parts[1], parts[2].Split('|'), parts.Length > 3 ? SlotsOf(parts[3]) : [])),
    ];

    private static List<(string, string)> SlotsOf(string slots) =>
    [
        .. slots.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(slot => slot.Split('=', 2)).Where(slot => slot.Length == 2).Select(slot => (slot[0], slot[1])),
    ];
}
