using ChatGov.Data;
using ChatGov.Outbox;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Data;

public sealed class WriteDoorTests
{
    private const string Add = "INSERT INTO setting (name, value) VALUES (@name, 'x')";

    [Theory, Databases]
    public async Task A_refusal_undoes_the_use_case_and_nothing_else(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);

        var outcome = await database.Db.Write(tx =>
        {
            tx.Run(Add, new { name = "before" });
            var result = tx.UseCase<long>(() =>
            {
                tx.Run(Add, new { name = "inside" });
                tx.EvenIfRefused(() => tx.Run(Add, new { name = "counted" }));
                return RefusalCode.WrongState;
            });
            tx.Run(Add, new { name = "after" });
            return result;
        });

        Assert.Equal(RefusalCode.WrongState, outcome.Refusal?.Code);
        Assert.Equal(["after", "before", "counted"], Settings(database.Db));
    }

    [Theory, Databases]
    public async Task An_exception_undoes_all_of_its_own_work_and_nobody_elses(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);

        var works = Enumerable.Range(0, 50).Select(i => database.Db.Write(tx =>
        {
            tx.Run(Add, new { name = $"n{i:00}" });
            return i % 5 == 0 ? throw new InvalidOperationException("wanted") : i;
        })).ToList();
        foreach (var (work, i) in works.Select((work, i) => (work, i)))
        {
            if (i % 5 == 0)
            {
                await Assert.ThrowsAsync<InvalidOperationException>(() => work);
            }
            else
            {
                Assert.Equal(i, await work);
            }
        }

        Assert.Equal(Enumerable.Range(0, 50).Where(i => i % 5 != 0).Select(i => $"n{i:00}"), Settings(database.Db));
    }

    [Theory, Databases]
    public async Task A_use_case_that_leaves_no_audit_row_is_thrown_out(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);

        await Assert.ThrowsAsync<InvalidOperationException>(() => database.Db.Write(tx => tx.UseCase<long>(() =>
        {
            tx.Run(Add, new { name = "silent" });
            return 1;
        })));

        Assert.Empty(Settings(database.Db));
    }

    [Theory, Databases]
    public async Task What_comes_after_the_commit_runs_once_and_only_if_it_came(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var calls = 0;

        await database.Db.Write(tx => tx.AfterCommit(() => Interlocked.Increment(ref calls)));
        await Assert.ThrowsAsync<InvalidOperationException>(() => database.Db.Write(tx =>
        {
            tx.AfterCommit(() => Interlocked.Increment(ref calls));
            throw new InvalidOperationException("wanted");
        }));

        Assert.Equal(1, calls);
    }

    private static List<string> Settings(Db db) => db.Read(tx => tx.All<string>("SELECT name FROM setting ORDER BY name"));

    [Theory, Databases]
    public async Task Parameters_whose_names_differ_only_in_case_are_refused(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);

        await Assert.ThrowsAsync<ArgumentException>(() => database.Db.Write(
            tx => tx.Count("SELECT COUNT(*) FROM person WHERE id = @id AND row_version = @Id", new { id = 1L, Id = 2L })));
    }

    [Theory, Databases]
    public async Task A_program_that_does_not_send_wakes_the_one_that_does_where_the_database_can_tell(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        var woken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var stop = new CancellationTokenSource();
        await using var sending = database.OpenAgain();
        sending.OutboxWritten += () => woken.TrySetResult();
        var listening = sending.Listen(stop.Token);
        if (provider == Provider.Sqlite)
        {
            // Nothing to wait for: the sender looks by itself.
            Assert.True(listening.IsCompletedSuccessfully);
            return;
        }

        // Listening begins at some moment; each try announces itself anew.
        for (var tries = 0; tries < 100 && !woken.Task.IsCompleted; tries++)
        {
            await database.Db.Write(tx => tx.Send(world.Secretary, OutboxKind.News, "everyone.hello", []));
            await Task.WhenAny(woken.Task, Task.Delay(TimeSpan.FromMilliseconds(100)));
        }

        Assert.True(woken.Task.IsCompleted);
        await stop.CancelAsync();
        await listening;
    }
}
