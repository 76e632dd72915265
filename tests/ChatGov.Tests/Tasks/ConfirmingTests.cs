using ChatGov.Data;
using ChatGov.Tasks;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Tasks;

public sealed class ConfirmingTests
{
    private static readonly DateTimeOffset Saturday = new(2026, 11, 28, 9, 0, 0, TimeSpan.FromHours(8));

    [Theory, Databases]
    public async Task One_message_of_the_organiser_completes_the_task(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        var members = await world.Members(4);
        var task = await Claimed(world, members);

        Assert.Equal(RefusalCode.TaskNotEnded, (await world.As(world.Secretary, tx => Confirming.Confirm(tx, task.Id, []))).Refusal?.Code);
        database.Clock.MoveTo(Saturday.AddHours(3));
        Assert.Equal(RefusalCode.NotFound, (await world.As(world.OtherSecretary, tx => Confirming.Confirm(tx, task.Id, []))).Refusal?.Code);
        Assert.Equal(RefusalCode.UnknownNumbers, (await world.As(world.Secretary, tx => Confirming.Confirm(tx, task.Id, ["9"]))).Refusal?.Code);

        var confirmed = (await world.As(world.Secretary, tx => Confirming.Confirm(tx, task.Id, ["3"]))).Value;

        Assert.Equal((3, 1), (confirmed.Attended, confirmed.Absent));
        Assert.Equal(TaskState.Done, confirmed.Task.State);
        Assert.Equal(120, (await world.As(members[0], tx => Looking.OwnHours(tx))).InAll);
        Assert.Equal(0, (await world.As(members[2], tx => Looking.OwnHours(tx))).InAll);
    }

    [Theory, Databases]
    public async Task Two_confirmations_at_once_write_each_hour_once(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        var members = await world.Members(5);
        var task = await Claimed(world, members);
        database.Clock.MoveTo(Saturday.AddHours(3));

        await Task.WhenAll(Enumerable.Range(0, 6).Select(i => world.As(
            i % 2 == 0 ? world.Secretary : world.BannerOffice, tx => Confirming.Confirm(tx, task.Id, []))));

        Assert.Equal(5, database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM service_record")));
        Assert.Equal(600, database.Db.Read(tx => tx.Count("SELECT SUM(minutes) FROM service_record")));
    }

    [Theory, Databases]
    public async Task Nobody_gets_more_than_eight_hours_a_day(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        var member = await world.Member("王小明");
        var morning = await world.Publish(world.Draft(Saturday, hours: 5));
        var afternoon = await world.Publish(world.Draft(Saturday.AddHours(5), hours: 5));
        await world.As(member, tx => Claiming.Claim(tx, morning.Id).Value);
        await world.As(member, tx => Claiming.Claim(tx, afternoon.Id).Value);
        database.Clock.MoveTo(Saturday.AddHours(11));

        await Task.WhenAll(new[] { morning, afternoon }.Select(task => world.As(world.Secretary, tx => Confirming.Confirm(tx, task.Id, []))));

        Assert.Equal(480, (await world.As(member, tx => Looking.OwnHours(tx))).InAll);
    }

    private static async Task<VolunteerTask> Claimed(World world, List<long> members)
    {
        var task = await world.Publish(world.Draft(Saturday));
        foreach (var member in members)
        {
            await world.As(member, tx => Claiming.Claim(tx, task.Id).Value);
        }

        return task;
    }
}
