using System.Reflection;
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

    private static readonly Lazy<SentenceLearner> Learner = new(() => new SentenceLearner([.. All().Select(each => (each.Intent, SentenceBook.Of.PiecesOf(each.Phrase)))]));

    /// <summary>Learns them beside whatever else is done; who asks before waits for the rest of it.</summary>
    public static Task Prepare() => Task.Run(() => Learner.Value);

    /// <summary>Each wish with how much speaks for it, the likeliest first.</summary>
    public static IReadOnlyList<(string Wish, double Share)> Of(IReadOnlyList<string> pieces) => Learner.Value.Of(pieces);

    private static IEnumerable<(string Intent, string Phrase)> All()
    {
        foreach (var wish in SentenceBook.Of.Wishes)
        {
            foreach (var phrase in wish.Examples.Concat(InCatalogs(wish)))
            {
                yield return (wish.Name, phrase);
            }
        }

        foreach (var line in Written())
        {
            yield return (line.Intent, line.Phrase);
        }
    }

    // Of the wishes that one topic answers, the one that is called like it has its words.
    private static IEnumerable<string> InCatalogs(Wish of) => SentenceBook.Of.Wishes.First(wish => wish.Topic == of.Topic) == of
        ? Language.All.SelectMany(language => new[] { "like.", "words." }.SelectMany(prefix => (Catalog.Of(language).GetValueOrDefault(prefix + of.Topic) ?? "").Split('|')))
            .Where(phrase => phrase.Length > 0).Select(phrase => phrase.Trim('*'))
        : [];

    private static List<(string Phrase, string Intent)> Written()
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream("known.tsv")!);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t'))
            .Where(line => !line[3].Contains("context=", StringComparison.Ordinal)).Select(line => (line[0], line[2].Split('|')[0]))];
    }
}
