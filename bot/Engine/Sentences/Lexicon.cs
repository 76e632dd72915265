namespace ChatGov.Sentences;

/// <summary>A word of a kind where it stands in a sentence.</summary>
internal readonly record struct Hit(int Kind, int Start, int End)
{
    public int Length => End - Start;
}

/// <summary>The words of all kinds, looked for in one walk over a sentence.</summary>
/// <param name="beginnings">A Latin word may go on behind what is looked for: driv in driving.</param>
internal sealed class Lexicon(bool beginnings = false)
{
    private readonly Node _root = new();

    public void Add(string word, int kind)
    {
        var node = _root;
        foreach (var letter in word)
        {
            node = node.Next.TryGetValue(letter, out var next) ? next : node.Next[letter] = new Node();
        }

        node.Kinds = [.. node.Kinds, kind];
    }

    /// <summary>Every word that is said. A Latin word counts only whole.</summary>
    public List<Hit> In(string plain)
    {
        var hits = new List<Hit>();
        for (var start = 0; start < plain.Length; start++)
        {
            var node = _root;
            for (var at = start; at < plain.Length && node.Next.TryGetValue(plain[at], out node!); at++)
            {
                if (node.Kinds.Length > 0 && IsWhole(plain, start, at + 1))
                {
                    foreach (var kind in node.Kinds)
                    {
                        hits.Add(new Hit(kind, start, at + 1));
                    }
                }
            }
        }

        return hits;
    }

    private bool IsWhole(string plain, int start, int end) =>
        !(start > 0 && char.IsAsciiLetter(plain[start]) && char.IsAsciiLetter(plain[start - 1]))
        && !(!beginnings && end < plain.Length && char.IsAsciiLetter(plain[end - 1]) && char.IsAsciiLetter(plain[end]));

    private sealed class Node
    {
        public Dictionary<char, Node> Next { get; } = [];

        public int[] Kinds { get; set; } = [];
    }
}
