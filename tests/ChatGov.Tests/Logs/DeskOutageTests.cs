using System.Net;
using ChatGov.Tests.Desk;
using ChatGov.Tests.Support;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ChatGov.Tests.Logs;

/// <summary>What the desk says of a database that cannot work, and of a fault of its own.</summary>
public sealed class DeskOutageTests
{
    [Fact]
    public async Task An_outage_is_said_once_with_its_cause_and_so_is_its_end()
    {
        await using var site = await DeskSite.Start(Provider.Sqlite);
        var token = await site.TokenOf(site.World.BannerOffice);
        await using var other = new SqliteConnection(new SqliteConnectionStringBuilder(site.Database.ConnectionString) { Pooling = false }.ToString());
        await other.OpenAsync();
        await other.ExecuteAsync("BEGIN EXCLUSIVE;");
        var body = new { kind = "Unit", parentId = site.World.Banner, name = "水务局" };
        (await site.Post("/api/v1/organisations", token, body)).IsProblem(HttpStatusCode.ServiceUnavailable, "DatabaseAway");
        (await site.Post("/api/v1/organisations", token, body)).IsProblem(HttpStatusCode.ServiceUnavailable, "DatabaseAway");
        (await site.Get("/health/ready", null)).Is(HttpStatusCode.ServiceUnavailable);
        await other.ExecuteAsync("ROLLBACK;");

        (await site.Get("/health/ready", null)).Is(HttpStatusCode.OK);
        (await site.Post("/api/v1/organisations", token, body)).Is(HttpStatusCode.Created);
        Assert.Equal(1, site.Log.Lines.Count(line => line.Contains("The database cannot work now: the database is locked by another program", StringComparison.Ordinal)));
        Assert.Equal(1, site.Log.Lines.Count(line => line.Contains("The database works again", StringComparison.Ordinal)));
    }

    [Theory, Databases]
    public async Task A_fault_of_our_own_is_numbered_and_found_again_by_its_number(Provider provider)
    {
        await using var site = await DeskSite.Start(provider);
        var token = await site.TokenOf(site.World.Secretary);
        await site.Database.Execute("ALTER TABLE task RENAME TO elsewhere");
        var answer = (await site.Get("/api/v1/tasks", token)).IsProblem(HttpStatusCode.InternalServerError, "Fault");
        var line = Assert.Single(site.Log.Lines, each => each.Contains(" failed: ", StringComparison.Ordinal));
        Assert.Contains(line.Split(' ')[1], answer.Text, StringComparison.Ordinal);
        Assert.Matches("^Request [0-9a-f]{32} failed: (SqliteException 1|PostgresException 42P01) in [A-Za-z0-9.`, ]+$", line);
    }
}
