using ChatGov.Texts;

namespace ChatGov.Settings;

/// <summary>What a name that nobody knows was probably meant to be.</summary>
internal static class Likeness
{
    private const string Prefix = "CHATGOV";

    // A short word in capitals is somebody else's (URL, DENO), and what is almost a short word may be another (DISK).
    private const int ShortWord = 4;

    /// <returns>A setting's name, or null when none is near enough to be proposed.</returns>
    public static string? Nearest(string name) => NearestSetting(WithoutPrefix(name)) ?? NearestOfDotNet(name);

    /// <summary>
    /// Of a variable of the environment, where most names are not ours: it stands in one of our sections or in what looks like
    /// one, or would be one of our settings but for its punctuation and a slip.
    /// </summary>
    public static bool LooksLikeOurs(string name)
    {
        var plain = WithoutPrefix(name);
        var parts = plain.Split(':');
        return parts.Length > 1
            ? SectionLike(parts[0]) is { } section && (section.Length > ShortWord || section.Equals(parts[0], StringComparison.OrdinalIgnoreCase)) || IsOneOfOurs(plain)
            : !IsForeignWord(plain) && (IsSection(plain) || IsOneOfOurs(plain) || IsAlmost(plain, "OTEL_EXPORTER_OTLP_ENDPOINT"));
    }

    public static bool IsOneSlipFrom(string name, string other) => Slips.Between(name, other) == 1;

    /// <summary>Not the same, and not more than a slip or two away.</summary>
    public static bool IsAlmost(string name, string other) =>
        Slips.Between(name.ToUpperInvariant(), other.ToUpperInvariant()) is var distance && distance > 0 && distance <= SlipsIn(other);

    private static string? NearestSetting(string name)
    {
        var squeezed = Squeeze(name);
        var nearest = SettingList.All
            .Select(setting => (setting.Name, Distance: Slips.Between(squeezed, Squeeze(setting.Name))))
            .Where(each => each.Distance <= Math.Max(2, Squeeze(each.Name).Length / 4) && each.Distance * 2 <= squeezed.Length)
            .OrderBy(each => each.Distance).Select(each => each.Name).FirstOrDefault();
        return nearest ?? WithRightSection(name) ?? OnlyOneWithKey(name);
    }

    /// <summary>The section was slipped on, and the key too: each is mended by itself.</summary>
    private static string? WithRightSection(string name)
    {
        var parts = name.Split(':');
        return parts.Length == 2 && SettingList.All.Where(setting => setting.Section.Equals(SectionLike(parts[0]), StringComparison.Ordinal))
            .FirstOrDefault(setting => setting.Name.Contains(':', StringComparison.Ordinal) && KeyOf(setting.Name) is var key && (key.Equals(parts[1], StringComparison.OrdinalIgnoreCase) || IsAlmost(parts[1], key)))
            is { } found
            ? found.Name
            : null;
    }

    /// <summary>In a section of somebody's own, or in none, a key that only one section has.</summary>
    private static string? OnlyOneWithKey(string name)
    {
        var found = SettingList.All.Where(setting => KeyOf(setting.Name).Equals(KeyOf(name), StringComparison.OrdinalIgnoreCase)).ToList();
        return found.Count == 1 ? found[0].Name : null;
    }

    private static string? NearestOfDotNet(string name)
    {
        var first = name.Split(':')[0];
        return DotNetNames.Sections.FirstOrDefault(section => IsAlmost(first, section)) is { } section ? section + name[first.Length..] : null;
    }

    /// <returns>Our section that the word is, or is almost; or .NET's.</returns>
    private static string? SectionLike(string word) => SectionsAll.FirstOrDefault(section => section.Equals(word, StringComparison.OrdinalIgnoreCase))
        ?? SectionsAll.FirstOrDefault(section => IsAlmost(word, section));

    private static IEnumerable<string> SectionsAll => Sections.Concat(DotNetNames.Sections);

    private static IEnumerable<string> Sections =>
        SettingList.All.Where(setting => setting.Name.Contains(':', StringComparison.Ordinal)).Select(setting => setting.Section).Distinct(StringComparer.Ordinal);

    private static bool IsSection(string word) => Sections.Contains(word, StringComparer.Ordinal);

    private static bool IsOneOfOurs(string name)
    {
        var squeezed = Squeeze(name);
        return SettingList.All.Any(setting => Squeeze(setting.Name) is var ours && Slips.Between(squeezed, ours) <= SlipsIn(ours));
    }

    private static bool IsForeignWord(string name) => name.Length <= ShortWord && name.All(char.IsAsciiLetterUpper);

    private static string WithoutPrefix(string name) =>
        name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? name[Prefix.Length..].TrimStart(':', '_') : name;

    private static string KeyOf(string name) => name[(name.LastIndexOf(':') + 1)..];

    private static string Squeeze(string name) => string.Concat(name.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();

    /// <summary>How many slips still leave a word what it was: the longer, the more.</summary>
    private static int SlipsIn(string word) => word.Length switch
    {
        <= 3 => 0,
        <= 8 => 1,
        _ => 2,
    };
}
