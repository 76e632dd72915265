using ChatGov.Deadlines;

namespace ChatGov.Agreements;

/// <summary>How often a commitment comes round within a term.</summary>
public static class CommitmentPeriods
{
    private const int DaysOfWeek = 7;
    private const int MonthsOfQuarter = 3;
    private const int MonthsOfYear = 12;

    /// <summary>Begun periods count: who promises each month from the 15th to the 14th of the second month owes two.</summary>
    public static long Within(CommitmentPeriod per, DateTimeOffset from, DateTimeOffset until)
    {
        var (first, end) = (Shanghai.Day(from), Shanghai.Day(until));
        return Math.Max(1, per switch
        {
            CommitmentPeriod.Once => 1,
            CommitmentPeriod.Week => Divide(end.DayNumber - first.DayNumber, DaysOfWeek),
            CommitmentPeriod.Month => Divide(Months(first, end), 1),
            CommitmentPeriod.Quarter => Divide(Months(first, end), MonthsOfQuarter),
            CommitmentPeriod.Year => Divide(Months(first, end), MonthsOfYear),
            _ => throw new ArgumentOutOfRangeException(nameof(per)),
        });
    }

    /// <summary>How many periods are over: so often it should have come by now.</summary>
    public static long Over(CommitmentPeriod per, DateTimeOffset from, DateTimeOffset until, DateTimeOffset now)
    {
        if (now >= until)
        {
            return Within(per, from, until);
        }

        var (first, today) = (Shanghai.Day(from), Shanghai.Day(now));
        var wholeMonths = Math.Max(0, ((today.Year - first.Year) * MonthsOfYear) + today.Month - first.Month - (today.Day < first.Day ? 1 : 0));
        return now <= from ? 0 : per switch
        {
            CommitmentPeriod.Once => 0,
            CommitmentPeriod.Week => (today.DayNumber - first.DayNumber) / DaysOfWeek,
            CommitmentPeriod.Month => wholeMonths,
            CommitmentPeriod.Quarter => wholeMonths / MonthsOfQuarter,
            CommitmentPeriod.Year => wholeMonths / MonthsOfYear,
            _ => throw new ArgumentOutOfRangeException(nameof(per)),
        };
    }

    private static long Months(DateOnly first, DateOnly end) =>
        ((end.Year - first.Year) * MonthsOfYear) + end.Month - first.Month + (end.Day > first.Day ? 1 : 0);

    private static long Divide(long part, long whole) => (part + whole - 1) / whole;
}
