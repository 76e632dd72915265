using ChatGov.HelpRequests;
using ChatGov.Outbox;
using ChatGov.Sentences;
using ChatGov.Texts;

namespace ChatGov.Conversations;

/// <summary>
/// Words of which it is not sure what they ask for: the likeliest few are offered, and a human. Nothing is done before one is chosen.
/// </summary>
internal static class Likely
{
    private const int Most = 3;
    private static readonly string[] GraveWords = Words("everyone.grave_words");
    private static readonly string[] Kin = Words("everyone.grave_kin");
    private static readonly string[] Gone = Words("everyone.grave_gone");

    /// <returns>Null where nothing is like it.</returns>
    public static Message? Offer(Scene scene, Understood understood, string words)
    {
        var found = Of(understood, words);
        return found.Count == 0 ? null : WithHuman(scene, "everyone.did_you_mean", found);
    }

    /// <summary>Death, illness, fear or wrong: nothing of what can be asked for here is meant.</summary>
    /// <returns>Null where it is none of that.</returns>
    public static Message? Grave(Scene scene, string words) => IsGrave(words) ? WithHuman(scene, "everyone.grave", []) : null;

    /// <summary>What is offered, the likeliest first, as it is pressed.</summary>
    public static IReadOnlyList<string> Of(Understood understood, string words)
    {
        var first = understood.Confidence >= Confidence.Least ? understood.Wish : null;
        return [.. (first is null && understood.Wish is not null ? [] : understood.Others.Prepend(first)).OfType<Wish>()
            .Where(wish => Plainly.TopicOf(wish) is { } topic && topic.Intent != HelpRequestActions.Human.Name).DistinctBy(wish => wish.Topic).Take(Most)
            .Select(wish => Plainly.ActionOf(wish == first ? understood : understood with { Wish = wish, Argument = "" }, words))];
    }

    /// <summary>As the menu calls it, or as one would type it.</summary>
    public static string Name(string language, string intent) =>
        Catalog.Of(language).GetValueOrDefault("menu." + intent) ?? Catalog.Of(language)["words." + intent].Split('|')[0].Trim('*');

    private static Message WithHuman(Scene scene, string text, IReadOnlyList<string> found) => scene.Answer(text) with
    {
        Choices = [.. found.Select(action => new Choice(Name(scene.Language, Intent.Of(action).Name), action.TrimEnd(':'))), scene.Choice("menu.human", HelpRequestActions.Human.Name)],

        Numbered = !Numbers.AreInUse(scene.Session),
    };

    public static bool IsGrave(string words) => Holds(words, GraveWords)
        || (Holds(words, Kin) && Gone.Any(gone => Understanding.Normalise(words).EndsWith(gone, StringComparison.Ordinal)));

    private static bool Holds(string words, string[] any) => any.Any(word => words.Contains(word, StringComparison.OrdinalIgnoreCase));

    private static string[] Words(string key) => [.. Language.All.SelectMany(language => Catalog.Of(language)[key].Split('|'))];
}
