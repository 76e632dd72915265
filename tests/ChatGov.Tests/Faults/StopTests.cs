using System.Diagnostics;
using ChatGov.Tests.Fakes.BotApi;
using ChatGov.Tests.Support;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ChatGov.Tests.Faults;

/// <summary>
/// A stop as a service manager does it (SIGTERM), in the middle of the work: the program ends by itself with exit
/// code 0, and the next run finishes what was left.
/// </summary>
public sealed class StopTests
{
    private const int People = 30;

    // Ten seconds are promised; the rest is for a machine that is busy. A program that hangs takes a minute and more.
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task With_slow_sends_under_way_nothing_is_lost_and_nothing_doubled()
    {
        await using var stage = await FaultStage.Build(people: People);
        stage.Api.Faults.Add(Moment.Received, "sendMessage", new Fault.Delay(TimeSpan.FromSeconds(1.5)), times: 1_000);
        await using (var bot = stage.Start())
        {
            stage.Complain(first: 0, People);
            await stage.Api.WaitUntil(api => api.Calls.Any(call => call.Method == "sendMessage"));
            await Stops(bot);
        }

        stage.Api.Faults.Clear();
        await using var next = stage.Start();
        await next.ExpectError("Receives from Telegram");
        await stage.Answered(People);
        await Stops(next);
        stage.HasHappenedOnce(People);
        stage.IsAnsweredOnce(People);
    }

    [Fact]
    public async Task With_sends_that_are_never_answered_it_ends_all_the_same()
    {
        await using var stage = await FaultStage.Build(people: People);
        stage.Api.Faults.Add(Moment.Received, "sendMessage", new Fault.Delay(TimeSpan.FromMinutes(5)), times: 1_000);
        await using (var bot = stage.Start())
        {
            stage.Complain(first: 0, People);
            await stage.Api.WaitUntil(api => api.Calls.Any(call => call.Method == "sendMessage"));
            await Stops(bot);
        }

        stage.Api.Faults.Clear();
        await using var next = stage.Start();
        await next.ExpectError("Receives from Telegram");
        await stage.Answered(People);
        await Stops(next);
        stage.HasHappenedOnce(People);
        stage.IsAnsweredOnce(People);
    }

    [Fact]
    public async Task While_another_program_holds_the_database_it_ends_all_the_same()
    {
        await using var stage = await FaultStage.Build(people: People);
        await using (var bot = stage.Start())
        {
            stage.Complain(first: 0, People);
            await stage.Answered(People);
            await using var other = new SqliteConnection(new SqliteConnectionStringBuilder(stage.ConnectionString) { Pooling = false }.ToString());
            await other.OpenAsync();
            await other.ExecuteAsync("BEGIN EXCLUSIVE;");
            stage.Complain(first: People, People);
            await stage.Api.WaitUntil(api => api.Calls.Any(call => call is { Method: "getUpdates", Delivered: > 0 }));
            await Stops(bot);
        }

        await using var next = stage.Start();
        await next.ExpectError("Receives from Telegram");
        await stage.Answered(2 * People);
        await Stops(next);
        stage.HasHappenedOnce(2 * People);
        stage.IsAnsweredOnce(2 * People);
    }

    [Fact]
    public async Task With_a_terminal_open()
    {
        var folder = Directory.CreateTempSubdirectory("chatgov-stop-").FullName;
        await using (var bot = BotProcess.Start(folder))
        {
            await bot.Type("帮助");
            await bot.Expect("转人工");
            await Stops(bot);
        }

        Directory.Delete(folder, recursive: true);
    }

    private static async Task Stops(BotProcess bot)
    {
        var since = Stopwatch.GetTimestamp();
        Assert.Equal(0, await bot.Terminate());
        Assert.True(Stopwatch.GetElapsedTime(since) < Bound, "the stop took too long; errors:\n" + bot.Errors);
        Assert.DoesNotContain("   at ", bot.Errors, StringComparison.Ordinal);
    }
}
