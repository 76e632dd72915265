using ChatGov.Data;
using ChatGov.Tests.Fakes.WeCom;
using ChatGov.Tests.Support;
using Dapper;
using Npgsql;

namespace ChatGov.Tests.Operating;

/// <summary>
/// The script that runs the first day of the operator's page, on both databases and with a messenger that is there; and then the
/// secretary, whose code that day made, comes to the bot.
/// </summary>
public sealed class FirstDayTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("chatgov-firstday-").FullName;
    private readonly string _server = $"chatgov_firstday_{Guid.NewGuid():N}"[..40];
    private FakeWeCom _weCom = null!;

    [ScriptTheory, Databases]
    public async Task The_commands_of_the_page_work_and_the_secretary_comes_in(Provider provider)
    {
        var listen = $"http://127.0.0.1:{FreePort.Find()}";
        (string Name, string Value)[] settings =
        [
            .. await Database(provider), ("Webhooks__Listen", listen), ("WeCom__ApiUrl", _weCom.BaseUrl), ("WeCom__CorpId", FakeWeCom.CorpId),
            ("WeCom__Secret", FakeWeCom.Secret), ("WeCom__Token", FakeWeCom.CallbackToken), ("WeCom__EncodingAesKey", FakeWeCom.EncodingAesKey),
        ];
        var (code, said) = await DeskScript.Run(
            "first-day.sh", TimeProvider.System.GetUtcNow(),
            [
                _folder, "dotnet " + BotProcess.Find("admin/ChatGov.Admin.dll"), "dotnet " + BotProcess.Find("bot/ChatGov.Bot.dll"), $"Urls=http://127.0.0.1:{FreePort.Find()}",
                .. settings.Select(each => $"{each.Name}={each.Value}"),
            ]);
        Assert.True(code == 0, said);
        Assert.EndsWith("第一天过完了", said.Trim(), StringComparison.Ordinal);

        await using var bot = BotProcess.Start(_folder, [.. settings, ("Database__KeyFile", InRoot("etc/chatgov/keys.json")), ("WeCom__AgentId", $"{FakeWeCom.AgentId}")]);
        await bot.ExpectError("Serves WeCom");
        _weCom.CallbackUrl = new Uri(listen + "/wecom/callback");
        await Says("lishuji", await CodeOf("李书记"), "同意吗");
        await Says("lishuji", "1", "你现在是东关社区的社区书记");
        await Says("lishuji", "待办", "没有");
    }

    public async Task InitializeAsync() => _weCom = await FakeWeCom.Start();

    public async Task DisposeAsync()
    {
        await _weCom.DisposeAsync();
        if (TestDatabase.PostgresServer is { } server)
        {
            await using var connection = new NpgsqlConnection(server);
            await connection.ExecuteAsync($"DROP DATABASE IF EXISTS {_server} WITH (FORCE)");
        }

        Directory.Delete(_folder, recursive: true);
    }

    private string InRoot(string path) => Path.Combine(_folder, path);

    private async Task<(string, string)[]> Database(Provider provider)
    {
        if (provider == Provider.Sqlite)
        {
            return [("Database__Provider", "sqlite"), ("Database__ConnectionString", $"Data Source={InRoot("var/lib/chatgov/chatgov.db")}")];
        }

        await using var connection = new NpgsqlConnection(TestDatabase.PostgresServer);
        await connection.ExecuteAsync($"CREATE DATABASE {_server}");
        return [("Database__Provider", "postgres"), ("Database__ConnectionString", new NpgsqlConnectionStringBuilder(TestDatabase.PostgresServer) { Database = _server }.ToString())];
    }

    /// <summary>As it was handed over: 绑定 and the code.</summary>
    private async Task<string> CodeOf(string name) =>
        (await File.ReadAllLinesAsync(InRoot("binding-codes.csv"))).Single(line => line.StartsWith(name, StringComparison.Ordinal)).Split(',')[^1];

    private async Task Says(string user, string text, string heard)
    {
        var before = _weCom.SendCount;
        await _weCom.Says(user, text);
        await _weCom.WaitForSend(send => _weCom.SendsFrom(before).Contains(send) && send.Words.Contains(heard, StringComparison.Ordinal));
    }
}
