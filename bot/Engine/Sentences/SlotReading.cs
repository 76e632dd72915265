using ChatGov.People;
using ChatGov.Values;

namespace ChatGov.Sentences;

/// <summary>The values of a sentence as slots.</summary>
internal static class SlotReading
{
    private static readonly string[] Areas = ["near", "own"];

    public static Slots Of(SentenceReading reading, Kinds kinds, IReadOnlyList<Hit> wish, string intent)
    {
        var values = reading.Values;
        var no = No(reading, kinds);
        var people = values.All("$people").ToList();
        return new Slots
        {
            When = [.. values.Times.Where(time => !time.IsWrong).Select(time => new SaidTime(time.From, time.To, values.Text[time.Start..time.End]) { OrInAWeek = time.OrInAWeek, Again = time.Shape == TimeShape.Again })],
            Minutes = values.Minutes,
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

    /// <summary>What a list is narrowed by, in the words that were used.</summary>
    public static IEnumerable<string> Narrowing(SentenceReading reading, Kinds kinds) =>
        reading.Values.All("$when").Concat(reading.Values.All("$again")).Concat(reading.Values.All("$skill")).Concat(reading.Values.All("$place"))
            .Concat(Areas.SelectMany(area => reading.Of(kinds[area]).Select(hit => reading.Values.Text[hit.Start..hit.End])));

    private static List<string> No(SentenceReading reading, Kinds kinds)
    {
        var no = new List<string>();
        foreach (var piece in Negation.Of(reading.Plain).No)
        {
            var at = reading.Plain.IndexOf(piece, StringComparison.Ordinal);
            var named = reading.Values.Hits.Where(hit => hit.Start >= at && hit.End <= at + piece.Length && kinds.IsValue(hit.Kind)).ToList();
            no.AddRange(named.DistinctBy(hit => hit.Start).Select(hit => reading.Values.Text[hit.Start..hit.End]));
        }

        return no;
    }
}
