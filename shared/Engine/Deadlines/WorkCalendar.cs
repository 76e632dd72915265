using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ChatGov.Deadlines;

/// <summary>
/// Working days with public holidays and the days worked in exchange (调休), one file a year. A year without a file
/// has no answer: it is said, never guessed.
/// </summary>
public sealed class WorkCalendar
{
    public static readonly WorkCalendar Default = Load();

    private readonly Dictionary<int, Year> _years;

    public WorkCalendar(IEnumerable<CalendarFile> files) =>
        _years = files.ToDictionary(file => file.Year, file => new Year(file));

    /// <summary>The years that have a file.</summary>
    public IEnumerable<int> Years => _years.Keys.Order();

    /// <summary>The file holds the year's 调休 notice, not the statutory days alone.</summary>
    public bool IsComplete(int year) => _years.TryGetValue(year, out var known) && known.Complete;

    /// <returns>Null when the day's year has no file.</returns>
    public bool? IsWorkday(DateOnly day)
    {
        if (!_years.TryGetValue(day.Year, out var year))
        {
            return null;
        }

        return year.Work.Contains(day)
            || (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !year.Off.Contains(day));
    }

    /// <summary>A weekday that is off or a weekend day that is worked; false where the year has no file.</summary>
    public bool IsUnusual(DateOnly day) =>
        IsWorkday(day) is { } works && works == (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday);

    /// <summary>
    /// The same time of day, so many working days later; the day of the instant itself is not counted.
    /// </summary>
    /// <returns>Null when the count runs into a year that has no file.</returns>
    public DateTimeOffset? AddWorkdays(DateTimeOffset instant, int workdays)
    {
        var local = Shanghai.Local(instant);
        var day = DateOnly.FromDateTime(local.DateTime);
        for (var left = workdays; left > 0;)
        {
            day = day.AddDays(1);
            switch (IsWorkday(day))
            {
                case null: return null;
                case true: left--; break;
                case false: break;
            }
        }

        return Shanghai.At(day, TimeOnly.FromDateTime(local.DateTime));
    }

    /// <summary>How many working days begin between two instants.</summary>
    /// <returns>Null when one of them is in a year that has no file.</returns>
    public int? WorkdaysBetween(DateTimeOffset from, DateTimeOffset to)
    {
        var count = 0;
        for (var day = Shanghai.Day(from).AddDays(1); day <= Shanghai.Day(to); day = day.AddDays(1))
        {
            switch (IsWorkday(day))
            {
                case null: return null;
                case true: count++; break;
                case false: break;
            }
        }

        return count;
    }

    private static WorkCalendar Load()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return new WorkCalendar(assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith("calendar/", StringComparison.Ordinal))
            .Select(name =>
            {
                using var stream = assembly.GetManifestResourceStream(name)!;
                return JsonSerializer.Deserialize(stream, CalendarJson.Default.CalendarFile)!;
            }));
    }

    private sealed class Year(CalendarFile file)
    {
        public bool Complete { get; } = file.Complete;

        public HashSet<DateOnly> Off { get; } = [.. file.Off.SelectMany(Days)];

        public HashSet<DateOnly> Work { get; } = [.. file.Work.SelectMany(Days)];

        private static IEnumerable<DateOnly> Days(string range)
        {
            var ends = range.Split("..");
            var last = Parse(ends[^1]);
            for (var day = Parse(ends[0]); day <= last; day = day.AddDays(1))
            {
                yield return day;
            }
        }

        private static DateOnly Parse(string day) =>
            DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);
    }
}

/// <param name="Source">Where the days were read.</param>
/// <param name="Off">Days off, <c>yyyy-MM-dd</c> or <c>from..to</c>.</param>
/// <param name="Work">Saturdays and Sundays that are worked.</param>
public sealed record CalendarFile(int Year, string Source, bool Complete, string[] Off, string[] Work);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(CalendarFile))]
internal sealed partial class CalendarJson : JsonSerializerContext;
