using System.Reflection;
using ChatGov.Texts;
using ChatGov.Values;

namespace ChatGov.Sentences;

/// <summary>All that people may ask for in their own words, as the features' files say it.</summary>
internal sealed class SentenceBook
{
    private const double PerNeed = 2;
    private const double PerMay = 1;
    private const double PerLetter = 0.15;
    private const int LongestWord = 4;
    private const double PerUnexplained = 0.3;

    // What comes as near as that is another reading of the same words.
    private const double Close = 0.9;
    private const int MostOthers = 2;

    // With less than that, known sentences do not bear out what the rules are sure of.
    private const double Agreed = 0.2;

    // A rule that explains the whole sentence stays, unless something else is as likely as that.
    private const double Against = 0.5;

    // How much the rules weigh beside what known sentences say.
    private const double ByTheRules = 0.25;

    private static readonly Lazy<SentenceBook> Known = new(Load);

    private readonly Kinds _kinds;
    private readonly SentenceRule[] _rules;
    private readonly Dictionary<string, Wish> _wishByName;

    private SentenceBook(IEnumerable<string> files)
    {
        _kinds = new Kinds();
        var file = new SentenceFile(_kinds);
        foreach (var text in files)
        {
            file.Read(text);
        }

        Wishes = file.Wishes;
        _wishByName = Wishes.ToDictionary(wish => wish.Name, StringComparer.Ordinal);
        _rules = [.. file.Rules];
        Unknown = [.. _kinds.Unknown];
    }

    public static SentenceBook Of => Known.Value;

    public IReadOnlyList<Wish> Wishes { get; }

    public IReadOnlyList<SentenceRule> Rules => _rules;

    /// <summary>Kinds that rules name and no file tells the words of.</summary>
    public IReadOnlyList<string> Unknown { get; }

    /// <exception cref="FormatException">A line that is none.</exception>
    public static SentenceBook Read(params IEnumerable<string> files) => new(files);

    /// <param name="mayAsk">Who speaks may want it.</param>
    public Understood Understand(string text, DateTimeOffset now, Func<Wish, bool> mayAsk)
    {
        var reading = ReadingOf(text, now);
        var best = Best(reading, mayAsk);
        var byRule = best.Count == 0 ? Understood.Nothing with { Slots = SlotReading.Of(reading, _kinds) } : ByRule(reading, best, text, now, mayAsk);
        return ByLikeness(byRule, reading, best, mayAsk);
    }

    /// <summary>
    /// Known sentences say what it is most like, and what the rules found counts beside that. What the rules are sure of stays, unless known
    /// sentences speak for something else altogether: then it is asked.
    /// </summary>
    private Understood ByLikeness(Understood byRule, SentenceReading reading, List<Held> best, Func<Wish, bool> mayAsk)
    {
        var likely = KnownSentences.Of(reading.Pieces())
            .Select(each => (Wish: _wishByName.GetValueOrDefault(each.Wish), each.Share))
            .Where(each => each.Wish is null || mayAsk(each.Wish))
            .Select(each => (each.Wish, each.Share, Both: each.Share + (ByTheRules * Held.Share(best, each.Wish))))
            .OrderByDescending(each => each.Both).ToList();
        var others = likely.Select(each => each.Wish).OfType<Wish>().ToList();
        var ofRule = likely.Find(each => each.Wish == byRule.Wish).Share;
        var isWhole = best.Count > 0 && best[0].Rule.Alone && (likely.Count == 0 || likely[0].Share < Against);
        if (likely.Count == 0 || (byRule.Confidence >= Sentences.Confidence.Sure && (isWhole || ofRule >= Agreed)))
        {
            return byRule with { Others = [.. others.Where(wish => wish != byRule.Wish).Take(MostOthers)] };
        }

        var (first, share, _) = likely[0];
        return byRule with
        {
            Wish = first,
            Confidence = Sentences.Confidence.OfShare(share),
            Rule = first is not null && first == byRule.Wish ? byRule.Rule : "like known sentences",
            Argument = first is null ? "" : Argument(reading, first, best.Find(each => each.Rule.Wish == first)?.Hits ?? []),
            Others = [.. others.Where(wish => wish != first).Take(MostOthers)],
        };
    }

    private Understood ByRule(SentenceReading reading, List<Held> best, string text, DateTimeOffset now, Func<Wish, bool> mayAsk)
    {
        var first = best[0];
        return new Understood(first.Rule.Wish, Confidence(reading, best), first.Rule.Line, Argument(reading, first.Rule.Wish, first.Hits), SlotReading.Of(reading, _kinds))
        {
            Also = Also(text, now, mayAsk, first.Rule.Wish),
            Others = [.. best.Skip(1).Take(MostOthers).Select(each => each.Rule.Wish)],
        };
    }

    public Understood ByRulesAlone(string text, DateTimeOffset now, Func<Wish, bool> mayAsk)
    {
        var reading = ReadingOf(text, now);
        var best = Best(reading, mayAsk);
        return best.Count == 0 ? Understood.Nothing : ByRule(reading, best, text, now, mayAsk);
    }

    /// <summary>What a sentence is made of, for <see cref="SentenceLearner"/>.</summary>
    public IReadOnlyList<string> PiecesOf(string text) => ReadingOf(text, DateTimeOffset.UnixEpoch).Pieces();

    private SentenceReading ReadingOf(string text, DateTimeOffset now)
    {
        var plain = PlainText.Of(text);
        return new SentenceReading(_kinds, plain, new Values(_kinds, plain, text, now));
    }

    private sealed record Held(SentenceRule Rule, List<Hit> Hits, double Score, int Unexplained)
    {
        /// <summary>1 for the best of them.</summary>
        public static double Share(List<Held> all, Wish? wish) =>
            all.Find(each => each.Rule.Wish == wish) is { } held && all[0].Score > 0 ? Math.Max(0, held.Score / all[0].Score) : 0;
    }

    /// <summary>Each wish by its best rule, the best first.</summary>
    private List<Held> Best(SentenceReading reading, Func<Wish, bool> mayAsk)
    {
        var held = new List<Held>();
        foreach (var rule in _rules)
        {
            if (Holds(reading, rule) is { } found && mayAsk(rule.Wish))
            {
                held.Add(found);
            }
        }

        return [.. held.GroupBy(each => each.Rule.Wish).Select(each => each.MaxBy(one => one.Score)!).OrderByDescending(each => each.Score)];
    }

    private Held? Holds(SentenceReading reading, SentenceRule rule)
    {
        var hits = new List<Hit>();
        var score = rule.Bonus;
        foreach (var need in rule.Needs)
        {
            if (reading.Find(need) is not { } found)
            {
                return null;
            }

            hits.AddRange(found);
            score += PerNeed + Letters(found);
        }

        if (Array.Exists(rule.Without, each => reading.Find(each) is not null))
        {
            return null;
        }

        foreach (var may in rule.May)
        {
            if (reading.Find(may) is { } found)
            {
                hits.AddRange(found);
                score += PerMay + Letters(found);
            }
        }

        var unexplained = reading.Unexplained(hits);
        return rule.Alone && unexplained > 0 ? null
            : new Held(rule, hits, score - (rule.Wish.Tells ? 0 : PerUnexplained * Math.Min(unexplained, 10)), unexplained);
    }

    private static double Letters(List<Hit> hits) => hits.Sum(hit => PerLetter * Math.Min(hit.Length, LongestWord));

    private static double Confidence(SentenceReading reading, List<Held> best)
    {
        var share = reading.Length == 0 ? 0 : 1 - ((double)best[0].Unexplained / reading.Length);
        var clear = best[0].Rule.Wish.Tells ? 0.7 + (0.3 * share) : share;
        return Math.Round(best.Count > 1 && best[1].Score >= best[0].Score * Close ? clear * 0.8 : clear, 2);
    }

    private string Argument(SentenceReading reading, Wish wish, IReadOnlyList<Hit> hits) => wish.Carries switch
    {
        Carries.Nothing => "",
        Carries.Numbers => string.Join(' ', reading.Values.Numbers),
        Carries.Values => string.Join(' ', SlotReading.Narrowing(reading, _kinds)),
        Carries.Rest => reading.Without(hits.Where(hit => !_kinds.IsValue(hit.Kind))),
        Carries.All => reading.Values.Text.Trim(),
    };

    /// <summary>Two wishes in one message: the other one, where each part is plainly one of them.</summary>
    private Wish? Also(string text, DateTimeOffset now, Func<Wish, bool> mayAsk, Wish first)
    {
        var parts = Shapes.Parts().Split(text).Where(part => part.Trim().Length > 1).ToList();
        if (parts.Count is < 2 or > 4)
        {
            return null;
        }

        var wishes = parts.ConvertAll(part => ReadingOf(part, now) is var reading && Best(reading, mayAsk) is { Count: > 0 } best && Confidence(reading, best) >= 0.7 ? best[0].Rule.Wish : null);
        return wishes.Contains(first) ? wishes.Find(wish => wish is not null && wish != first) : null;
    }

    private static SentenceBook Load()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return new SentenceBook(assembly.GetManifestResourceNames().Where(name => name.StartsWith("sentences/", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(name =>
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            return reader.ReadToEnd();
        }));
    }
}
