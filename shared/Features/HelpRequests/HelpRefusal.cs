using ChatGov.Data;

namespace ChatGov.HelpRequests;

/// <summary>Every expected "no" about asking a human.</summary>
public static class HelpRefusal
{
    public static readonly RefusalCode HelpRequestFull = new(nameof(HelpRequestFull));

    public static readonly RefusalCode EnoughHelpToday = new(nameof(EnoughHelpToday));

    public static readonly IReadOnlyList<RefusalCode> All = [HelpRequestFull, EnoughHelpToday];
}
