namespace ChatGov.Sentences;

/// <summary>
/// What a sentence most likely asks for, by what it shares with sentences of which that is known: letters, pairs of letters, and kinds of
/// words. Complement naive Bayes (Rennie, Shih, Teevan, Karger: Tackling the poor assumptions of naive Bayes text classifiers, 2003): one
/// pass of counting, the same weights everywhere, and each weight can be read.
/// </summary>
internal sealed class SentenceLearner
{
    private const double Smoothing = 0.3;
    private readonly Dictionary<string, int> _pieces = new(StringComparer.Ordinal);
    private readonly List<string> _wishes;
    private readonly float[][] _weights;
    private readonly double[] _rarity;

    /// <param name="known">What each asks for, and what it is made of.</param>
    public SentenceLearner(IReadOnlyList<(string Wish, IReadOnlyList<string> Pieces)> known)
    {
        _wishes = [.. known.Select(each => each.Wish).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var numbered = known.Select(each => (Wish: _wishes.BinarySearch(each.Wish, StringComparer.Ordinal), Pieces: each.Pieces.Select(NumberOf).ToList())).ToList();
        _rarity = Rarity(numbered.Select(each => each.Pieces), known.Count);
        _weights = Weights(numbered);
    }

    /// <summary>Each wish with how much speaks for it; the likeliest first, 1 for all of them together.</summary>
    public IReadOnlyList<(string Wish, double Share)> Of(IReadOnlyList<string> pieces)
    {
        var found = pieces.Select(piece => _pieces.GetValueOrDefault(piece, -1)).Where(piece => piece >= 0).ToList();
        var length = Math.Sqrt(found.Sum(piece => _rarity[piece] * _rarity[piece]));
        if (length == 0)
        {
            return [];
        }

        var scores = new double[_wishes.Count];
        foreach (var piece in found)
        {
            var weight = _rarity[piece] / length;
            for (var wish = 0; wish < scores.Length; wish++)
            {
                scores[wish] += weight * _weights[wish][piece];
            }
        }

        return Shares(scores);
    }

    private const double Sharpness = 40;

    private List<(string Wish, double Share)> Shares(double[] scores)
    {
        var most = scores.Max();
        var raised = scores.Select(score => Math.Exp((score - most) * Sharpness)).ToList();
        var sum = raised.Sum();
        return [.. raised.Select((score, wish) => (_wishes[wish], score / sum)).OrderByDescending(each => each.Item2).ThenBy(each => each.Item1, StringComparer.Ordinal)];
    }

    private int NumberOf(string piece) => _pieces.TryGetValue(piece, out var number) ? number : _pieces[piece] = _pieces.Count;

    private double[] Rarity(IEnumerable<List<int>> sentences, int count)
    {
        var with = new int[_pieces.Count];
        foreach (var piece in sentences.SelectMany(pieces => pieces.Distinct()))
        {
            with[piece]++;
        }

        return [.. with.Select(each => Math.Log((double)(count + 1) / (each + 0.5)))];
    }

    /// <summary>How much each piece speaks for a wish: how rare it is in all that asks for something else.</summary>
    private float[][] Weights(List<(int Wish, List<int> Pieces)> known)
    {
        var inWish = new double[_wishes.Count][];
        for (var wish = 0; wish < inWish.Length; wish++)
        {
            inWish[wish] = new double[_pieces.Count];
        }

        var total = new double[_pieces.Count];
        foreach (var (wish, pieces) in known)
        {
            var length = Math.Sqrt(pieces.Sum(piece => _rarity[piece] * _rarity[piece]));
            foreach (var piece in pieces)
            {
                var weight = length == 0 ? 0 : _rarity[piece] / length;
                inWish[wish][piece] += weight;
                total[piece] += weight;
            }
        }

        return [.. inWish.Select(own => Against(own, total))];
    }

    private static float[] Against(double[] own, double[] total)
    {
        var rest = total.Zip(own, (all, mine) => all - mine + Smoothing).ToArray();
        var sum = rest.Sum();
        var weights = rest.Select(each => -Math.Log(each / sum)).ToArray();
        var length = weights.Sum();
        return [.. weights.Select(weight => (float)(weight / length * weights.Length))];
    }
}
