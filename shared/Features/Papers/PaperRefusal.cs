using ChatGov.Data;

namespace ChatGov.Papers;

/// <summary>Every expected "no" about certificates and letters.</summary>
public static class PaperRefusal
{
    public static readonly RefusalCode NothingServed = new(nameof(NothingServed));

    public static readonly RefusalCode PaperUnitMissing = new(nameof(PaperUnitMissing));

    public static readonly RefusalCode PaperNotOpen = new(nameof(PaperNotOpen));

    public static readonly RefusalCode PaperOutdated = new(nameof(PaperOutdated));

    public static readonly RefusalCode OwnPaper = new(nameof(OwnPaper));

    public static readonly IReadOnlyList<RefusalCode> All = [NothingServed, PaperUnitMissing, PaperNotOpen, PaperOutdated, OwnPaper];
}
