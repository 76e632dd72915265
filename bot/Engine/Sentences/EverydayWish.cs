namespace ChatGov.Sentences;

/// <summary>
/// What only sounds like an emergency: 报到审核到底过没过, 水电活我会. Where a sentence plainly asks for something that nobody asks for in one, it is
/// done, and the numbers stand beneath.
/// </summary>
internal static class EverydayWish
{
    // Of 1 911 written emergencies the surest that was taken for such a wish had 0.5.
    private const double Least = 0.75;

    /// <summary>Nobody waits for the learning of the sentences with an emergency: before it, this is no.</summary>
    public static bool IsPlainIn(string text) => KnownSentences.AreLearned
        && SentenceBook.Of.Understand(text, DateTimeOffset.UnixEpoch, _ => true) is { Wish.IsEveryday: true, Confidence: >= Least };
}
