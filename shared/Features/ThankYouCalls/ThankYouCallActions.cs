using ChatGov.Actions;

namespace ChatGov.ThankYouCalls;

/// <summary>What can be done about a thank-you call by a button. A name never changes once it was sent.</summary>
public static class ThankYouCallActions
{
    public static ActionName Open { get; } = new("thank_you_call");

    public static ActionName Record { get; } = new("record_thank_you");
}
