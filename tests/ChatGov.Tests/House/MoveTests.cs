using System.Text.RegularExpressions;
using ChatGov.Data;
using ChatGov.Machines;
using ChatGov.Needs;
using ChatGov.Offers;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.House;

/// <summary>Rows are moved by their machine and by nothing else; whoever comes second is told.</summary>
public sealed partial class MoveTests
{
    /// <summary>Whoever looks for a machine finds it by its name.</summary>
    [Fact]
    public void Each_machine_is_in_a_file_of_its_name() => Assert.Equal([], Project.Sources()
        .SelectMany(file => MachineClass().Matches(file.Text).Select(found => (Machine: found.Groups[1].Value, File: Path.GetFileNameWithoutExtension(file.Path))))
        .Where(each => each.Machine != each.File));

    [Theory, Databases]
    public async Task Who_moves_a_row_that_was_moved_meanwhile_is_told_so_and_nothing_is_left_of_it(Provider provider)
    {
        await using var stage = await Asked.Start(provider);
        await stage.World.As(stage.World.Secretary, tx => NeedDecisions.Return(tx, stage.Need.Id, "几点方便？").Value);

        var tries = 0;
        var outcome = await stage.World.As(stage.World.Secretary, tx => tx.UseCase<Need>(() =>
        {
            tries++;
            tx.Audit("need", stage.Need.Id, "look");
            NeedMachine.Table.Move(tx, stage.Need, NeedState.Referred, Why.Said("去窗口"));
            return stage.Need;
        }));

        Assert.Equal(RefusalCode.ChangedMeanwhile, outcome.Refusal?.Code);
        Assert.Equal(provider == Provider.Sqlite ? 1 : 3, tries);
        Assert.Equal("Returned", stage.Read("SELECT state FROM need WHERE id = @Id"));
        Assert.Equal(0, stage.Database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM audit WHERE action = 'look'")));
    }

    [Theory, Databases]
    public async Task Who_may_not_take_a_row_there_or_gives_no_reason_is_stopped(Provider provider)
    {
        await using var stage = await Asked.Start(provider);
        await Assert.ThrowsAsync<InvalidOperationException>(() => stage.Moving(stage.World.Liaison, NeedState.Returned, Why.Said("为什么")));
        await Assert.ThrowsAsync<InvalidOperationException>(() => stage.Moving(stage.World.OtherSecretary, NeedState.Returned, Why.Said("为什么")));
        await Assert.ThrowsAsync<InvalidOperationException>(() => stage.Moving(stage.World.Secretary, NeedState.Returned, Why.Said("  ")));
        await Assert.ThrowsAsync<InvalidOperationException>(() => stage.Moving(stage.World.Secretary, NeedState.Met, default));
        Assert.Equal("Submitted", stage.Read("SELECT state FROM need WHERE id = @Id"));

        await stage.Moving(stage.World.Secretary, NeedState.Returned, Why.Said("为什么"));
        Assert.Equal("Returned", stage.Read("SELECT state FROM need WHERE id = @Id"));
    }

    [Theory, Databases]
    public async Task What_a_state_waits_for_is_set_when_it_begins_and_ends_with_it(Provider provider)
    {
        await using var stage = await Asked.Start(provider);
        Assert.Equal(NeedMachine.AnswerDue, stage.Read("SELECT kind FROM timer WHERE entity_id = @Id AND state = 'Waiting' AND kind LIKE 'need.%'"));
        Assert.NotNull(stage.Need.DueAt);

        await stage.Moving(stage.World.Secretary, NeedState.Returned, Why.Said("为什么"));
        Assert.Null(stage.Read("SELECT kind FROM timer WHERE entity_id = @Id AND state = 'Waiting' AND kind LIKE 'need.%'"));
        Assert.Null(stage.Read("SELECT CAST(due_at AS TEXT) FROM need WHERE id = @Id"));

        await stage.World.As(stage.Asker, tx => NeedRequests.AskAgain(tx, stage.Need.Id, "晚上").Value);
        Assert.NotNull(stage.Read("SELECT CAST(due_at AS TEXT) FROM need WHERE id = @Id"));
        await stage.World.As(stage.World.Secretary, tx => NeedDecisions.Accept(
            tx, stage.Need.Id, new NeedDetails { Kind = ResourceKind.Talk, Title = "晚上讲一堂", Measure = "场", UntilAt = tx.Now.AddDays(3) }).Value);
        Assert.Equal(NeedMachine.RunsOut, stage.Read("SELECT kind FROM timer WHERE entity_id = @Id AND state = 'Waiting' AND kind LIKE 'need.%'"));
    }

    /// <summary>A need that a resident asked and nobody answered.</summary>
    private sealed class Asked(TestDatabase database, World world, long asker, Need need) : IAsyncDisposable
    {
        public TestDatabase Database => database;

        public World World => world;

        public long Asker => asker;

        public Need Need => need;

        public static async Task<Asked> Start(Provider provider)
        {
            var database = TestDatabase.Create(provider);
            var world = await World.Create(database.Db);
            var asker = await world.Member("居民");
            return new Asked(database, world, asker, await world.As(asker, tx => NeedRequests.Ask(tx, world.Helan, ResourceKind.Talk, "想听讲座", NeedForm.Need, forAnother: false).Value));
        }

        public Task<bool> Moving(long person, NeedState to, Why why) => world.As(person, tx =>
        {
            NeedMachine.Table.Move(tx, need, to, why);
            return true;
        });

        public string? Read(string sql) => database.Db.Read(tx => tx.First<string>(sql, new { need.Id }));

        public ValueTask DisposeAsync() => database.DisposeAsync();
    }

    [GeneratedRegex("static class (\\w+Machine)\\b", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex MachineClass();
}
