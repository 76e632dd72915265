using System.Globalization;
using ChatGov.Exports;
using ChatGov.Texts;

namespace ChatGov.Http;

/// <summary>How one value has to be written, and what is said where it is not.</summary>
internal static class ValueForm
{
    public static bool IsOne(Type type) => type.IsEnum || Words.ContainsKey(type);

    /// <returns>Null where the text is one.</returns>
    public static FieldProblem? Problem(string field, string text, Type type, string language) =>
        text.Contains('\0', StringComparison.Ordinal) ? Malformed(field, typeof(string), language)
        : type == typeof(string) || Reads(text, type) ? null
        : Malformed(field, type, language);

    /// <summary>It is there, and is none of what it may be.</summary>
    public static FieldProblem Malformed(string field, Type type, string language)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain.IsEnum
            ? NotOneOf(field, NamesOf(plain), language)
            : new FieldProblem(field, "malformed", Catalog.Say(language, "desk.field.malformed" + (Words.TryGetValue(plain, out var word) ? "." + word : "")));
    }

    public static FieldProblem NotOneOf(string field, IReadOnlyList<string> allowed, string language) =>
        new(field, "not_one_of", Catalog.Say(language, "desk.field.not_one_of", ("values", string.Join(", ", allowed)))) { Allowed = allowed };

    public static FieldProblem Unknown(string field, string name, IReadOnlyList<string> known, string language) => Slips.Nearest(name, known) is { } nearest
        ? new(field, "unknown", Catalog.Say(language, "desk.field.unknown_near", ("nearest", nearest))) { Nearest = nearest, Allowed = known }
        : new(field, "unknown", known.Count == 0
            ? Catalog.Say(language, "desk.field.unknown_any")
            : Catalog.Say(language, "desk.field.unknown", ("values", string.Join(", ", known)))) { Allowed = known };

    private static readonly Dictionary<Type, string> Words = new()
    {
        [typeof(string)] = "text",
        [typeof(long)] = "number",
        [typeof(int)] = "number",
        [typeof(double)] = "decimal",
        [typeof(bool)] = "yes_or_no",
        [typeof(DateOnly)] = "day",
        [typeof(DateTimeOffset)] = "instant",
    };

    private static string[] NamesOf(Type type) => type == typeof(ListFormat) ? ListFormats.Names : Enum.GetNames(type);

    private static bool Reads(string text, Type type) =>
        type.IsEnum ? NamesOf(type).Contains(text, StringComparer.Ordinal)
        : type == typeof(long) ? long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)
        : type == typeof(int) ? int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)
        : type == typeof(bool) ? text is "true" or "false"
        : type == typeof(DateOnly) ? DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
        : type == typeof(DateTimeOffset) && Json.HasOffset(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
}
