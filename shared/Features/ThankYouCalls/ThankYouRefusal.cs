using ChatGov.Data;

namespace ChatGov.ThankYouCalls;

/// <summary>Every expected "no" about thank-you calls.</summary>
public static class ThankYouRefusal
{
    /// <summary>Who reported it, worked on it, called about it or visited asks nobody how it was.</summary>
    public static readonly RefusalCode HadToDoWithIt = new(nameof(HadToDoWithIt)) { Kind = RefusalKind.Forbidden };

    public static readonly IReadOnlyList<RefusalCode> All = [HadToDoWithIt];
}
