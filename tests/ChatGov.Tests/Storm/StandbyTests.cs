using System.Globalization;
using ChatGov.Data;
using ChatGov.Data.Backups;
using ChatGov.Tests.Fakes.BotApi;
using ChatGov.Tests.Support;
using Xunit.Abstractions;

namespace ChatGov.Tests.Storm;

/// <summary>
/// A bot on a primary with a synchronous stand-by. In the middle of a storm the primary is killed (kill −9) with all its processes, the
/// stand-by is promoted, and the bot, told of both from the start, goes on by itself: what Telegram was told is stored is there and had its
/// effect once. A short form runs with the tests; a longer one by <c>tests/standby.sh</c>.
/// </summary>
public sealed class StandbyTests(ITestOutputHelper output) : IDisposable
{
    private const string Token = "7000001:AAstandby-SECRET_token";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(8);
    private static readonly TimeSpan UntilSomebodyPromotes = TimeSpan.FromSeconds(2);

    // Longer than the bot lets a statement run, so that it would have given up whatever it gives up.
    private static readonly TimeSpan UntilAllWaits = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(20);
    private readonly string _folder = Directory.CreateTempSubdirectory("chatgov-standby-").FullName;

    /// <summary>
    /// Where the wire broke before, what was committed since is on the dead primary alone: it may have been told to nobody, however
    /// long the bot had to wait.
    /// </summary>
    [PairTheory, InlineData(false), InlineData(true)]
    public async Task The_primary_is_killed_and_nothing_that_was_acknowledged_is_lost(bool isCutOffBefore)
    {
        var (count, random) = (Setting("MEMBERS", 40), new Random(Setting("SEED", 20261124)));
        using var limit = new CancellationTokenSource(Patience);
        var members = Enumerable.Range(1, 2 * count).Select(number => new StormMember(number)).Where(member => !member.IsOnWeCom).ToList();
        await using var pair = await PostgresPair.Start();
        await Prepare(pair, members);
        await using var api = await FakeBotApi.StartAsync(Token);
        var first = api.NextUpdateId;
        await using var bot = Start(pair, api);
        var storm = new StormTelegram(api, members);

        Speak(members[..(count / 2)]);
        await Until(() => api.SendCount >= count / 4);
        await (isCutOffBefore ? pair.CutOff() : Task.CompletedTask);
        Speak(members[(count / 2)..(count * 3 / 4)]);
        await Task.Delay(isCutOffBefore ? UntilAllWaits : TimeSpan.Zero, limit.Token);
        await pair.KillPrimary();
        var killed = TimeProvider.System.GetUtcNow();
        await bot.ExpectError("The database cannot work now");
        Speak(members[(count * 3 / 4)..]);
        await Task.Delay(UntilSomebodyPromotes, limit.Token);
        var acknowledged = api.NextUpdateId - api.PendingUpdates;
        Assert.InRange(acknowledged, first + 1, api.NextUpdateId - 1);

        await pair.Promote();
        var promoted = TimeProvider.System.GetUtcNow();
        await using var db = Databases.Open(Settings(pair, "again"), TimeProvider.System);
        AreStored(db, api.BotId, first, acknowledged);
        await Until(() => api.PendingUpdates == 0 && IsQuiet(db));
        await Until(() => db.Read(tx => tx.Exists("SELECT COUNT(*) FROM pg_stat_activity WHERE query LIKE 'LISTEN %'")));
        await bot.ExpectError("The database works again");

        Assert.Equal(0, await bot.Terminate());
        Check(db, api, members, bot.Errors);
        var answered = api.AllSends.First(send => send.At > promoted).At;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{members.Count} members; promoted {(promoted - killed).TotalSeconds:0.0} s after the kill, the first answer {(answered - promoted).TotalSeconds:0.0} s after that"));
        output.WriteLine(Summary(db, api, first, acknowledged));

        void Speak(List<StormMember> some) => some.ForEach(member => storm.Say(member, random));

        async Task Until(Func<bool> isSo)
        {
            while (!isSo())
            {
                storm.React(random);
                await Task.Delay(LookEvery, limit.Token);
            }
        }
    }

    [PairFact]
    public async Task A_copy_is_made_of_the_one_that_writes_and_the_dead_one_comes_back_as_stand_by()
    {
        await using var pair = await PostgresPair.Start();
        var settings = Settings(pair);
        await using (var db = Databases.Open(settings, TimeProvider.System))
        {
            await db.Write(tx => tx.Run("INSERT INTO setting (name, value) VALUES ('before', '1')"));
        }

        await pair.KillPrimary();
        await pair.Promote();
        var copy = await Backup.Write(settings.Provider, settings.ConnectionString, Path.Combine(_folder, "copy"), CancellationToken.None);
        Assert.True(copy.Rows > 0);

        await pair.Rejoin();
        await using var again = Databases.Open(Settings(pair, "again"), TimeProvider.System);
        await again.Write(tx => tx.Run("INSERT INTO setting (name, value) VALUES ('after', '1')"));
        Assert.Equal(["after", "before"], again.Read(tx => tx.All<string>("SELECT name FROM setting WHERE name IN ('before', 'after') ORDER BY name")));
        Assert.Equal(1, again.Read(tx => tx.Count("SELECT COUNT(*) FROM pg_stat_replication WHERE sync_state = 'sync'")));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static int Setting(string name, int normal) =>
        int.TryParse(Environment.GetEnvironmentVariable("CHATGOV_STANDBY_" + name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : normal;

    /// <param name="program">Each program has connections of its own; those to a dead server are none of another's.</param>
    private DatabaseSettings Settings(PostgresPair pair, string program = "first") => DatabaseSettings.Read(Given.Settings(
        ("Database:Provider", "postgres"), ("Database:ConnectionString", $"{pair.ConnectionString};Application Name={program}"), ("Database:KeyFile", $"{_folder}/keys.json")));

    private async Task Prepare(PostgresPair pair, List<StormMember> members)
    {
        await using var db = Databases.Open(Settings(pair), TimeProvider.System);
        await StormPeople.Prepare(db, members, seats: members.Count(member => member.TakesATask) * 2 / 3);
    }

    /// <summary>Unpaced: a pace would leave little under way at the moment of the kill.</summary>
    private BotProcess Start(PostgresPair pair, FakeBotApi api) => BotProcess.Start(
        _folder,
        ("Database__Provider", "postgres"), ("Database__ConnectionString", pair.ConnectionString + ";Command Timeout=1"), ("Database__KeyFile", $"{_folder}/keys.json"),
        ("Telegram__Token", Token), ("Telegram__ApiUrl", api.BaseUrl), ("Telegram__MessagesPerSecond", "2000"));

    /// <summary>A later question acknowledged them: they will not come again.</summary>
    private static void AreStored(Db db, long botId, int first, int end)
    {
        var stored = db.Read(tx => tx.All<string>("SELECT dedupe_key FROM inbox"));
        Assert.Empty(Enumerable.Range(first, end - first).Select(id => string.Create(CultureInfo.InvariantCulture, $"{botId}/{id}")).Except(stored));
    }

    private static bool IsQuiet(Db db) => db.Read(tx =>
        !tx.Exists("SELECT COUNT(*) FROM inbox WHERE state = 'Waiting'")
        && !tx.Exists("SELECT COUNT(*) FROM outbox WHERE state = 'Sending' OR (state = 'Waiting' AND not_before < @soon)", new { soon = tx.Now.AddMinutes(5) }));

    private static void Check(Db db, FakeBotApi api, List<StormMember> members, string log)
    {
        var texts = api.AllSends.ToLookup(send => send.ChatId, send => send.Text);
        new StormAccounts(db, members, member => texts[member.Account], isGivenUp: _ => false).Check();
        Invariants.Hold(db);
        Assert.All(new[] { "SECRET", "成员", "199000", "Password", "   at " }, secret => Assert.DoesNotContain(secret, log, StringComparison.Ordinal));
    }

    private static string Summary(Db db, FakeBotApi api, int first, int acknowledged) => db.Read(tx =>
    {
        string States(string table) => string.Join(", ", tx.All<string>($"SELECT state || ' ' || COUNT(*) FROM {table} GROUP BY state ORDER BY state"));
        return string.Join('\n',
            $"{api.NextUpdateId - first} updates, {acknowledged - first} of them acknowledged before the stand-by was promoted, all of those stored",
            $"inbox: {States("inbox")}; outbox: {States("outbox")}; tried again in doubt: {tx.Count("SELECT COALESCE(SUM(uncertain), 0) FROM outbox")}",
            $"complaints: {tx.Count("SELECT COUNT(*) FROM help_request")}; claims: {States("claim")}; {api.SendCount} messages arrived");
    });
}
