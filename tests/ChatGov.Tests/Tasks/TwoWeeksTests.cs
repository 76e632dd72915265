using System.Globalization;
using ChatGov.Claims;
using ChatGov.Deadlines;
using ChatGov.Messengers.Telegram;
using ChatGov.Registrations;
using ChatGov.Tasks;
using ChatGov.Tests.Fakes.BotApi;
using ChatGov.Tests.Messengers.Telegram;
using ChatGov.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Telegram.Bot;

namespace ChatGov.Tests.Tasks;

/// <summary>
/// Two weeks of a small community over the Bot API, the clock moved from one timer to the next: over the holidays of
/// October 2026 with their 调休. Who claims, waits, gives back, answers and stays silent is drawn from a seed.
/// </summary>
public sealed class TwoWeeksTests
{
    private const int Seed = 20260928;
    private const int People = 16;
    private const int Days = 14;
    private const string Evening = "提醒你领的任务";
    private const string Soon = "今天有你领的任务";

    private static readonly DateTimeOffset Start = new(2026, 9, 28, 9, 0, 0, TimeSpan.FromHours(8));

    [Fact]
    public async Task Nothing_in_quiet_hours_no_reminder_twice_or_missing_and_every_clock_right()
    {
        await using var town = await Town.Open();
        await town.LiveThrough(Days);

        Assert.Equal(town.Expected.Order(StringComparer.Ordinal), town.RemindersSent().Order(StringComparer.Ordinal));
        Assert.True(town.Expected.Count > 30, $"only {town.Expected.Count} reminders");
        Assert.All(town.PushesInQuietHours(), text => Assert.Contains(Soon, text, StringComparison.Ordinal));
        Assert.Empty(town.WrongOfferClocks());
        Assert.True(town.Count("claim", "lapse") > 4 && town.Count("claim", "accept") > 1 && town.Count("claim", "offer") > 10, $"too little happened: {town.Count("claim", "offer")} offers, {town.Count("claim", "accept")} yes, {town.Count("claim", "lapse")} silent");
        Invariants.Hold(town.Database.Db);
        AuditTrail.IsComplete(town.Database.Db, TaskMachine.Table);
        AuditTrail.IsComplete(town.Database.Db, ClaimMachine.Table);
    }

    [Theory]
    [InlineData("2026-09-29 15:00", "2026-10-08 15:00")] // 30 September and 8 October: the holidays between do not count
    [InlineData("2026-10-08 11:00", "2026-10-10 11:00")] // Saturday 10 October is worked
    [InlineData("2026-09-30 16:00", "2026-10-09 16:00")]
    public async Task Two_working_days_know_the_holidays_and_the_worked_saturday(string submitted, string due)
    {
        await using var database = TestDatabase.Create(Provider.Sqlite, start: At(submitted));
        var world = await World.Create(database.Db);
        var member = await world.Person("甲");

        var registration = await world.As(member, tx => RegistrationRequests.Submit(tx, new SubmitRequest { OrgId = world.Helan, Name = "甲" }).Value);

        Assert.Equal(At(due), registration.DueAt);
    }

    private static DateTimeOffset At(string local) =>
        new(DateTime.ParseExact(local, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), TimeSpan.FromHours(8));

    private sealed class Town : IAsyncDisposable
    {
        private readonly FakeBotApi _api;
        private readonly BotClient _client;
        private readonly TelegramChannel _channel;
        private readonly TestBot _bot;
        private readonly Random _random = new(Seed);
        private readonly List<VolunteerTask> _tasks = [];

        private Town(TestDatabase database, World world, FakeBotApi api)
        {
            Database = database;
            World = world;
            _api = api;
            _client = new BotClient(new TelegramBotClientOptions(TelegramSetup.Token, api.BaseUrl)) { Timeout = TimeSpan.FromSeconds(10) };
            _channel = new TelegramChannel(_client, TelegramSetup.Quick, NullLogger<TelegramChannel>.Instance);
            _bot = new TestBot(database.Db, channels: [_channel]);
        }

        public TestDatabase Database { get; }

        public World World { get; }

        /// <summary>Who has to be reminded of what, taken down just before each reminder is due.</summary>
        public List<string> Expected { get; } = [];

        public static async Task<Town> Open()
        {
            var database = TestDatabase.Create(Provider.Sqlite, start: Start);
            var world = await World.Create(database.Db);
            var api = await FakeBotApi.StartAsync(TelegramSetup.Token, database.Clock);
            var town = new Town(database, world, api);
            foreach (var i in Enumerable.Range(1, People))
            {
                await world.Member($"u{i}");
                await town.Says(i, "你好");
            }

            // Whoever writes over Telegram is that member: the identity moves over as if linked.
            await database.Db.Write(tx =>
            {
                tx.Run("DELETE FROM chat_identity WHERE channel = 'telegram'");
                tx.Run("UPDATE chat_identity SET channel = 'telegram', user_id = SUBSTR(user_id, 2), chat_id = SUBSTR(chat_id, 2) WHERE user_id LIKE 'u%'");
            });
            return town;
        }

        public async Task LiveThrough(int days)
        {
            var end = Start.AddDays(days);
            for (var at = Start; at < end; at = at.AddMinutes(37))
            {
                await MoveTo(at);
                if (Shanghai.Local(at).Hour == 10 && _tasks.Count < days * 2)
                {
                    await Publish(at);
                }

                await SomebodyActs();
            }
        }

        public IEnumerable<string> RemindersSent() =>
            from send in _api.AllSends
            let kind = send.Text.Contains(Evening, StringComparison.Ordinal) ? Evening : send.Text.Contains(Soon, StringComparison.Ordinal) ? Soon : null
            where kind is not null
            let task = _tasks.Single(task => send.Text.Contains(task.Title, StringComparison.Ordinal))
            select $"{send.ChatId} {task.Id} {kind}";

        /// <summary>What came by itself between 21:00 and 08:00: not an answer to something said at that moment.</summary>
        public IEnumerable<string> PushesInQuietHours()
        {
            var replies = Database.Db.Read(tx => tx.All<string>("SELECT sent_chat_id || '/' || message_ref FROM outbox WHERE kind = 'Reply' AND message_ref IS NOT NULL"))
                .ToHashSet(StringComparer.Ordinal);
            return _api.AllSends
                .Where(send => QuietHours.Covers(send.At) && !replies.Contains(string.Create(CultureInfo.InvariantCulture, $"{send.ChatId}/{send.MessageId}")))
                .Select(send => send.Text);
        }

        /// <summary>Offers that ran out at another time than their delivery says, counted minute by minute.</summary>
        public List<string> WrongOfferClocks() => Database.Db.Read(tx => tx.All<Lapsed>(
                """
                SELECT a.entity_id AS id, a.at, o.sent_at, t.starts_at
                FROM audit a JOIN outbox o ON o.on_delivery_id = a.entity_id AND o.on_delivery IS NOT NULL
                JOIN claim c ON c.id = a.entity_id JOIN task t ON t.id = c.task_id
                WHERE a.entity = 'claim' AND a.action = 'lapse'
                """))
            .Where(row => row.At != Due(row))
            .Select(row => $"offer {row.Id} delivered {row.SentAt} ran out {row.At}, due {Due(row)}")
            .ToList();

        public long Count(string entity, string action) => Database.Db.Read(tx => tx.Count(
            "SELECT COUNT(*) FROM audit WHERE entity = @entity AND action = @action", new { entity, action }));

        public async ValueTask DisposeAsync()
        {
            await _bot.DisposeAsync();
            _channel.Dispose();
            await _api.DisposeAsync();
            await Database.DisposeAsync();
        }

        private static DateTimeOffset Due(Lapsed row)
        {
            var left = (row.StartsAt - row.SentAt!.Value).TotalHours < 24 ? 120 : 720;
            var at = row.SentAt.Value;
            while (left > 0 && at < row.StartsAt)
            {
                left -= QuietHours.Covers(at) ? 0 : 1;
                at = at.AddMinutes(1);
            }

            return at < row.StartsAt ? at : row.StartsAt;
        }

        private async Task MoveTo(DateTimeOffset instant)
        {
            while (Next() is { } due && due.DueAt <= instant)
            {
                Database.Clock.MoveTo(due.DueAt);
                TakeDown(due);
                await _bot.Timers.RunDue(CancellationToken.None);
                await _bot.Quiet();
            }

            Database.Clock.MoveTo(instant);
            await _bot.Quiet();
        }

        /// <summary>The next timer, or the next message that rests until then.</summary>
        private DueTimer? Next() => Database.Db.Read(tx => tx.First<DueTimer>(
            """
            SELECT due_at, kind, entity_id FROM (
                SELECT due_at, kind, entity_id FROM timer WHERE state = 'Waiting'
                UNION ALL SELECT not_before, '', 0 FROM outbox WHERE state = 'Waiting' AND not_before > @Now AND channel IS NULL) w
            ORDER BY due_at, kind LIMIT 1
            """,
            new { tx.Now }));

        private void TakeDown(DueTimer due) => Expected.AddRange(Database.Db.Read(tx => tx.All<DueReminder>(
            """
            SELECT m.kind, t.id AS task_id, i.chat_id
            FROM timer m
            JOIN task t ON t.id = m.entity_id AND t.state IN ('Published', 'Filled')
            JOIN claim c ON c.task_id = t.id AND c.state = 'Confirmed'
            JOIN chat_identity i ON i.person_id = c.person_id AND i.channel = 'telegram'
            WHERE m.state = 'Waiting' AND m.due_at = @DueAt AND m.kind IN ('task.evening_before', 'task.same_day')
            """,
            new { due.DueAt })).Select(row => $"{row.ChatId} {row.TaskId} {(row.Kind == "task.evening_before" ? Evening : Soon)}"));

        private async Task Publish(DateTimeOffset now)
        {
            var startsAt = Shanghai.At(Shanghai.Day(now).AddDays(_random.Next(1, 4)), new TimeOnly(_random.Next(6, 22), 0));
            var draft = World.Draft(startsAt, places: _random.Next(1, 3)) with { Title = $"清扫第{_tasks.Count + 1}号院子沙尘" };
            _tasks.Add(await World.Publish(draft));
        }

        private async Task SomebodyActs()
        {
            var who = _random.Next(1, People + 1);

            // One in two looks away when asked: then the clock runs out.
            if (_tasks.Count == 0 || (who % 2 == 1 && StateOf(who).Contains("Offered", StringComparer.Ordinal)))
            {
                return;
            }

            var task = _tasks[_random.Next(Math.Max(0, _tasks.Count - 5), _tasks.Count)].Id;
            var words = _random.Next(10) switch
            {
                < 2 => string.Create(CultureInfo.InvariantCulture, $"认领{task}"),
                < 7 => string.Create(CultureInfo.InvariantCulture, $"排队{task}"),
                _ => null,
            };
            var own = Database.Db.Read(tx => tx.First<long?>(
                """
                SELECT c.id FROM claim c JOIN chat_identity i ON i.person_id = c.person_id
                WHERE i.channel = 'telegram' AND i.user_id = @who AND c.state IN ('Confirmed', 'Waitlisted')
                ORDER BY c.state, c.id LIMIT 1
                """,
                new { who = who.ToString(CultureInfo.InvariantCulture) }));
            words = StateOf(who).Contains("Offered", StringComparer.Ordinal) ? "接受名额" : words;
            await PutListAway(who);
            await Says(who, words ?? (own is { } claim ? string.Create(CultureInfo.InvariantCulture, $"退领{claim}") : "我的"));
        }

        // Without a list in front of them a number is the task's own.
        private Task PutListAway(int who) => Database.Db.Write(tx => tx.Run(
            "UPDATE session SET data = NULL, row_version = row_version + 1 WHERE user_id = @who",
            new { who = who.ToString(CultureInfo.InvariantCulture) }));

        private List<string> StateOf(int who) => Database.Db.Read(tx => tx.All<string>(
            "SELECT c.state FROM claim c JOIN chat_identity i ON i.person_id = c.person_id WHERE i.channel = 'telegram' AND i.user_id = @who",
            new { who = who.ToString(CultureInfo.InvariantCulture) }));

        private async Task Says(int who, string words)
        {
            _api.UserSays(who, words);
            await _api.WaitUntil(api => api.PendingUpdates == 0);
            await _bot.Quiet();
        }

        private sealed record DueTimer
        {
            public DateTimeOffset DueAt { get; init; }

            public string Kind { get; init; } = "";

            public long EntityId { get; init; }
        }

        private sealed record DueReminder
        {
            public string Kind { get; init; } = "";

            public long TaskId { get; init; }

            public string ChatId { get; init; } = "";
        }

        private sealed record Lapsed
        {
            public long Id { get; init; }

            public DateTimeOffset At { get; init; }

            public DateTimeOffset? SentAt { get; init; }

            public DateTimeOffset StartsAt { get; init; }
        }
    }
}
