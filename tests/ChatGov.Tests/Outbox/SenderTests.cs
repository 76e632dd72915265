using ChatGov.Data;
using ChatGov.Messengers;
using ChatGov.Outbox;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Outbox;

public sealed class SenderTests
{
    [Theory, Databases]
    public async Task A_chat_told_to_wait_waits_alone_and_keeps_its_order(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        await using var bot = new TestBot(database.Db);
        var busy = true;
        bot.Channel.Answer = (chat, _) => busy && chat == "slow" ? new SendResult.Wait(TimeSpan.FromSeconds(30)) : new SendResult.Sent("1");

        await Reply(database.Db, "slow", "one", "two");
        await Reply(database.Db, "quick", "three");
        await bot.Quiet();
        Assert.Equal([("quick", "three")], Texts(bot));

        busy = false;
        await Reply(database.Db, "slow", "four");
        await bot.Quiet();
        Assert.Single(bot.Channel.Sent);

        database.Clock.Advance(TimeSpan.FromSeconds(31));
        await bot.Quiet();
        await bot.Quiet();
        Assert.Equal(["one", "two", "four"], Texts(bot).Where(sent => sent.ChatId == "slow").Select(sent => sent.Text));
    }

    [Theory, Databases]
    public async Task A_reply_of_unknown_fate_goes_once_more_and_then_is_accounted_for(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        await using var bot = new TestBot(database.Db);
        var tries = 0;
        bot.Channel.Answer = (_, _) =>
        {
            tries++;
            return new SendResult.Unknown("timeout");
        };

        await Reply(database.Db, "u1", "one");
        await bot.Quiet();

        Assert.Equal(2, tries);
        Assert.Equal("Uncertain", State(database.Db));
    }

    [Theory, Databases]
    public async Task A_broadcast_of_unknown_fate_never_goes_again(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        await using var bot = new TestBot(database.Db);
        var tries = 0;
        bot.Channel.Answer = (_, _) =>
        {
            tries++;
            return new SendResult.Unknown("timeout");
        };

        await Reply(database.Db, "u1", OutboxKind.Broadcast, "to all");
        await bot.Quiet();

        Assert.Equal(1, tries);
        Assert.Equal("Uncertain", State(database.Db));
    }

    [Theory, Databases]
    public async Task A_failing_messenger_is_tried_again_later_and_given_up_in_the_end(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        await using var bot = new TestBot(database.Db);
        var tries = 0;
        bot.Channel.Answer = (_, _) =>
        {
            tries++;
            return new SendResult.NotSent("server_error");
        };

        await Reply(database.Db, "u1", "one");
        for (var i = 0; i < 40 && State(database.Db) is ("Waiting" or "Sending"); i++)
        {
            await bot.Quiet();
            database.Clock.Advance(TimeSpan.FromMinutes(13));
        }

        Assert.Equal("Failed", State(database.Db));
        Assert.Equal(12, tries);
    }

    [Theory, Databases]
    public async Task Sends_left_by_a_killed_run_go_once_more_except_broadcasts(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        await Reply(database.Db, "u1", "one");
        await Reply(database.Db, "u2", OutboxKind.Broadcast, "to all");
        await database.Db.Write(tx => tx.Run("UPDATE outbox SET state = 'Sending', owner = 'elsewhere/1/1', attempts = 1"));

        await using var bot = new TestBot(database.Db);
        await bot.Quiet();

        Assert.Equal([("u1", "one")], Texts(bot));
        Assert.Equal(["Sent", "Uncertain"], database.Db.Read(tx => tx.All<string>("SELECT state FROM outbox ORDER BY id")));
    }

    [Theory, Databases]
    public async Task What_another_program_still_has_in_its_hands_is_not_overtaken(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        await Reply(database.Db, "u1", "one");
        await database.Db.Write(tx =>
        {
            tx.Run("UPDATE outbox SET state = 'Sending', owner = 'elsewhere/1/1', attempts = 1, sent_channel = 'fake', sent_chat_id = 'u1'");
            Leases.SayAlive(tx, "elsewhere/1/1");
        });
        await Reply(database.Db, "u1", "two");
        await Reply(database.Db, "u2", "three");
        await using var bot = new TestBot(database.Db);

        await bot.Quiet();
        Assert.Equal([("u2", "three")], Texts(bot));

        await database.Db.Write(tx => tx.Run("UPDATE outbox SET state = 'Sent', body = NULL WHERE owner = 'elsewhere/1/1'"));
        await bot.Quiet();
        Assert.Equal([("u2", "three"), ("u1", "two")], Texts(bot));
    }

    [Theory, Databases]
    public async Task What_goes_once_more_goes_before_what_waits_behind_it(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        await using var bot = new TestBot(database.Db);
        var tries = 0;
        bot.Channel.Answer = (_, _) => ++tries == 1 ? new SendResult.Unknown("timeout") : new SendResult.Sent("1");

        await Reply(database.Db, "u1", "one", "two");
        await bot.Quiet();

        Assert.Equal(["one", "two"], Texts(bot).Select(sent => sent.Text));
    }

    [Theory, Databases]
    public async Task A_moved_chat_is_followed(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        await using var bot = new TestBot(database.Db);
        bot.Channel.Answer = (chat, _) => chat == "old" ? new SendResult.Moved("new") : new SendResult.Sent("1");

        await Reply(database.Db, "old", "one");
        await bot.Quiet();

        Assert.Equal([("new", "one")], Texts(bot));
    }

    [Theory, Databases]
    public async Task An_answer_does_not_wait_behind_broadcasts(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        await using var bot = new TestBot(database.Db, logs: null, new FakeChannel { Limits = new SendLimits(PerSecond: 50, TimeSpan.Zero, 1) });
        for (var i = 0; i < 60; i++)
        {
            await Reply(database.Db, $"u{i}", OutboxKind.Broadcast, "to all");
        }

        await Until(() => bot.Channel.Sent.Count > 3);
        await Reply(database.Db, "asker", "answer");
        await Reply(database.Db, "u59", "answer");
        await bot.Quiet();

        var sent = Texts(bot).ToList();
        Assert.Equal(62, sent.Count);
        Assert.InRange(sent.FindIndex(each => each.ChatId == "asker"), 1, 40);
        Assert.InRange(sent.FindIndex(each => each == ("u59", "answer")), 1, 40);
    }

    [Theory, Databases]
    public async Task A_messenger_that_asks_several_chats_to_wait_is_left_in_peace_as_a_whole(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        await using var bot = new TestBot(database.Db);
        var (tries, busy) = (0, true);
        bot.Channel.Answer = (_, _) =>
        {
            Interlocked.Increment(ref tries);
            return busy ? new SendResult.Wait(TimeSpan.FromSeconds(30)) : new SendResult.Sent("1");
        };

        await Reply(database.Db, "u1", "one");
        await Reply(database.Db, "u2", "two");
        await Reply(database.Db, "u3", "three");
        await bot.Quiet();
        await Reply(database.Db, "u4", "four");
        await bot.Quiet();
        Assert.Equal(3, tries);

        busy = false;
        database.Clock.Advance(TimeSpan.FromSeconds(31));
        await bot.Quiet();
        Assert.Equal(4, bot.Channel.Sent.Count);
    }

    [Theory, Databases]
    public async Task What_may_reach_a_chat_in_a_while_is_counted_over_restarts(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var limits = new SendLimits(100_000, TimeSpan.Zero, 1) { Windows = [new CallWindow(3, TimeSpan.FromMinutes(1))] };
        await Reply(database.Db, "u1", "1", "2");
        await using (var bot = new TestBot(database.Db, logs: null, new FakeChannel { Limits = limits }))
        {
            await bot.Quiet();
            Assert.Equal(2, bot.Channel.Sent.Count);
        }

        await Reply(database.Db, "u1", "3", "4", "5");
        await using var next = new TestBot(database.Db, logs: null, new FakeChannel { Limits = limits });
        await next.Quiet();
        Assert.Equal(["3"], Texts(next).Select(sent => sent.Text));

        database.Clock.Advance(TimeSpan.FromSeconds(61));
        await next.Quiet();
        Assert.Equal(["3", "4", "5"], Texts(next).Select(sent => sent.Text));
    }

    [Theory, Databases]
    public async Task A_chat_that_is_told_more_than_it_takes_hides_nobody_elses_answer(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        await database.Db.Write(tx =>
        {
            for (var i = 0; i < 2_100; i++)
            {
                Write(tx, "flooded", "again");
            }

            Write(tx, "asker", "answer");
        });
        await using var bot = new TestBot(database.Db);
        bot.Channel.Answer = (chat, _) => chat == "flooded" ? new SendResult.Wait(TimeSpan.FromHours(1)) : new SendResult.Sent("1");
        await bot.Quiet();
        Assert.Equal([("asker", "answer")], Texts(bot));
    }

    [Theory, Databases]
    public async Task A_fault_of_the_messengers_code_is_a_send_of_unknown_fate_and_the_chat_goes_on(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var log = new CapturedLog();
        await using var bot = new TestBot(database.Db, log);
        bot.Channel.Answer = (_, message) => message.Text == "one" ? throw new InvalidDataException("secret words") : new SendResult.Sent("1");
        await Reply(database.Db, "u1", "one", "two");
        await bot.Quiet();
        Assert.Equal([("u1", "two")], Texts(bot));
        Assert.Equal("Uncertain", State(database.Db));
        Assert.Contains(nameof(InvalidDataException), log.All, StringComparison.Ordinal);
        Assert.DoesNotContain("secret words", log.All, StringComparison.Ordinal);
    }

    [Theory, Databases]
    public async Task A_message_that_cannot_be_opened_any_more_holds_up_nothing(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        await Reply(database.Db, "u1", "one", "two");
        using var other = Vault.Ephemeral();
        await database.Db.Write(tx => tx.Run("UPDATE outbox SET body = @body WHERE id = (SELECT MIN(id) FROM outbox)", new { body = SealedColumn.Of("outbox.body").Seal(other, "k", "x") }));
        await using var bot = new TestBot(database.Db);
        await bot.Quiet();
        Assert.Equal([("u1", "two")], Texts(bot));
        Assert.Equal("Failed", State(database.Db));
    }

    [Theory, Databases]
    public async Task What_one_program_settles_late_does_not_touch_what_another_took_over(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        await Reply(database.Db, "u1", "one");
        await database.Db.Write(tx =>
        {
            tx.Run("UPDATE outbox SET state = 'Sending', owner = 'b/1/1', attempts = 2, uncertain = 1");
            OutboxStore.PutBack(tx, 1, "a/1/1", tx.Now, "told_to_wait");
            OutboxStore.Doubt(tx, 1, "a/1/1", "timeout");
            OutboxStore.End(tx, 1, "a/1/1", "Failed", "x");
            OutboxStore.MarkSent(tx, 1, "a/1/1", "1");
        });
        Assert.Equal(("Sending", 1L), database.Db.Read(tx => (State(database.Db), tx.Count("SELECT uncertain FROM outbox"))));
    }

    [Theory, Databases]
    public async Task What_this_program_took_and_no_longer_knows_of_goes_once_more(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        await Reply(database.Db, "u1", "one");
        await database.Db.Write(tx => tx.Run(
            "UPDATE outbox SET state = 'Sending', owner = @owner, attempts = 1, taken_at = @Now, sent_channel = 'fake', sent_chat_id = 'u1'",
            new { owner = Instance.Current.Name, tx.Now }));
        database.Clock.Advance(TimeSpan.FromMinutes(3));
        await using var bot = new TestBot(database.Db);
        await Until(() => !bot.Channel.Sent.IsEmpty);
        Assert.Equal([("u1", "one")], Texts(bot));
    }

    private static async Task Until(Func<bool> isSo)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!isSo())
        {
            limit.Token.ThrowIfCancellationRequested();
            await Task.Delay(5, CancellationToken.None);
        }
    }

    private static Task Reply(Db db, string chat, params string[] texts) => db.Write(tx => Write(tx, chat, texts));

    private static Task Reply(Db db, string chat, OutboxKind kind, string text) => db.Write(tx =>
    {
        Write(tx, chat, text);
        tx.Run("UPDATE outbox SET kind = @kind WHERE id = (SELECT MAX(id) FROM outbox)", new { kind = kind.ToString() });
    });

    private static void Write(Tx tx, string chat, params string[] texts)
    {
        foreach (var text in texts)
        {
            tx.Reply(new ChatAddress("fake", chat), personId: null, new Message(text));
        }
    }

    private static IEnumerable<(string ChatId, string Text)> Texts(TestBot bot) =>
        bot.Channel.Sent.Select(sent => (sent.ChatId, sent.Message.Text));

    private static string State(Db db) => db.Read(tx => tx.First<string>("SELECT state FROM outbox ORDER BY id LIMIT 1"))!;
}
