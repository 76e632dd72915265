using ChatGov.Values;

namespace ChatGov.Sentences;

/// <summary>The values of a sentence as slots.</summary>
internal static class SlotReading
{
    private const int Before = 12;
    private static readonly string[] Areas = ["near", "own"];

    public static Slots Of(SentenceReading reading, Kinds kinds)
    {
        var values = reading.Values;
        var no = No(reading, kinds);
        var people = values.All("$people").ToList();
        return new Slots
        {
            When = [.. values.Times.Where(time => !time.IsWrong).Select(time => new SaidTime(time.From, time.To, values.Text[time.Start..time.End]) { OrInAWeek = time.OrInAWeek, Again = time.Shape == TimeShape.Again })],
            Minutes = values.Minutes ?? Lasting(values.Times),
            N = [.. values.Numbers],
            Quantity = values.Quantity,
            Place = values.First("$place"),
            Org = values.First("$org"),
            Skill = [.. values.Skills.Select(skill => skill.ToString())],
            Code = values.First("$code"),
            People = [.. people.Except(no)],
            Not = no,
        };
    }

    private static int? Lasting(IReadOnlyList<TimeMention> times) =>
        times.FirstOrDefault(time => time is { Shape: TimeShape.Span, IsWrong: false }) is { } span ? (int)(span.To - span.From).TotalMinutes : null;

    /// <summary>What a list is narrowed by, in the words that were used.</summary>
    public static IEnumerable<string> Narrowing(SentenceReading reading, Kinds kinds) =>
        reading.Values.All("$when").Concat(reading.Values.All("$again")).Concat(reading.Values.All("$skill")).Concat(reading.Values.All("$place"))
            .Concat(Areas.SelectMany(area => reading.Of(kinds[area]).Select(hit => reading.Values.Text[hit.Start..hit.End])));

    /// <summary>王强、3号没来: those that stand right before it.</summary>
    private static IEnumerable<string> Absent(SentenceReading reading, Kinds kinds)
    {
        foreach (var match in Shapes.Absent().Matches(reading.Plain).ToList())
        {
            var from = Math.Max(0, match.Index - Before);
            from = reading.Plain.LastIndexOfAny([',', '，', '。', ';', '；'], Math.Max(0, match.Index - 1), match.Index - from) is >= 0 and var pause ? pause : from;
            foreach (var hit in reading.Values.Hits.Where(hit => hit.Start >= from && hit.End <= match.Index && (hit.Kind == kinds["$people"] || hit.Kind == kinds["$n"])))
            {
                yield return Digits(reading.Plain[hit.Start..hit.End]);
            }
        }
    }

    private static string Digits(string said) => string.Concat(said.Where(char.IsAsciiDigit)) is { Length: > 0 } digits ? digits : said;

    private static List<string> No(SentenceReading reading, Kinds kinds)
    {
        var no = new List<string>();
        foreach (var piece in Negation.Of(reading.Plain).No)
        {
            var at = reading.Plain.IndexOf(piece, StringComparison.Ordinal);
            var named = reading.Values.Hits.Where(hit => hit.Start >= at && hit.End <= at + piece.Length && kinds.IsValue(hit.Kind)).ToList();
            no.AddRange(named.DistinctBy(hit => hit.Start).Select(hit => reading.Plain[hit.Start..hit.End]));
        }

        return [.. no.Concat(Absent(reading, kinds)).Distinct()];
    }
}
