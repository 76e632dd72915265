namespace ChatGov.Sentences;

/// <summary>All that people may ask for in their own words, as the features' files say it.</summary>
internal sealed class SentenceBook
{
    private const int MostOthers = 2;
    private const int MostParts = 4;
    private const string Kindness = "greet";
    private const string Doubt = "doubt";
    private const string Hedge = "hedge";
    private const string Asks = "asks";
    private const string Proposes = "proposes";
    private const string OfOthers = "of_others";
    private static readonly Lazy<SentenceBook> Known = new(Load);
    private readonly Kinds _kinds = new();
    private readonly Dictionary<string, Wish> _byName;
    private readonly int _doubt;
    private readonly int _hedge;
    private readonly int _asks;
    private readonly int _proposes;
    private readonly int _ofOthers;

    private SentenceBook(IEnumerable<string> files)
    {
        var file = new SentenceFile(_kinds);
        foreach (var text in files)
        {
            file.Read(text);
        }

        Wishes = file.Wishes;
        _byName = Wishes.ToDictionary(wish => wish.Name, StringComparer.Ordinal);
        _doubt = _kinds.Use(Doubt);
        _hedge = _kinds.Use(Hedge);
        _asks = _kinds.Use(Asks);
        _proposes = _kinds.Use(Proposes);
        _ofOthers = _kinds.Use(OfOthers);
        Unknown = [.. _kinds.Unknown.Except([Doubt, Hedge, Asks, Proposes, OfOthers])];
    }

    public static SentenceBook Of => Known.Value;

    public IReadOnlyList<Wish> Wishes { get; }

    /// <summary>Kinds that a wish names and no file tells the words of.</summary>
    public IReadOnlyList<string> Unknown { get; }

    /// <exception cref="FormatException">A line that is none.</exception>
    public static SentenceBook Read(params IEnumerable<string> files) => new(files);

    /// <param name="mayAsk">Who speaks may want it.</param>
    /// <param name="seen">The sentence with names of things that are known in place of which stands what they are; null where none are.</param>
    public Understood Understand(string text, DateTimeOffset now, Func<Wish, bool> mayAsk, string? seen = null)
    {
        var reading = ReadingOf(text, now);
        var parts = Parts(text, now, mayAsk);
        if (parts is [var one, var other] && one.Wish!.Topic != other.Wish!.Topic)
        {
            var (first, second) = one.Confidence >= Confidence.Sure ? (one, other) : (other, one);
            var full = Full(first, text, first.Reading, now);
            return full with { Also = second.Wish, Slots = SlotsOf(text, now, reading, first.Wish) with { N = full.Slots.N, All = full.Slots.All } };
        }

        var judged = Judged(seen is null ? reading : ReadingOf(seen, now), mayAsk);
        return parts is [{ Confidence: >= Confidence.Sure } only] && judged.Confidence < Confidence.Sure ? Full(only, text, reading, now) : Full(judged, text, reading, now);
    }

    private Understood Full(Judgement judged, string text, SentenceReading reading, DateTimeOffset now) => judged.Wish is not { } wish
        ? Understood.Nothing with { Slots = SlotsOf(text, now, reading, wish: null), Others = judged.Others }
        : new Understood(wish, judged.Confidence, [.. KnownSentences.Why(judged.Pieces, wish.Name).Select(judged.Reading.TextOf)], Argument(reading, wish), SlotsOf(text, now, reading, wish))
        {
            IsDoubtful = reading.Of(_doubt).Count > 0,
            IsHedged = reading.Of(_hedge).Count > 0,
            Others = judged.Others,
        };

    /// <summary>What it most likely is, before anything of it is read out.</summary>
    private Judgement Judged(SentenceReading reading, Func<Wish, bool> mayAsk)
    {
        var pieces = reading.Pieces();
        var likely = Likely(pieces, mayAsk);
        var least = likely is [{ Wish: null }, ..] ? Confidence.Least : Confidence.LeastBeside;
        var others = likely.Skip(1).Where(each => each.Share >= least).Select(each => each.Wish).OfType<Wish>().Take(MostOthers).ToList();
        return likely.Count == 0 || likely[0].Wish is not { } first
            ? new Judgement(null, 0, reading, pieces, others)
            : new Judgement(first, Confidence.OfShare(likely[0].Share), reading, pieces, others);
    }

    private sealed record Judgement(Wish? Wish, double Confidence, SentenceReading Reading, IReadOnlyList<Piece> Pieces, IReadOnlyList<Wish> Others);

    /// <summary>It asks something itself: 谁会修水管, 周六有空吗. 周六上午行吗 proposes.</summary>
    public bool IsQuestion(string text)
    {
        var reading = ReadingOf(text, DateTimeOffset.UnixEpoch);
        var asks = _kinds.Words.In(reading.Plain).Where(hit => hit.Kind == _asks).Select(hit => hit.Start).Concat(Shapes.QuestionEnd().Matches(reading.Plain).Select(match => match.Index));
        return asks.Any(at => !reading.Of(_proposes).Any(proposal => proposal.Start <= at && proposal.End > at));
    }

    /// <summary>It speaks of somebody else: 我老婆周六有空.</summary>
    public bool IsOfOthers(string text) => ReadingOf(text, DateTimeOffset.UnixEpoch).Of(_ofOthers).Count > 0;

    /// <summary>It supposes, or tells of what has been: 上次周六有空.</summary>
    public bool IsHedged(string text) => ReadingOf(text, DateTimeOffset.UnixEpoch).Of(_hedge).Count > 0;

    /// <summary>
    /// The sentence for somebody else's eyes: only the general words that the files name stand there, and that a time or an amount was said;
    /// all else is left out as …, and so is whatever somebody says that they or others are called.
    /// </summary>
    public string Covered(string text)
    {
        var reading = ReadingOf(text, DateTimeOffset.UnixEpoch);
        var shown = new bool[reading.Plain.Length];
        foreach (var hit in _kinds.Words.In(reading.Plain).Where(hit => hit.Length > 1 || _kinds.IsLight(hit.Kind)))
        {
            Array.Fill(shown, true, hit.Start, hit.Length);
        }

        foreach (var hit in Values.Names.Where(kind => kind != "$skill").SelectMany(kind => reading.Of(_kinds[kind])))
        {
            Array.Fill(shown, false, hit.Start, hit.Length);
        }

        foreach (var called in Shapes.Called().Matches(reading.Plain).Select(match => match.Groups["name"]))
        {
            Array.Fill(shown, false, called.Index, called.Length);
        }

        var plain = Shapes.LeftOut().Replace(string.Concat(reading.Plain.Select((letter, at) => shown[at] && !char.IsDigit(letter) ? letter : '…')), "…");
        return $"{plain} ({string.Join(", ", Values.General.Where(kind => reading.Of(_kinds[kind]).Count > 0))})";
    }

    /// <summary>What a sentence is made of, for <see cref="SentenceLearner"/>.</summary>
    public ulong[] PiecesOf(string text) => [.. ReadingOf(text, DateTimeOffset.UnixEpoch).Pieces().Select(piece => piece.Key)];

    private Slots SlotsOf(string text, DateTimeOffset now, SentenceReading reading, Wish? wish) =>
        SlotReading.Of(wish is { LooksBack: true } && reading.Values.Times.Count > 0 ? ReadingOf(text, now, looksBack: true) : reading, _kinds, wish);

    private SentenceReading ReadingOf(string text, DateTimeOffset now, bool looksBack = false)
    {
        var plain = PlainText.Of(text);
        return new SentenceReading(_kinds, plain, new Values(_kinds, plain, text, now, looksBack));
    }

    /// <summary>Of what may be asked, and of nothing (null), the likeliest first.</summary>
    private List<(Wish? Wish, double Share)> Likely(IReadOnlyList<Piece> pieces, Func<Wish, bool> mayAsk) =>
    [
        .. KnownSentences.Of(pieces).Select(each => (Wish: _byName.GetValueOrDefault(each.Wish), each.Share)).Where(each => each.Wish is null || mayAsk(each.Wish)).Take(MostOthers + 2),
    ];

    private string Argument(SentenceReading reading, Wish wish) => wish.Carries switch
    {
        Carries.Nothing or Carries.Numbers => "",
        Carries.Values => string.Join(' ', SlotReading.Narrowing(reading, _kinds)),
        Carries.Place => reading.Values.First("$place") ?? "",
        Carries.Rest => reading.Without(wish.Asking.SelectMany(reading.Of)),
        Carries.All => reading.Values.Text.Trim(),
    };

    /// <summary>
    /// The wishes of a message in several parts, each said in a part of its own and one of them plainly; none where it is in one. A kind word
    /// beside a wish is no other one.
    /// </summary>
    private List<Judgement> Parts(string text, DateTimeOffset now, Func<Wish, bool> mayAsk)
    {
        var parts = Shapes.Parts().Split(text).Where(part => part.Trim().Length > 1).ToList();
        if (parts.Count < 2 || parts.Count > MostParts)
        {
            return [];
        }

        var judged = parts.ConvertAll(part => Judged(ReadingOf(part.Trim(), now), mayAsk)).FindAll(each => each.Wish is not null);
        var kind = judged.FindAll(each => each.Wish!.Name == Kindness);
        var likely = judged.FindAll(each => each.Wish!.Name != Kindness && each.Confidence >= Confidence.Second).DistinctBy(each => each.Wish).ToList();
        return likely.Exists(each => each.Confidence >= Confidence.Sure) && (likely.Count == 2 || (likely.Count == 1 && kind.Count > 0)) ? likely : [];
    }

    private static SentenceBook Load() => new(BuiltIn.Texts("sentences/"));
}
