namespace ChatGov.Emergencies;

/// <summary>What of the words spoke for it, above zero, or against it.</summary>
public readonly record struct Sign(string Words, double Weight);

/// <summary>
/// How much words are like some written sentences and unlike the others: a weight for each unit and for each pair of neighbours, by
/// logistic regression. It is learned in one fixed order and with nothing but + − × ÷ and square roots, which every machine rounds
/// alike, so that the same sentences give the same weights everywhere.
/// </summary>
public sealed class Resemblance
{
    // These four were chosen by cross-validation over the written sentences; the results are flat around them.
    private const int Rounds = 12;
    private const double FirstStep = 0.3;
    private const double Pull = 8;
    private const double Fading = 0.1;

    // A prime, so that walking in steps of it passes every sentence once, and neighbours in the file far apart.
    private const int Stride = 7919;

    private readonly Dictionary<string, int> _places;
    private readonly float[] _weights;
    private double _bias;

    private Resemblance(List<(int[] Signs, bool IsLike)> sentences, Dictionary<string, int> places)
    {
        _places = places;
        _weights = new float[places.Count];
        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < sentences.Count; i++)
            {
                var (signs, isLike) = sentences[(int)(((long)i * Stride) % sentences.Count)];
                Correct(signs, isLike, FirstStep / (1 + round));
            }
        }
    }

    public static Resemblance Learn(IEnumerable<Sentence> sentences, Func<Sentence, bool> isLike)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        var known = sentences.Select(each => (Places(SignsOf(EmergencyReader.Units(each.Text)), places), isLike(each))).ToList();
        return new Resemblance(known, places);
    }

    /// <summary>Above zero: rather like them than not.</summary>
    public double Of(string text) => Of(EmergencyReader.Units(text));

    /// <param name="units">Of the words, as <see cref="EmergencyReader"/> takes them apart.</param>
    internal double Of(List<string> units)
    {
        var signs = SignsOf(units);
        return _bias + signs.Sum(sign => Weight(sign) / Scale(signs.Count));
    }

    /// <summary>The signs that weighed most, those that spoke for it first.</summary>
    public IReadOnlyList<Sign> Why(string text)
    {
        var signs = SignsOf(EmergencyReader.Units(text));
        return [.. signs.Select(sign => new Sign(sign, Weight(sign) / Scale(signs.Count))).Where(sign => sign.Weight != 0).OrderByDescending(sign => sign.Weight)];
    }

    private void Correct(int[] signs, bool isLike, double step)
    {
        var error = Chance(_bias + (signs.Sum(sign => (double)_weights[sign]) / Scale(signs.Length))) - (isLike ? 1 : 0);
        _bias -= step * error;
        foreach (var sign in signs)
        {
            _weights[sign] = (float)((_weights[sign] * (1 - (step * Fading))) - (step * error * Pull / Scale(signs.Length)));
        }
    }

    private double Weight(string sign) => _places.TryGetValue(sign, out var place) ? _weights[place] : 0;

    /// <summary>Long messages count no more than short ones.</summary>
    private static double Scale(int signs) => Math.Sqrt(signs + 1);

    /// <summary>1 ÷ (1 + e⁻ˣ); Math.Exp is rounded by each system in its own way.</summary>
    private static double Chance(double score)
    {
        var power = 1 - (Math.Clamp(score, -30, 30) / 1024);
        for (var squared = 1; squared < 1024; squared *= 2)
        {
            power *= power;
        }

        return 1 / (1 + power);
    }

    private static int[] Places(List<string> signs, Dictionary<string, int> places) =>
        [.. signs.Select(sign => places.TryGetValue(sign, out var place) ? place : places[sign] = places.Count)];

    private static List<string> SignsOf(List<string> units)
    {
        var signs = new HashSet<string>(StringComparer.Ordinal);
        var inOrder = new List<string>(units.Count * 2);
        for (var i = 0; i < units.Count; i++)
        {
            Add(units[i]);
            if (i + 1 < units.Count)
            {
                Add(units[i] + ' ' + units[i + 1]);
            }
        }

        return inOrder;

        void Add(string sign)
        {
            if (signs.Add(sign))
            {
                inOrder.Add(sign);
            }
        }
    }
}
