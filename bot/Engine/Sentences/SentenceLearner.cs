using System.Numerics;

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

    private readonly Dictionary<ulong, int> _pieces = [];
    private readonly List<string> _wishes;

    // A row for each piece, as long as a whole number of vectors.
    private readonly int _row;
    private readonly float[] _weights;

    /// <param name="known">What each asks for, and what it is made of.</param>
    public SentenceLearner(IReadOnlyList<(string Wish, ulong[] Pieces)> known)
    {
        _wishes = [.. known.Select(each => each.Wish).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        foreach (var piece in known.SelectMany(each => each.Pieces).CountBy(piece => piece).Where(each => each.Value >= Often).Select(each => each.Key))
        {
            _pieces[piece] = _pieces.Count;
        }

        _row = (_wishes.Count + Vector<float>.Count - 1) / Vector<float>.Count * Vector<float>.Count;
        _weights = new float[_pieces.Count * _row];
        Learn([.. known.Select(each => (Wish: _wishes.BinarySearch(each.Wish, StringComparer.Ordinal), Pieces: Known(each.Pieces)))]);
    }

    /// <summary>Each wish with how likely it is, the likeliest first, found one by one as they are asked for; none where nothing of it is known.</summary>
    public IEnumerable<(string Wish, double Share)> Of(IReadOnlyList<Piece> pieces)
    {
        var found = Known(pieces.Select(piece => piece.Key));
        if (found.Length == 0)
        {
            yield break;
        }

        var shares = new float[_row];
        Guess(found, pieces.Count, shares);
        Array.Fill(shares, -1, _wishes.Count, _row - _wishes.Count);
        for (var i = 0; i < _wishes.Count; i++)
        {
            var most = Array.IndexOf(shares, shares.Max());
            yield return (_wishes[most], shares[most]);
            shares[most] = -1;
        }
    }

    /// <summary>The pieces that speak for a wish, the weightiest first.</summary>
    public IEnumerable<Piece> Why(IReadOnlyList<Piece> pieces, string wish)
    {
        var at = _wishes.BinarySearch(wish, StringComparer.Ordinal);
        return at < 0 ? [] : pieces.Where(piece => _pieces.ContainsKey(piece.Key)).Select(piece => (Piece: piece, Weight: _weights[(_pieces[piece.Key] * _row) + at])).Where(each => each.Weight > 0)
            .OrderByDescending(each => each.Weight).Take(MostReasons).Select(each => each.Piece);
    }

    private int[] Known(IEnumerable<ulong> pieces) => [.. pieces.Select(piece => _pieces.GetValueOrDefault(piece, -1)).Where(piece => piece >= 0)];

    private void Learn((int Wish, int[] Pieces)[] lessons)
    {
        var (steps, shares) = (new float[_weights.Length], new float[_row]);
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
        foreach (var piece in pieces)
        {
            var weights = _weights.AsSpan(piece * _row, _row);
            for (var at = 0; at < _row; at += Vector<float>.Count)
            {
                (new Vector<float>(shares, at) + new Vector<float>(weights[at..])).CopyTo(shares, at);
            }
        }

        var value = 1 / MathF.Sqrt(Math.Max(1, count));
        var said = shares.AsSpan(0, _wishes.Count);
        var (most, sum) = (float.MinValue, 0f);
        foreach (var share in said)
        {
            most = Math.Max(most, share);
        }

        foreach (ref var share in said)
        {
            share = MathF.Exp((share - most) * value);
            sum += share;
        }

        foreach (ref var share in said)
        {
            share /= sum;
        }

        // No wish stands behind them.
        shares.AsSpan(_wishes.Count).Clear();
    }

    private void Correct(int[] pieces, float[] errors, float[] steps)
    {
        var value = 1 / MathF.Sqrt(Math.Max(1, pieces.Length));
        foreach (var piece in pieces)
        {
            for (var (at, of) = (piece * _row, 0); of < _row; at += Vector<float>.Count, of += Vector<float>.Count)
            {
                var weights = new Vector<float>(_weights, at);
                var slope = (new Vector<float>(errors, of) * value) + (weights * Decay);
                var step = new Vector<float>(steps, at) + (slope * slope);
                step.CopyTo(steps, at);
                (weights - (slope * Step / (Vector.SquareRoot(step) + new Vector<float>(Least)))).CopyTo(_weights, at);
            }
        }
    }
}
