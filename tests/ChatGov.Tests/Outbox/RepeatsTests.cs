using ChatGov.Access;
using ChatGov.Claims;
using ChatGov.Data;
using ChatGov.Organisations;
using ChatGov.Outbox;
using ChatGov.Rights;
using ChatGov.Tasks;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Outbox;

/// <summary>Whoever does and undoes something again and again, or says the same again, floods nobody: by kind of act, and without any messenger in between.</summary>
public sealed class RepeatsTests
{
    private const int Rounds = 50;

    [Theory, Databases]
    public async Task Asking_to_lead_and_taking_it_back_leaves_the_last_word_and_a_few(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        var (one, other) = (await world.Member("甲"), await world.Member("乙"));
        var task = await world.Publish(world.Draft(database.Clock.GetUtcNow().AddDays(3), places: 4));
        await world.As(one, tx => Claiming.Claim(tx, task.Id).Value);
        await world.As(other, tx => Claiming.Claim(tx, task.Id).Value);
        await Loop(database, [one, other], async () =>
        {
            await world.As(world.Secretary, tx => TaskLeads.Ask(tx, task.Id, 1).Value);
            await world.As(world.Secretary, tx => TaskLeads.TakeBack(tx, task.Id).Value);
            await world.As(world.Secretary, tx => TaskLeads.Ask(tx, task.Id, 2).Value);
        });
        Assert.Equal(other, database.Db.Read(tx => tx.First<long>("SELECT lead_asked_id FROM task WHERE id = @Id", new { task.Id })));
        Assert.Contains("带个队", Mail.To(database.Db, other)[^1].Text, StringComparison.Ordinal);
    }

    [Theory, Databases]
    public async Task Asking_a_colleague_to_take_over_again_and_again_asks_a_few_times(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        var deputy = await world.Person("副书记");
        await database.Db.Write(tx => Staff.Appoint(tx, deputy, Role.Deputy, world.Helan, tx.Now, until: null).Value);
        var task = await world.Publish(world.Draft(database.Clock.GetUtcNow().AddDays(3), places: 4));
        await Loop(database, [deputy], () => world.As(world.Secretary, tx => TaskOrganisers.AskToTakeOver(tx, task.Id, deputy).Value));
    }

    [Theory, Databases]
    public async Task Claiming_and_giving_back_a_place_tells_the_organiser_a_few_times(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        var member = await world.Member("甲");
        var task = await world.Publish(world.Draft(database.Clock.GetUtcNow().AddHours(20), places: 2));
        await Loop(database, [world.Secretary], async () =>
        {
            await world.As(member, tx => Claiming.Claim(tx, task.Id).Value);
            await world.As(member, tx => ClaimWithdrawals.WithdrawFrom(tx, task.Id).Value);
        });
    }

    /// <summary>At the desk too: a new code each time, and each of them is told of.</summary>
    [Theory, Databases]
    public async Task Codes_for_an_office_made_again_and_again_are_told_of_a_few_times(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        var desk = new Actor(world.BannerOffice, Grant: new Grant(1, Role.BannerOffice, world.Banner));
        var street = await world.Person("街道甲");
        await database.Db.Write(tx => Staff.Appoint(
            tx, street, Role.StreetOffice, tx.First<long>("SELECT parent_id FROM org WHERE id = @Helan", new { world.Helan }), tx.Now, until: null).Value);
        var office = await database.Db.Write(tx => Staff.Appoint(tx.As(desk), new NewAppointment("李书记", null, Role.Deputy, world.Helan, null, null)).Value.Id);
        await Loop(database, [street], () => database.Db.Write(tx => ChatBinding.Issue(tx.As(desk), office).Value));
    }

    /// <summary>What says something else each time comes hour by hour, and never more than a day's number of it.</summary>
    [Theory, Databases]
    public async Task What_says_something_else_each_time_ends_up_as_one_of_its_kind(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        var member = await world.Member("甲");
        Deliver(database);
        var before = Told(database, member);
        for (var i = 0; i < 200; i++)
        {
            await Say(world, member, i);
            Deliver(database);
        }

        Assert.InRange(Told(database, member) - before, 20, 20 + 40 + 1);
        Assert.Contains("199", Mail.To(database.Db, member)[^1].Text, StringComparison.Ordinal);
        database.Clock.MoveTo(database.Clock.GetUtcNow().AddDays(1));
        Deliver(database);
        await Say(world, member, 200);
        Deliver(database);
        Assert.Equal(0, database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM outbox WHERE person_id = @member AND state = 'Waiting'", new { member })));
    }

    private static Task Say(World world, long member, int number) => world.As(world.Secretary, tx =>
    {
        tx.Send(member, OutboxKind.News, "help_request.answered", [("number", number), ("text", "好")], new SendOptions { Urgent = true });
        return number;
    });

    /// <summary>Each time a messenger takes at once what may go.</summary>
    private static async Task Loop(TestDatabase database, long[] receivers, Func<Task> act)
    {
        receivers.ToList().ForEach(receiver => database.Db.Write(tx => tx.Run("UPDATE outbox SET state = 'Sent', body = NULL WHERE person_id = @receiver", new { receiver })).GetAwaiter().GetResult());
        var before = receivers.ToDictionary(receiver => receiver, receiver => Told(database, receiver));
        for (var i = 0; i < Rounds; i++)
        {
            await act();
            Deliver(database);
        }

        // Twenty at once, and each of what differs once more with the hour.
        Assert.All(receivers, receiver => Assert.InRange(Told(database, receiver) - before[receiver], 1, 24));
    }

    private static void Deliver(TestDatabase database) => database.Db.Write(tx => tx.Run(
        "UPDATE outbox SET state = 'Sent' WHERE state = 'Waiting' AND not_before <= @Now", new { tx.Now })).GetAwaiter().GetResult();

    private static long Told(TestDatabase database, long person) => database.Db.Read(tx => tx.Count(
        "SELECT COUNT(*) FROM outbox WHERE person_id = @person AND channel IS NULL AND state IN ('Waiting', 'Sent')", new { person }));
}
