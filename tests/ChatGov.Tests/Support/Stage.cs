using ChatGov.Claims;
using ChatGov.Tasks;
using ChatGov.Timers;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChatGov.Tests.Support;

/// <summary>A small banner on a database whose clock and timers a test moves by hand.</summary>
public sealed class Stage : IAsyncDisposable
{
    private readonly TimerRunner _timers;

    private Stage(TestDatabase database, World world)
    {
        Database = database;
        World = world;
        _timers = new TimerRunner(database.Db, TimerHandlers.All, NullLogger<TimerRunner>.Instance);
    }

    public TestDatabase Database { get; }

    public World World { get; }

    public static async Task<Stage> Create(Provider provider)
    {
        var database = TestDatabase.Create(provider);
        return new Stage(database, await World.Create(database.Db));
    }

    /// <summary>Moves the clock and runs every timer at its own time on the way.</summary>
    public async Task MoveTo(DateTimeOffset instant)
    {
        while (NextTimer() is { } due && due <= instant)
        {
            Database.Clock.MoveTo(due);
            await RunTimers();
        }

        Database.Clock.MoveTo(instant);
    }

    public async Task RunTimers()
    {
        await _timers.RunDue(CancellationToken.None);
        Assert.Equal(0, Database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM timer WHERE attempts > 0")));
    }

    public TaskState StateOf(VolunteerTask task) =>
        Database.Db.Read(tx => Enum.Parse<TaskState>(tx.First<string>("SELECT state FROM task WHERE id = @Id", new { task.Id })!));

    public List<string> ClaimStates() => Database.Db.Read(tx => tx.All<string>("SELECT state FROM claim ORDER BY id"));

    public List<Letter> Letters(long personId) => Mail.To(Database.Db, personId);

    public void AuditIsComplete()
    {
        AuditTrail.IsComplete(Database.Db, TaskMachine.Table);
        AuditTrail.IsComplete(Database.Db, ClaimMachine.Table);
    }

    public ValueTask DisposeAsync() => Database.DisposeAsync();

    private DateTimeOffset? NextTimer() =>
        Database.Db.Read(tx => tx.First<DateTimeOffset?>("SELECT due_at FROM timer WHERE state = 'Waiting' ORDER BY due_at LIMIT 1"));
}
