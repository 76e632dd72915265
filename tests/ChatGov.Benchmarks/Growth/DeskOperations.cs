using System.Net;
using ChatGov.Access;
using ChatGov.Data;
using ChatGov.Organisations;
using ChatGov.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ChatGov.Benchmarks.Growth;

/// <summary>
/// Every endpoint of the desk over a real Kestrel: what is read by whoever sees all of it, by a secretary, by one whose community is old
/// and by a liaison, also narrowed, sorted and from its middle; what is done by the first of them who may.
/// </summary>
internal sealed class DeskOperations : IAsyncDisposable
{
    private static readonly string[] Narrowed =
    [
        "registrations?state=Submitted", "registrations?orgId={organisations}", "registrations?personKind=Volunteer", "registrations?sort=submittedAt", "registrations?sort=-dueAt", "registrations?after={middle-registration}",
        "tasks?state=Published", "tasks?state=Closed", "tasks?orgId={organisations}", "tasks?sort=-startsAt", "tasks?sort=endsAt", "tasks?sort=title", "tasks?after={middle-task}", "tasks?from=2026-11-26T00:00:00Z&until=2026-11-30T00:00:00Z",
        "needs?state=Accepted", "needs?state=Submitted", "needs?words=防诈骗", "needs?words=没有的", "needs?under={organisations}", "needs?sort=title", "needs?sort=dueAt", "needs?after={middle-need}",
        "offers?state=Open", "offers?words=没有的", "offers?under={units}", "offers?sort=untilAt", "offers?after={middle-offer}",
        "agreements?state=Active", "agreements?under={organisations}", "agreements?sort=endsAt", "agreements?sort=title", "matches?state=Proposed", "matches?under={organisations}", "matches?sort=dueAt",
        "care-plans?state=Active&tier=A", "care-plans?sort=nextDueAt", "meetings?state=Published", "meetings?committeeId={joint-committees}", "meetings?sort=-startsAt",
        "audit?entity=task&entityId={tasks}", "audit?entity=task", "audit?actorId=100001", "audit?action=none", "audit?from=2026-11-01T00:00:00Z&until=2026-11-02T00:00:00Z", "audit?after={middle-audit}",
        "organisations?kind=Community", "organisations?name=第1社区", "organisations?name=没有", "organisations?under={organisations}", "organisations?parent={organisations}", "organisations?sort=name", "organisations?closed=true",
        "staff?role=Secretary", "staff?orgId={organisations}", "staff?past=true", "staff?sort=fromAt", "service-records?orgId={organisations}", "service-records?taskId={past-tasks}", "service-records?from=2026-11-01&to=2026-11-10",
        "service-records?sort=-day&from=2026-11-01", "service-records?after={middle-service_record}", "units/{units}/roster?reported=true", "units/{units}/roster?reported=false", "units/{units}/roster?sort=name", "codes?kind=Invite",
    ];

    private readonly WebApplication _app;
    private readonly HttpClient _http = new();
    private readonly County _county;
    private readonly Db _db;

    private DeskOperations(WebApplication app, County county, Db db)
    {
        (_app, _county, _db) = (app, county, db);
        _http.BaseAddress = new Uri(app.Urls.First());
    }

    public static async Task<DeskOperations> Open(County county, Db db, WatchedDb undone)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection([new("Api:RequestsPerMinute", "100000000")]);
        builder.WebHost.ConfigureKestrel(server => server.Listen(IPAddress.Loopback, 0));
        builder.Services.AddSingleton<Db>(undone);
        builder.AddDesk(SettingValues.Read(builder.Configuration));

        // It looks for files all the time, and would be counted.
        builder.Services.Remove(builder.Services.Single(service => service.ServiceType == typeof(IHostedService) && service.ImplementationType?.Name == "ImportService"));
        var app = builder.Build();
        app.UseDesk();
        app.MapDesk();
        await app.StartAsync();
        return new DeskOperations(app, county, db);
    }

    public async Task<List<Operation>> All()
    {
        var (usual, old) = (Things.Of(_county, _db, County.Usual), Things.Of(_county, _db, County.Old));
        var banner = await Caller("banner", County.BannerOfficer, usual);
        var secretary = await Caller("secretary", County.Secretary(County.Usual), usual);
        var liaison = await Caller("liaison", County.Liaison(County.Usual), usual);
        var readers = new[] { banner, secretary, await Caller("old secretary", County.Secretary(County.Old), old), liaison };
        var all = readers.SelectMany(reader => Paths().Select(reader.Get)).OfType<Operation>().ToList();
        foreach (var act in DeskActs.Of(Endpoints(), usual, _county))
        {
            all.Add(await act.ByWhoeverMay([secretary, liaison, banner]));
        }

        return all;
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
    }

    private async Task<DeskCaller> Caller(string name, long person, Things things) => new(
        _http, name, await _db.Write(tx => ApiTokens.Create(tx, new NewToken("bench", Appointments.OfPerson(tx, person)[0].Id, OrgId: null, Days: 30)).Value.Secret), things);

    private IEnumerable<RouteEndpoint> Endpoints() => _app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(endpoint => endpoint.RoutePattern.RawText!.TrimStart('/').StartsWith("api/", StringComparison.Ordinal));

    private IEnumerable<string> Paths() => Endpoints().Where(endpoint => DeskActs.MethodsOf(endpoint).Contains("GET"))
        .Select(endpoint => "/" + endpoint.RoutePattern.RawText!.Trim('/')).Distinct(StringComparer.Ordinal).Concat(Narrowed.Select(path => DeskCaller.Api + path));
}
