using System.Globalization;
using System.Text;

namespace ChatGov.Calendars;

/// <summary>Something in a calendar.</summary>
public sealed record CalendarEvent
{
    /// <summary>The same as long as it is the same event, in every calendar of the world.</summary>
    public required string Uid { get; init; }

    /// <summary>Grows with each change.</summary>
    public long Revision { get; init; }

    public DateTimeOffset WrittenAt { get; init; }

    public DateTimeOffset StartsAt { get; init; }

    public DateTimeOffset EndsAt { get; init; }

    public required string Title { get; init; }

    public required string Place { get; init; }

    public required string Description { get; init; }

    public bool IsCancelled { get; init; }
}

/// <summary>Writes iCalendar, RFC 5545; times in UTC, which needs no table of time zones.</summary>
public sealed class ICalendar
{
    private const int LongestLine = 75;
    private readonly StringBuilder _text = new();

    public ICalendar(string name)
    {
        Line("BEGIN", "VCALENDAR");
        Line("VERSION", "2.0");
        Line("PRODID", "-//ChatGov//Tasks//EN");
        Line("CALSCALE", "GREGORIAN");
        Line("METHOD", "PUBLISH");
        Line("NAME", Escaped(name));
        Line("X-WR-CALNAME", Escaped(name));
        Line("REFRESH-INTERVAL;VALUE=DURATION", "PT1H");
        Line("X-PUBLISHED-TTL", "PT1H");
    }

    public void Add(CalendarEvent each)
    {
        Line("BEGIN", "VEVENT");
        Line("UID", each.Uid);
        Line("DTSTAMP", Utc(each.WrittenAt));
        Line("SEQUENCE", each.Revision.ToString(CultureInfo.InvariantCulture));
        Line("DTSTART", Utc(each.StartsAt));
        Line("DTEND", Utc(each.EndsAt));
        Line("SUMMARY", Escaped(each.Title));
        Line("LOCATION", Escaped(each.Place));
        Line("DESCRIPTION", Escaped(each.Description));
        Line("STATUS", each.IsCancelled ? "CANCELLED" : "CONFIRMED");
        Line("END", "VEVENT");
    }

    public string Write() => _text + "END:VCALENDAR\r\n";

    private static string Utc(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    /// <summary>RFC 5545 §3.3.11. Other signs that steer a terminal have no place in a text.</summary>
    private static string Escaped(string text) => string.Concat(text.ReplaceLineEndings("\n").Select(letter => letter switch
    {
        '\\' => "\\\\",
        ';' => "\\;",
        ',' => "\\,",
        '\n' => "\\n",
        _ when char.IsControl(letter) => " ",
        _ => letter.ToString(),
    }));

    /// <summary>§3.1: no line is longer than 75 octets, and no letter is cut in two.</summary>
    private void Line(string name, string value)
    {
        var room = LongestLine;
        foreach (var letter in $"{name}:{value}".EnumerateRunes())
        {
            if (letter.Utf8SequenceLength > room)
            {
                _text.Append("\r\n ");
                room = LongestLine - 1;
            }

            _text.Append(letter);
            room -= letter.Utf8SequenceLength;
        }

        _text.Append("\r\n");
    }
}
