using System.Globalization;

namespace ChatGov.Deadlines;

/// <summary>
/// The local time of everybody who uses this: Asia/Shanghai, UTC+8 without summer time since 1991, so that no
/// time-zone data has to be on the machine.
/// </summary>
public static class Shanghai
{
    public static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    public static DateTimeOffset Local(DateTimeOffset instant) => instant.ToOffset(Offset);

    public static DateOnly Day(DateTimeOffset instant) => DateOnly.FromDateTime(Local(instant).DateTime);

    public static DateTimeOffset At(DateOnly day, TimeOnly time) => new(day.ToDateTime(time), Offset);

    /// <summary>The day as it is kept in the database: <c>yyyy-MM-dd</c>.</summary>
    public static string DayKey(DateTimeOffset instant) =>
        Day(instant).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
