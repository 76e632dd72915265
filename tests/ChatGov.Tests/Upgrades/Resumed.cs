using ChatGov.Data;
using ChatGov.Outbox;
using ChatGov.Tests.Support;
using Microsoft.Extensions.Logging;

namespace ChatGov.Tests.Upgrades;

/// <summary>A recorded database whose people are met again, by the bot as it is now.</summary>
internal sealed class Resumed : IAsyncDisposable
{
    private readonly Recorded _recorded;
    private readonly CapturedLog _log = new();
    private readonly long _parked;

    public Resumed(Recorded recorded)
    {
        _recorded = recorded;
        _parked = Count("SELECT COUNT(*) FROM inbox WHERE state = 'Parked'");
        Bot = new TestBot(Db, _log, new FakeChannel(), new FakeChannel { Name = "other" });
    }

    public Db Db => _recorded.Database.Db;

    public TestClock Clock => _recorded.Database.Clock;

    public Manifest Manifest => _recorded.Manifest;

    public TestBot Bot { get; }

    public long Person(string chat) => Manifest.People.First(person => person.Chat == chat).PersonId;

    public Task<T> As<T>(string chat, Func<Tx, T> work) => Db.Write(tx => work(tx.As(Actor.Person(Person(chat)))));

    public Task<string> Press(string chat, string token, int index) => Bot.Press(chat, new Message("") { Token = token }, index);

    public (string? Flow, string? Step) OpenIn(string chat) => Db.Read(tx =>
        tx.First<Standing>("SELECT flow, step FROM session WHERE channel = 'fake' AND user_id = @chat", new { chat }) is { } at ? (at.Flow, at.Step) : (null, null));

    public long Count(string sql) => Db.Read(tx => tx.Count(sql));

    /// <summary>Returns when nothing is left that could go now.</summary>
    public async Task Settled()
    {
        for (var i = 0; i < 200 && Db.Read(tx => tx.Exists("SELECT COUNT(*) FROM outbox WHERE (state = 'Waiting' AND not_before <= @Now) OR state = 'Sending'", new { tx.Now })); i++)
        {
            await Bot.Quiet();
            await Task.Delay(20);
        }
    }

    public void HadNoFault()
    {
        Assert.Equal("", string.Join('\n', _log.Lines.Where(line => line.Contains("Exception", StringComparison.Ordinal) || line.Contains("failed", StringComparison.Ordinal))));
        Assert.Equal(0, _log.Count(LogLevel.Error) + _log.Count(LogLevel.Critical));
        Assert.Equal(_parked, Count("SELECT COUNT(*) FROM inbox WHERE state = 'Parked'"));
    }

    public async ValueTask DisposeAsync()
    {
        await Bot.DisposeAsync();
        _log.Dispose();
        await _recorded.DisposeAsync();
    }

    private sealed record Standing
    {
        public string? Flow { get; init; }

        public string? Step { get; init; }
    }
}
