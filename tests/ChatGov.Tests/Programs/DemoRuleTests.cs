using ChatGov.Data;
using ChatGov.Demo;
using ChatGov.Tests.Support;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ChatGov.Tests.Programs;

/// <summary>Made-up people and real ones never meet in one database, whichever program starts first and whatever each is told.</summary>
public sealed class DemoRuleTests : IDisposable
{
    private const string Desk = "admin/ChatGov.Admin.dll";
    private readonly string _folder = Directory.CreateTempSubdirectory("chatgov-demo-").FullName;

    public static TheoryData<string> Messengers => [.. Settings.Keys];

    /// <summary>As their operators set them, to servers that are not there.</summary>
    private static Dictionary<string, (string, string)[]> Settings { get; } = new()
    {
        ["Telegram"] = [("Telegram__Token", "7000001:AAdemo-SECRET_token"), ("Telegram__ApiUrl", "http://127.0.0.1:1")],
        ["WeCom"] =
        [
            ("WeCom__CorpId", "ww1"), ("WeCom__AgentId", "1000002"), ("WeCom__Secret", "SECRET"), ("WeCom__Token", "SECRET"), ("WeCom__EncodingAesKey", new string('a', 43)),
            ("WeCom__ApiUrl", "http://127.0.0.1:1"), ("Webhooks__Listen", "http://127.0.0.1:0"),
        ],
    };

    [Theory, MemberData(nameof(Messengers))]
    public async Task A_messenger_on_the_default_database_makes_no_demo_and_opens_no_terminal(string messenger)
    {
        await Serve(messenger);
        Assert.Equal(("people", 0), (Purpose(), Organisations()));
    }

    [Theory, MemberData(nameof(Messengers))]
    public async Task The_desk_that_starts_first_leaves_the_database_to_the_messenger_of_the_bot(string messenger)
    {
        await OpenDesk("数据库还是空的");
        Assert.Equal((null, 0), (Purpose(), Organisations()));
        await Serve(messenger);
        Assert.Equal(("people", 0), (Purpose(), Organisations()));
    }

    [Theory, MemberData(nameof(Messengers))]
    public async Task A_demo_serves_no_messenger(string messenger)
    {
        await MakeDemo();
        await Refuses("bot/ChatGov.Bot.dll", "the demo, which serves no messenger", Settings[messenger]);
        await Refuses(Desk, "the demo, which serves no messenger", Settings[messenger]);
        Assert.Equal("demo", Purpose());
    }

    [Theory, MemberData(nameof(Messengers))]
    public async Task What_served_a_messenger_never_becomes_a_demo(string messenger)
    {
        await Serve(messenger);
        await Refuses("bot/ChatGov.Bot.dll", "no messenger is set");
        await Refuses("bot/ChatGov.Bot.dll", "Demo is true", ("Demo", "true"));
        await Refuses(Desk, "Demo is true", ("Demo", "true"));
        Assert.Equal(("people", 0), (Purpose(), Organisations()));
    }

    [Theory, MemberData(nameof(Messengers))]
    public async Task Both_asked_for_is_refused_before_anything_is_made_of_the_database(string messenger)
    {
        await Refuses("bot/ChatGov.Bot.dll", messenger, [.. Settings[messenger], ("Demo", "true")]);
        await Refuses(Desk, messenger, [.. Settings[messenger], ("Demo", "true")]);
        Assert.Equal((null, 0), (Purpose(), Organisations()));
    }

    [Fact]
    public async Task A_messenger_that_is_set_in_part_is_no_reason_for_a_demo()
    {
        await Refuses("bot/ChatGov.Bot.dll", "WeCom:AgentId", ("WeCom__CorpId", "ww1"));
        await Refuses("bot/ChatGov.Bot.dll", "Telegram:Token is empty", ("Telegram__Token", ""));
        Assert.False(File.Exists(DatabaseFile));
    }

    [Fact]
    public async Task A_database_that_is_named_becomes_a_demo_only_when_asked()
    {
        var named = ("Database__ConnectionString", $"Data Source={_folder}/named.db");
        await Refuses("bot/ChatGov.Bot.dll", "no messenger is configured", named);
        await using var bot = BotProcess.Start(_folder, named, ("Demo", "true"));
        Assert.Equal(0, await bot.Say("/as secretary"));
        Assert.Contains("你现在是 secretary", bot.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Real_data_without_a_messenger_opens_no_terminal()
    {
        await Serve("Telegram");
        await using var bot = BotProcess.Start(_folder, ("Demo", "false"));
        Assert.Equal(2, await bot.Exit());
        Assert.Empty(bot.Output.Trim());
    }

    [Fact]
    public async Task The_desk_makes_a_demo_when_asked_and_an_office_once_the_database_is_named()
    {
        await OpenDesk("cgt_", ("Demo", "true"));
        Assert.Equal("demo", Purpose());
        File.Delete(DatabaseFile);
        await OpenDesk("cgt_", ("Database__ConnectionString", $"Data Source={DatabaseFile}"));
        Assert.Equal((null, 1), (Purpose(), Organisations()));
        await Refuses("bot/ChatGov.Bot.dll", "no messenger is set");
    }

    [Theory, Databases]
    public async Task Of_two_programs_that_start_at_once_one_decides(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        await using var other = database.OpenAgain();
        var both = await Task.WhenAll(database.Db.Write(DemoBanner.Load), other.Write(tx => ChatGov.Data.Purpose.Make(tx, ChatGov.Data.Purpose.People)));
        Assert.Single(both, made => made);
        Assert.Equal(both[0], database.Db.Read(tx => tx.Exists("SELECT COUNT(*) FROM (SELECT 1 FROM org LIMIT 1) t")));
    }

    [Theory]
    [InlineData(Provider.Sqlite, "INSERT INTO setting (name, value) VALUES ('demo', '1')", "demo")]
    [InlineData(Provider.Sqlite, "INSERT INTO lease (name, owner, until) VALUES ('channel wecom', 'x', 0)", "people")]
    [InlineData(Provider.Sqlite, "INSERT INTO lease (name, owner, until) VALUES ('outbox', 'x', 0)", null)]
    public async Task What_an_older_program_made_of_a_database_holds(Provider provider, string done, string? purpose)
    {
        await using var database = TestDatabase.Create(provider);
        await database.Execute("DELETE FROM migration WHERE number = 41");
        await database.Execute(done);
        Migrator.Run(database.Db);
        Assert.Equal(purpose, database.Db.Read(ChatGov.Data.Purpose.Of));
        Assert.Equal(0, database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM setting WHERE name = 'demo'")));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string DatabaseFile => Path.Combine(_folder, "chatgov", "chatgov.db");

    private async Task Serve(string messenger)
    {
        await using var bot = BotProcess.Start(_folder, Settings[messenger]);
        await bot.ExpectError("Desk:Address is still this machine");
        await bot.Type("/as secretary");
        Assert.Equal(0, await bot.Terminate());
        Assert.Empty(bot.Output.Trim());
    }

    private async Task MakeDemo()
    {
        await using var bot = BotProcess.Start(_folder);
        Assert.Equal(0, await bot.Say("/quit"));
    }

    private async Task OpenDesk(string said, params (string, string)[] settings)
    {
        await using var desk = BotProcess.Start(Desk, _folder, [.. settings, ("Urls", "http://127.0.0.1:0")]);
        await desk.Expect(said);
        Assert.Equal(0, await desk.Terminate());
    }

    private async Task Refuses(string program, string why, params (string, string)[] settings)
    {
        await using var started = BotProcess.Start(program, _folder, settings);
        Assert.Equal(2, await started.Exit());
        var line = Assert.Single(started.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        Assert.Contains(why, line, StringComparison.Ordinal);
        Assert.DoesNotContain("SECRET", line, StringComparison.Ordinal);
        Assert.Empty(started.Output.Trim());
    }

    private string? Purpose() => Ask<string?>("SELECT (SELECT value FROM setting WHERE name = 'purpose')");

    private int Organisations() => Ask<int>("SELECT COUNT(*) FROM org");

    private T Ask<T>(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={DatabaseFile};Pooling=False");
        return connection.ExecuteScalar<T>(sql)!;
    }
}
