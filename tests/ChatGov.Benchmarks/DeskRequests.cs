using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using ChatGov.Access;
using ChatGov.Data;
using ChatGov.Organisations;
using ChatGov.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ChatGov.Benchmarks;

/// <summary>
/// Requests a second at the desk — token, scope, limits, problem answers and all — beside a bare minimal API endpoint
/// that does the same SQL through the same doors, in one program and turn about. The caller runs in the same process.
/// </summary>
internal static class DeskRequests
{
    private const int InFlight = 64;
    private const int Rounds = 5;
    private const int Reads = 6_000;
    private const int Writes = 3_000;

    private const string OrgRow =
        """
        SELECT o.id, o.kind, o.parent_id, o.name, o.division_code, o.uscc, o.unit_level, o.partner_org_id, o.latitude, o.longitude,
               o.created_at, o.closed_at, o.merged_into_id, o.row_version AS version
        FROM org o
        """;

    private static int _names;

    public static async Task Measure(string provider, string where)
    {
        await using var db = Stores.Open(provider, where);
        var (token, community) = await Populate(db);
        await using var app = Host(db);
        await app.StartAsync();
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = InFlight }) { BaseAddress = new Uri(app.Urls.First()) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);

        await Compare(provider, "read one", Reads, () => http.GetAsync($"/api/v1/organisations/{community}"), () => http.GetAsync($"/bare/organisations/{community}"));
        await Compare(provider, "page of 50", Reads / 4, () => http.GetAsync("/api/v1/organisations"), () => http.GetAsync("/bare/organisations"));
        await Compare(provider, "make one", Writes, () => Make(http, "/api/v1/organisations", community), () => Make(http, "/bare/organisations", community));
    }

    private static async Task<(string Token, long Community)> Populate(Db db) => await db.Write(tx =>
    {
        var banner = OrgTree.Create(tx, new NewOrg { Kind = OrgKind.Banner, Name = "b" }).Value;
        var street = OrgTree.Create(tx, new NewOrg { Kind = OrgKind.Street, ParentId = banner, Name = "s" }).Value;
        var communities = Enumerable.Range(0, 147)
            .Select(i => OrgTree.Create(tx, new NewOrg { Kind = OrgKind.Community, ParentId = street, Name = string.Create(CultureInfo.InvariantCulture, $"c{i}") }).Value).ToList();
        return (FirstToken.Make(tx, "bench").Value.Secret, communities[70]);
    });

    private static WebApplication Host(Db db)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection([new("Api:RequestsPerMinute", "100000000")]);
        builder.WebHost.ConfigureKestrel(server => server.Listen(IPAddress.Loopback, 0));
        builder.Services.AddSingleton(db);
        builder.AddDesk(SettingValues.Read(builder.Configuration));
        var app = builder.Build();
        app.UseDesk();
        app.MapDesk();
        app.MapGet("/bare/organisations/{id:long}", (long id) => TypedResults.Ok(db.Read(tx => tx.First<OrgView>(OrgRow + " WHERE o.id = @id", new { id }))));
        app.MapGet("/bare/organisations", () => TypedResults.Ok(db.Read(tx => tx.All<OrgView>(OrgRow + " WHERE o.closed_at IS NULL ORDER BY o.id LIMIT 50"))));
        app.MapPost("/bare/organisations", async (Grid grid) => TypedResults.Ok(await db.Write(tx => MakeBare(tx, grid))));
        return app;
    }

    private static OrgView MakeBare(Tx tx, Grid grid)
    {
        var id = tx.Insert("INSERT INTO org (kind, parent_id, name, created_at) VALUES (@Kind, @ParentId, @Name, @Now) RETURNING id", new { grid.Kind, grid.ParentId, grid.Name, tx.Now });
        tx.Run(
            """
            INSERT INTO org_closure (ancestor_id, descendant_id, depth)
            SELECT ancestor_id, @id, depth + 1 FROM org_closure WHERE descendant_id = @ParentId
            UNION ALL SELECT @id, @id, 0
            """,
            new { id, grid.ParentId });
        tx.Audit("org", id, "create");
        return tx.First<OrgView>(OrgRow + " WHERE o.id = @id", new { id })!;
    }

    private static Task<HttpResponseMessage> Make(HttpClient http, string path, long community) => http.PostAsJsonAsync(
        path, new { kind = "Grid", parentId = community, name = string.Create(CultureInfo.InvariantCulture, $"g{Interlocked.Increment(ref _names)}") });

    /// <summary>Turn about, so that what else the machine does falls on both.</summary>
    private static async Task Compare(string provider, string what, int requests, Func<Task<HttpResponseMessage>> desk, Func<Task<HttpResponseMessage>> bare)
    {
        await Rate(desk, requests / 4);
        await Rate(bare, requests / 4);
        var (ours, theirs) = (new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            ours.Add(await Rate(desk, requests / Rounds));
            theirs.Add(await Rate(bare, requests / Rounds));
        }

        ours.Sort();
        theirs.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{provider}: {what,-12} desk {ours[Rounds / 2],8:N0}/s   bare {theirs[Rounds / 2],8:N0}/s   {ours[Rounds / 2] / theirs[Rounds / 2]:0.00} of the bare one"));
    }

    private static async Task<double> Rate(Func<Task<HttpResponseMessage>> send, int requests)
    {
        var left = requests;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, InFlight).Select(async _ =>
        {
            while (Interlocked.Decrement(ref left) >= 0)
            {
                using var response = await send();
                response.EnsureSuccessStatusCode();
                await response.Content.ReadAsByteArrayAsync();
            }
        }));
        return requests / watch.Elapsed.TotalSeconds;
    }

    private sealed record Grid(string Kind, long ParentId, string Name);
}
