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

    private static readonly Lazy<Likenesses> Known = new(() => new Likenesses(
        from language in Language.All
        from text in Catalog.Of(language)
        let intent = IntentOf(text.Key)
        where intent is not null
        from phrase in text.Value.Split('|')
        select (intent, phrase.Trim('*'))));

    /// <returns>Null where nothing is like it.</returns>
    public static Message? Offer(Scene scene, string words)
    {
        var found = Of(words, topic => topic.For.Count == 0 || topic.For.Any(scene.Roles.Contains));
        return found.Count == 0 ? null : scene.Answer("everyone.did_you_mean") with
        {
            Choices = [.. found.Select(intent => new Choice(Name(scene.Language, intent), intent)), scene.Choice("menu.human", HelpRequestActions.Human.Name)],

            // The numbers of a list that is in sight stay its own.
            Numbered = Numbers.ListInSight(scene.Session) is null,
        };
    }

    /// <summary>What it is most like, of what may be asked here; the likeliest first.</summary>
    public static IReadOnlyList<string> Of(string words, Func<Topic, bool> isFor)
    {
        var likely = Known.Value.Of(words)
            .Where(each => each.Likeness >= Least && Topics.Find(each.Intent) is { } topic && topic.Intent != HelpRequestActions.Human.Name && isFor(topic)).Take(Most).ToList();
        return [.. likely.Where(each => each.Likeness >= likely[0].Likeness * BesideFirst).Select(each => each.Intent)];
    }

    private static string? IntentOf(string key) =>
        key.StartsWith("like.", StringComparison.Ordinal) ? key["like.".Length..] : key.StartsWith("words.", StringComparison.Ordinal) ? key["words.".Length..] : null;

    /// <summary>As the menu calls it, or as one would type it.</summary>
    private static string Name(string language, string intent) =>
        Catalog.Of(language).GetValueOrDefault("menu." + intent) ?? Catalog.Of(language)["words." + intent].Split('|')[0].Trim('*');
}
