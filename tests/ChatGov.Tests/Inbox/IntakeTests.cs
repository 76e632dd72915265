using ChatGov.Data;
using ChatGov.Inbox;
using ChatGov.Messengers;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Inbox;

public sealed class IntakeTests
{
    [Theory, Databases]
    public async Task The_same_update_delivered_again_is_answered_once(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        await using var bot = new TestBot(database.Db);
        var update = bot.Channel.Text("u1", "帮助");

        await bot.Channel.Deliver(update, update);
        await bot.Channel.Deliver(update);
        await bot.Quiet();

        Assert.Single(bot.Channel.Sent);
    }

    [Theory, Databases]
    public async Task Many_quick_messages_of_one_person_are_answered_in_order(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        await using var bot = new TestBot(database.Db);
        await bot.Channel.Deliver([.. Enumerable.Range(0, 20).SelectMany(i => new[]
        {
            bot.Channel.Text("u1", "投诉"),
            bot.Channel.Text("u1", $"第{i:00}件"),
        })]);
        await bot.Quiet();

        var kept = database.Db.Read(tx => HelpTexts.All(tx));
        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"第{i:00}件"), kept);
        Assert.Equal(40, bot.Channel.Sent.Count);
    }

    [Theory, Databases]
    public async Task What_an_earlier_run_stored_is_handled_by_the_next(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        await database.Db.Write(tx => InboxStore.Add(tx, "fake", "elsewhere/1/1", [Help("k1", "u1"), Help("k2", "u2")]));

        await using var bot = new TestBot(database.Db);
        await bot.Quiet();

        Assert.Equal(["u1", "u2"], bot.Channel.Sent.Select(sent => sent.ChatId).Order());
    }

    [Theory, Databases]
    public async Task A_restart_in_the_middle_of_a_conversation_goes_on_with_it(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        await using (var bot = new TestBot(database.Db))
        {
            await bot.Ask("u1", "投诉平台");
        }

        await using var next = new TestBot(database.Db);
        Assert.Contains("编号", await next.Ask("u1", "消息太多"), StringComparison.Ordinal);
    }

    [Theory, Databases]
    public async Task The_payload_is_gone_when_the_message_is_handled(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        await using var bot = new TestBot(database.Db);
        await bot.Ask("u1", "帮助");

        Assert.Equal(0, database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM inbox WHERE payload IS NOT NULL")));
        Assert.Equal(0, database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM outbox WHERE body IS NOT NULL")));
    }

    [Theory, Databases]
    public async Task A_message_that_always_fails_is_parked_with_an_apology_and_does_not_hold_up_others(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        await using var bot = new TestBot(database.Db);
        await bot.Ask("u1", "投诉平台");
        await database.Db.Write(tx => tx.Run("UPDATE session SET flow = 'help_request', step = 'text', data = @broken", new { broken = new byte[] { 1 } }));

        await bot.Channel.Say("u2", "帮助");
        await bot.Channel.Say("u1", "消息太多");
        for (var i = 0; i < 200 && !IsParked(database); i++)
        {
            await Task.Delay(20);
            database.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.True(IsParked(database));
        for (var i = 0; i < 500 && !bot.Channel.Sent.Any(sent => sent.ChatId == "u2"); i++)
        {
            await Task.Delay(20);
        }

        Assert.Contains(bot.Channel.Sent, sent => sent.ChatId == "u2");
    }

    [Theory, Databases]
    public async Task A_picture_in_a_conversation_that_cannot_be_read_is_parked_like_words(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        await using var bot = new TestBot(database.Db);
        await bot.Ask("u1", "投诉平台");
        await database.Db.Write(tx => tx.Run("UPDATE session SET flow = 'help_request', step = 'text', data = @broken", new { broken = new byte[] { 1 } }));
        await bot.Channel.Deliver(Help("k1", "u1") with { Kind = IncomingKind.Picture, MediaRef = "m1" });
        for (var i = 0; i < 200 && !IsParked(database); i++)
        {
            await Task.Delay(20);
            database.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.True(IsParked(database));
    }

    [Theory, Databases]
    public async Task What_was_stored_by_a_commit_whose_outcome_was_never_learnt_is_taken_up(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        await using var bot = new TestBot(database.Db, logs: null, new FakeChannel { Sharing = Sharing.Together });
        await bot.Ask("u1", "帮助");
        await database.Db.Write(tx => InboxStore.Add(tx, "fake", Instance.Current.Name, [Help("k1", "u2")]));
        await bot.Channel.Deliver(Help("k1", "u2"));
        database.Clock.Advance(TimeSpan.FromSeconds(11));
        for (var i = 0; i < 1_000 && !bot.Channel.Sent.Any(sent => sent.ChatId == "u2"); i++)
        {
            await Task.Delay(20);
        }

        Assert.Single(bot.Channel.Sent, sent => sent.ChatId == "u2");
    }

    [Fact]
    public async Task A_full_disk_loses_nobody_elses_work_and_the_message_waits()
    {
        await using var database = TestDatabase.Create(Provider.Sqlite);
        var pages = Pragma(database.Db, "PRAGMA page_count");
        await database.Db.Write(tx => tx.Count($"PRAGMA max_page_count = {pages + 8}"));

        var works = Enumerable.Range(0, 64).Select(i => database.Db.Write(tx => tx.Run(
            "INSERT INTO setting (name, value) VALUES (@name, @value)",
            new { name = $"n{i}", value = new string('x', i % 8 == 3 ? 200_000 : 10) }))).ToList();
        var outcomes = await Task.WhenAll(works.Select(async work =>
        {
            try
            {
                return await work;
            }
            catch (Microsoft.Data.Sqlite.SqliteException full)
            {
                Assert.Equal(13, full.SqliteErrorCode);
                return 0;
            }
        }));

        var kept = database.Db.Read(tx => tx.All<string>("SELECT name FROM setting"));
        Assert.Equal(Enumerable.Range(0, 64).Where(i => i % 8 != 3).Select(i => $"n{i}").Order(), kept.Order());
        Assert.Equal(56, outcomes.Sum());
    }

    [Fact]
    public async Task The_writer_flushes_every_commit_to_the_disk()
    {
        await using var database = TestDatabase.Create(Provider.Sqlite);

        var synchronous = await database.Db.Write(tx => tx.Count("PRAGMA synchronous"));
        const int full = 2;
        Assert.Equal(full, synchronous);
    }

    private static long Pragma(Db db, string pragma) => db.Read(tx => tx.Count(pragma));

    private static bool IsParked(TestDatabase database) =>
        database.Db.Read(tx => tx.Exists("SELECT COUNT(*) FROM inbox WHERE state = 'Parked'"));

    private static Incoming Help(string key, string user) => new() { DedupeKey = key, UserId = user, ChatId = user, Text = "帮助" };
}
