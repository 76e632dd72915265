using ChatGov.Forms;
using ChatGov.People;
using ChatGov.Values;

namespace ChatGov.Offers;

/// <summary>What is said to 什么时候方便: it names some time, however roughly. Another sentence is no answer.</summary>
internal static class OfferTimes
{
    private static readonly string[] Words = WordList.Of("offer.times.words");
    private static readonly Fault SaysNoTime = new("offer.times_unclear");

    public static Fault? Check(string words) => SayWhen(words) ? WordsForOthers.Check(words) : SaysNoTime;

    private static bool SayWhen(string words) => WordList.IsIn(words, Words) || words.Any(char.IsDigit)
        || TimeMentions.Find(Numerals.HalfWidth(words).ToLowerInvariant(), DateTimeOffset.UnixEpoch).Count > 0;
}
