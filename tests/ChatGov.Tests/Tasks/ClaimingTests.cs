using ChatGov.Claims;
using ChatGov.Data;
using ChatGov.Hours;
using ChatGov.Registrations;
using ChatGov.Tasks;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Tasks;

public sealed class ClaimingTests
{
    private static readonly DateTimeOffset Saturday = new(2026, 11, 28, 9, 0, 0, TimeSpan.FromHours(8));

    [Theory, Databases]
    public async Task Two_hundred_members_claim_twenty_places_at_once_and_twenty_get_one(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        var members = await world.Members(200);
        var task = await world.Publish(world.Draft(Saturday, places: 20));

        var outcomes = await Task.WhenAll(members.Select(member => world.As(member, tx => Claiming.Claim(tx, task.Id))));

        Assert.Equal(20, outcomes.Count(outcome => outcome.Ok));
        Assert.All(outcomes.Where(outcome => !outcome.Ok), outcome => Assert.Equal(ClaimRefusal.TaskFull, outcome.Refusal!.Code));
        Assert.Equal(Enumerable.Range(1, 20).Select(i => (long)i), outcomes.Where(outcome => outcome.Ok).Select(outcome => outcome.Value.Number).Order());
        database.Db.Read(tx =>
        {
            Assert.Equal(20, tx.Count("SELECT taken FROM task WHERE id = @Id", new { task.Id }));
            Assert.Equal("Filled", tx.First<string>("SELECT state FROM task WHERE id = @Id", new { task.Id }));
            Assert.Equal(20, tx.Count("SELECT COUNT(*) FROM audit WHERE entity = 'claim' AND action = 'claim'"));
            Assert.Equal(1, tx.Count("SELECT COUNT(*) FROM audit WHERE entity = 'task' AND action = 'fill'"));
            return true;
        });
        AuditTrail.IsComplete(database.Db, TaskMachine.Table);
        AuditTrail.IsComplete(database.Db, ClaimMachine.Table);
    }

    [Theory, Databases]
    public async Task Tasks_that_are_over_and_wait_for_their_roster_keep_nobody_from_the_next(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var member = await stage.World.Member("王小明");
        foreach (var day in Enumerable.Range(0, 3))
        {
            var past = await stage.World.Publish(stage.World.Draft(Saturday.AddDays(day)));
            Assert.True((await stage.World.As(member, tx => Claiming.Claim(tx, past.Id))).Ok);
        }

        var next = await stage.World.Publish(stage.World.Draft(Saturday.AddDays(8)));
        Assert.Equal(ClaimRefusal.TooManyClaims, (await stage.World.As(member, tx => Claiming.Claim(tx, next.Id))).Refusal?.Code);
        await stage.MoveTo(Saturday.AddDays(3));

        Assert.True((await stage.World.As(member, tx => Claiming.Claim(tx, next.Id))).Ok);
    }

    [Theory, Databases]
    public async Task One_person_with_six_claims_at_once_from_two_messengers_gets_three(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        var members = await world.Members(20);
        var tasks = new List<VolunteerTask>();
        foreach (var day in Enumerable.Range(0, 6))
        {
            tasks.Add(await world.Publish(world.Draft(Saturday.AddDays(day), places: 20)));
        }

        foreach (var member in members)
        {
            // The person is one, the messages are two messengers' and come in on their own.
            var outcomes = await Task.WhenAll(tasks.Select((task, i) => database.Db.Write(tx =>
                Claiming.Claim(tx.As(Actor.Person(member, inboxId: (1000 * member) + i)), task.Id))));

            Assert.Equal(3, outcomes.Count(outcome => outcome.Ok));
            Assert.Equal(3, outcomes.Count(outcome => outcome.Refusal?.Code == ClaimRefusal.TooManyClaims));
            Assert.Equal(
                outcomes.Select((outcome, i) => (outcome.Ok, Inbox: (1000 * member) + i)).Where(each => each.Ok).Select(each => each.Inbox),
                database.Db.Read(tx => tx.All<long>("SELECT inbox_id FROM audit WHERE action = 'claim' AND actor_id = @member ORDER BY inbox_id", new { member })));
        }

        Assert.Equal(60, database.Db.Read(tx => tx.Count("SELECT SUM(taken) FROM task")));
        Invariants.Hold(database.Db);
    }

    [Theory, Databases]
    public async Task Claiming_again_gives_the_same_claim(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        var member = await world.Member("王小明");
        var task = await world.Publish(world.Draft(Saturday));

        var both = await Task.WhenAll(
            world.As(member, tx => Claiming.Claim(tx, task.Id)), world.As(member, tx => Claiming.Claim(tx, task.Id)));

        Assert.Equal(both[0].Value.Id, both[1].Value.Id);
        Assert.Equal(1, database.Db.Read(tx => tx.Count("SELECT taken FROM task")));
    }

    [Theory, Databases]
    public async Task Claims_and_withdrawals_in_a_storm_keep_the_count_right(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        var members = await world.Members(12);
        var task = await world.Publish(world.Draft(Saturday, places: 4));

        await Task.WhenAll(members.Select(async (member, i) =>
        {
            for (var round = 0; round < 8; round++)
            {
                var claim = await world.As(member, tx => Claiming.Claim(tx, task.Id));
                if (claim.Ok && (round + i) % 3 != 0)
                {
                    await world.As(member, tx => ClaimWithdrawals.Withdraw(tx, claim.Value.Id));
                }
            }
        }));

        database.Db.Read(tx =>
        {
            var confirmed = tx.Count("SELECT COUNT(*) FROM claim WHERE state = 'Confirmed'");
            Assert.Equal(confirmed, tx.Count("SELECT taken FROM task"));
            Assert.InRange(confirmed, 0, 4);
            Assert.Equal(confirmed == 4 ? "Filled" : "Published", tx.First<string>("SELECT state FROM task"));
            return true;
        });
    }

    [Theory, Databases]
    public async Task Clashing_times_and_people_without_registration_are_refused(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        var member = await world.Member("王小明");
        var stranger = await world.Person("陌生人");
        var first = await world.Publish(world.Draft(Saturday));
        var overlapping = await world.Publish(world.Draft(Saturday.AddHours(1)));
        await world.As(member, tx => Claiming.Claim(tx, first.Id));

        Assert.Equal(ClaimRefusal.TimeClash, (await world.As(member, tx => Claiming.Claim(tx, overlapping.Id))).Refusal?.Code);
        Assert.Equal(RegistrationRefusal.NotRegistered, (await world.As(stranger, tx => Claiming.Claim(tx, first.Id))).Refusal?.Code);
    }

    [Theory, Databases]
    public async Task Each_no_has_its_own_reason(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var world = stage.World;
        var member = await world.Member("王小明");
        var resting = await world.Member("李小红");
        await world.As(resting, tx => RegistrationPauses.Suspend(tx, new DateOnly(2026, 12, 31)).Value);
        var open = await world.Publish(world.Draft(Saturday));
        var asked = await world.Publish(world.Draft(Saturday.AddDays(1)) with { PendingClaims = true, TwoPeople = true });
        var gone = await world.Publish(world.Draft(Saturday.AddDays(2)));
        await world.As(world.Secretary, tx => TaskCancelling.Cancel(tx, gone.Id, "大风").Value);
        var early = await world.Publish(world.Draft(TestClock.Start.AddHours(2)));
        stage.Database.Clock.Advance(TimeSpan.FromHours(2));

        Assert.Equal(RefusalCode.NotFound, await Refusal(member, 999));
        Assert.Equal(RegistrationRefusal.NotRegistered, await Refusal(resting, open.Id));
        Assert.Equal(RegistrationRefusal.NotRegistered, await Refusal(resting, asked.Id));
        Assert.Equal(ClaimRefusal.OrganiserOwnTask, await Refusal(world.Secretary, open.Id));
        Assert.Equal(ClaimRefusal.TaskNotOpen, await Refusal(member, gone.Id));
        Assert.Equal(ClaimRefusal.TaskStarted, await Refusal(member, early.Id));
        Assert.Equal(0, stage.Database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM claim")));

        async Task<RefusalCode?> Refusal(long person, long task) => (await world.As(person, tx => Claiming.Claim(tx, task))).Refusal?.Code;
    }

    [Theory, Databases]
    public async Task A_place_goes_back_without_a_reason_until_the_start_and_only_by_its_owner(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var world = stage.World;
        var member = await world.Member("王小明");
        var other = await world.Member("李小红");
        var task = await world.Publish(world.Draft(Saturday, places: 1));
        var claim = await world.As(member, tx => Claiming.Claim(tx, task.Id).Value);

        Assert.Equal(RefusalCode.NotFound, (await world.As(other, tx => ClaimWithdrawals.Withdraw(tx, claim.Id))).Refusal?.Code);
        Assert.Equal(RefusalCode.NotFound, (await world.As(other, tx => ClaimWithdrawals.WithdrawFrom(tx, task.Id))).Refusal?.Code);
        Assert.Equal(TaskState.Filled, stage.StateOf(task));
        Assert.True((await world.As(member, tx => ClaimWithdrawals.Withdraw(tx, claim.Id))).Ok);
        Assert.Equal(TaskState.Published, stage.StateOf(task));
        Assert.True((await world.As(member, tx => ClaimWithdrawals.WithdrawFrom(tx, task.Id))).Ok);
        Assert.Equal(2, (await world.As(other, tx => Claiming.Claim(tx, task.Id).Value)).Number);
        await stage.MoveTo(Saturday);
        Assert.Equal(ClaimRefusal.TaskStarted, (await world.As(other, tx => ClaimWithdrawals.WithdrawFrom(tx, task.Id))).Refusal?.Code);
        stage.AuditIsComplete();
    }

    [Theory, Databases]
    public async Task Who_leaves_gives_back_what_is_ahead_and_keeps_what_was_served(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var world = stage.World;
        var member = await world.Member("王小明");
        var served = await world.Publish(world.Draft(Saturday));
        var ahead = await world.Publish(world.Draft(Saturday.AddDays(1), places: 1));
        await world.As(member, tx => Claiming.Claim(tx, served.Id).Value);
        await world.As(member, tx => Claiming.Claim(tx, ahead.Id).Value);
        await stage.MoveTo(Saturday.AddHours(2));

        await world.As(member, tx => RegistrationEndings.Leave(tx).Value);
        await world.As(world.Secretary, tx => TaskRosters.Confirm(tx, served.Id, []).Value);

        Assert.Equal(["Recorded", "Released"], stage.ClaimStates());
        Assert.Equal(TaskState.Published, stage.StateOf(ahead));
        Assert.DoesNotContain(stage.Letters(member), letter => letter.Text.Contains("辛苦", StringComparison.Ordinal));
        stage.AuditIsComplete();
    }

    [Theory, Databases]
    public async Task Claims_withdrawals_a_cancellation_and_people_leaving_at_once_leave_nothing_hanging(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var world = stage.World;
        var members = await world.Members(10);
        var tasks = new List<VolunteerTask>();
        foreach (var day in Enumerable.Range(0, 3))
        {
            tasks.Add(await world.Publish(world.Draft(Saturday.AddDays(day), places: 4)));
        }

        var work = members.SelectMany(member => tasks.Select(async task =>
        {
            await world.As(member, tx => Claiming.Claim(tx, task.Id));
            await world.As(member, tx => ClaimWithdrawals.WithdrawFrom(tx, task.Id));
            await world.As(member, tx => Claiming.Claim(tx, task.Id));
        })).ToList();
        work.Add(world.As(world.Secretary, tx => TaskCancelling.Cancel(tx, tasks[1].Id, "大风").Value));
        work.Add(world.As(members[0], tx => RegistrationEndings.Leave(tx).Value));
        await Task.WhenAll(work);

        stage.AuditIsComplete();
        Invariants.Hold(stage.Database.Db);
        Assert.Equal(TaskState.Cancelled, stage.StateOf(tasks[1]));
        Assert.Equal(0, stage.Database.Db.Read(tx => tx.Count("SELECT taken FROM task WHERE id = @Id", new { tasks[1].Id })));
        Assert.Equal(0, stage.Database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM claim WHERE person_id = @id AND state = 'Confirmed'", new { id = members[0] })));
    }
}
