using ChatGov.Cases;
using ChatGov.Deadlines;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Cases;

/// <summary>Working days, 调休, nights, and what stands still, on a clock that is moved.</summary>
public sealed class CaseClockTests
{
    [Theory]
    [InlineData("2026-11-23 10:00", 1, "2026-11-24 10:00")]
    [InlineData("2026-11-27 17:00", 1, "2026-11-30 17:00")]
    [InlineData("2026-11-28 09:00", 1, "2026-11-30 09:00")]
    [InlineData("2026-11-23 23:30", 7, "2026-12-02 23:30")]
    [InlineData("2026-09-30 10:00", 1, "2026-10-08 10:00")]
    [InlineData("2026-09-18 10:00", 1, "2026-09-20 10:00")]
    public void A_limit_counts_working_days_and_not_the_day_itself(string from, int workdays, string due) =>
        Assert.Equal(At(due), CaseClock.After(At(from), workdays));

    /// <summary>Every day of the year at night, in the morning and late in the evening, for every kind, against days counted one by one.</summary>
    [Fact]
    public void Over_a_whole_year_each_kind_is_due_where_counting_on_fingers_puts_it()
    {
        foreach (var from in Instants())
        {
            Assert.All(Enum.GetValues<CaseKind>(), kind => Assert.Equal(Counted(from, CaseClock.Workdays(kind)), CaseClock.After(from, CaseClock.Workdays(kind))));
        }
    }

    /// <summary>What stood still from any moment of the year, for up to three months, is due as many working days later as began meanwhile.</summary>
    [Fact]
    public void Over_a_whole_year_what_stood_still_gets_back_the_working_days_that_began_meanwhile()
    {
        foreach (var stopped in Instants().Where(instant => instant.Month <= 9))
        {
            foreach (var days in new[] { 0, 1, 3, 8, 30, 89 })
            {
                var (due, now) = (Counted(stopped, 5), stopped.AddDays(days).AddHours(7));
                var began = Enumerable.Range(1, Shanghai.Day(now).DayNumber - Shanghai.Day(stopped).DayNumber).Count(day => IsWorked(Shanghai.Day(stopped).AddDays(day)));
                Assert.Equal(Counted(due, began), CaseClock.Shifted(due, stopped, now));
            }
        }
    }

    [Theory, Databases]
    public async Task While_it_is_parked_or_waits_for_the_reporter_its_clock_stands_still(Provider provider)
    {
        await using var cases = await CaseStage.Create(provider);
        var begun = await cases.InProgress();
        Assert.Equal(At("2026-12-02 10:00"), begun.WorkDueAt);

        // Asked on Monday; nobody answers for three days: three working days more.
        await cases.As(cases.World.Liaison, tx => CaseWork.AskReporter(tx, begun.Id, "几点在家").Value);
        await cases.Stage.MoveTo(At("2026-11-26 10:00"));
        Assert.Equal((CaseState.InProgress, At("2026-12-07 10:00")), Stands(cases, begun.Id));

        // Parked on Thursday until next Wednesday: four working days more, no weekend.
        await cases.As(cases.World.Secretary, tx => CaseWork.Park(tx, begun.Id, "等配件", new DateOnly(2026, 12, 2)).Value);
        await cases.Stage.MoveTo(At("2026-12-02 08:00"));
        Assert.Equal((CaseState.InProgress, At("2026-12-11 10:00")), Stands(cases, begun.Id));
        Assert.Contains(cases.Stage.Letters(cases.Resident), letter => letter.Text.Contains("没有放下", StringComparison.Ordinal));
    }

    [Theory, Databases]
    public async Task An_answer_lets_it_go_on_at_once(Provider provider)
    {
        await using var cases = await CaseStage.Create(provider);
        var id = (await cases.InProgress()).Id;
        await cases.As(cases.World.Liaison, tx => CaseWork.AskReporter(tx, id, "几点在家").Value);
        await cases.Stage.MoveTo(At("2026-11-23 20:00"));
        Assert.Equal(CaseState.InProgress, (await cases.As(cases.Resident, tx => CaseSpeakingUp.Add(tx, id, "晚上都在"))).Value.State);
        Assert.Equal((CaseState.InProgress, At("2026-12-02 10:00")), Stands(cases, id));
    }

    [Theory, Databases]
    public async Task Yellow_is_for_the_handler_red_for_the_lead_too_and_a_day_of_red_for_the_office_above_in_the_morning(Provider provider)
    {
        await using var cases = await CaseStage.Create(provider);
        var id = (await cases.InProgress()).Id;
        await cases.Stage.MoveTo(At("2026-12-02 09:59"));
        Assert.Equal(Light.Yellow, cases.Find(id).Light);
        Assert.Contains(cases.Stage.Letters(cases.World.Liaison), letter => letter.Text.Contains("（黄）", StringComparison.Ordinal));
        Assert.DoesNotContain(cases.Stage.Letters(cases.World.Secretary), letter => letter.Text.Contains("（黄）", StringComparison.Ordinal));

        await cases.Stage.MoveTo(At("2026-12-02 10:01"));
        Assert.Equal(Light.Red, cases.Find(id).Light);
        Assert.Contains(cases.Stage.Letters(cases.World.Secretary), letter => letter.Text.Contains("（红）", StringComparison.Ordinal));
        Assert.DoesNotContain(cases.Stage.Letters(cases.Street), letter => letter.Text.Contains("超期", StringComparison.Ordinal));

        await cases.Stage.MoveTo(At("2026-12-03 10:01"));
        var digest = Assert.Single(cases.Stage.Letters(cases.Street), letter => letter.Text.Contains("超期", StringComparison.Ordinal));
        Assert.Equal(At("2026-12-04 08:30"), digest.NotBefore);
        Assert.DoesNotContain(cases.Stage.Letters(cases.Resident), letter => letter.Text.Contains('红', StringComparison.Ordinal));
    }

    [Theory, Databases]
    public async Task It_is_extended_once_by_no_more_than_it_had(Provider provider)
    {
        await using var cases = await CaseStage.Create(provider);
        var id = (await cases.InProgress()).Id;
        var secretary = cases.World.Secretary;
        Assert.Equal(CaseRefusal.ExtensionTooLong, (await cases.As(secretary, tx => CaseWork.Extend(tx, id, 8, "配件没到"))).Refusal?.Code);
        Assert.Equal(At("2026-12-07 10:00"), (await cases.As(secretary, tx => CaseWork.Extend(tx, id, 3, "配件没到"))).Value.WorkDueAt);
        Assert.Equal(CaseRefusal.ExtendedBefore, (await cases.As(secretary, tx => CaseWork.Extend(tx, id, 1, "配件没到"))).Refusal?.Code);
        Assert.Contains(cases.Stage.Letters(cases.Resident), letter => letter.Text.Contains("要晚几天：配件没到", StringComparison.Ordinal));
    }

    private static IEnumerable<DateTimeOffset> Instants() =>
        from day in Enumerable.Range(0, 335) from time in new[] { "00:10", "10:00", "23:50" } select At($"{new DateOnly(2026, 1, 1).AddDays(day):yyyy-MM-dd} {time}");

    private static DateTimeOffset Counted(DateTimeOffset from, int workdays)
    {
        var then = from;
        for (var left = workdays; left > 0;)
        {
            then = then.AddDays(1);
            left -= IsWorked(Shanghai.Day(then)) ? 1 : 0;
        }

        return then;
    }

    // The State Council's notice on the holidays of 2026, by hand: what is off, and the weekend days worked for it.
    private static readonly (int Month, int From, int To)[] Off = [(1, 1, 3), (2, 15, 23), (4, 4, 6), (5, 1, 5), (6, 19, 21), (9, 25, 27), (10, 1, 7)];
    private static readonly (int Month, int Day)[] Worked = [(1, 4), (2, 14), (2, 28), (5, 9), (9, 20), (10, 10)];

    private static bool IsWorked(DateOnly day) => Worked.Contains((day.Month, day.Day))
        || (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !Array.Exists(Off, each => each.Month == day.Month && day.Day >= each.From && day.Day <= each.To));

    private static (CaseState State, DateTimeOffset? Due) Stands(CaseStage cases, long id) => cases.Find(id) is var row ? (row.State, row.WorkDueAt) : default;

    private static DateTimeOffset At(string local) => new(DateTime.ParseExact(local, "yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture), Shanghai.Offset);
}
