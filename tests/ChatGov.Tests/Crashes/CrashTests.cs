using System.Globalization;
using ChatGov.Data;
using ChatGov.Organisations;
using ChatGov.People;
using ChatGov.Tests.Fakes.BotApi;
using ChatGov.Tests.Support;
using ChatGov.Texts;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ChatGov.Tests.Crashes;

/// <summary>
/// The program is killed (kill −9) again and again by the messenger itself, at chosen points of the protocol and at
/// random, while people write. Afterwards each message's effect is there once, and each answer arrived, twice only
/// where its fate was unknown. A short seeded form runs with the tests; the long one by <c>tests/crash-proof.sh</c>.
/// </summary>
public sealed class CrashTests : IDisposable
{
    private const string Token = "7000001:AAcrash-SECRET_token";
    private const int Users = 60;
    private const long FirstUser = 1_000;
    private readonly string _folder = Directory.CreateTempSubdirectory("chatgov-crash-").FullName;

    [Fact]
    public async Task Killed_at_any_point_nothing_is_lost_and_nothing_doubled()
    {
        var (kills, updates, seed) = (Setting("KILLS", 12), Setting("UPDATES", 300), Setting("SEED", 20261123));
        await Prepare();
        await using var api = await FakeBotApi.StartAsync(Token);
        api.KeepsCalls = false;
        await using var run = new CrashRun(api, () => BotProcess.Start(
            _folder,
            ("Telegram__Token", Token),
            ("Telegram__ApiUrl", api.BaseUrl),
            ("Database__ConnectionString", $"Data Source={_folder}/crash.db"),
            ("Database__KeyFile", $"{_folder}/keys.json")),
            () => IsDone(updates));

        await run.Go(new Random(seed), kills, updates, say: i => api.UserSays(FirstUser + (i % Users), Complaint(i)));

        Assert.Equal(kills, run.Kills);
        await CheckEffects(updates);
        await CheckAnswers(api, updates);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Complaint(int i) => string.Create(CultureInfo.InvariantCulture, $"投诉 第{i}件");

    private static int Setting(string name, int normal) =>
        int.TryParse(Environment.GetEnvironmentVariable("CHATGOV_CRASH_" + name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : normal;

    private SqliteDb Open() => new($"Data Source={_folder}/crash.db", TimeProvider.System, Vault.FromFile($"{_folder}/keys.json"));

    private async Task Prepare()
    {
        await using var db = Open();
        Migrator.Run(db);
        await db.Write(tx =>
        {
            OrgTree.Create(tx, new NewOrg { Kind = OrgKind.Banner, Name = "测试旗" });
            foreach (var i in Enumerable.Range(0, Users))
            {
                var account = (FirstUser + i).ToString(CultureInfo.InvariantCulture);
                Joining.Agree(tx, new ChatOwner("telegram", account, account), Language.Chinese);
            }
        });
    }

    private bool IsDone(int updates)
    {
        using var connection = new SqliteConnection($"Data Source={_folder}/crash.db;Mode=ReadOnly;Pooling=False");
        connection.Open();
        var handled = connection.ExecuteScalar<long>("SELECT COUNT(*) FROM inbox WHERE state = 'Handled'");
        return handled == updates
            && connection.ExecuteScalar<long>("SELECT COUNT(*) FROM outbox WHERE state IN ('Waiting', 'Sending')") == 0;
    }

    private async Task CheckEffects(int updates)
    {
        await using var db = Open();
        db.Read(tx =>
        {
            var kept = HelpTexts.All(tx);
            Assert.Equal(Enumerable.Range(0, updates).Select(i => $"第{i}件").Order(StringComparer.Ordinal), kept.Order(StringComparer.Ordinal));
            Assert.Equal(updates, tx.Count("SELECT COUNT(*) FROM audit WHERE entity = 'help_request' AND action IN ('open', 'join')"));
            Assert.Equal(0, tx.Count("SELECT COUNT(*) FROM inbox WHERE state <> 'Handled' OR payload IS NOT NULL"));
            return true;
        });
    }

    private async Task CheckAnswers(FakeBotApi api, int updates)
    {
        await using var db = Open();
        var arrived = api.AllSends.GroupBy(send => (send.ChatId.ToString(CultureInfo.InvariantCulture), send.MessageId)).Count();
        db.Read(tx =>
        {
            var rows = tx.All<Row>("SELECT chat_id, state, uncertain FROM outbox WHERE kind = 'Reply'");
            Assert.Equal(updates, rows.Count);
            Assert.All(rows, row => Assert.Contains(row.State, new[] { "Sent", "Uncertain" }));
            var doubted = rows.Sum(row => row.Uncertain);
            var lost = rows.Count(row => row.State == "Uncertain");
            Assert.InRange(arrived, updates - lost, updates + doubted);
            return true;
        });
        var texts = api.AllSends.GroupBy(send => (send.ChatId, send.Text)).ToDictionary(group => group.Key, group => group.Count());
        Assert.All(texts, each => Assert.InRange(each.Value, 1, 2));
    }

    private sealed record Row
    {
        public string ChatId { get; init; } = "";

        public string State { get; init; } = "";

        public long Uncertain { get; init; }
    }
}
