using ChatGov.Texts;

namespace ChatGov.Sentences;

/// <summary>
/// Sentences of which it is known what they ask for: the examples beside the rules, the words and phrases of the catalogs, and
/// <c>known.tsv</c>. What is like one of them is offered and never done: nobody's messages are learned from.
/// </summary>
internal static class KnownSentences
{
    /// <summary>What asks for nothing that is known here.</summary>
    public const string Unclear = "unclear";

    private static readonly Lazy<SentenceLearner> Learner = new(() => new SentenceLearner([.. All().AsParallel().AsOrdered().Select(each => (each.Wish, SentenceBook.Of.PiecesOf(each.Sentence)))]));

    /// <summary>Learns them beside whatever else is done; who asks before waits for the rest of it.</summary>
    public static Task Prepare() => Task.Run(() => Learner.Value);

    public static bool AreLearned => Learner.IsValueCreated;

    /// <summary>Each wish with how much speaks for it, the likeliest first.</summary>
    public static IEnumerable<(string Wish, double Share)> Of(IReadOnlyList<Piece> pieces) => Learner.Value.Of(pieces);

    /// <summary>What of a sentence spoke for a wish most.</summary>
    public static IEnumerable<Piece> Why(IReadOnlyList<Piece> pieces, string wish) => Learner.Value.Why(pieces, wish);

    private static IEnumerable<(string Wish, string Sentence)> All() =>
        SentenceBook.Of.Wishes.SelectMany(wish => wish.Examples.Concat(InCatalogs(wish)), (wish, sentence) => (wish.Name, sentence)).Concat(Written());

    // Of the wishes that one topic answers, the first has its words.
    private static IEnumerable<string> InCatalogs(Wish of) => SentenceBook.Of.Wishes.First(wish => wish.Topic == of.Topic) == of
        ? Language.All.SelectMany(language => new[] { "like.", "words." }.SelectMany(prefix => (Catalog.Of(language).GetValueOrDefault(prefix + of.Topic) ?? "").Split('|')))
            .Where(phrase => phrase.Length > 0).Select(phrase => phrase.Trim('*'))
        : [];

    private static IEnumerable<(string Wish, string Sentence)> Written() => BuiltIn.Texts("known/")
        .SelectMany(text => text.Split('\n', StringSplitOptions.RemoveEmptyEntries)).Select(line => line.Split('\t')).Select(parts => (parts[0], parts[1]));
}
