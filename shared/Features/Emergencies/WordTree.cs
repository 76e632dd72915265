namespace ChatGov.Emergencies;

/// <summary>All words of all classes in one tree: a text is gone through once, whatever the number of words.</summary>
internal sealed class WordTree
{
    /// <summary>No word has more units.</summary>
    public const int LongestWord = 12;

    private readonly Node _root = new();

    public void Add(List<string> units, int wordClass)
    {
        if (units.Count is 0 or > LongestWord)
        {
            throw new FormatException("a word of the emergency rules is empty or too long: " + string.Concat(units));
        }

        var node = _root;
        foreach (var unit in units)
        {
            if (!node.Next.TryGetValue(unit, out var next))
            {
                node.Next[unit] = next = new Node();
            }

            node = next;
        }

        if (!node.Ends.Contains(wordClass))
        {
            node.Ends.Add(wordClass);
        }
    }

    /// <summary>Every word in the text, by where it begins.</summary>
    public List<Hit> Find(List<string> units)
    {
        var hits = new List<Hit>();
        for (var start = 0; start < units.Count; start++)
        {
            var node = _root;
            for (var end = start; end < units.Count && node.Next.TryGetValue(units[end], out node!); end++)
            {
                foreach (var each in node.Ends)
                {
                    hits.Add(new Hit(each, start, end + 1));
                }
            }
        }

        return hits;
    }

    private sealed class Node
    {
        public Dictionary<string, Node> Next { get; } = new(StringComparer.Ordinal);

        public List<int> Ends { get; } = [];
    }
}
