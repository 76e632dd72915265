using ChatGov.Data;

namespace ChatGov.Needs;

/// <summary>Every expected "no" about what is needed.</summary>
public static class NeedRefusal
{
    public static readonly RefusalCode WishTooLarge = new(nameof(WishTooLarge)) { Fields = ["worthFen", "minutes"] };

    public static readonly RefusalCode UrgedToday = new(nameof(UrgedToday));

    public static readonly IReadOnlyList<RefusalCode> All = [UrgedToday, WishTooLarge];
}
