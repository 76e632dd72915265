using System.Globalization;
using System.Text.RegularExpressions;
using ChatGov.Data;
using ChatGov.Tests.Fakes.BotApi;
using ChatGov.Tests.Fakes.WeCom;
using ChatGov.Tests.Support;
using Xunit.Abstractions;

namespace ChatGov.Tests.Storm;

/// <summary>
/// Members on two messengers at once, both calling two bots on one PostgreSQL database, which are killed (kill −9) in turn:
/// afterwards each effect is there once, each reply arrived or is accounted for, no chat is stuck, the order of each chat was
/// kept, no limit was passed by the messengers' own clocks, and the logs say nothing of anybody. A short form runs with the
/// tests; the long one by <c>tests/storm.sh</c>.
/// </summary>
public sealed partial class StormTests(ITestOutputHelper output) : IDisposable
{
    private const string Token = "7000001:AAstorm-SECRET_token";
    private const string WebhookSecret = "webhook-SECRET-0123456789";
    private const int TelegramInTwoSeconds = 60;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    // So long for each kill: people speak while it storms, not all of them before.
    private static readonly TimeSpan SpeakFor = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(50);
    private readonly string _folder = Directory.CreateTempSubdirectory("chatgov-storm-").FullName;

    [PostgresFact]
    public async Task Two_bots_that_are_killed_in_turn_lose_nothing_and_double_nothing()
    {
        var (count, kills, random) = (Setting("MEMBERS", 60), Setting("KILLS", 2), new Random(Setting("SEED", 20261124)));
        var began = TimeProvider.System.GetTimestamp();
        var members = Enumerable.Range(1, count).Select(number => new StormMember(number)).ToList();
        await using var database = TestDatabase.Create(Provider.Postgres);
        await using var db = new PostgresDb(database.ConnectionString, TimeProvider.System, Vault.FromFile($"{_folder}/keys.json"));
        await StormPeople.Prepare(db, members, seats: members.Count(member => member.TakesATask) * 2 / 3);
        await using var api = await FakeBotApi.StartAsync(Token);
        await using var fake = await FakeWeCom.Start();
        await using var programs = new StormPrograms(_folder, Settings(database, api, fake));
        (api.KeepsCalls, api.Webhook.Route, api.Webhook.DuplicateOneIn, api.Webhook.Second) = (false, () => programs.Route() is { } bot ? new Uri(bot, "/telegram/webhook") : null, 9, TimeSpan.FromMilliseconds(200));
        fake.DuplicateOneIn = 9;
        await programs.Start();

        var (telegram, wecom) = (new StormTelegram(api, members), new StormWeCom(fake, members, programs.Route));
        using var limit = new CancellationTokenSource(Patience);
        var said = "";
        var killing = Kill(programs, kills, random.Next(), limit.Token);
        foreach (var some in members.Chunk(Math.Max(1, count / 100)))
        {
            Array.ForEach(some, member => (member.IsOnWeCom ? () => wecom.Say(member, random, limit.Token) : (Action)(() => telegram.Say(member, random)))());
            var until = TimeProvider.System.GetUtcNow() + (SpeakFor * Math.Max(1, kills) / 100);
            do
            {
                await React();
            }
            while (TimeProvider.System.GetUtcNow() < until);
        }

        while (!killing.IsCompleted || api.PendingUpdates > 0 || wecom.Delivering > 0 || !IsQuiet(db))
        {
            await React();
        }

        await killing;
        var stopping = TimeProvider.System.GetTimestamp();
        Assert.All(await programs.Stop(), code => Assert.Equal(0, code));
        output.WriteLine($"both stopped by themselves in {TimeProvider.System.GetElapsedTime(stopping).TotalSeconds:0.0} s");
        Assert.Empty(wecom.Faults);
        new StormAccounts(db, members, api, fake, wecom).Check();
        Invariants.Hold(db);
        CheckLogs(programs.Log);
        output.WriteLine(Summary(db, api, fake, wecom, programs, members, TimeProvider.System.GetElapsedTime(began)));

        async Task React()
        {
            limit.Token.ThrowIfCancellationRequested();
            telegram.React(random);
            wecom.React(random, limit.Token);
            Say($"{programs.Kills} of {kills} kills; {api.SendCount} and {fake.SendCount} messages arrived");
            await Task.Delay(LookEvery, limit.Token);
        }

        void Say(string words)
        {
            if (Environment.GetEnvironmentVariable("CHATGOV_STORM_PROGRESS") is { } path && said != words)
            {
                File.AppendAllText(path, $"{TimeProvider.System.GetElapsedTime(began).TotalSeconds:0} s: {said = words}\n");
            }
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static int Setting(string name, int normal) =>
        int.TryParse(Environment.GetEnvironmentVariable("CHATGOV_STORM_" + name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : normal;

    private List<(string Name, string Value)> Settings(TestDatabase database, FakeBotApi api, FakeWeCom fake) =>
    [
        ("Database__Provider", "postgres"), ("Database__ConnectionString", database.ConnectionString), ("Database__KeyFile", $"{_folder}/keys.json"),
        ("Telegram__Token", Token), ("Telegram__ApiUrl", api.BaseUrl), ("Telegram__Mode", "webhook"),
        ("Telegram__WebhookUrl", "http://127.0.0.1:9/telegram/webhook"), ("Telegram__WebhookSecret", WebhookSecret),
        ("WeCom__CorpId", FakeWeCom.CorpId), ("WeCom__AgentId", FakeWeCom.AgentId.ToString(CultureInfo.InvariantCulture)), ("WeCom__Secret", FakeWeCom.Secret),
        ("WeCom__Token", FakeWeCom.CallbackToken), ("WeCom__EncodingAesKey", FakeWeCom.EncodingAesKey), ("WeCom__ApiUrl", fake.BaseUrl),
    ];

    private static async Task Kill(StormPrograms programs, int kills, int seed, CancellationToken cancel)
    {
        var random = new Random(seed);
        while (programs.Kills < kills)
        {
            await Task.Delay(random.Next(1_000, 6_000), cancel);
            await programs.KillNext();
        }
    }

    /// <summary>Nothing waits but what is to go at some later hour.</summary>
    private static bool IsQuiet(Db db) => db.Read(tx =>
        !tx.Exists("SELECT COUNT(*) FROM inbox WHERE state = 'Waiting'")
        && !tx.Exists("SELECT COUNT(*) FROM outbox WHERE state = 'Sending' OR (state = 'Waiting' AND not_before < @soon)", new { soon = tx.Now.AddMinutes(5) }));

    private void CheckLogs(string log)
    {
        foreach (var secret in new[] { "SECRET", FakeWeCom.EncodingAesKey, "access_token", "成员", "199000", _folder, "Password", "   at " })
        {
            Assert.DoesNotContain(secret, log, StringComparison.Ordinal);
        }
    }

    private static string Summary(Db db, FakeBotApi api, FakeWeCom fake, StormWeCom wecom, StormPrograms programs, List<StormMember> members, TimeSpan took) => db.Read(tx =>
    {
        string States(string table) => string.Join(", ", tx.All<string>($"SELECT state || ' ' || COUNT(*) FROM {table} GROUP BY state ORDER BY state"));
        return string.Join('\n',
            $"{members.Count} members, {programs.Kills} kills, {took.TotalSeconds:0} s",
            $"inbox: {States("inbox")}; said again or called twice and dropped: the webhooks answered {string.Join(", ", api.Webhook.Statuses.Select(each => $"{each.Key} × {each.Value}"))}",
            $"outbox: {States("outbox")}; tried again in doubt: {tx.Count("SELECT COALESCE(SUM(uncertain), 0) FROM outbox")}",
            $"complaints: {tx.Count("SELECT COUNT(*) FROM help_request")}; claims: {States("claim")}; places: {tx.Count("SELECT SUM(places) FROM task")}",
            $"Telegram: {api.SendCount} messages; WeCom: {fake.Sends.Count} messages, most to one member {fake.Most.AMinute} a minute and {fake.Most.AnHour} an hour, {fake.Vanished} vanished, {fake.TokensGiven} tokens, {fake.CardsUpdated} cards updated, {fake.RepeatsHeldBack} repeats held back",
            $"WeCom's callbacks: {wecom.Taken.Values.Count(isTaken => isTaken)} answered; given up {wecom.Taken.Values.Count(isTaken => !isTaken)}");
    });

    /// <summary>What has to be true afterwards.</summary>
    [GeneratedRegex("这是第 ([0-9]+) 句", RegexOptions.NonBacktracking)]
    private static partial Regex Line();

    private sealed class StormAccounts(Db db, IReadOnlyList<StormMember> members, FakeBotApi api, FakeWeCom fake, StormWeCom wecom)
    {
        public void Check()
        {
            Effects();
            Replies();
            Order();
            Assert.Equal(0, fake.Vanished);
            var seconds = api.AllSends.Select(send => send.At).Order().ToList();
            Assert.All(seconds.Index(), each => Assert.True(each.Index < TelegramInTwoSeconds || each.Item - seconds[each.Index - TelegramInTwoSeconds] >= TimeSpan.FromSeconds(2), "more than 30 a second"));
        }

        /// <summary>What was answered is there once; what WeCom gave up at most once, for it may have been stored and the answer lost.</summary>
        private void Effects() => db.Read(tx =>
        {
            Assert.Equal(0, tx.Count("SELECT COUNT(*) FROM inbox WHERE state <> 'Handled' OR payload IS NOT NULL"));
            var kept = HelpTexts.All(tx);
            var said = members.SelectMany(member => member.Words).ToList();
            Assert.Equal(kept.Distinct(StringComparer.Ordinal).Count(), kept.Count);
            Assert.Empty(kept.Except(said));
            Assert.Empty(said.Where(words => !wecom.IsGivenUp(words)).Except(kept));
            Assert.Equal(kept.Count, tx.Count("SELECT COUNT(*) FROM audit WHERE entity = 'help_request' AND action IN ('open', 'join')"));
            Assert.Equal(0, tx.Count("SELECT COUNT(*) FROM (SELECT person_id FROM claim GROUP BY person_id HAVING COUNT(*) > 1) AS twice"));
            Assert.True(tx.Exists("SELECT COUNT(*) FROM claim WHERE state = 'Confirmed'"), "nobody took a task");
            return true;
        });

        /// <summary>Each reply was sent, or its end has a name; what was sent arrived, twice only where its fate was unknown.</summary>
        private void Replies() => db.Read(tx =>
        {
            var rows = tx.All<Row>("SELECT sent_channel, sent_chat_id, state, uncertain FROM outbox WHERE kind = 'Reply' AND sent_chat_id IS NOT NULL");
            var ends = tx.All<string>("SELECT DISTINCT state FROM outbox WHERE kind = 'Reply'");
            Assert.All(ends, end => Assert.Contains(end, new[] { "Sent", "Uncertain", "Unreachable" }));
            var doubts = rows.ToLookup(row => (row.SentChannel, row.SentChatId));
            foreach (var member in members.Where(member => !member.IsGone))
            {
                var own = doubts[(member.Channel, member.UserId)].ToList();
                var arrived = Arrived(member).Count;
                var (most, least) = (member.Words.Count(), member.Words.Count(words => !wecom.IsGivenUp(words)));
                Assert.InRange(arrived, least - own.Count(row => row.State == "Uncertain"), most + (int)own.Sum(row => row.Uncertain));
            }

            return true;
        });

        /// <summary>
        /// The numbers of the replies ascend in each chat; one that came again stands where it came first. They are handled as
        /// they came too; WeCom says nothing of the order of calls that overlap, so there it counts only beyond their retries.
        /// </summary>
        private void Order()
        {
            foreach (var member in members.Where(member => member.IsTalkative && !member.IsGone))
            {
                var numbers = Arrived(member).Distinct().ToList();
                Assert.Equal(numbers.Order(), numbers);
            }

            var behind = db.Read(tx => tx.Count(
                """
                SELECT COUNT(*) FROM help_request h JOIN inbox i ON i.id = h.inbox_id
                JOIN help_request l ON l.id > h.id JOIN inbox j ON j.id = l.inbox_id AND j.channel = i.channel AND j.lane = i.lane AND j.id < i.id
                WHERE h.person_id = l.person_id AND (i.channel = 'telegram' OR i.received_at > j.received_at + 10000)
                """));
            Assert.Equal(0, behind);
        }

        private List<int> Arrived(StormMember member) =>
        [
            .. (member.IsOnWeCom
                ? WeCom[member.UserId].Select(send => send.Words)
                : Telegram[member.Account].Select(send => send.Text))
                .Select(text => text.Contains("已交给平台运营方", StringComparison.Ordinal) ? 1
                    : Line().Match(text) is { Success: true } line ? int.Parse(line.Groups[1].ValueSpan, CultureInfo.InvariantCulture)
                    : 0)
                .Where(line => line > 0),
        ];

        private ILookup<string, WeComSend> WeCom => field ??= fake.Sends.ToLookup(send => send.User);

        private ILookup<long, BotSend> Telegram => field ??= api.AllSends.ToLookup(send => send.ChatId);

        private sealed record Row
        {
            public string SentChannel { get; init; } = "";

            public string SentChatId { get; init; } = "";

            public string State { get; init; } = "";

            public long Uncertain { get; init; }
        }
    }
}
