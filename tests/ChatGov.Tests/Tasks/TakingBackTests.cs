using ChatGov.Claims;
using ChatGov.Data;
using ChatGov.Hours;
using ChatGov.Needs;
using ChatGov.Offers;
using ChatGov.Registrations;
using ChatGov.Tasks;
using ChatGov.Tests.Conversations;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Tasks;

/// <summary>撤销 against what others do: who was first is right, and nobody builds on what is gone.</summary>
public sealed class TakingBackTests
{
    [Theory, Databases]
    public async Task A_publication_taken_back_and_a_claim_at_the_same_moment_have_one_winner(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var world = stage.World;
        var members = await world.Members(4);
        for (var round = 0; round < 12; round++)
        {
            var task = await world.Publish(world.Draft(Transcript.Saturday.AddDays(round)));
            var takesBack = round % 2 == 0 ? world.As(world.Secretary, tx => TaskPublishing.TakeBack(tx, task.Id)) : null;
            var claim = world.As(members[round % 4], tx => Claiming.Claim(tx, task.Id));
            takesBack ??= world.As(world.Secretary, tx => TaskPublishing.TakeBack(tx, task.Id));
            await Task.WhenAll(takesBack, claim);

            var (isBack, isClaimed) = ((await takesBack).Ok, (await claim).Ok);
            Assert.True(isBack ^ isClaimed);
            Assert.Equal(isBack ? TaskState.Withdrawn : TaskState.Published, stage.StateOf(task));
            if (isClaimed)
            {
                Assert.Equal(TaskRefusal.TaskClaimed, (await takesBack).Refusal!.Code);
                await world.As(members[round % 4], tx => ClaimWithdrawals.WithdrawFrom(tx, task.Id));
            }
        }

        stage.AuditIsComplete();
    }

    [Theory, Databases]
    public async Task A_yes_taken_back_and_a_claim_at_the_same_moment_have_one_winner(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var world = stage.World;
        for (var round = 0; round < 8; round++)
        {
            var task = await world.Publish(world.Draft(Transcript.Saturday.AddDays(round)));
            var member = await world.Member($"成员{round}");
            var registration = stage.Database.Db.Read(tx => tx.First<long>("SELECT id FROM registration WHERE person_id = @member", new { member }));
            var takesBack = round % 2 == 0 ? world.As(world.Secretary, tx => RegistrationDecisions.TakeBack(tx, registration)) : null;
            var claim = world.As(member, tx => Claiming.Claim(tx, task.Id));
            takesBack ??= world.As(world.Secretary, tx => RegistrationDecisions.TakeBack(tx, registration));
            await Task.WhenAll(takesBack, claim);
            Assert.True((await takesBack).Ok ^ (await claim).Ok);
        }
    }

    [Theory, Databases]
    public async Task A_roster_that_somebody_objected_to_stays(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var (task, members) = await Confirmed(stage);
        var mine = (await stage.World.As(members[0], tx => Objections.Mine(tx)))[0];
        await stage.World.As(members[0], tx => Objections.Raise(tx, mine.ClaimId, task.Id, 60, null).Value);

        Assert.Equal(RefusalCode.ActedOnSince, (await TakeBack(stage, task)).Refusal!.Code);
        Assert.Equal(TaskState.Done, stage.StateOf(task));
    }

    [Theory, Databases]
    public async Task Only_the_hand_that_confirmed_takes_back_and_only_within_ten_minutes(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var (task, _) = await Confirmed(stage);
        Assert.Equal(RefusalCode.NotFound, (await stage.World.As(stage.World.OtherSecretary, tx => RosterTakingBack.TakeBack(tx, task.Id))).Refusal!.Code);
        Assert.Equal(RefusalCode.ActedOnSince, (await stage.World.As(stage.World.BannerOffice, tx => RosterTakingBack.TakeBack(tx, task.Id))).Refusal!.Code);
        stage.Database.Clock.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal(RefusalCode.UndoTooLate, (await TakeBack(stage, task)).Refusal!.Code);
    }

    [Theory, Databases]
    public async Task A_roster_taken_back_is_waited_for_as_before(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var (task, members) = await Confirmed(stage);
        var answers = await Task.WhenAll(TakeBack(stage, task), TakeBack(stage, task));
        Assert.All(answers, answer => Assert.Equal(TaskState.AwaitingConfirm, answer.Value.State));
        Assert.Equal(0, (await stage.World.As(members[0], tx => OwnHours.Of(tx))).InAll);
        Assert.Equal(4, stage.Database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM service_record")));

        // Nobody confirms it: it is asked for, and closes itself, as any other.
        await stage.MoveTo(task.EndsAt.AddDays(2));
        Assert.Contains(stage.Letters(stage.World.Secretary), letter => letter.Text.Contains("还没", StringComparison.Ordinal));
        await stage.MoveTo(task.EndsAt.AddDays(8));
        Assert.Equal(TaskState.Done, stage.StateOf(task));
        Assert.All(stage.ClaimStates(), state => Assert.Equal("Unconfirmed", state));
        stage.AuditIsComplete();
    }

    [Theory, Databases]
    public async Task A_task_for_a_need_gives_back_what_it_was_for_and_its_roster_stays_where_the_need_counts_it(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var world = stage.World;
        var details = new NeedDetails { Kind = ResourceKind.People, Title = "清扫楼道", Quantity = 2, Measure = "人" };
        var need = await world.As(world.Secretary, tx => NeedDecisions.Publish(tx, world.Helan, details).Value.Id);
        var wrong = await world.As(world.Secretary, tx => NeedTasks.Schedule(tx, need, 2, world.Draft(Transcript.Saturday)).Value);
        Assert.True((await world.As(world.Secretary, tx => TaskPublishing.TakeBack(tx, wrong.Id))).Ok);

        var task = await world.As(world.Secretary, tx => NeedTasks.Schedule(tx, need, 2, world.Draft(Transcript.Saturday)).Value);
        await world.As(await world.Member("甲"), tx => Claiming.Claim(tx, task.Id).Value);
        await stage.MoveTo(Transcript.Saturday.AddHours(3));
        await world.As(world.Secretary, tx => TaskRosters.Confirm(tx, task.Id, []).Value);
        Assert.Equal(HoursRefusal.RosterCountedElsewhere, (await TakeBack(stage, task)).Refusal!.Code);
    }

    private static Task<Outcome<VolunteerTask>> TakeBack(Stage stage, VolunteerTask task) =>
        stage.World.As(stage.World.Secretary, tx => RosterTakingBack.TakeBack(tx, task.Id));

    private static async Task<(VolunteerTask Task, List<long> Members)> Confirmed(Stage stage)
    {
        var members = await stage.World.Members(2);
        var task = await stage.World.Publish(stage.World.Draft(Transcript.Saturday));
        foreach (var member in members)
        {
            await stage.World.As(member, tx => Claiming.Claim(tx, task.Id).Value);
        }

        await stage.MoveTo(Transcript.Saturday.AddHours(3));
        await stage.World.As(stage.World.Secretary, tx => TaskRosters.Confirm(tx, task.Id, []).Value);
        return (task, members);
    }
}
