using ChatGov.Conversations;

namespace ChatGov.Sentences;

/// <summary>
/// An emergency and an everyday wish in one message. What only sounds like one (报到审核到底过没过, 水电活我会) is done, and the numbers stand beneath; what
/// stands beside a wish (改期吧，现场有人动刀子) is one all the same.
/// </summary>
internal static class EverydayWish
{
    // Of 1 911 written emergencies the surest that was taken for such a wish had 0.5.
    private const double Least = 0.75;

    // Why people cannot come is often the emergency itself.
    private static readonly string[] WithReasons = ["withdraw", "cancel_task", "postpone_task", "decline", "pause", "stand_in"];

    /// <summary>Nobody waits for the learning of the sentences with an emergency: before it, this is no.</summary>
    /// <param name="isEmergency">What a part says, read alone.</param>
    public static bool IsPlainIn(string text, Func<string, bool> isEmergency) => KnownSentences.AreLearned && IsOne(text, Least)
        && Parts(text) is var parts && (parts.Count < 2 || parts.TrueForAll(part => !isEmergency(part) || IsOne(part, Least)));

    /// <summary>One part alone says it, and another only asks for something: what makes it doubtful belongs to that.</summary>
    public static string? Beside(string text, Func<string, bool> isEmergency)
    {
        var parts = KnownSentences.AreLearned ? Parts(text) : [];
        return parts.Count < 2 ? null : parts.Find(part => isEmergency(part) && parts.Exists(other => other != part && IsWish(other)));
    }

    private static bool IsWish(string part) => Understanding.Read(part) is not null || IsOne(part, Confidence.Second) || WithReasons.Contains(Of(part, Confidence.Second)?.Name);

    private static bool IsOne(string text, double least) => Of(text, least) is { IsEveryday: true };

    private static Wish? Of(string text, double least) =>
        SentenceBook.Of.Understand(text, DateTimeOffset.UnixEpoch, _ => true) is { } understood && understood.Confidence >= least ? understood.Wish : null;

    private static List<string> Parts(string text) => [.. Shapes.Turns().Split(text).Select(part => part.Trim()).Where(part => part.Length > 1)];
}
