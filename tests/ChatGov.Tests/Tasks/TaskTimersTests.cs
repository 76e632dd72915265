using ChatGov.Claims;
using ChatGov.Data;
using ChatGov.Hours;
using ChatGov.Outbox;
using ChatGov.Rights;
using ChatGov.Tasks;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Tasks;

public sealed class TaskTimersTests
{
    private static readonly DateTimeOffset Saturday = new(2026, 11, 28, 9, 0, 0, TimeSpan.FromHours(8));

    [Theory, Databases]
    public async Task A_task_walks_from_its_start_to_the_end_of_the_objection_window(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var member = await stage.World.Member("王小明");
        var task = await stage.World.Publish(stage.World.Draft(Saturday));
        await stage.World.As(member, tx => Claiming.Claim(tx, task.Id).Value);

        await stage.MoveTo(Saturday);
        Assert.Equal(TaskState.InProgress, stage.StateOf(task));
        await stage.MoveTo(Saturday.AddHours(2));
        Assert.Equal(TaskState.AwaitingConfirm, stage.StateOf(task));
        var question = stage.Letters(stage.World.Secretary)[^1];
        Assert.Equal($"roster:{task.Id}", Assert.Single(question.Choices).Action);
        Assert.Equal([task.Id], (await stage.World.As(stage.World.Secretary, tx => RosterLists.ToConfirm(tx))).Select(each => each.Id));

        await stage.World.As(stage.World.Secretary, tx => TaskRosters.Confirm(tx, task.Id, []).Value);
        await stage.MoveTo(Saturday.AddDays(3));
        Assert.Equal(question, stage.Letters(stage.World.Secretary)[^1], LetterEquality.Instance);
        await stage.MoveTo(Saturday.AddHours(2).AddDays(7));
        Assert.Equal(TaskState.Closed, stage.StateOf(task));
        stage.AuditIsComplete();
    }

    [Theory, Databases]
    public async Task Who_does_not_confirm_is_asked_twice_more_and_then_the_task_closes_without_hours(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var member = await stage.World.Member("王小明");
        var task = await stage.World.Publish(stage.World.Draft(Saturday));
        await stage.World.As(member, tx => Claiming.Claim(tx, task.Id).Value);

        await stage.MoveTo(Saturday.AddHours(2));
        await stage.MoveTo(Saturday.AddHours(2).AddDays(1));
        await stage.MoveTo(Saturday.AddHours(2).AddDays(3));
        Assert.Equal(3, stage.Letters(stage.World.Secretary).Count(letter => letter.Kind == OutboxKind.Choice && letter.Choices[0].Action == $"roster:{task.Id}"));
        await stage.MoveTo(Saturday.AddHours(2).AddDays(7));

        Assert.Equal(TaskState.Done, stage.StateOf(task));
        Assert.Equal(["Unconfirmed"], stage.ClaimStates());
        Assert.Empty(await stage.World.As(member, tx => ClaimLists.Mine(tx)));
        Assert.Equal(0, (await stage.World.As(member, tx => OwnHours.Of(tx))).InAll);
        Assert.Equal(0, (await stage.World.As(stage.World.Secretary, tx => TaskRosters.Confirm(tx, task.Id, []))).Value.Attended);
        await stage.MoveTo(Saturday.AddHours(2).AddDays(14));
        Assert.Equal(TaskState.Closed, stage.StateOf(task));
        stage.AuditIsComplete();
    }

    [Theory, Databases]
    public async Task A_task_that_nobody_claimed_expires_at_its_start_and_the_organiser_is_asked_to_reword(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var member = await stage.World.Member("王小明");
        var task = await stage.World.Publish(stage.World.Draft(Saturday));
        var claim = await stage.World.As(member, tx => Claiming.Claim(tx, task.Id).Value);
        await stage.World.As(member, tx => ClaimWithdrawals.Withdraw(tx, claim.Id).Value);

        await stage.MoveTo(Saturday);

        Assert.Equal(TaskState.Expired, stage.StateOf(task));
        Assert.Equal("publish_task", Assert.Single(stage.Letters(stage.World.Secretary)[^1].Choices).Action);
        Assert.DoesNotContain(stage.Letters(member), letter => letter.Kind == OutboxKind.Reminder);
        stage.AuditIsComplete();
    }

    [Theory, Databases]
    public async Task A_place_held_at_the_start_of_a_task_for_two_is_open_again_when_it_is_moved(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var world = stage.World;
        var people = await world.Members(4);
        var task = await world.Publish(world.Draft(Saturday, places: 2) with { TwoPeople = true });
        foreach (var person in people[..3])
        {
            await world.As(person, tx => WaitingList.Join(tx, task.Id).Value);
        }

        await stage.MoveTo(Saturday.AddMinutes(-30));
        await world.As(people[0], tx => ClaimWithdrawals.WithdrawFrom(tx, task.Id).Value);
        await stage.MoveTo(Saturday.AddMinutes(1));
        Assert.Equal(["Withdrawn", "Confirmed", "Released"], stage.ClaimStates());
        Assert.Equal(TaskState.Published, stage.StateOf(task));
        Invariants.Hold(stage.Database.Db);

        await world.As(world.Secretary, tx => TaskPostponing.Postpone(tx, task.Id, Saturday.AddDays(1), Saturday.AddDays(1).AddHours(2)).Value);
        Assert.Equal(ClaimState.Confirmed, (await world.As(people[3], tx => Claiming.Claim(tx, task.Id).Value)).State);
        Assert.Equal(TaskState.Filled, stage.StateOf(task));
        Invariants.Hold(stage.Database.Db);
        stage.AuditIsComplete();
    }

    [Theory, Databases]
    public async Task Fifteen_days_without_a_claim_are_enough(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var member = await stage.World.Member("王小明");
        var unclaimed = await stage.World.Publish(stage.World.Draft(TestClock.Start.AddDays(30)));
        var claimed = await stage.World.Publish(stage.World.Draft(TestClock.Start.AddDays(31)));
        await stage.World.As(member, tx => Claiming.Claim(tx, claimed.Id).Value);

        await stage.MoveTo(TestClock.Start.AddDays(15));

        Assert.Equal(TaskState.Expired, stage.StateOf(unclaimed));
        Assert.Equal(TaskState.Published, stage.StateOf(claimed));
    }

    [Theory, Databases]
    public async Task A_task_for_two_does_not_start_with_one_and_the_organiser_is_asked_even_at_night(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var member = await stage.World.Member("王小明");
        var night = Saturday.AddHours(13);
        var task = await stage.World.Publish(stage.World.Draft(night) with { TwoPeople = true });
        await stage.World.As(member, tx => Claiming.Claim(tx, task.Id).Value);

        await stage.MoveTo(night);

        Assert.Equal(TaskState.Published, stage.StateOf(task));
        var question = stage.Letters(stage.World.Secretary)[^1];
        Assert.Equal([$"postpone:{task.Id}", $"cancel_task:{task.Id}"], question.Choices.Select(choice => choice.Action));
        Assert.Equal(night, question.NotBefore);
        await stage.MoveTo(night.AddHours(2));
        Assert.Equal(TaskState.AwaitingConfirm, stage.StateOf(task));
        stage.AuditIsComplete();
    }

    [Theory, Databases]
    public async Task After_a_long_sleep_every_timer_still_does_the_right_thing_once(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var member = await stage.World.Member("王小明");
        var claimed = await stage.World.Publish(stage.World.Draft(Saturday));
        var unclaimed = await stage.World.Publish(stage.World.Draft(Saturday.AddDays(1)));
        await stage.World.As(member, tx => Claiming.Claim(tx, claimed.Id).Value);

        stage.Database.Clock.MoveTo(Saturday.AddDays(60));
        await stage.RunTimers();
        await stage.RunTimers();

        Assert.Equal(TaskState.Done, stage.StateOf(claimed));
        Assert.Equal(TaskState.Expired, stage.StateOf(unclaimed));
        Assert.DoesNotContain(stage.Letters(member), letter => letter.Kind == OutboxKind.Reminder);
        stage.AuditIsComplete();
    }

    [Theory, Databases]
    public async Task A_confirmation_does_not_wait_for_late_timers(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var member = await stage.World.Member("王小明");
        var task = await stage.World.Publish(stage.World.Draft(Saturday));
        await stage.World.As(member, tx => Claiming.Claim(tx, task.Id).Value);
        stage.Database.Clock.MoveTo(Saturday.AddHours(2));

        Assert.Single(await stage.World.As(stage.World.Secretary, tx => RosterLists.ToConfirm(tx)));
        Assert.Equal(1, (await stage.World.As(stage.World.Secretary, tx => TaskRosters.Confirm(tx, task.Id, []))).Value.Attended);

        await stage.RunTimers();
        Assert.Equal(TaskState.Done, stage.StateOf(task));
        stage.AuditIsComplete();
    }

    [Theory, Databases]
    public async Task Who_was_dismissed_is_neither_asked_nor_shown_the_roster(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var member = await stage.World.Member("王小明");
        var deputy = await stage.World.Person("副书记");
        var role = (await stage.Database.Db.Write(tx => Organisations.Staff.Appoint(tx, deputy, Role.Deputy, stage.World.Helan, tx.Now, until: null))).Value;
        var task = (await stage.World.As(deputy, tx => TaskPublishing.Publish(tx, stage.World.Helan, stage.World.Draft(Saturday)))).Value;
        await stage.World.As(member, tx => Claiming.Claim(tx, task.Id).Value);
        await stage.Database.Db.Write(tx => Organisations.Staff.Dismiss(tx, role));

        await stage.MoveTo(Saturday.AddHours(2));

        Assert.Empty(stage.Letters(deputy));
        Assert.Equal($"roster:{task.Id}", stage.Letters(stage.World.Secretary)[^1].Choices[0].Action);
        Assert.Empty(await stage.World.As(deputy, tx => RosterLists.ToConfirm(tx)));
        Assert.Equal(RefusalCode.NotFound, (await stage.World.As(deputy, tx => TaskRosters.Roster(tx, task.Id))).Refusal?.Code);
    }

    private sealed class LetterEquality : IEqualityComparer<Letter>
    {
        public static readonly LetterEquality Instance = new();

        public bool Equals(Letter? x, Letter? y) => (x?.Text, x?.NotBefore) == (y?.Text, y?.NotBefore);

        public int GetHashCode(Letter obj) => obj.Text.GetHashCode(StringComparison.Ordinal);
    }
}
