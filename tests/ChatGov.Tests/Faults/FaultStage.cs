using System.Globalization;
using ChatGov.Data;
using ChatGov.Organisations;
using ChatGov.People;
using ChatGov.Tests.Fakes.BotApi;
using ChatGov.Tests.Support;
using ChatGov.Texts;

namespace ChatGov.Tests.Faults;

/// <summary>
/// The bot as its own process on a database of either kind, the strict Bot API server before it, and people who have
/// agreed to the notice. What they complain about is kept and numbered, so that a lost or doubled message shows.
/// </summary>
internal sealed class FaultStage : IAsyncDisposable
{
    public const string Token = "7000001:AAfault-SECRET_token";
    public const long FirstUser = 2_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);

    private readonly string _folder;
    private readonly TestDatabase _database;

    private FaultStage(string folder, TestDatabase database, FakeBotApi api)
    {
        _folder = folder;
        _database = database;
        Api = api;
        ConnectionString = database.ConnectionString;
    }

    public FakeBotApi Api { get; }

    public Db Db => _database.Db;

    /// <summary>By which the bot reaches the database; a test may lead it through something that breaks.</summary>
    public string ConnectionString { get; set; }

    public static async Task<FaultStage> Build(Provider provider = Provider.Sqlite, int people = 12)
    {
        var folder = Directory.CreateTempSubdirectory("chatgov-fault-").FullName;
        var database = TestDatabase.Create(provider, Vault.FromFile(Path.Combine(folder, "keys.json")));
        await database.Db.Write(tx =>
        {
            OrgTree.Create(tx, new NewOrg { Kind = OrgKind.Banner, Name = "测试旗" });
            for (var i = 0; i < people; i++)
            {
                var account = (FirstUser + i).ToString(CultureInfo.InvariantCulture);
                Joining.Agree(tx, new ChatOwner("telegram", account, account), Language.Chinese);
            }
        });
        return new FaultStage(folder, database, await FakeBotApi.StartAsync(Token));
    }

    public BotProcess Start() => BotProcess.StartLimitable(
        _folder,
        ("Telegram__Token", Token),
        ("Telegram__ApiUrl", Api.BaseUrl),
        ("Database__Provider", Db.Dialect.Name),
        ("Database__ConnectionString", ConnectionString),
        ("Database__KeyFile", Path.Combine(_folder, "keys.json")));

    /// <summary>A complaint of each person, numbered from <paramref name="first"/>.</summary>
    public void Complain(int first, int count)
    {
        for (var i = 0; i < count; i++)
        {
            Api.UserSays(FirstUser + i, string.Create(CultureInfo.InvariantCulture, $"投诉 第{first + i}件"));
        }
    }

    /// <summary>Waits until so many answers were sent and the bot has written that they were.</summary>
    public async Task Answered(int count)
    {
        await Api.WaitUntil(_ => Db.Read(tx => tx.Count("SELECT COUNT(*) FROM outbox WHERE kind = 'Reply' AND state IN ('Sent', 'Uncertain')")) >= count, Patience);
    }

    /// <summary>Everything said had its effect once.</summary>
    public void HasHappenedOnce(int count) => Db.Read(tx =>
    {
        var kept = HelpTexts.All(tx);
        Assert.Equal(Enumerable.Range(0, count).Select(i => $"第{i}件").Order(StringComparer.Ordinal), kept.Order(StringComparer.Ordinal));
        Assert.Equal(0, tx.Count("SELECT COUNT(*) FROM inbox WHERE state <> 'Handled'"));
        return true;
    });

    /// <summary>Each answer arrived, and none twice.</summary>
    public void IsAnsweredOnce(int count)
    {
        Assert.Equal(count, Api.AllSends.Count);
        Assert.Equal(count, Api.AllSends.DistinctBy(send => send.Text).Count());
    }

    public async ValueTask DisposeAsync()
    {
        await Api.DisposeAsync();
        await _database.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
