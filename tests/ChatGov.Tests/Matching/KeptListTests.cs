using ChatGov.Claims;
using ChatGov.Data;
using ChatGov.Matching;
using ChatGov.Organisations;
using ChatGov.Tasks;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Matching;

/// <summary>The list that is made of what is kept in memory is the one that a program would make which has just started.</summary>
public sealed class KeptListTests
{
    private static readonly DateTimeOffset Saturday = new(2026, 11, 28, 9, 0, 0, TimeSpan.FromHours(8));

    [Theory, Databases]
    public async Task What_any_program_changes_is_in_the_next_list(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var (world, database) = (stage.World, stage.Database);
        var member = await world.Member("甲");
        var rival = await world.Member("乙");
        var first = await world.Publish(world.Draft(Saturday, places: 1));
        await using var other = database.OpenAgain();
        Task<T> Elsewhere<T>(long person, Func<Tx, T> act) => other.Write(tx => act(tx.As(Actor.Person(person))));
        Assert.Equal([first.Id], Listed(database, member));

        var second = await Elsewhere(world.Secretary, tx => TaskPublishing.Publish(tx, world.Helan, world.Draft(Saturday.AddHours(-24))).Value);
        Assert.Equal([second.Id, first.Id], Listed(database, member).Order().Reverse());

        await Elsewhere(rival, tx => Claiming.Claim(tx, first.Id).Value);
        Assert.Equal([second.Id], Listed(database, member));

        await Elsewhere(rival, tx => ClaimWithdrawals.WithdrawFrom(tx, first.Id).Value);
        Assert.Equal(2, Listed(database, member).Count);

        await Elsewhere(world.Secretary, tx => TaskPostponing.Postpone(tx, first.Id, Saturday.AddDays(-2), Saturday.AddDays(-2).AddHours(2)).Value);
        await Elsewhere(world.Secretary, tx => TaskKinds.Correct(tx, second.Id, TaskKind.Medical).Value);
        Assert.Equal(2, Listed(database, member).Count);

        var helan = database.Db.Read(tx => Find(tx, member, new ListFilter { Words = ["贺兰"] }).Total);
        await other.Write(tx => OrgChanges.Amend(tx, world.Helan, new OrgDetails { Name = "新名社区" }).Value.Id);
        Assert.Equal((2, 2), (helan, database.Db.Read(tx => Find(tx, member, new ListFilter { Words = ["新名"] }).Total)));

        await Elsewhere(world.Secretary, tx => TaskCancelling.Cancel(tx, second.Id, "大风").Value);
        Assert.Equal([first.Id], Listed(database, member));
    }

    [Theory, Databases]
    public async Task Who_changes_something_sees_it_and_what_is_undone_is_seen_by_nobody(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var (world, database) = (stage.World, stage.Database);
        var member = await world.Member("甲");
        var task = await world.Publish(world.Draft(Saturday));
        Assert.Equal([task.Id], Listed(database, member));

        await Assert.ThrowsAsync<Undone>(() => database.Db.Write<bool>(tx =>
        {
            Assert.True(TaskCancelling.Cancel(tx.As(Actor.Person(world.Secretary)), task.Id, "大风").Ok);
            Assert.Empty(Find(tx, member, ListFilter.Everything).Ids);
            throw new Undone();
        }));

        Assert.Equal([task.Id], Listed(database, member));
    }

    /// <summary>Numbers of the audit are given before they are seen: one that comes late is waited for.</summary>
    [Theory, Databases]
    public async Task What_is_written_first_and_committed_last_is_in_the_list_too(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var (world, database) = (stage.World, stage.Database);
        var member = await world.Member("甲");
        var early = await world.Publish(world.Draft(Saturday));
        var late = await world.Publish(world.Draft(Saturday.AddDays(1)));
        Assert.Equal(2, Listed(database, member).Count);

        await using var other = database.OpenAgain();
        var meanwhile = Task.CompletedTask;
        await database.Db.Write(tx =>
        {
            Assert.True(TaskCancelling.Cancel(tx.As(Actor.Person(world.Secretary)), early.Id, "大风").Ok);
            meanwhile = Task.Run(() => other.Write(beside => TaskCancelling.Cancel(beside.As(Actor.Person(world.Secretary)), late.Id, "大风").Ok));
            if (!tx.Db.Dialect.HasOneWriter)
            {
                Assert.True(meanwhile.Wait(TimeSpan.FromSeconds(30)));
                Assert.Equal([early.Id], Listed(database, member));
            }
        });
        await meanwhile;

        Assert.Empty(Listed(database, member));
    }

    private static IReadOnlyList<long> Listed(TestDatabase database, long person)
    {
        var kept = database.Db.Read(tx => Find(tx, person, ListFilter.Everything));
        IsAsJustRead(database, person, kept);
        return kept.Ids;
    }

    /// <summary>Another program that starts now has kept nothing yet.</summary>
    internal static void IsAsJustRead(TestDatabase database, long person, FoundTasks? kept = null)
    {
        kept ??= database.Db.Read(tx => Find(tx, person, ListFilter.Everything));
        var fresh = database.OpenAgain();
        var read = fresh.Read(tx => Find(tx, person, ListFilter.Everything));
        fresh.DisposeAsync().AsTask().GetAwaiter().GetResult();
        Assert.Equal(read.Ids, kept.Ids);
        Assert.Equal((read.Total, read.LeftOut, read.Order), (kept.Total, kept.LeftOut, kept.Order));
    }

    private static FoundTasks Find(Tx tx, long person, ListFilter filter)
    {
        var before = tx.Actor;
        var found = OpenTasks.Find(tx.As(Actor.Person(person)), filter, personal: true);
        tx.As(before);
        return found;
    }

    private sealed class Undone : Exception;
}
