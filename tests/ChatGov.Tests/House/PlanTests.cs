using ChatGov.Data;
using ChatGov.Retention;
using ChatGov.Tests.Desk;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.House;

/// <summary>What <see cref="Plans"/> finds among all that the tests make the product ask, and that what it lets pass still needs it.</summary>
public sealed class PlanTests
{
    [Theory]
    [InlineData("SELECT id FROM claim WHERE minutes = 3")]
    [InlineData("SELECT c.id FROM org o JOIN claim c ON c.minutes = o.id")]
    [InlineData("UPDATE claim SET minutes = NULL WHERE claimed_at < @before")]
    [InlineData("INSERT INTO counter (name, next_value) SELECT 'claims', COUNT(*) FROM claim")]
    [InlineData("SELECT d.id FROM (SELECT d.id FROM claim d WHERE d.minutes > 3 ORDER BY d.claimed_at LIMIT 5) d ORDER BY d.id")]
    public void Who_reads_all_is_found(string sql) => Assert.All(FaultsOf(sql), fault => Assert.StartsWith("claim: ", fault, StringComparison.Ordinal));

    [Theory]
    [InlineData("SELECT minutes FROM claim WHERE id = @id")]
    [InlineData("SELECT code FROM claim_state ORDER BY code")]
    [InlineData("SELECT id, person_id FROM claim WHERE state = 'Pending' ORDER BY id")]
    [InlineData("SELECT d.id FROM (SELECT d.id FROM claim d WHERE d.task_id = @taskId ORDER BY d.claimed_at LIMIT 5) d ORDER BY d.id")]
    [InlineData("INSERT INTO claim (task_id, person_id, number, state, claimed_at) VALUES (@taskId, @personId, 1, 'Pending', @now)")]
    public void Who_reads_little_is_not(string sql) => Assert.All(FaultsOf(sql), Assert.Null);

    [PostgresFact]
    public void A_condition_on_what_stands_behind_in_an_index_spares_nothing() =>
        Assert.StartsWith("service_record: ", PostgresPlans.FaultOf("SELECT person_id FROM service_record WHERE minutes = @minutes"), StringComparison.Ordinal);

    [Fact]
    public void A_statement_that_may_read_all_does() => Assert.All(MayReadAll.Allowed.Where(allowed => allowed.IsWhole), allowed => Needs(allowed, SqlitePlans.FaultOf(allowed.Part)));

    [PostgresFact]
    public void A_statement_that_may_read_all_on_PostgreSQL_does() =>
        Assert.All(MayReadAll.OnPostgres.Where(allowed => allowed.IsWhole), allowed => Needs(allowed, PostgresPlans.FaultOf(allowed.Part)));

    [Fact]
    public async Task A_kind_of_statements_that_may_read_all_is_still_asked()
    {
        await using var site = await DeskSite.Start(Provider.Sqlite, ("Api:WrongTokensPerMinute", "1000000"));
        var things = await Things.Make(site);
        foreach (var person in new[] { site.World.Secretary, site.World.Liaison, site.World.BannerOffice })
        {
            var token = await site.TokenOf(person);
            foreach (var call in EveryEndpointTests.Calls(site).Where(call => call.Method == HttpMethod.Get))
            {
                await site.Get(things.Path(call), token);
                await site.Get(things.Path(call) + "?sort=-id", token);
                await site.Get(things.Path(call) + "?sort=title", token);
            }
        }

        RetentionRun.Count(site.Database.Db);
        Rekeying.Left(site.Database.Db);
        await Rekeying.Run(site.Database.Db, CancellationToken.None);

        Assert.All(
            MayReadAll.Allowed.Where(allowed => !allowed.IsWhole),
            allowed => Assert.True(Plans.WasNeeded(allowed), $"nothing reads the whole of {allowed.Table} any more with: {allowed.Part}"));
    }

    private static IEnumerable<string?> FaultsOf(string sql) => TestDatabase.PostgresServer is null ? [SqlitePlans.FaultOf(sql)] : [SqlitePlans.FaultOf(sql), PostgresPlans.FaultOf(sql)];

    private static void Needs(MayReadAll allowed, string? fault) =>
        Assert.True(fault is not null && allowed.Covers(fault), $"{allowed.Table} is not read whole any more by: {allowed.Part}");
}
