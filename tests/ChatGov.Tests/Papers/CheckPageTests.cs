using System.Net;
using ChatGov.Data;
using ChatGov.Http;
using ChatGov.Papers;
using ChatGov.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace ChatGov.Tests.Papers;

/// <summary>The page on which anybody checks a number, over HTTP.</summary>
public sealed class CheckPageTests
{
    [Theory, Databases]
    public async Task It_says_genuine_revoked_forged_or_mistyped_and_no_more_than_that(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var member = await stage.World.Member("欧阳小红");
        await stage.Served(member, Service.Saturday);
        var (_, facts) = await stage.Issued(member);
        var revoked = (await stage.Issued(member)).Paper;
        await stage.World.As(member, tx => PaperRevoking.Revoke(tx, revoked.Id).Value);
        await using var site = await Site.Start(stage.Database.Db);

        var genuine = await site.Get("/check/" + facts.Number);
        Assert.Equal(HttpStatusCode.OK, genuine.Status);
        Assert.All(
            ["真实有效", "欧阳**", "2026-11-28", "测试旗东街道贺兰社区", facts.Digest(), "<dt>合计小时</dt><dd>2</dd>"],
            part => Assert.Contains(part, genuine.Page, StringComparison.Ordinal));
        Assert.DoesNotContain("小红", genuine.Page, StringComparison.Ordinal);
        Assert.DoesNotContain("清扫", genuine.Page, StringComparison.Ordinal);

        var gone = await site.Get("/check/" + revoked.Number);
        Assert.Equal(HttpStatusCode.Gone, gone.Status);
        Assert.Contains("已作废", gone.Page, StringComparison.Ordinal);
        Assert.DoesNotContain("欧阳", gone.Page, StringComparison.Ordinal);

        var forged = await site.Get("/check/" + PaperNumber.Draw(PaperKind.Certificate));
        Assert.Equal(HttpStatusCode.NotFound, forged.Status);
        Assert.Contains("没有这个编号", forged.Page, StringComparison.Ordinal);

        var mistyped = await site.Get("/check/" + facts.Number[..^1] + (facts.Number[^1] == '7' ? '8' : '7'));
        Assert.Equal(HttpStatusCode.BadRequest, mistyped.Status);
        Assert.Contains("编号打错了", mistyped.Page, StringComparison.Ordinal);
        Assert.Contains("action=\"../check\"", mistyped.Page, StringComparison.Ordinal);
    }

    [Theory, Databases]
    public async Task A_typed_number_leads_to_its_page_in_either_language(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var member = await stage.World.Member("王小明");
        await stage.Served(member, Service.Saturday);
        var number = (await stage.Issued(member)).Facts.Number;
        await using var site = await Site.Start(stage.Database.Db);

        Assert.Contains("输入纸上的编号", (await site.Get("/check")).Page, StringComparison.Ordinal);
        Assert.Contains("Enter the number", (await site.Get("/check", "en-GB,en;q=0.9")).Page, StringComparison.Ordinal);
        Assert.Contains("真实有效", (await site.Get("/check?number=" + number.ToLowerInvariant())).Page, StringComparison.Ordinal);
        Assert.Contains("Genuine", (await site.Get($"/check?number={number}&lang=en")).Page, StringComparison.Ordinal);
        var wrong = await site.Get("/check?number=%22%3E%3Cscript%3Ealert(1)%3C/script%3E");
        Assert.Equal(HttpStatusCode.BadRequest, wrong.Status);
        Assert.DoesNotContain("<script", wrong.Page, StringComparison.OrdinalIgnoreCase);
    }

    [Theory, Databases]
    public async Task What_is_on_the_paper_can_be_compared_without_being_shown(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var member = await stage.World.Member("王小明");
        await stage.Served(member, Service.Saturday);
        var number = (await stage.Issued(member)).Facts.Number;
        await using var site = await Site.Start(stage.Database.Db);

        Assert.Contains("和开出时一样", await site.Compare(number, "王小明", "2", "2026-11-28 2"), StringComparison.Ordinal);
        var altered = await site.Compare(number, "王小明", "20", "");
        Assert.Contains("和开出时不一样", altered, StringComparison.Ordinal);
        Assert.DoesNotContain("王小明", altered, StringComparison.Ordinal);
        Assert.Contains("没看懂", await site.Compare(number, "王小明", "二", ""), StringComparison.Ordinal);
        Assert.Contains("没有这个编号", await site.Compare(PaperNumber.Draw(PaperKind.Certificate), "王小明", "2", ""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_loads_nothing_keeps_nothing_and_has_no_script()
    {
        await using var stage = await Stage.Create(Provider.Sqlite);
        await using var site = await Site.Start(stage.Database.Db);

        var (_, page, headers) = await site.Get("/check");

        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("://", page, StringComparison.Ordinal);
        Assert.DoesNotContain(" src=", page, StringComparison.Ordinal);
        Assert.DoesNotMatch("<[^>]* on[a-z]+=", page);
        Assert.StartsWith("default-src 'none'; style-src 'sha256-", headers["Content-Security-Policy"], StringComparison.Ordinal);
        Assert.Equal("no-store", headers["Cache-Control"]);
        Assert.Equal("nosniff", headers["X-Content-Type-Options"]);
        Assert.Equal("no-referrer", headers["Referrer-Policy"]);
        Assert.False(headers.ContainsKey("Set-Cookie"));
    }

    [Fact]
    public async Task Whoever_guesses_too_often_has_to_wait_and_whoever_holds_the_paper_has_not()
    {
        await using var stage = await Stage.Create(Provider.Sqlite);
        var member = await stage.World.Member("王小明");
        await stage.Served(member, Service.Saturday);
        var number = (await stage.Issued(member)).Facts.Number;
        await using var site = await Site.Start(stage.Database.Db, perMinute: "3");
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(HttpStatusCode.NotFound, (await site.Get("/check/" + PaperNumber.Draw(PaperKind.Certificate))).Status);
        }

        var (status, page, headers) = await site.Get("/check/" + PaperNumber.Draw(PaperKind.Certificate));
        Assert.Equal(HttpStatusCode.TooManyRequests, status);
        Assert.Contains("查得太快了", page, StringComparison.Ordinal);
        Assert.Equal("60", headers["Retry-After"]);
        Assert.Contains("真实有效", (await site.Get("/check/" + number)).Page, StringComparison.Ordinal);

        // The name on a paper could be guessed: there the right guess waits as well.
        for (var i = 0; i < 3; i++)
        {
            Assert.Contains("和开出时不一样", await site.Compare(number, $"王小{i}", "2", ""), StringComparison.Ordinal);
        }

        Assert.Contains("查得太快了", await site.Compare(number, "王小明", "2", ""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Forms_that_are_none_are_refused_quietly()
    {
        await using var stage = await Stage.Create(Provider.Sqlite);
        await using var site = await Site.Start(stage.Database.Db);
        var address = "/check/" + PaperNumber.Draw(PaperKind.Certificate);

        using var json = await site.Http.PostAsync(new Uri(address, UriKind.Relative), new StringContent("{}", System.Text.Encoding.UTF8, "application/json"));
        using var large = await site.Http.PostAsync(new Uri(address, UriKind.Relative), new FormUrlEncodedContent([new("name", new string('a', 20_000))]));

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, json.StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.StatusCode);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("many")]
    public async Task A_limit_that_is_none_is_named(string perMinute)
    {
        await using var stage = await Stage.Create(Provider.Sqlite);

        var fault = await Assert.ThrowsAsync<ConfigurationFault>(() => Site.Start(stage.Database.Db, perMinute));
        Assert.Contains("Papers:ChecksPerMinute", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CheckAddress", "volunteer.example.org")]
    [InlineData("CheckAddress", "https://example.org/check?a=b")]
    [InlineData("ChekAddress", "https://example.org/check")]
    public async Task An_address_that_is_none_is_named(string name, string value)
    {
        await using var stage = await Stage.Create(Provider.Sqlite);

        var fault = await Assert.ThrowsAsync<ConfigurationFault>(() => CheckAddress.Keep(stage.Database.Db, Given.Settings(("Papers:" + name, value))));
        Assert.Contains("Papers:" + name, fault.Message, StringComparison.Ordinal);
    }

    [Theory, Databases]
    public async Task Both_programs_print_the_address_that_one_of_them_was_told(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        Assert.Equal("http://127.0.0.1:5080/check", stage.Database.Db.Read(CheckAddress.Of));

        await CheckAddress.Keep(stage.Database.Db, Given.Settings(("Papers:CheckAddress", "https://example.org/zm/check/")));
        await CheckAddress.Keep(stage.Database.Db, Given.Settings());
        await using var other = stage.Database.OpenAgain();

        Assert.Equal("https://example.org/zm/check/ZM-1", other.Read(tx => CheckAddress.For(tx, "ZM-1")));
    }

    private sealed class Site : IAsyncDisposable
    {
        private readonly WebApplication _app;

        private Site(WebApplication app) => _app = app;

        public HttpClient Http { get; } = new(new SocketsHttpHandler { UseCookies = false });

        public static async Task<Site> Start(Db db, string? perMinute = null)
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.WebHost.ConfigureKestrel(server => server.Listen(IPAddress.Loopback, 0));
            builder.Services.AddSingleton(db);
            builder.Services.AddChecking(Given.Settings(("Papers:ChecksPerMinute", perMinute ?? "1000")));
            var site = new Site(builder.Build());
            site._app.Use(SafeHeaders.Set);
            CheckPages.Map(site._app);
            await site._app.StartAsync();
            site.Http.BaseAddress = new Uri(site._app.Urls.First());
            return site;
        }

        public async Task<(HttpStatusCode Status, string Page, Dictionary<string, string> Headers)> Get(string path, string? language = null)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
            if (language is not null)
            {
                request.Headers.TryAddWithoutValidation("Accept-Language", language);
            }

            using var response = await Http.SendAsync(request);
            return (
                response.StatusCode,
                await response.Content.ReadAsStringAsync(),
                response.Headers.ToDictionary(header => header.Key, header => string.Join(", ", header.Value)));
        }

        public async Task<string> Compare(string number, string name, string hours, string lines)
        {
            using var response = await Http.PostAsync(
                new Uri("/check/" + number, UriKind.Relative),
                new FormUrlEncodedContent([new("name", name), new("hours", hours), new("lines", lines)]));
            return await response.Content.ReadAsStringAsync();
        }

        public async ValueTask DisposeAsync()
        {
            Http.Dispose();
            await _app.DisposeAsync();
        }
    }
}
