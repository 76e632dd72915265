using ChatGov.Data;

namespace ChatGov.People;

/// <summary>Every expected "no" about people.</summary>
public static class PersonRefusal
{
    public static readonly RefusalCode NotAName = new(nameof(NotAName));

    public static readonly RefusalCode RenamedToday = new(nameof(RenamedToday));

    public static readonly RefusalCode PersonUnknown = new(nameof(PersonUnknown)) { Kind = RefusalKind.Unclear, Fields = ["personId", "sameAsId", "name"] };

    public static readonly IReadOnlyList<RefusalCode> All = [NotAName, RenamedToday, PersonUnknown];
}
