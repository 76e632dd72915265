using ChatGov.Data;
using ChatGov.Values;

namespace ChatGov.Offers;

/// <summary>What is said to 什么时候方便.</summary>
internal static class OfferTimes
{
    private static readonly string[] Words = WordList.Of("offer.times.words");

    /// <summary>It names some time, however roughly: another sentence is no answer.</summary>
    public static bool SayWhen(string words) => WordList.IsIn(words, Words) || words.Any(char.IsDigit)
        || TimeMentions.Find(Numerals.HalfWidth(words).ToLowerInvariant(), DateTimeOffset.UnixEpoch).Count > 0;
}
