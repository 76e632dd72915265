using System.Text.RegularExpressions;

namespace ChatGov.Values;

/// <summary>Reads what has the shape of a length of time.</summary>
internal static class Durations
{
    public static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    public static TimeSpan? Of(Match match)
    {
        var minutes = 0m;
        if (match.Groups["hours"].Success && Numerals.TryRead(match.Groups["hours"].Value, out var hours))
        {
            minutes += hours * 60;
        }

        minutes += match.Groups["half"].Success ? 30 : 0;
        if (match.Groups["minutes"].Success && Numerals.TryRead(match.Groups["minutes"].Value, out var more))
        {
            minutes += more;
        }

        return minutes > 0 && minutes <= (decimal)Longest.TotalMinutes ? TimeSpan.FromMinutes((double)minutes) : (TimeSpan?)null;
    }
}
