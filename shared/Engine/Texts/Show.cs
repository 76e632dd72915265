using System.Globalization;
using ChatGov.Deadlines;

namespace ChatGov.Texts;

/// <summary>A value that knows its words in each language.</summary>
public interface IShown
{
    string Show(string language);
}

/// <summary>How values look to a person: times in Asia/Shanghai, hours by the half, names and phones covered.</summary>
public static class Show
{
    private const string ChineseWeekdays = "日一二三四五六";

    private static readonly string[] DoubleSurnames =
        ["欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "司徒", "呼延"];

    public static string Value(string language, object value) => value switch
    {
        string text => text,
        IShown shown => shown.Show(language),
        DateTimeOffset instant => Moment(language, instant),
        DateOnly day => Day(language, day),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    /// <summary>11月28日周六 09:00 / Sat 28 Nov 09:00.</summary>
    public static string Moment(string language, DateTimeOffset instant)
    {
        var local = Shanghai.Local(instant);
        return $"{Day(language, DateOnly.FromDateTime(local.DateTime))} {Time(instant)}";
    }

    public static string Day(string language, DateOnly day) => language == Language.English
        ? day.ToString("ddd d MMM", CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{day.Month}月{day.Day}日周{ChineseWeekdays[(int)day.DayOfWeek]}");

    public static string Time(DateTimeOffset instant) =>
        Shanghai.Local(instant).ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>11月28日周六 09:00–11:00; the second day is named when it is another.</summary>
    public static string Span(string language, DateTimeOffset from, DateTimeOffset to) =>
        Shanghai.Day(from) == Shanghai.Day(to)
            ? $"{Moment(language, from)}–{Time(to)}"
            : $"{Moment(language, from)} – {Moment(language, to)}";

    /// <summary>Minutes in half hours, rounded half up: 95 → 1.5. The minutes stay the unit of record.</summary>
    public static string Hours(long minutes)
    {
        var halves = (long)Math.Floor((minutes / 30m) + 0.5m);
        return (halves / 2m).ToString("0.#", CultureInfo.InvariantCulture);
    }

    /// <summary>A name as lists show it: 王*, 欧阳**, the first letter and a star for other scripts.</summary>
    public static string CoveredName(string name)
    {
        var trimmed = name.Trim();
        if (trimmed.Length == 0)
        {
            return "*";
        }

        var surname = Array.Find(DoubleSurnames, each => trimmed.StartsWith(each, StringComparison.Ordinal));
        if (surname is not null)
        {
            return surname + "**";
        }

        var first = StringInfo.GetNextTextElement(trimmed);
        return first + "*";
    }

    /// <summary>A messenger by the name people have for it.</summary>
    public static string Messenger(string language, string channel) =>
        Catalog.Of(language).GetValueOrDefault("channel." + channel, channel);

    /// <summary>138****5678; anything shorter than seven digits is covered whole.</summary>
    public static string CoveredPhone(string phone) =>
        phone.Length < 7 ? new string('*', phone.Length) : $"{phone[..3]}****{phone[^4..]}";
}

/// <summary>A code by its name: a role, a state.</summary>
public sealed record Named<T>(T Code) : IShown
    where T : struct, Enum
{
    string IShown.Show(string language) => Catalog.Name(language, Code);
}

/// <summary>How long, to the minute: 1 小时 20 分钟.</summary>
public sealed record Length(long Minutes) : IShown
{
    string IShown.Show(string language)
    {
        var (hours, minutes) = (Minutes / 60, Minutes % 60);
        var parts = language == Language.English
            ? new[] { hours > 0 ? $"{hours} h" : "", minutes > 0 || hours == 0 ? $"{minutes} min" : "" }
            : [hours > 0 ? $"{hours} 小时" : "", minutes > 0 || hours == 0 ? $"{minutes} 分钟" : ""];
        return string.Join(' ', parts.Where(part => part.Length > 0));
    }
}

/// <summary>A day that may be in another year: 2027年11月23日 / 23 Nov 2027.</summary>
public sealed record DayOfYear(DateOnly Day) : IShown
{
    public static DayOfYear Of(DateTimeOffset instant) => new(Shanghai.Day(instant));

    string IShown.Show(string language) => language == Language.English
        ? Day.ToString("d MMM yyyy", CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{Day.Year}年{Day.Month}月{Day.Day}日");
}

/// <summary>From when to when, as one value of a text.</summary>
public sealed record Period(DateTimeOffset From, DateTimeOffset To) : IShown
{
    string IShown.Show(string language) => Texts.Show.Span(language, From, To);
}

/// <summary>Several times of day, one after the other.</summary>
public sealed record Moments(IReadOnlyList<DateTimeOffset> All) : IShown
{
    string IShown.Show(string language) => string.Join(
        language == Language.Chinese ? "、" : ", ",
        All.Select(each => Texts.Show.Moment(language, each)));
}
