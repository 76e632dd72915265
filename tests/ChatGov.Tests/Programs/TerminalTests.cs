using ChatGov.Tests.Support;

namespace ChatGov.Tests.Programs;

/// <summary>The first minutes of a newcomer, with nothing configured: the program as it is started.</summary>
public sealed class TerminalTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("chatgov-terminal-").FullName;

    [Fact]
    public async Task The_walk_of_the_readme_works_line_by_line()
    {
        await using var bot = BotProcess.Start(_folder);

        var exit = await bot.Say(
            "报到", "1", "DEMO-WALK-2026", "贺兰山", "1",
            "任务", "1", "认领", "任务", "认领1",
            "/as secretary", "待办", "1", "除了3号",
            "发任务 明天上午9点到11点 清扫公园沙尘 要2个人",
            "/as member2", "时长");

        Assert.Equal(0, exit);
        Assert.Collection(
            Paragraphs(bot.Output, "同意吗", "邀请码就发给我", "哪个社区", "是下面哪一个", "报到好了", "现在可以领", "带上", "领到了", "等你处理的", "除了3号", "到 4 人，没到 1 人", "集合", "你今年服务"),
            Enumerable.Repeat<Action<bool>>(Assert.True, 13).ToArray());
        Assert.DoesNotContain("   at ", bot.Output + bot.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_terminals_at_once_one_a_member_one_a_secretary()
    {
        await using var member = BotProcess.Start(_folder);
        await member.Expect("member");
        await using var secretary = BotProcess.Start(_folder);
        await secretary.Type("/as secretary");
        await secretary.Expect("贺兰山社区书记");

        foreach (var line in new[] { "报到", "1", "1", "贺兰山", "1", "王小明" })
        {
            await member.Type(line);
        }

        await member.Expect("已交给贺兰山社区");
        await secretary.Type("待办");
        await secretary.Expect("王小明");
        await secretary.Type("1");
        await secretary.Expect("通过 ");
        await secretary.Type("1");
        await secretary.Expect("通过了");
        await member.Type("我报上了没");
        await member.Expect("已报到");

        Assert.Equal(0, await member.Say("/quit"));
        Assert.Equal(0, await secretary.Say("/quit"));
    }

    [Fact]
    public async Task Killed_in_the_middle_it_goes_on_where_it_was()
    {
        await using (var first = BotProcess.Start(_folder))
        {
            await first.Type("报到");
            await first.Type("同意");
            await first.Expect("邀请码就发给我");
            await first.Kill();
        }

        await using var second = BotProcess.Start(_folder);
        Assert.Equal(0, await second.Say("1"));
        Assert.Contains("哪个社区", second.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Database__Provider", "oracle", "Database:Provider")]
    [InlineData("Database__Provder", "sqlite", "Database:Provder")]
    [InlineData("Database__ConnectionString", "Data Source=/nowhere/at/all.db", "Database:ConnectionString")]
    [InlineData("Telegram__Token", "abc", "Telegram:Token")]
    [InlineData("Telegram__Mode", "carrier-pigeon", "Telegram:Mode")]
    [InlineData("Telegram__WebhookSecret", "short", "Telegram:WebhookUrl")]
    [InlineData("WeCom__CorpId", "ww1", "WeCom:AgentId")]
    [InlineData("WeCom__Markdown", "perhaps", "WeCom:Markdown")]
    [InlineData("WeCom__Markdown", "true", "WeCom:CorpId")]
    [InlineData("Voice__ApiKey", "x", "Voice:TranscriptionUrl")]
    [InlineData("Voice__TranscriptionUrl", "nowhere", "Voice:TranscriptionUrl")]
    [InlineData("Webhooks__Listen", "nowhere", "Webhooks:Listen")]
    [InlineData("Papers__CheckAddress", "nowhere", "Papers:CheckAddress")]
    [InlineData("Terminal__Folder", "x", "Terminal:Folder")]
    [InlineData("Demo", "perhaps", "Demo")]
    public async Task A_wrong_setting_stops_the_start_with_one_line_that_names_it(string name, string value, string named)
    {
        await using var bot = BotProcess.Start(_folder, (name, value));

        Assert.Equal(2, await bot.Exit());
        Assert.Contains(named, Assert.Single(bot.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)), StringComparison.Ordinal);
        Assert.Empty(bot.Output.Trim());
    }

    [Fact]
    public async Task The_admin_host_answers_that_it_lives_and_stops_when_told()
    {
        var port = FreePort();
        await using var admin = BotProcess.Start("admin/ChatGov.Admin.dll", _folder, [("Urls", $"http://127.0.0.1:{port}")]);
        using var http = new HttpClient();

        Assert.Equal("ok", await GetOnceUp(http, $"http://127.0.0.1:{port}/health/live"));
    }

    [Fact]
    public async Task A_certificate_is_saved_by_the_terminal_and_the_admin_host_knows_it()
    {
        var port = FreePort();
        await using var bot = BotProcess.Start(_folder, ("Papers__CheckAddress", $"http://127.0.0.1:{port}/check"));
        Assert.Equal(0, await bot.Say("/as member2", "证明", "1", "1"));
        var folder = Path.Combine(_folder, "chatgov", "files");
        var pdf = Assert.Single(Directory.GetFiles(folder, "*.pdf"));
        Assert.Contains("→ " + pdf, bot.Output, StringComparison.Ordinal);
        var page = await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(folder, "*.html")));
        var address = $"http://127.0.0.1:{port}/check/{Path.GetFileNameWithoutExtension(pdf)["志愿服务记录证明-".Length..]}";
        Assert.Contains(address, page, StringComparison.Ordinal);

        await using var admin = BotProcess.Start("admin/ChatGov.Admin.dll", _folder, [("Urls", $"http://127.0.0.1:{port}")]);
        using var http = new HttpClient();
        Assert.Contains("真实有效", await GetOnceUp(http, address), StringComparison.Ordinal);
        Assert.DoesNotContain(Path.GetFileNameWithoutExtension(pdf), admin.Errors + bot.Errors, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>Whether each part stands in the output, behind the one before.</summary>
    private static IEnumerable<bool> Paragraphs(string output, params IEnumerable<string> parts)
    {
        var at = 0;
        foreach (var part in parts)
        {
            var found = output.IndexOf(part, at, StringComparison.Ordinal);
            yield return found >= 0;
            at = Math.Max(at, found);
        }
    }

    private static async Task<string> GetOnceUp(HttpClient http, string address)
    {
        for (var tries = 0; tries < 600; tries++)
        {
            try
            {
                return await http.GetStringAsync(new Uri(address));
            }
            catch (HttpRequestException)
            {
                await Task.Delay(100);
            }
        }

        return "";
    }

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }
}
