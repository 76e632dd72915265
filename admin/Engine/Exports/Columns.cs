using System.Collections;
using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using ChatGov.Deadlines;
using ChatGov.Http;
using ChatGov.Paging;
using ChatGov.Texts;

namespace ChatGov.Exports;

/// <summary>A value of a table: a number to reckon with, or words.</summary>
internal readonly record struct Cell(string Text, bool IsNumber = false);

/// <summary>
/// The columns of a table are the fields of its rows, in their order; their headings stand in the catalogs under
/// <c>column.{field}</c>. The version is for programs and left out.
/// </summary>
internal static class Columns
{
    private const string Prefix = "column.";
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Known = new();
    private static readonly JsonSerializerOptions Options = Made();

    public static PropertyInfo[] Of(Type row) => Known.GetOrAdd(row, static type =>
    [
        .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.GetIndexParameters().Length == 0 && property.Name != nameof(IVersioned.Version))
            .DistinctBy(property => property.Name),
    ]);

    public static string KeyOf(PropertyInfo property) => Prefix + JsonNamingPolicy.CamelCase.ConvertName(property.Name);

    public static Cell[] Headings(Type row, string language) =>
        [.. Of(row).Select(property => new Cell(Catalog.Of(language).GetValueOrDefault(KeyOf(property), property.Name)))];

    public static Cell[] Cells(object row, string language) =>
        [.. Of(row.GetType()).Select(property => CellOf(property.GetValue(row), language))];

    private static Cell CellOf(object? value, string language) => value switch
    {
        null => new Cell(""),
        string text => new Cell(Harmless(text)),
        bool yes => new Cell(Catalog.Say(language, yes ? "export.yes" : "export.no")),
        DateTimeOffset instant => new Cell(Shanghai.Local(instant).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)),
        DateOnly day => new Cell(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        Enum code => new Cell(Catalog.Of(language).GetValueOrDefault($"{code.GetType().Name}.{code}", code.ToString())),
        sbyte or byte or short or ushort or int or uint or long or ulong or float or double or decimal =>
            new Cell(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture), IsNumber: true),
        IEnumerable parts => new Cell(Harmless(string.Join("；", parts.Cast<object?>().Select(part => CellOf(part, language).Text)))),
        _ => new Cell(Harmless(JsonSerializer.Serialize(value, value.GetType(), Options))),
    };

    /// <summary>Words that a table program would take for a formula are given a sign in front that makes them words.</summary>
    private static string Harmless(string text) =>
        text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '＝' or '＋' or '－' or '＠' ? "'" + text : text;

    private static JsonSerializerOptions Made()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        Json.Configure(options);
        return options;
    }
}
