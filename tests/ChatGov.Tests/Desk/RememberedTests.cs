using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using ChatGov.Access;
using ChatGov.Data;
using ChatGov.Organisations;
using ChatGov.Rights;
using ChatGov.Tasks;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Desk;

/// <summary>What is remembered from one request to the next, and that none of it outlives what it rests on.</summary>
public sealed class RememberedTests
{
    private static readonly DateTimeOffset Saturday = new(2026, 11, 28, 9, 0, 0, TimeSpan.FromHours(8));

    /// <summary>What another program does to somebody's way in, and what the next request is told.</summary>
    private static readonly Dictionary<string, (Action<Tx, World, string> Does, HttpStatusCode Status, string Code)> Ends = new(StringComparer.Ordinal)
    {
        ["token revoked"] = (
            (tx, _, token) =>
            {
                var actor = Entering.By(tx, token).Actor;
                Assert.True(ApiTokens.Revoke(tx.As(actor), actor.Grant!.TokenId, ApiTokenKind.Token).Ok);
            },
            HttpStatusCode.Unauthorized,
            "TokenMissingOrWrong"),
        ["dismissed"] = (
            (tx, world, _) => Assert.True(Staff.Dismiss(tx.As(Actor.Person(world.BannerOffice)), OfficeOf(tx, world)).Ok), HttpStatusCode.Forbidden, "RoleEnded"),
        ["office suspended"] = (
            (tx, world, _) => tx.Run("UPDATE staff_role SET suspended_at = @Now WHERE id = @id", new { tx.Now, id = OfficeOf(tx, world) }), HttpStatusCode.Forbidden, "AccountSuspended"),
    };

    public static TheoryData<string, Provider> EachEnd
    {
        get
        {
            var all = new TheoryData<string, Provider>();
            foreach (var (end, provider) in Ends.Keys.SelectMany(end => new DatabasesAttribute().GetData(null!).Select(each => (end, (Provider)each[0]))))
            {
                all.Add(end, provider);
            }

            return all;
        }
    }

    [Theory, MemberData(nameof(EachEnd))]
    public async Task What_another_program_ends_is_refused_on_the_very_next_request(string end, Provider provider)
    {
        await using var site = await DeskSite.Start(provider);
        await using var bot = site.Database.OpenAgain();
        var token = await site.TokenOf(site.World.Secretary);
        var task = await site.World.Publish(site.World.Draft(Saturday));
        var tag = await Seen(site, token, task.Id);

        await bot.Write(tx => Ends[end].Does(tx, site.World, token));

        (await site.Get($"/api/v1/tasks/{task.Id}", token)).IsProblem(Ends[end].Status, Ends[end].Code);
        (await Again(site, $"/api/v1/tasks/{task.Id}", token, tag)).IsProblem(Ends[end].Status, Ends[end].Code);
        (await site.Post($"/api/v1/tasks/{task.Id}/tell", token, new { text = "请戴口罩" })).IsProblem(Ends[end].Status, Ends[end].Code);
    }

    [Theory, Databases]
    public async Task What_ends_by_itself_ends_at_its_time_though_nobody_changes_anything(Provider provider)
    {
        await using var site = await DeskSite.Start(provider);
        var expiring = await site.TokenOf(site.World.OtherSecretary, days: 1);
        var token = await site.TokenOf(site.World.Secretary);
        var end = site.Database.Clock.GetUtcNow().AddHours(3);
        await site.World.As(site.World.BannerOffice, tx => Staff.SetEnd(tx, OfficeOf(tx, site.World), end).Value);
        (await site.Get("/api/v1/tasks", token)).Is(HttpStatusCode.OK);
        (await site.Get("/api/v1/tasks", expiring)).Is(HttpStatusCode.OK);

        site.Database.Clock.MoveTo(end.AddMilliseconds(-1));
        (await site.Get("/api/v1/tasks", token)).Is(HttpStatusCode.OK);
        site.Database.Clock.MoveTo(end);
        (await site.Get("/api/v1/tasks", token)).IsProblem(HttpStatusCode.Forbidden, "RoleEnded");

        site.Database.Clock.MoveTo(TestClock.Start.AddDays(1).AddMilliseconds(-1));
        (await site.Get("/api/v1/tasks", expiring)).Is(HttpStatusCode.OK);
        site.Database.Clock.MoveTo(TestClock.Start.AddDays(1));
        (await site.Get("/api/v1/tasks", expiring)).IsProblem(HttpStatusCode.Unauthorized, "TokenMissingOrWrong");
    }

    [Theory, Databases]
    public async Task What_another_program_changes_is_in_the_next_answer(Provider provider)
    {
        await using var site = await DeskSite.Start(provider);
        await using var bot = site.Database.OpenAgain();
        var token = await site.TokenOf(site.World.Secretary);
        var task = await site.World.Publish(site.World.Draft(Saturday));
        var tag = await Seen(site, token, task.Id);
        Assert.Equal(tag, (await Again(site, $"/api/v1/tasks/{task.Id}", token, tag)).Is(HttpStatusCode.NotModified).ETag);

        await bot.Write(tx => tx.Run("UPDATE task SET place = '北门' WHERE id = @Id", new { task.Id }));
        Assert.Equal("北门", (string?)(await Again(site, $"/api/v1/tasks/{task.Id}", token, tag)).Is(HttpStatusCode.OK).Json["place"]);

        var appointed = await bot.Write(tx => Staff.Appoint(tx, site.World.Secretary, Role.Secretary, site.World.Garden, tx.Now, until: null).Value);
        Assert.NotEqual(0, appointed);
        var other = await site.TokenOf(site.World.OtherSecretary);
        (await site.Get("/api/v1/tasks", other)).Is(HttpStatusCode.OK);
    }

    /// <summary>What is remembered and what is then read are of one moment, however much is committed in between.</summary>
    [Fact]
    public async Task What_is_remembered_belongs_to_what_is_read_with_it()
    {
        await using var site = await DeskSite.Start(Provider.Sqlite);
        await using var bot = site.Database.OpenAgain();
        var (db, unit) = (site.Database.Db, site.World.Unit);
        string NameOf(Tx tx) => tx.First<string>("SELECT name FROM org WHERE id = @unit", new { unit })!;
        string Remembered(Tx tx) => tx.Recall("name", () => (NameOf(tx), DateTimeOffset.MaxValue));
        var before = db.Read(Remembered);

        var (remembered, read) = db.Read(tx =>
        {
            var first = Remembered(tx);
            bot.Write(other => other.Run("UPDATE org SET name = '供电局' WHERE id = @unit", new { unit })).GetAwaiter().GetResult();
            return (first, NameOf(tx));
        });
        Assert.Equal((before, before), (remembered, read));
        Assert.Equal("供电局", db.Read(Remembered));

        await db.Write(tx => tx.Run("UPDATE org SET name = '电业局' WHERE id = @unit", new { unit }));
        Assert.Equal("电业局", db.Read(Remembered));
    }

    [Fact]
    public async Task An_answer_that_the_caller_has_is_not_made_again_and_who_asks_is_known_without_looking()
    {
        await using var site = await DeskSite.Start(Provider.Sqlite);
        var token = await site.TokenOf(site.World.Secretary);
        var task = await site.World.Publish(site.World.Draft(Saturday));

        // Of a page the numbers are found first, and then its rows.
        foreach (var (path, statements) in new[] { ($"/api/v1/tasks/{task.Id}", 1), ("/api/v1/tasks?limit=20", 2) })
        {
            var tag = (await site.Get(path, token)).Is(HttpStatusCode.OK).ETag!;
            (await Again(site, path, token, tag)).Is(HttpStatusCode.NotModified);
            Assert.Empty(await Asked(site, () => Again(site, path, token, tag), HttpStatusCode.NotModified));
            Assert.Equal(statements, (await Asked(site, () => site.Get(path, token), HttpStatusCode.OK)).Count);

            await site.World.As(site.World.Secretary, tx => TaskOrganisers.Tell(tx, task.Id, "请戴口罩").Value);
            Assert.Contains(await Asked(site, () => Again(site, path, token, tag), HttpStatusCode.NotModified), sql => sql.Contains("FROM api_token", StringComparison.Ordinal));
        }
    }

    /// <summary>Over all endpoints, at several times of day: a tag is never affirmed that the whole answer would not have.</summary>
    [Fact]
    public async Task A_tag_holds_only_as_long_as_the_answer_does()
    {
        await using var site = await DeskSite.Start(Provider.Sqlite);
        await site.World.Publish(site.World.Draft(Saturday));
        var things = await Things.Make(site);
        var tokens = new[] { await site.TokenOf(site.World.BannerOffice, days: 300), await site.TokenOf(site.World.Secretary, days: 300) };
        var calls = EveryEndpointTests.Calls(site).Where(call => call.Method == HttpMethod.Get).Select(call => things.Path(call))
            .SelectMany(path => tokens.Select(token => (path, token))).ToList();
        var tags = new Dictionary<(string, string), string>();
        var (kept, renewed) = (0, 0);
        foreach (var hours in new[] { 0, 1, 20, 60, 24 * 20, 24 * 100 })
        {
            site.Database.Clock.MoveTo(TestClock.Start.AddHours(hours));
            foreach (var (path, token) in calls)
            {
                var whole = await site.Get(path, token);
                if (tags.TryGetValue((path, token), out var before))
                {
                    var again = await Again(site, path, token, before);
                    Assert.True((again.Status == HttpStatusCode.NotModified) == (whole.ETag == before), $"{path} after {hours} hours: {again.Status}");
                    (kept, renewed) = whole.ETag == before ? (kept + 1, renewed) : (kept, renewed + 1);
                }

                if (whole is { Status: HttpStatusCode.OK, MediaType: "application/json", ETag: { } tag })
                {
                    tags[(path, token)] = tag;
                    (await Again(site, path, token, tag)).Is(HttpStatusCode.NotModified);
                }
            }
        }

        Assert.True(kept > 200 && renewed > 20, $"{kept} {renewed}");
    }

    [Theory, InlineData("br"), InlineData("gzip")]
    public async Task A_large_answer_is_packed_for_who_takes_it_so_and_is_the_same_unpacked(string coding)
    {
        await using var site = await DeskSite.Start(Provider.Sqlite);
        var token = await site.TokenOf(site.World.Secretary);
        for (var day = 0; day < 5; day++)
        {
            await site.World.Publish(site.World.Draft(Saturday.AddDays(day)));
        }

        var plain = (await site.Get("/api/v1/tasks", token)).Is(HttpStatusCode.OK);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/api/v1/tasks", UriKind.Relative));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.TryAddWithoutValidation("Accept-Encoding", $"zstd, {coding};q=0.8, identity;q=0.1");
        using var packed = await site.Http.SendAsync(request);
        var bytes = await packed.Content.ReadAsByteArrayAsync();

        Assert.Equal([coding], packed.Content.Headers.ContentEncoding);
        Assert.Equal(["Accept-Encoding"], packed.Headers.Vary);
        Assert.True(bytes.Length * 3 < plain.Text.Length, $"{bytes.Length} of {plain.Text.Length}");
        using var unpacking = coding == "br" ? (Stream)new BrotliStream(new MemoryStream(bytes), CompressionMode.Decompress) : new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
        using var text = new StreamReader(unpacking);
        Assert.Equal(plain.Text, await text.ReadToEndAsync());

        var tag = packed.Headers.ETag!.ToString();
        Assert.NotEqual(plain.ETag, tag);
        Assert.Equal(tag, (await Again(site, "/api/v1/tasks", token, tag)).Is(HttpStatusCode.NotModified).ETag);

        var refusing = (await site.Send(HttpMethod.Get, "/api/v1/tasks", token, null, ("Accept-Encoding", $"{coding};q=0"))).Is(HttpStatusCode.OK);
        Assert.Equal(plain.Text, refusing.Text);
        Assert.False((await site.Send(HttpMethod.Get, "/api/v1/me", token, null, ("Accept-Encoding", "identity"))).Headers.ContainsKey("Content-Encoding"));
    }

    private static async Task<string> Seen(DeskSite site, string token, long task)
    {
        await site.Get("/api/v1/tasks", token);
        var tag = (await site.Get($"/api/v1/tasks/{task}", token)).Is(HttpStatusCode.OK).ETag!;
        (await Again(site, $"/api/v1/tasks/{task}", token, tag)).Is(HttpStatusCode.NotModified);
        return tag;
    }

    private static Task<DeskSite.Answer> Again(DeskSite site, string path, string token, string tag) =>
        site.Send(HttpMethod.Get, path, token, null, ("If-None-Match", tag));

    /// <summary>The statements that one request asks: who it is, and what they do; and nothing of what the program does by itself meanwhile.</summary>
    private static async Task<List<string>> Asked(DeskSite site, Func<Task<DeskSite.Answer>> send, HttpStatusCode status)
    {
        var asked = new List<string>();
        void Note(Tx tx, string sql, object? args)
        {
            if (!tx.Actor.IsSystem || sql.Contains("FROM api_token", StringComparison.Ordinal))
            {
                asked.Add(sql);
            }
        }

        site.Database.Db.Asked += Note;
        (await send()).Is(status);
        site.Database.Db.Asked -= Note;
        return asked;
    }

    private static long OfficeOf(Tx tx, World world) => Appointments.OfPerson(tx, world.Secretary)[0].Id;
}
