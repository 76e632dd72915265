namespace ChatGov.Sentences;

/// <summary>
/// What a sentence most likely asks for, by what it shares with sentences of which that is known: letters, pairs of letters, and kinds of
/// words. Multinomial logistic regression (Bishop, Pattern Recognition and Machine Learning, 4.3.4), taught in a few passes with a step for each
/// weight (Duchi, Hazan, Singer: Adaptive subgradient methods, 2011). The same sentences in the same order give the same weights.
/// </summary>
internal sealed class SentenceLearner
{
    private const int Passes = 6;
    private const float Step = 0.5f;
    private const float Decay = 0.002f;
    private const float Least = 1e-4f;
    private const int MostReasons = 3;

    // What stands in one sentence alone tells nothing of others.
    private const int Often = 2;

    // A prime: so that sentences of one wish do not follow each other.
    private const long Stride = 7_919;

    private readonly Dictionary<string, int> _pieces = new(StringComparer.Ordinal);
    private readonly List<string> _wishes;
    private readonly float[][] _weights;

    /// <param name="known">What each asks for, and what it is made of.</param>
    public SentenceLearner(IReadOnlyList<(string Wish, IReadOnlyList<string> Pieces)> known)
    {
        _wishes = [.. known.Select(each => each.Wish).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        foreach (var (piece, number) in known.SelectMany(each => each.Pieces).CountBy(piece => piece, StringComparer.Ordinal).Where(each => each.Value >= Often).Select((each, at) => (each.Key, at)))
        {
            _pieces[piece] = number;
        }

        var lessons = known.Select(each => (Wish: _wishes.BinarySearch(each.Wish, StringComparer.Ordinal), Pieces: Known(each.Pieces))).ToArray();
        _weights = [.. Enumerable.Range(0, _pieces.Count).Select(_ => new float[_wishes.Count])];
        Learn(lessons);
    }

    /// <summary>Each wish with how likely it is, the likeliest first; empty where nothing of it is known.</summary>
    public IReadOnlyList<(string Wish, double Share)> Of(IReadOnlyList<string> pieces)
    {
        var found = Known(pieces);
        if (found.Length == 0)
        {
            return [];
        }

        var shares = new float[_wishes.Count];
        Guess(found, pieces.Count, shares);
        return [.. shares.Select((share, wish) => (_wishes[wish], (double)share)).OrderByDescending(each => each.Item2).ThenBy(each => each.Item1, StringComparer.Ordinal)];
    }

    /// <summary>The pieces that speak for a wish, the weightiest first.</summary>
    public IReadOnlyList<string> Why(IReadOnlyList<string> pieces, string wish)
    {
        var at = _wishes.BinarySearch(wish, StringComparer.Ordinal);
        return at < 0 ? [] : [.. pieces.Where(_pieces.ContainsKey).Select(piece => (piece, Weight: _weights[_pieces[piece]][at])).Where(each => each.Weight > 0)
            .OrderByDescending(each => each.Weight).ThenBy(each => each.piece, StringComparer.Ordinal).Take(MostReasons).Select(each => each.piece)];
    }

    private int[] Known(IReadOnlyList<string> pieces) => [.. pieces.Select(piece => _pieces.GetValueOrDefault(piece, -1)).Where(piece => piece >= 0)];

    private void Learn((int Wish, int[] Pieces)[] lessons)
    {
        var steps = _weights.Select(weights => new float[weights.Length]).ToArray();
        var shares = new float[_wishes.Count];
        for (var pass = 0; pass < Passes; pass++)
        {
            for (long i = 0; i < lessons.Length; i++)
            {
                var (wish, pieces) = lessons[(int)(i * Stride % lessons.Length)];
                Guess(pieces, pieces.Length, shares);
                shares[wish] -= 1;
                Correct(pieces, shares, steps);
            }
        }
    }

    private void Guess(int[] pieces, int count, float[] shares)
    {
        Array.Clear(shares);
        var value = 1 / MathF.Sqrt(Math.Max(1, count));
        foreach (var piece in pieces)
        {
            var weights = _weights[piece];
            for (var wish = 0; wish < shares.Length; wish++)
            {
                shares[wish] += weights[wish] * value;
            }
        }

        var most = shares.Max();
        var sum = 0f;
        for (var wish = 0; wish < shares.Length; wish++)
        {
            shares[wish] = MathF.Exp(shares[wish] - most);
            sum += shares[wish];
        }

        for (var wish = 0; wish < shares.Length; wish++)
        {
            shares[wish] /= sum;
        }
    }

    private void Correct(int[] pieces, float[] errors, float[][] steps)
    {
        var value = 1 / MathF.Sqrt(Math.Max(1, pieces.Length));
        foreach (var piece in pieces)
        {
            var (weights, step) = (_weights[piece], steps[piece]);
            for (var wish = 0; wish < errors.Length; wish++)
            {
                var slope = (errors[wish] * value) + (Decay * weights[wish]);
                step[wish] += slope * slope;
                weights[wish] -= Step * slope / (MathF.Sqrt(step[wish]) + Least);
            }
        }
    }
}
