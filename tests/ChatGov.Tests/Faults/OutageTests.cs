using ChatGov.Tests.Support;
using Dapper;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace ChatGov.Tests.Faults;

/// <summary>
/// The database stops working while people write, on the program as it is started: the log says so once with its
/// cause, nobody's message is lost or handled twice, and everybody is answered when it works again.
/// </summary>
public sealed class OutageTests
{
    private const int People = 12;

    /// <summary>What can fail differs: a file has no room to grow, a server is out of reach.</summary>
    [Theory, Databases]
    public async Task The_disk_is_full_or_the_server_is_gone(Provider provider)
    {
        await using var stage = await FaultStage.Build(provider, People);
        await (provider == Provider.Sqlite ? WithoutRoom(stage) : OutOfReach(stage));
    }

    [Fact]
    public async Task A_database_locked_by_another_program()
    {
        await using var stage = await FaultStage.Build(people: People);
        await using var bot = stage.Start();
        await using var other = new SqliteConnection(new SqliteConnectionStringBuilder(stage.ConnectionString) { Pooling = false }.ToString());
        await other.OpenAsync();
        await Outlives(
            stage,
            bot,
            "locked",
            () => other.ExecuteAsync("BEGIN EXCLUSIVE;"),
            () => other.ExecuteAsync("ROLLBACK;"));
    }

    /// <summary>
    /// The code of a full disk itself (SQLITE_FULL), which ends the whole transaction of a group: by a limit on the
    /// writer's pages, as no plain container lets a test fill a disk of its own. Small changes still fit now and then.
    /// </summary>
    [Fact]
    public async Task A_full_disk_is_said_once_and_everybody_is_answered_when_there_is_room()
    {
        using var log = new CapturedLog();
        await using var database = TestDatabase.Create(Provider.Sqlite);
        await using var bot = new TestBot(database.Db, log);
        await bot.Ask("u0", "帮助");
        var pages = database.Db.Read(tx => tx.Count("PRAGMA page_count"));
        await database.Db.Write(tx => tx.Count($"PRAGMA max_page_count = {pages}"));

        var stored = Enumerable.Range(1, 60).Select(i => bot.Channel.Say($"u{i}", "帮助" + new string('　', 2_000))).ToList();
        for (var i = 0; i < 100 && !log.All.Contains("the disk is full", StringComparison.Ordinal); i++)
        {
            await Task.Delay(50);
            database.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        await database.Db.Write(tx => tx.Count($"PRAGMA max_page_count = {pages + 10_000}"));
        for (var i = 0; i < 400 && bot.Channel.Sent.DistinctBy(sent => sent.ChatId).Count() < 61; i++)
        {
            await Task.Delay(20);
            database.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        await Task.WhenAll(stored);
        Assert.Equal(61, bot.Channel.Sent.DistinctBy(sent => sent.ChatId).Count());
        Assert.Equal(61, bot.Channel.Sent.Count);
        Assert.Single(log.Lines, line => line.Contains("The database cannot work now: the disk is full", StringComparison.Ordinal));
        Assert.Equal(1, log.Count(Microsoft.Extensions.Logging.LogLevel.Error));
    }

    private static async Task WithoutRoom(FaultStage stage)
    {
        await using var bot = stage.Start();
        await Outlives(stage, bot, "disk", () => bot.LimitFiles(1_000), () => bot.LimitFiles(null));
    }

    private static async Task OutOfReach(FaultStage stage)
    {
        var server = new NpgsqlConnectionStringBuilder(stage.ConnectionString);
        using var wire = new CuttableWire(server.Host!, server.Port);
        stage.ConnectionString = new NpgsqlConnectionStringBuilder(stage.ConnectionString) { Host = "127.0.0.1", Port = wire.Port }.ToString();
        await using var bot = stage.Start();
        await Outlives(stage, bot, "cannot be reached", () => Task.Run(wire.Cut), () => Task.Run(wire.Mend));
    }

    private static async Task Outlives(FaultStage stage, BotProcess bot, string cause, Func<Task> begin, Func<Task> end)
    {
        stage.Complain(first: 0, People);
        await stage.Answered(People);

        await begin();
        stage.Complain(first: People, People);
        await bot.ExpectError("The database cannot work now");

        // So long that each part of the program meets it more than once.
        await Task.Delay(TimeSpan.FromSeconds(3));
        var lines = bot.Errors.Split('\n').Where(line => line.Contains("fail:", StringComparison.Ordinal)).ToList();
        Assert.Contains(cause, Assert.Single(lines), StringComparison.Ordinal);

        await end();
        await stage.Answered(2 * People);
        stage.Complain(first: 2 * People, People);
        await stage.Answered(3 * People);
        await bot.ExpectError("The database works again");
        Assert.Equal(0, await bot.Terminate());
        stage.HasHappenedOnce(3 * People);
        stage.IsAnsweredOnce(3 * People);
        Assert.DoesNotContain("SECRET", bot.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", bot.Errors, StringComparison.Ordinal);
    }
}
