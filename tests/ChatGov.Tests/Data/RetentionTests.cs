using System.Text.Json.Nodes;
using ChatGov.Data;
using ChatGov.Organisations;
using ChatGov.Registrations;
using ChatGov.Retention;
using ChatGov.Rights;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Data;

/// <summary>What has served its time goes, what has not stays.</summary>
public sealed class RetentionTests
{
    // By the hour: bot/Engine/Timers/Cleaning.cs. With a use case: Erasing, Applying of rosters, Revoking of papers.
    private static readonly string[] Elsewhere =
        ["inbox", "outbox", "session", "prompt", "lease", "wrong_try", "budget", "roster_import_piece", "claim", "service_record", "person"];

    [Fact]
    public void No_time_is_promised_that_nobody_keeps()
    {
        var dictionary = JsonNode.Parse(typeof(Db).Assembly.GetManifestResourceStream("dictionary.json")!)!.AsObject();
        var promised = dictionary.Where(table => ((string)table.Value!["retention"]!).Split(' ').Intersect(["years", "year", "days", "hours"]).Any()).Select(table => table.Key);
        Assert.Empty(promised.Except(Elsewhere).Except(RetentionRules.All.Select(rule => rule.Table)));
    }

    [Theory, Databases]
    public async Task On_a_young_database_nothing_goes_and_every_rule_can_be_asked(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        await world.Member("王小明");
        Assert.Empty(RetentionRun.Count(database.Db));
        Assert.Empty(await RetentionRun.Run(database.Db, CancellationToken.None));
    }

    [Theory, Databases]
    public async Task Who_left_long_ago_becomes_nameless_and_their_hours_stay(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        var (left, stays) = (await world.Member("走的人"), await world.Member("留的人"));
        await Papers.Service.Served(world, database.Clock, left, Papers.Service.Saturday);
        await world.As(left, tx => RegistrationEndings.End(tx, RegistrationKind.Home).Value);
        var minutes = Minutes(database.Db);

        database.Clock.MoveTo(database.Clock.GetUtcNow() + RetentionRule.AfterService - TimeSpan.FromDays(1));
        await RetentionRun.Run(database.Db, CancellationToken.None);
        Assert.Equal("走的人", NameOf(database.Db, left));

        database.Clock.MoveTo(database.Clock.GetUtcNow().AddDays(2));
        Assert.Contains(RetentionRun.Count(database.Db), each => each is { Table: "person", Rows: 1 });
        Assert.Equal("走的人", NameOf(database.Db, left));
        await RetentionRun.Run(database.Db, CancellationToken.None);
        Assert.Equal(("", "留的人", minutes), (NameOf(database.Db, left), NameOf(database.Db, stays), Minutes(database.Db)));
        Assert.Equal(1, database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM registration")));
        Assert.Empty(RetentionRun.Count(database.Db));
        Assert.Empty(await RetentionRun.Run(database.Db, CancellationToken.None));
    }

    [Theory, Databases]
    public async Task Long_trails_go_in_pieces_and_the_contact_of_old_tasks_with_them(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        var task = await world.Publish(world.Draft(database.Clock.GetUtcNow().AddDays(1)));
        await database.Db.Write(tx =>
        {
            for (var i = 0; i < 700; i++)
            {
                tx.Audit("task", task.Id, "test");
            }
        });
        var old = database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM audit"));
        database.Clock.MoveTo(database.Clock.GetUtcNow().AddDays((365 * 5) + 5));
        await database.Db.Write(tx => tx.Audit("task", task.Id, "young"));

        var counted = RetentionRun.Count(database.Db);
        Assert.Contains(counted, each => each.Table == "audit" && each.Rows == old);
        var done = await RetentionRun.Run(database.Db, CancellationToken.None);
        Assert.Equal(old, done.Single(each => each.Table == "audit").Rows);
        Assert.Equal("young", database.Db.Read(tx => tx.First<string>("SELECT action FROM audit ORDER BY id LIMIT 1")));
        Assert.Equal(0, database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM task WHERE contact_phone_cipher IS NOT NULL OR contact_name_cipher IS NOT NULL")));
    }

    [Theory, Databases]
    public async Task Ended_offices_tokens_and_codes_go_in_their_order(Provider provider)
    {
        await using var site = await Desk.DeskSite.Start(provider);
        var database = site.Database;
        var appointment = await database.Db.Write(tx => Staff.Appoint(tx, new NewAppointment("离任者", null, Role.Secretary, site.World.Helan, null, null)).Value);
        var (person, role) = (appointment.PersonId, appointment.Id);
        var token = await site.TokenOf(person);
        (await site.Post($"/api/v1/staff/{role}/binding-codes", await site.TokenOf(site.World.BannerOffice), null, ("Idempotency-Key", "k"))).Is(System.Net.HttpStatusCode.Created);
        await database.Db.Write(tx => Staff.Dismiss(tx, role));
        database.Clock.MoveTo(database.Clock.GetUtcNow().AddDays((365 * 3) + 40));
        await RetentionRun.Run(database.Db, CancellationToken.None);
        foreach (var table in new[] { "idempotency", "access_code", "api_token" })
        {
            Assert.Equal(0, database.Db.Read(tx => tx.Count($"SELECT COUNT(*) FROM {table}")));
        }

        Assert.Equal(0, database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM staff_role WHERE id = @role", new { role })));
        (await site.Get("/api/v1/me", token)).IsProblem(System.Net.HttpStatusCode.Unauthorized);
    }

    private static string NameOf(Db db, long person) => db.Read(tx => tx.First<string>("SELECT name FROM person WHERE id = @person", new { person }))!;

    private static long Minutes(Db db) => db.Read(tx => tx.Count("SELECT SUM(minutes) FROM service_record"));
}
