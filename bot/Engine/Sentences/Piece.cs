namespace ChatGov.Sentences;

/// <summary>
/// Something that a sentence is made of, for <see cref="SentenceLearner"/>: the kind of a word or value, a letter, a Latin word, a number, or a
/// pair of neighbours. Known by a number alone, so that a sentence of forty is read without forty strings.
/// </summary>
/// <param name="Key">The same for the same piece in any sentence.</param>
/// <param name="Kind">The number of a kind; -1 for letters.</param>
/// <param name="Start">Where its letters begin.</param>
/// <param name="End">Where they end.</param>
internal readonly record struct Piece(ulong Key, int Kind, int Start, int End)
{
    // FNV-1a (Fowler, Noll, Vo), 64 bits: of ten thousand sentences no two pieces share one.
    private const ulong Offset = 14_695_981_039_346_656_037;
    private const ulong Prime = 1_099_511_628_211;
    private const ulong Edge = 1;

    public static List<Piece> Of(string plain, IEnumerable<int> kinds)
    {
        var pieces = new List<Piece>();
        var seen = new HashSet<ulong>();
        foreach (var kind in kinds)
        {
            Add(new Piece((ulong)kind, kind, 0, 0));
        }

        var (before, from) = (Edge, 0);
        for (var at = 0; at < plain.Length;)
        {
            var end = EndOfToken(plain, at);
            if (end > at)
            {
                var key = KeyOf(plain.AsSpan(at, end - at));
                Add(new Piece(key, -1, at, end));
                Add(new Piece(Pair(before, key), -1, from, end));
                (before, from) = (key, at);
            }

            at = Math.Max(end, at + 1);
        }

        Add(new Piece(Pair(before, Edge), -1, from, plain.Length));
        return pieces;

        void Add(Piece piece)
        {
            if (seen.Add(piece.Key))
            {
                pieces.Add(piece);
            }
        }
    }

    /// <summary>A Latin word, a number, or a letter of any other script; the same place where there is none.</summary>
    private static int EndOfToken(string plain, int at)
    {
        var end = at;
        if (IsLatin(plain[at]))
        {
            while (end < plain.Length && IsLatin(plain[end]))
            {
                end++;
            }
        }
        else if (char.IsAsciiDigit(plain[at]))
        {
            while (end < plain.Length && char.IsAsciiDigit(plain[end]))
            {
                end++;
            }
        }
        else if (char.IsLetter(plain[at]))
        {
            end++;
        }

        return end;
    }

    private static bool IsLatin(char letter) => char.IsAsciiLetterLower(letter) || letter == '\'';

    private static ulong KeyOf(ReadOnlySpan<char> token)
    {
        var key = Offset;
        foreach (var letter in token)
        {
            key = (key ^ letter) * Prime;
        }

        return key;
    }

    private static ulong Pair(ulong before, ulong after) => ((before * Prime) ^ after) * Prime;
}
