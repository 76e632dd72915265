using System.Globalization;
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
public sealed class StormTests(ITestOutputHelper output) : IDisposable
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
        new StormAccounts(db, members, TextsOf(api, fake), wecom.IsGivenUp).Check();
        CheckLimits(api, fake);
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

    private static Func<StormMember, IEnumerable<string>> TextsOf(FakeBotApi api, FakeWeCom fake)
    {
        var telegram = api.AllSends.ToLookup(send => send.ChatId, send => send.Text);
        var wecom = fake.Sends.ToLookup(send => send.User, send => send.Words);
        return member => member.IsOnWeCom ? wecom[member.UserId] : telegram[member.Account];
    }

    private static void CheckLimits(FakeBotApi api, FakeWeCom fake)
    {
        Assert.Equal(0, fake.Vanished);
        var seconds = api.AllSends.Select(send => send.At).Order().ToList();
        Assert.All(seconds.Index(), each => Assert.True(each.Index < TelegramInTwoSeconds || each.Item - seconds[each.Index - TelegramInTwoSeconds] >= TimeSpan.FromSeconds(2), "more than 30 a second"));
    }

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
}
