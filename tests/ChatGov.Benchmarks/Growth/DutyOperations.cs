using System.Globalization;
using ChatGov.Data;
using ChatGov.Messengers;
using ChatGov.Outbox;
using ChatGov.Retention;
using ChatGov.Timers;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChatGov.Benchmarks.Growth;

/// <summary>What the program does of itself: looking for timers, sending, cleaning by the hour, taking out by night.</summary>
internal static class DutyOperations
{
    private const int MessagesAtOnce = 5;

    /// <summary>What is past its time is taken out for good, once; as much of it is there at each size.</summary>
    public static IEnumerable<Operation> Once(Db db) =>
    [
        Operation.Once("cleaning: what passed in an hour", () => Cleaning.Run(db, CancellationToken.None)),
        Operation.Once("retention: what passed in a day", () => RetentionRun.Run(db, CancellationToken.None)),
    ];

    public static IEnumerable<Operation> All(County county, Db db, WatchedDb undone, Sender sender, Sender undoneSender) =>
    [
        Operation.Plain("cleaning: nothing to do", () => Cleaning.Run(undone, CancellationToken.None)),
        Operation.Plain("retention: nothing to do", () => RetentionRun.Run(undone, CancellationToken.None)),
        Operation.Plain("retention: counted beforehand", () => Task.FromResult(RetentionRun.Count(undone))),
        Operation.Plain("timers: none is due", () => new TimerRunner(undone, TimerHandlers.All, NullLogger<TimerRunner>.Instance).RunDue(CancellationToken.None)),
        new Operation("timers: one is due", async probe =>
        {
            await db.Write(tx => tx.Run(
                "INSERT INTO timer (kind, entity_id, due_at, dedupe_key, state) VALUES ('task.stale', 1, @Now, @key, 'Waiting')", new { tx.Now, key = Guid.CreateVersion7().ToString() }));
            probe.Start();
            await new TimerRunner(db, TimerHandlers.All, NullLogger<TimerRunner>.Instance).RunDue(CancellationToken.None);
            probe.Stop();
        }),
        Operation.Plain("sender: nothing is due", () => sender.Flush(CancellationToken.None)),
        new Operation("sender: five messages", async probe =>
        {
            await db.Write(tx => Write(county, tx));
            probe.Start();
            await sender.Flush(CancellationToken.None);
            probe.Stop();
        }),
        Operation.Plain("sender: what another program left", () => undoneSender.TakeOver(CancellationToken.None)),
    ];

    /// <summary>Some to a chat that asked, some to whoever it concerns, wherever they are.</summary>
    private static void Write(County county, Tx tx)
    {
        for (var i = 0; i < MessagesAtOnce; i++)
        {
            var member = county.Member(County.Usual, 30 + i);
            if (i % 2 == 0)
            {
                tx.Reply(new ChatAddress(SilentChannel.Of, member.ToString(CultureInfo.InvariantCulture)), member, new Message("好的"));
            }
            else
            {
                tx.Send(member, OutboxKind.Receipt, "everyone.unclear", [], new SendOptions { Urgent = true });
            }
        }
    }
}

/// <summary>A messenger that takes whatever it is given, and counts what a chat takes as WeCom does.</summary>
internal sealed class SilentChannel : IChannel
{
    public const string Of = "telegram";

    public string Name => Of;

    public SendLimits Limits { get; } = new(1_000_000, TimeSpan.Zero, 1) { Windows = [new CallWindow(1_000_000, TimeSpan.FromMinutes(1))] };

    public Sharing Sharing => Sharing.Own;

    public string? OnlyChat => null;

    public Task Receive(StoreIncoming store, CancellationToken cancel) => Task.CompletedTask;

    public Task<SendResult> Send(string chatId, Message message, CancellationToken cancel) => Task.FromResult<SendResult>(new SendResult.Sent("1"));
}
