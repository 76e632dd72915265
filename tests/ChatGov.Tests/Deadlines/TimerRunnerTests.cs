using ChatGov.Data;
using ChatGov.Tests.Support;
using ChatGov.Timers;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChatGov.Tests.Deadlines;

/// <summary>A timer runs at its time, also when that changes in the moment in which it would have run.</summary>
public sealed class TimerRunnerTests
{
    [Theory, Databases]
    public async Task What_is_moved_while_others_run_waits_for_its_new_time(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var (now, ran) = (database.Clock.GetUtcNow(), new List<string>());
        var handlers = new Dictionary<string, Action<Tx, long>>(StringComparer.Ordinal)
        {
            ["first"] = (tx, id) => ChatGov.Deadlines.Timers.Move(tx, "second", id, tx.Now.AddHours(1)),
            ["second"] = (_, _) => ran.Add("second"),
        };
        await database.Db.Write(tx =>
        {
            ChatGov.Deadlines.Timers.Set(tx, "first", 1, tx.Now);
            ChatGov.Deadlines.Timers.Set(tx, "second", 1, tx.Now);
        });
        var runner = new TimerRunner(database.Db, handlers, NullLogger<TimerRunner>.Instance);

        await runner.RunDue(CancellationToken.None);
        Assert.Empty(ran);
        Assert.Equal(now.AddHours(1), database.Db.Read(tx => tx.First<DateTimeOffset>("SELECT due_at FROM timer WHERE kind = 'second' AND state = 'Waiting'")));

        database.Clock.Advance(TimeSpan.FromHours(1));
        await runner.RunDue(CancellationToken.None);
        Assert.Equal(["second"], ran);
    }
}
