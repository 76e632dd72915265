using System.Collections.Concurrent;
using ChatGov.Data;
using ChatGov.Messengers;
using ChatGov.Outbox;
using ChatGov.Tests.Support;
using ChatGov.Texts;

namespace ChatGov.Tests.Outbox;

/// <summary>An answer that can leave at once is written as taken; whatever holds it up, it is neither lost, nor doubled, nor out of order.</summary>
public sealed class AtOnceTests
{
    [Theory, Databases]
    public async Task An_answer_that_can_leave_is_neither_looked_for_nor_taken_again(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        await using var bot = new TestBot(database.Db);
        await bot.Quiet();
        var taken = new ConcurrentQueue<string>();
        using var watch = new StatementWatch(database.Db, sql => sql.Contains("SET state = 'Sending'", StringComparison.Ordinal), taken);
        await Reply(database.Db, "u1", "one");
        await bot.Quiet();
        Assert.Equal(["one"], Texts(bot));
        Assert.Empty(taken);
        Assert.Equal(1, database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM outbox WHERE state = 'Sent' AND attempts = 1 AND body IS NULL AND sent_chat_id = 'u1'")));
    }

    [Theory, Databases]
    public async Task What_the_person_was_told_before_goes_before_it(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        await using var bot = new TestBot(database.Db);
        await bot.Quiet();
        await database.Db.Write(tx =>
        {
            var person = tx.Insert("INSERT INTO person (name, language, created_at) VALUES ('甲', 'zh-CN', 0) RETURNING id");
            tx.Run("INSERT INTO chat_identity (channel, user_id, chat_id, person_id, linked_at) VALUES ('fake', 'u1', 'u1', @person, 0)", new { person });
            tx.Send(person, OutboxKind.Receipt, "undo.nothing", [], new SendOptions { Urgent = true });
            tx.Reply(new ChatAddress("fake", "u1"), person, new Message("answer"));
        });
        await bot.Quiet();
        Assert.Equal([Catalog.Say(Language.Chinese, "undo.nothing"), "answer"], Texts(bot));
    }

    [Theory, Databases]
    public async Task What_does_not_leave_after_all_waits_in_its_place_and_was_not_tried(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        await using var bot = new TestBot(database.Db);
        await bot.Quiet();
        var isBusy = true;
        bot.Channel.Answer = (_, _) => isBusy ? new SendResult.Wait(TimeSpan.FromSeconds(30)) : new SendResult.Sent("1");
        await Reply(database.Db, "u1", "one", "two", "three");
        await bot.Quiet();
        Assert.Equal([1L, 0L, 0L], database.Db.Read(tx => tx.All<long>("SELECT attempts FROM outbox WHERE state = 'Waiting' AND owner IS NULL ORDER BY id")));

        isBusy = false;
        database.Clock.Advance(TimeSpan.FromSeconds(31));
        await bot.Quiet();
        Assert.Equal(["one", "two", "three"], Texts(bot));
    }

    [Theory, Databases]
    public async Task While_an_answer_waits_those_behind_it_do(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        await using var bot = new TestBot(database.Db);
        await bot.Quiet();

        // By a program without a sender: the desk.
        await using var desk = database.OpenAgain();
        await desk.Write(tx =>
        {
            tx.Run("INSERT INTO outbox (channel, chat_id, kind, body, row_key, created_at, not_before, state) VALUES ('fake', 'u1', 'Reply', @body, 'k', 0, @later, 'Waiting')",
                new { body = SealedMessages.Seal(tx.Vault, "k", new Message("one")), later = tx.Now + TimeSpan.FromMinutes(1) });
        });
        await Reply(database.Db, "u1", "two");
        await bot.Quiet();
        Assert.Empty(Texts(bot));

        database.Clock.Advance(TimeSpan.FromMinutes(2));
        await bot.Quiet();
        await bot.Quiet();
        Assert.Equal(["one", "two"], Texts(bot));
    }

    [Theory, Databases]
    public async Task A_use_case_that_is_refused_sends_nothing(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        await using var bot = new TestBot(database.Db);
        await bot.Quiet();
        await database.Db.Write(tx => tx.UseCase<bool>(() =>
        {
            tx.Reply(new ChatAddress("fake", "u1"), personId: null, new Message("no"));
            return RefusalCode.NotFound;
        }));
        await Assert.ThrowsAsync<InvalidDataException>(() => database.Db.Write(tx =>
        {
            tx.Reply(new ChatAddress("fake", "u1"), personId: null, new Message("neither"));
            throw new InvalidDataException("undone");
        }));
        await bot.Quiet();
        Assert.Empty(Texts(bot));
    }

    private static Task Reply(Db db, string chat, params string[] texts) => db.Write(tx =>
    {
        foreach (var text in texts)
        {
            tx.Reply(new ChatAddress("fake", chat), personId: null, new Message(text));
        }
    });

    private static List<string> Texts(TestBot bot) => [.. bot.Channel.Sent.Select(sent => sent.Message.Text)];

    private sealed class StatementWatch : IDisposable
    {
        private readonly Db _db;
        private readonly Action<Tx, string, object?> _note;

        public StatementWatch(Db db, Predicate<string> isMeant, ConcurrentQueue<string> found)
        {
            _db = db;
            _note = (_, sql, _) =>
            {
                if (isMeant(sql))
                {
                    found.Enqueue(sql);
                }
            };
            db.Asked += _note;
        }

        public void Dispose() => _db.Asked -= _note;
    }
}
