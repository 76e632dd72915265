using ChatGov.Data;

namespace ChatGov.Conversations;

/// <summary>One sentence that goes with an act on one thing: why, or where else to go.</summary>
/// <param name="Act">Its name in the session, and in the texts of the question and of what came of it.</param>
/// <param name="Limit">In letters.</param>
/// <param name="Do">What is done with it; the refusal where it is not.</param>
public sealed record SentenceQuestion(string Act, int Limit, Func<Tx, long, string, Refusal?> Do)
{
    /// <summary>What would be given up is named before it is.</summary>
    public Func<Tx, long, (string Name, object Value)[]> About { get; init; } = (_, _) => [];
}
