using ChatGov.Data;
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
        Assert.All(outcomes.Where(outcome => !outcome.Ok), outcome =>
            Assert.Contains(outcome.Refusal!.Code, new[] { RefusalCode.TaskFull, RefusalCode.TaskNotOpen }));
        Assert.Equal(Enumerable.Range(1, 20).Select(i => (long)i), outcomes.Where(outcome => outcome.Ok).Select(outcome => outcome.Value.Number).Order());
        database.Db.Read(tx =>
        {
            Assert.Equal(20, tx.Count("SELECT taken FROM task WHERE id = @Id", new { task.Id }));
            Assert.Equal("Filled", tx.First<string>("SELECT state FROM task WHERE id = @Id", new { task.Id }));
            Assert.Equal(20, tx.Count("SELECT COUNT(*) FROM audit WHERE entity = 'claim' AND action = 'claim'"));
            Assert.Equal(1, tx.Count("SELECT COUNT(*) FROM audit WHERE entity = 'task' AND action = 'fill'"));
            return true;
        });
    }

    [Theory, Databases]
    public async Task One_person_with_six_claims_at_once_gets_three(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        var member = await world.Member("王小明");
        var tasks = new List<VolunteerTask>();
        foreach (var day in Enumerable.Range(0, 6))
        {
            tasks.Add(await world.Publish(world.Draft(Saturday.AddDays(day))));
        }

        var outcomes = await Task.WhenAll(tasks.Select(task => world.As(member, tx => Claiming.Claim(tx, task.Id))));

        Assert.Equal(3, outcomes.Count(outcome => outcome.Ok));
        Assert.Equal(3, outcomes.Count(outcome => outcome.Refusal?.Code == RefusalCode.TooManyClaims));
        Assert.Equal(3, database.Db.Read(tx => tx.Count("SELECT SUM(taken) FROM task")));
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
                    await world.As(member, tx => Withdrawing.Withdraw(tx, claim.Value.Id));
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

        Assert.Equal(RefusalCode.TimeClash, (await world.As(member, tx => Claiming.Claim(tx, overlapping.Id))).Refusal?.Code);
        Assert.Equal(RefusalCode.NotRegistered, (await world.As(stranger, tx => Claiming.Claim(tx, first.Id))).Refusal?.Code);
    }
}
