namespace ChatGov.Texts;

/// <summary>
/// How like words are to known phrases, by the letters and pairs of letters they share: those that few phrases have count more
/// (cosine of TF-IDF vectors; Salton and Buckley, Term-weighting approaches in automatic text retrieval, 1988).
/// </summary>
public sealed class Likenesses
{
    // What anybody would say to be understood; the rest of a story says no more of it.
    private const int MostTokens = 120;

    private readonly Dictionary<string, double> _rarity;
    private readonly List<string> _intents;
    private readonly Dictionary<string, List<(int Phrase, double Weight)>> _phrasesWith = new(StringComparer.Ordinal);

    public Likenesses(IEnumerable<(string Intent, string Phrase)> phrases)
    {
        var all = phrases.Select(each => (each.Intent, Pieces: Pieces(Loosely.Of(each.Phrase)))).Where(each => each.Pieces.Count > 0).ToList();
        _rarity = all.SelectMany(each => each.Pieces.Keys).CountBy(piece => piece).ToDictionary(each => each.Key, each => Math.Log(1 + ((double)all.Count / each.Value)), StringComparer.Ordinal);
        _intents = all.ConvertAll(each => each.Intent);
        foreach (var (at, phrase) in all.Index())
        {
            foreach (var (piece, weight) in Weigh(phrase.Pieces))
            {
                (_phrasesWith.TryGetValue(piece, out var with) ? with : _phrasesWith[piece] = []).Add((at, weight));
            }
        }
    }

    /// <summary>Each intent by its likest phrase, the likest first; what shares nothing is left out.</summary>
    public IEnumerable<(string Intent, double Likeness)> Of(string words)
    {
        var likeness = new Dictionary<int, double>();
        foreach (var (piece, weight) in Weigh(Pieces(Loosely.Of(words))))
        {
            foreach (var (phrase, its) in _phrasesWith.GetValueOrDefault(piece, []))
            {
                likeness[phrase] = likeness.GetValueOrDefault(phrase) + (weight * its);
            }
        }

        return likeness.GroupBy(each => _intents[each.Key], StringComparer.Ordinal)
            .Select(intent => (Intent: intent.Key, Likeness: intent.Max(each => each.Value)))
            .OrderByDescending(each => each.Likeness).ThenBy(each => each.Intent, StringComparer.Ordinal);
    }

    /// <summary>Of length one, so that a product is a cosine. A piece that no phrase has makes words less like all of them.</summary>
    private Dictionary<string, double> Weigh(Dictionary<string, int> pieces)
    {
        var unknown = Math.Log(1 + (_rarity.Count / 4.0));
        var weights = pieces.ToDictionary(each => each.Key, each => each.Value * _rarity.GetValueOrDefault(each.Key, unknown), StringComparer.Ordinal);
        var length = Math.Sqrt(weights.Values.Sum(weight => weight * weight));
        return length == 0 ? [] : weights.ToDictionary(each => each.Key, each => each.Value / length, StringComparer.Ordinal);
    }

    /// <summary>Chinese by letters and pairs of them, English by words and pairs of those.</summary>
    private static Dictionary<string, int> Pieces(string words)
    {
        var tokens = Tokens(words);
        return tokens.Concat(tokens.Zip(tokens.Skip(1), (one, next) => one + next)).CountBy(piece => piece).ToDictionary(StringComparer.Ordinal);
    }

    private static List<string> Tokens(string words)
    {
        var tokens = new List<string>();
        var word = "";
        foreach (var letter in words)
        {
            if (tokens.Count == MostTokens)
            {
                return tokens;
            }

            if (char.IsAsciiLetter(letter) || letter == '\'')
            {
                word += letter;
                continue;
            }

            if (word.Length > 0)
            {
                tokens.Add(word);
                word = "";
            }

            if (char.IsLetter(letter))
            {
                tokens.Add(letter.ToString());
            }
        }

        return word.Length > 0 ? [.. tokens, word] : tokens;
    }
}
