using System.Globalization;
using System.Text.Json;

namespace ChatGov.Benchmarks.Sentences;

/// <summary>Whether the program read a slot as somebody wrote it down; where either says more (a day and its hour), what both say must agree.</summary>
internal static class SlotComparison
{
    private static readonly Dictionary<string, (int From, int To)> Parts = new(StringComparer.Ordinal) { ["上午"] = (6, 12), ["下午"] = (11, 18), ["晚上"] = (18, 24) };

    /// <returns>Null for a slot that the program does not say: a title stays in the sentence.</returns>
    public static bool? IsRight(string name, string wanted, JsonElement said) => name switch
    {
        "when" => Array.Exists(wanted.Split('|', ','), each => Times(said).Exists(time => IsAt(each, time))),
        "n" => Text(said, "n") == wanted || Ordered(Texts(said, "n")) == Ordered(wanted.Split(',')),
        "minutes" or "quantity" => Text(said, name) == wanted.TrimStart('-'),
        "place" or "org" or "code" => Text(said, name) is { Length: > 0 } text && (Holds(text, wanted) || Holds(wanted, text)),
        "skill" => wanted.Split(',').All(Texts(said, "skill").Contains),
        "people" or "not" => wanted.Split(',').All(each => Texts(said, name).Exists(text => Holds(text, each) || Holds(each, text))),
        _ => null,
    };

    /// <summary>2026-11-28, 2026-11-28上午, 2026-11-28T09:00, 2026-11-01/2026-11-30; what is no date only has to be there.</summary>
    private static bool IsAt(string wanted, (DateTimeOffset From, DateTimeOffset To, bool OrLater) said)
    {
        if (wanted.Length < 10 || !DateOnly.TryParse(wanted[..10], CultureInfo.InvariantCulture, out var day))
        {
            return true;
        }

        var rest = wanted[10..];
        var isDay = Day(said.From) == day || (said.OrLater && Day(said.From).AddDays(7) == day);
        return isDay && rest switch
        {
            ['/', ..] => DateOnly.TryParse(rest[1..Math.Min(11, rest.Length)], CultureInfo.InvariantCulture, out var last) && (Day(said.To.AddSeconds(-1)) == last || Day(said.To) == last),
            ['T', ..] => rest.Length < 6 || said.From.ToString("HH:mm", CultureInfo.InvariantCulture) == rest[1..6],
            _ => !Parts.TryGetValue(rest, out var part) || (said.From.Hour >= part.From && said.From.Hour < part.To),
        };
    }

    private static DateOnly Day(DateTimeOffset time) => DateOnly.FromDateTime(time.DateTime);

    private static List<(DateTimeOffset From, DateTimeOffset To, bool OrLater)> Times(JsonElement said) =>
    [
        .. said.GetProperty("when").EnumerateArray().Select(time =>
            (time.GetProperty("from").GetDateTimeOffset(), time.GetProperty("to").GetDateTimeOffset(), time.TryGetProperty("orInAWeek", out _))),
    ];

    private static string Text(JsonElement said, string name) => said.TryGetProperty(name, out var value) ? value.ToString() : "";

    private static List<string> Texts(JsonElement said, string name) =>
        said.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Select(each => each.ToString())] : [];

    private static string Ordered(IEnumerable<string> numbers) => string.Join(',', numbers.Order(StringComparer.Ordinal));

    private static bool Holds(string text, string piece) => text.Contains(piece, StringComparison.OrdinalIgnoreCase);
}
