using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ChatGov.Access;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Desk;

/// <summary>The page on which somebody begins: its commands, copied one after the other, do what it says.</summary>
public sealed partial class DocsPageTests
{
    [Theory]
    [InlineData("en")]
    [InlineData("zh-CN")]
    public async Task Its_commands_work_as_they_stand(string language)
    {
        await using var site = await DeskSite.Start(Provider.Sqlite);
        await DeskAddress.Keep(site.Database.Db, Given.Settings(("Desk:Address", site.Http.BaseAddress!.ToString().TrimEnd('/'))));
        var token = await site.TokenOf(site.World.BannerOffice);
        var page = (await site.Send(HttpMethod.Get, "/docs", null, null, ("Accept-Language", language))).Is(HttpStatusCode.OK);
        Assert.Contains($"<html lang=\"{language}\"", page.Text, StringComparison.Ordinal);
        Assert.Equal(language == "en", !Regex.IsMatch(page.Text.Replace("中文", "", StringComparison.Ordinal).Replace("气象局", "", StringComparison.Ordinal), "<(h1|h2|li)>[^<]*[\u4e00-\u9fff]", RegexOptions.None, TimeSpan.FromSeconds(1)));
        var commands = Command().Matches(page.Text).Select(found => WebUtility.HtmlDecode(found.Groups[1].Value)).ToList();
        Assert.Equal(4, commands.Count);

        var me = await Run(commands[0].Replace("cgt_…", token, StringComparison.Ordinal));
        var org = (string)JsonNode.Parse(me)!["orgId"]!.ToString();
        Assert.Contains("\"items\":[{", await Run(Before(commands, 1).Replace("ORG=1", "ORG=" + org, StringComparison.Ordinal)), StringComparison.Ordinal);

        var make = commands[0].Split("curl")[0] + "ORG=" + org + "\n" + commands[2];
        var made = await Run(make.Replace("cgt_…", token, StringComparison.Ordinal));
        Assert.Contains("201 Created", made, StringComparison.Ordinal);
        Assert.Contains("Idempotency-Replayed: true", await Run(make.Replace("cgt_…", token, StringComparison.Ordinal)), StringComparison.OrdinalIgnoreCase);

        var (unit, tag) = (JsonNode.Parse(made[made.IndexOf('{', StringComparison.Ordinal)..])!["id"]!.ToString(), ETag().Match(made).Groups[1].Value);
        var change = Before(commands, 3).Replace("UNIT=2", "UNIT=" + unit, StringComparison.Ordinal).Replace("\"1-0123456789abcdef\"", tag, StringComparison.Ordinal);
        Assert.Contains("200 OK", await Run(change), StringComparison.Ordinal);
        Assert.Contains("412 Precondition Failed", await Run(change), StringComparison.Ordinal);

        string Before(List<string> all, int step) => (all[0].Split("curl")[0] + all[step]).Replace("cgt_…", token, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_root_leads_there_and_it_leads_on()
    {
        await using var site = await DeskSite.Start(Provider.Sqlite);
        Assert.Equal("docs", (await site.Get("/", null)).Is(HttpStatusCode.Found).Location);
        var english = (await site.Get("/docs?lang=en", null)).Is(HttpStatusCode.OK).Text;
        foreach (var link in Link().Matches(english).Select(found => found.Groups[1].Value))
        {
            var there = await site.Get(link[0] == '?' ? "/docs" + link : "/" + link, null);
            Assert.True(there.Status is HttpStatusCode.OK or HttpStatusCode.MovedPermanently, $"{link}: {there.Status}");
        }

        Assert.Contains("href=\"../docs/reference/\"", (await site.Get("/docs/", null)).Is(HttpStatusCode.OK).Text, StringComparison.Ordinal);
        Assert.Contains("lang=\"zh-CN\"", (await site.Get("/docs?lang=zh-CN", null)).Text, StringComparison.Ordinal);
        Assert.Contains("Begin here", english, StringComparison.Ordinal);
    }

    private static async Task<string> Run(string commands)
    {
        using var bash = Process.Start(new ProcessStartInfo("bash", ["-euo", "pipefail", "-c", commands]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (said, failed) = (bash.StandardOutput.ReadToEndAsync(), bash.StandardError.ReadToEndAsync());
        await bash.WaitForExitAsync();
        Assert.True(bash.ExitCode == 0, $"{commands}\n{await failed}");
        return await said;
    }

    [GeneratedRegex("<pre><code>(.*?)</code></pre>", RegexOptions.Singleline, 1000)]
    private static partial Regex Command();

    [GeneratedRegex("(?i)^etag: (\"[^\"]+\")", RegexOptions.Multiline, 1000)]
    private static partial Regex ETag();

    [GeneratedRegex("<a href=\"([^\"]+)\"", RegexOptions.None, 1000)]
    private static partial Regex Link();
}
