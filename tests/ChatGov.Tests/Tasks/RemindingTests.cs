using ChatGov.Claims;
using ChatGov.Deadlines;
using ChatGov.Outbox;
using ChatGov.Tasks;
using ChatGov.Tests.Support;
using ChatGov.Timers;
using ChatGov.Texts;
using FsCheck;
using FsCheck.Fluent;

namespace ChatGov.Tests.Tasks;

public sealed class RemindingTests
{
    private static readonly DateTimeOffset Saturday = new(2026, 11, 28, 9, 0, 0, TimeSpan.FromHours(8));
    private static readonly DateTimeOffset FridayEvening = new(2026, 11, 27, 18, 30, 0, TimeSpan.FromHours(8));

    [Theory]
    [InlineData("09:00", "07:00")]
    [InlineData("20:00", "18:00")]
    [InlineData("23:30", "21:30")]
    [InlineData("08:00", "06:00")]
    [InlineData("07:00", "06:00")]
    [InlineData("06:30", "06:00")]
    [InlineData("06:29", null)]
    [InlineData("01:00", null)]
    public void Two_hours_before_but_never_before_six(string start, string? expected)
    {
        var startsAt = Shanghai.At(new DateOnly(2026, 11, 28), TimeOnly.Parse(start, System.Globalization.CultureInfo.InvariantCulture));

        var shortly = TaskReminders.ShortlyBefore(startsAt);

        Assert.Equal(expected, shortly is null ? null : Show.Time(shortly.Value));
        Assert.Equal(FridayEvening, TaskReminders.EveningOf(startsAt));
    }

    [Fact]
    public void Whatever_the_start_nobody_is_woken_and_everybody_has_time_to_go() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(2_000),
        Prop.ForAll(Gen.Choose(0, 3 * 24 * 60).ToArbitrary(), minutes =>
        {
            var startsAt = Saturday.AddMinutes(minutes);
            var evening = TaskReminders.EveningOf(startsAt);
            return !QuietHours.Covers(evening) && startsAt - evening > TimeSpan.FromHours(5)
                && (TaskReminders.ShortlyBefore(startsAt) is not { } shortly
                    || (Shanghai.Local(shortly).Hour >= 6 && startsAt - shortly is { TotalMinutes: >= 30 and <= 120 }
                        && Shanghai.Day(shortly) == Shanghai.Day(startsAt)));
        }));

    [Theory, Databases]
    public async Task Who_claimed_is_reminded_the_evening_before_and_two_hours_before_and_nobody_else(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var stays = await stage.World.Member("王小明");
        var leaves = await stage.World.Member("李小红");
        var joinsLate = await stage.World.Member("赵小刚");
        var task = await stage.World.Publish(stage.World.Draft(Saturday));
        await stage.World.As(stays, tx => Claiming.Claim(tx, task.Id).Value);
        await stage.World.As(leaves, tx => Claiming.Claim(tx, task.Id).Value);
        await stage.World.As(leaves, tx => ClaimWithdrawals.WithdrawFrom(tx, task.Id).Value);

        await stage.MoveTo(FridayEvening.AddHours(1));
        await stage.World.As(joinsLate, tx => Claiming.Claim(tx, task.Id).Value);
        await stage.MoveTo(Saturday);

        // 07:00 lies in the quiet hours: it goes out all the same, for it is today and their own task.
        Assert.Equal([FridayEvening, Saturday.AddHours(-2)], Reminders(stage, stays).Select(letter => letter.NotBefore));
        Assert.All(Reminders(stage, stays), letter => Assert.Equal(Saturday, letter.ExpiresAt));
        Assert.Contains("贺兰公园南门", Reminders(stage, stays)[0].Text, StringComparison.Ordinal);
        Assert.Equal([Saturday.AddHours(-2)], Reminders(stage, joinsLate).Select(letter => letter.NotBefore));
        Assert.Empty(Reminders(stage, leaves));
        Assert.Empty(Reminders(stage, stage.World.Secretary));
    }

    [Theory, Databases]
    public async Task A_reminder_that_ran_before_is_not_written_twice(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var member = await stage.World.Member("王小明");
        var task = await stage.World.Publish(stage.World.Draft(Saturday));
        await stage.World.As(member, tx => Claiming.Claim(tx, task.Id).Value);

        await stage.MoveTo(FridayEvening);
        await stage.Database.Db.Write(tx => TimerHandlers.All[TaskReminders.EveningBefore](tx, task.Id));

        Assert.Single(Reminders(stage, member));
    }

    [Theory, Databases]
    public async Task An_evening_slept_through_is_not_caught_up_at_night_unless_nothing_else_reminds(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var late = await stage.World.Member("王小明");
        var early = await stage.World.Member("李小红");
        var atNine = await stage.World.Publish(stage.World.Draft(Saturday));
        var atSix = await stage.World.Publish(stage.World.Draft(Saturday.AddHours(-3)));
        await stage.World.As(late, tx => Claiming.Claim(tx, atNine.Id).Value);
        await stage.World.As(early, tx => Claiming.Claim(tx, atSix.Id).Value);

        stage.Database.Clock.MoveTo(FridayEvening.AddHours(4));
        await stage.RunTimers();

        Assert.Empty(Reminders(stage, late));
        Assert.Equal(FridayEvening.AddHours(4), Assert.Single(Reminders(stage, early)).NotBefore);
    }

    [Theory, Databases]
    public async Task A_cancelled_task_reminds_nobody(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var member = await stage.World.Member("王小明");
        var task = await stage.World.Publish(stage.World.Draft(Saturday));
        await stage.World.As(member, tx => Claiming.Claim(tx, task.Id).Value);
        await stage.World.As(stage.World.Secretary, tx => TaskCancelling.Cancel(tx, task.Id, "大风").Value);

        await stage.MoveTo(Saturday.AddDays(1));

        Assert.Empty(Reminders(stage, member));
        Assert.Equal(TaskState.Cancelled, stage.StateOf(task));
    }

    private static List<Letter> Reminders(Stage stage, long person) =>
        stage.Letters(person).FindAll(letter => letter.Kind == OutboxKind.Reminder);
}
