using ChatGov.HelpRequests;
using ChatGov.Outbox;
using ChatGov.Texts;

namespace ChatGov.Conversations;

/// <summary>
/// Words that nothing here understands are most like something that can be asked for: the likeliest few are offered, and a human. Nothing
/// is done before one is chosen. Each feature brings what people say for what it can (<c>like.…</c> beside its <c>words.…</c>).
/// </summary>
internal static class Likely
{
    private const int Most = 3;

    // Below that, likeness is chance; and what is far less like it than the first is no choice beside it.
    private const double Least = 0.24;
    private const double BesideFirst = 0.55;

    /// <summary>As like as that, it is no answer that went wrong.</summary>
    public const double Plainly = 0.4;

    // As like as that, it says the same in other words.
    private const double Same = 0.7;

    private const string Phrases = "like.";

    // Only what brings phrases is offered: who one is, what others asked for and what a list goes on with is never guessed.
    private static readonly Lazy<Likenesses> Known = new(() => new Likenesses(
        from language in Language.All
        from text in Catalog.Of(language)
        where text.Key.StartsWith(Phrases, StringComparison.Ordinal)
        let intent = text.Key[Phrases.Length..]
        from phrase in text.Value.Split('|').Concat(Catalog.Of(language)["words." + intent].Split('|'))
        select (intent, phrase.Trim('*'))));

    private static readonly string[] GraveWords = Words("everyone.grave_words");
    private static readonly string[] Kin = Words("everyone.grave_kin");
    private static readonly string[] Gone = Words("everyone.grave_gone");

    /// <returns>Null where nothing is like it.</returns>
    public static Message? Offer(Scene scene, string words)
    {
        var isGrave = IsGrave(words);
        var found = isGrave ? [] : Of(words, topic => topic.IsFor(scene));
        return found.Count == 0 && !isGrave ? null : scene.Answer(isGrave ? "everyone.grave" : "everyone.did_you_mean") with
        {
            Choices = [.. found.Select(intent => new Choice(Name(scene.Language, intent), intent)), scene.Choice("menu.human", HelpRequestActions.Human.Name)],

            // The numbers of a list that is in sight stay its own.
            Numbered = Numbers.ListInSight(scene.Session) is null,
        };
    }

    /// <summary>What it is most like, of what may be asked here; the likeliest first.</summary>
    public static IReadOnlyList<string> Of(string words, Func<Topic, bool> isFor, double least = Least)
    {
        var likely = Known.Value.Of(words)
            .Where(each => each.Likeness >= least && Topics.Find(each.Intent) is { } topic && topic.Intent != HelpRequestActions.Human.Name && isFor(topic)).Take(Most).ToList();
        return [.. likely.Where(each => each.Likeness >= likely[0].Likeness * BesideFirst).Select(each => each.Intent)];
    }

    /// <summary>It says in other words what can be asked for here.</summary>
    public static bool IsClear(string words) => Known.Value.Of(words).FirstOrDefault().Likeness >= Same;

    /// <summary>Death, illness, fear or wrong: whatever it is like, nothing of what can be asked for here is meant.</summary>
    public static bool IsGrave(string words) => Holds(words, GraveWords)
        || (Holds(words, Kin) && Gone.Any(gone => Understanding.Normalise(words).EndsWith(gone, StringComparison.Ordinal)));

    private static bool Holds(string words, string[] any) => any.Any(word => words.Contains(word, StringComparison.OrdinalIgnoreCase));

    private static string[] Words(string key) => [.. Language.All.SelectMany(language => Catalog.Of(language)[key].Split('|'))];

    /// <summary>As the menu calls it, or as one would type it.</summary>
    public static string Name(string language, string intent) =>
        Catalog.Of(language).GetValueOrDefault("menu." + intent) ?? Catalog.Of(language)["words." + intent].Split('|')[0].Trim('*');
}
