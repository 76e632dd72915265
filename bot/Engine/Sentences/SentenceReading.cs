namespace ChatGov.Sentences;

/// <summary>A sentence with the words and values that were found in it.</summary>
internal sealed class SentenceReading
{
    private readonly Kinds _kinds;
    private readonly List<Hit>?[] _byKind;
    private readonly bool[] _light;

    public SentenceReading(Kinds kinds, string plain, Values values)
    {
        (_kinds, Plain, Values) = (kinds, plain, values);
        _byKind = new List<Hit>?[kinds.Count];
        _light = new bool[plain.Length];
        foreach (var hit in Said([.. kinds.Words.In(plain), .. values.Hits]))
        {
            (_byKind[hit.Kind] ??= []).Add(hit);
            if (kinds.IsLight(hit.Kind))
            {
                Array.Fill(_light, true, hit.Start, hit.Length);
            }
        }

        Length = plain.Count(PlainText.IsSaid);
    }

    public string Plain { get; }

    public Values Values { get; }

    /// <summary>How many letters and digits there are.</summary>
    public int Length { get; }

    public IReadOnlyList<Hit> Of(int kind) => _byKind[kind] ?? [];

    /// <summary>The words that meet an element, or null.</summary>
    public List<Hit>? Find(Element element)
    {
        List<Hit>? best = null;
        foreach (var kind in element.Kinds[0])
        {
            foreach (var first in Of(kind))
            {
                if (Follow(element, first) is { } found && IsInPlace(element, found) && (best is null || LettersOf(found) > LettersOf(best)))
                {
                    best = found;
                }
            }
        }

        return best;
    }

    /// <summary>Letters that neither the wish nor a value nor a filler explains.</summary>
    public int Unexplained(IEnumerable<Hit> explained)
    {
        var covered = (bool[])_light.Clone();
        foreach (var hit in explained.Concat(Values.Hits))
        {
            Array.Fill(covered, true, hit.Start, hit.Length);
        }

        var left = 0;
        for (var i = 0; i < Plain.Length; i++)
        {
            left += !covered[i] && PlainText.IsSaid(Plain[i]) ? 1 : 0;
        }

        return left;
    }

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

    /// <summary>Letters, pairs of letters, Latin words, and the kinds of its words and values.</summary>
    public List<string> Pieces()
    {
        var pieces = new List<string>();
        for (var kind = 0; kind < _byKind.Length; kind++)
        {
            if (_byKind[kind] is not null && !_kinds.IsLight(kind))
            {
                pieces.Add(_kinds.NameOf(kind));
            }
        }

        var before = "^";
        foreach (var token in Shapes.Tokens().Matches(Plain).Select(match => match.Value))
        {
            pieces.Add(token);
            pieces.Add(before + token);
            before = token;
        }

        pieces.Add(before + "$");
        return [.. pieces.Distinct()];
    }

    private static int LettersOf(List<Hit> hits) => hits.Sum(hit => hit.Length);

    private List<Hit>? Follow(Element element, Hit first)
    {
        var found = new List<Hit> { first };
        for (var part = 1; part < element.Kinds.Length; part++)
        {
            var before = found[^1];
            Hit? next = null;
            foreach (var kind in element.Kinds[part])
            {
                foreach (var hit in Of(kind))
                {
                    if (hit.Start >= before.End && Between(before.End, hit.Start) <= element.Gap && (next is not { } known || hit.Start < known.Start))
                    {
                        next = hit;
                    }
                }
            }

            if (next is null)
            {
                return null;
            }

            found.Add(next.Value);
        }

        return found;
    }

    private bool IsInPlace(Element element, List<Hit> found) =>
        (!element.IsFirst || OnlyLight(0, found[0].Start)) && (!element.IsLast || OnlyLight(found[^1].End, Plain.Length));

    private bool OnlyLight(int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            if (PlainText.IsSaid(Plain[i]) && !_light[i])
            {
                return false;
            }
        }

        return true;
    }

    private int Between(int from, int to)
    {
        var letters = 0;
        for (var i = from; i < to; i++)
        {
            letters += PlainText.IsSaid(Plain[i]) ? 1 : 0;
        }

        return letters;
    }

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
