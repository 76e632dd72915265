using ChatGov.Deadlines;

namespace ChatGov.Tests.Deadlines;

public sealed class WorkCalendarTests
{
    [Theory]
    [InlineData("2026-11-23", 2, "2026-11-25")] // Monday
    [InlineData("2026-11-27", 2, "2026-12-01")] // Friday, over a week-end
    [InlineData("2026-09-30", 2, "2026-10-09")] // the day before the National Day holiday
    [InlineData("2026-10-08", 2, "2026-10-10")] // the Saturday after it is worked
    [InlineData("2026-02-13", 1, "2026-02-14")] // a Saturday worked in exchange for the Spring Festival
    [InlineData("2026-12-31", 1, "2027-01-04")] // into the next year, New Year's Day and a week-end between
    public void Working_days_know_holidays_and_days_worked_in_exchange(string from, int days, string to)
    {
        var due = WorkCalendar.Default.AddWorkdays(Shanghai.At(Day(from), new TimeOnly(10, 30)), days);

        Assert.Equal(Shanghai.At(Day(to), new TimeOnly(10, 30)), due);
    }

    [Fact]
    public void A_year_without_a_file_has_no_answer()
    {
        var lastKnown = WorkCalendar.Default.Years.Last();

        Assert.Null(WorkCalendar.Default.IsWorkday(new DateOnly(lastKnown + 1, 3, 1)));
        Assert.Null(WorkCalendar.Default.AddWorkdays(Shanghai.At(new DateOnly(lastKnown, 12, 31), new TimeOnly(9, 0)), 2));
    }

    [Fact]
    public void A_year_without_its_notice_says_so()
    {
        Assert.True(WorkCalendar.Default.IsComplete(2026));
        Assert.False(WorkCalendar.Default.IsComplete(2027));
    }

    [Theory]
    [InlineData("2026-11-23T20:59", "2026-11-23T20:59")]
    [InlineData("2026-11-23T21:00", "2026-11-24T08:00")]
    [InlineData("2026-11-24T03:00", "2026-11-24T08:00")]
    [InlineData("2026-11-24T08:00", "2026-11-24T08:00")]
    public void Quiet_hours_end_at_eight(string at, string open) => Assert.Equal(Local(open), QuietHours.NextOpen(Local(at)));

    private static DateOnly Day(string text) => DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static DateTimeOffset Local(string text) => new(DateTime.Parse(text, System.Globalization.CultureInfo.InvariantCulture), Shanghai.Offset);
}
