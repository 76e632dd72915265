using ChatGov.Texts;

namespace ChatGov.People;

/// <summary>
/// Words of an emergency, answered with 110, 119 or 120 before anything else. The words are in the catalogs
/// (<c>emergency.words.*</c>), so that a place can add its own; <c>emergency.not</c> holds what only sounds like one.
/// </summary>
public static class EmergencyWords
{
    private static readonly string[] Kinds = ["life", "fire", "medical", "crime"];

    private static readonly (string Key, string[] Words)[] Words = [.. Kinds.Select(kind => ("emergency.answer." + kind, Split("emergency.words." + kind)))];

    private static readonly string[] Harmless = Split("emergency.not");

    /// <returns>The key of the answer, or null when nothing sounds like an emergency.</returns>
    public static string? Find(string text)
    {
        var plain = Harmless.Aggregate(text.ToLowerInvariant(), (rest, harmless) => rest.Replace(harmless, " ", StringComparison.Ordinal));
        foreach (var (key, words) in Words)
        {
            if (Array.Exists(words, word => plain.Contains(word, StringComparison.Ordinal)))
            {
                return key;
            }
        }

        return null;
    }

    private static string[] Split(string key) =>
    [
        .. Language.All.SelectMany(language => Catalog.Of(language)[key].Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)),
    ];
}
