namespace ChatGov.Sentences;

/// <summary>A sentence with the words and values that were found in it.</summary>
internal sealed class SentenceReading
{
    private readonly Kinds _kinds;
    private readonly List<Hit>?[] _byKind;

    public SentenceReading(Kinds kinds, string plain, Values values)
    {
        (_kinds, Plain, Values) = (kinds, plain, values);
        _byKind = new List<Hit>?[kinds.Count];
        foreach (var hit in Said([.. kinds.Words.In(plain), .. values.Hits]))
        {
            (_byKind[hit.Kind] ??= []).Add(hit);
        }
    }

    public string Plain { get; }

    public Values Values { get; }

    public IReadOnlyList<Hit> Of(int kind) => _byKind[kind] ?? [];

    /// <summary>What is left as it was typed, when these words are taken out; where pieces lay there is a space.</summary>
    public string Without(IEnumerable<Hit> hits)
    {
        var left = Values.Text.ToCharArray();
        foreach (var hit in hits)
        {
            Array.Fill(left, ' ', hit.Start, hit.Length);
        }

        return string.Join(' ', new string(left).Split([' ', '\u3000', ',', '，', '。', '!', '！', ';', '；'], StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>What it is made of: the kinds of its words and values, its letters, pairs of letters, and Latin words.</summary>
    public List<Piece> Pieces() => Piece.Of(Plain, Enumerable.Range(0, _byKind.Length).Where(kind => _byKind[kind] is not null && !_kinds.IsLight(kind)));

    public string TextOf(Piece piece) => piece.Kind >= 0 ? _kinds.NameOf(piece.Kind) : Plain[piece.Start..piece.End];

    /// <summary>
    /// A single letter within a longer word was not said (活 in 生活), nor is anything within a value: of other words that overlap,
    /// each may be meant.
    /// </summary>
    private IEnumerable<Hit> Said(List<Hit> hits)
    {
        var (longer, values) = (new bool[Plain.Length], new bool[Plain.Length]);
        foreach (var hit in hits.Where(hit => hit.Length > 1))
        {
            Array.Fill(_kinds.IsValue(hit.Kind) ? values : longer, true, hit.Start, hit.Length);
        }

        return hits.Where(hit => _kinds.IsValue(hit.Kind) || !(values[hit.Start] || (hit.Length == 1 && longer[hit.Start] && !char.IsAscii(Plain[hit.Start]))));
    }
}
