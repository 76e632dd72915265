using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
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

/// <summary>Every GET of the desk over a real Kestrel, as whoever sees all of it asks and as a secretary does, and lists narrowed the ways people narrow them.</summary>
internal sealed partial class DeskOperations : IAsyncDisposable
{
    private static readonly string[] Narrowed =
    [
        "registrations?state=Submitted", "registrations?orgId={organisations}", "registrations?personKind=Volunteer", "tasks?state=Published", "tasks?state=Closed", "tasks?orgId={organisations}", "tasks?sort=-startsAt",
        "tasks?from=2026-11-26T00:00:00Z&until=2026-11-30T00:00:00Z", "needs?state=Accepted", "needs?state=Submitted", "needs?words=防诈骗", "needs?words=没有的", "offers?state=Open", "offers?words=没有的", "agreements?state=Active", "matches?state=Proposed", "care-plans?state=Active&tier=A",
        "meetings?state=Published", "audit?entity=task&entityId={tasks}", "audit?actorId=100001", "audit?action=none", "organisations?kind=Community", "organisations?name=第1社区", "organisations?name=没有", "organisations?under={organisations}", "staff?role=Secretary",
        "staff?orgId={organisations}", "service-records?orgId={organisations}", "service-records?taskId=1", "service-records?from=2026-11-01&to=2026-11-10", "units/{units}/roster?reported=true", "units/{units}/roster?reported=false", "codes?kind=Invite",
    ];

    private readonly WebApplication _app;
    private readonly HttpClient _http = new();
    private readonly Things _things;

    private DeskOperations(WebApplication app, Things things)
    {
        (_app, _things) = (app, things);
        _http.BaseAddress = new Uri(app.Urls.First());
    }

    public static async Task<DeskOperations> Open(County county, Db db, UndoneDb undone)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection([new("Api:RequestsPerMinute", "100000000")]);
        builder.WebHost.ConfigureKestrel(server => server.Listen(IPAddress.Loopback, 0));
        builder.Services.AddSingleton<Db>(undone);
        builder.AddDesk(SettingValues.Read(builder.Configuration));

        // It looks for files all the time, and would be counted.
        var imports = builder.Services.Single(service => service.ServiceType == typeof(IHostedService) && service.ImplementationType?.Name == "ImportService");
        builder.Services.Remove(imports);
        var app = builder.Build();
        app.UseDesk();
        app.MapDesk();
        await app.StartAsync();
        return new DeskOperations(app, Things.Of(county, db));
    }

    public async Task<List<Operation>> All(Db db)
    {
        var all = new List<Operation>();
        foreach (var (name, person) in new[] { ("banner", County.BannerOfficer), ("secretary", County.Secretary(County.Usual)), ("old secretary", County.Secretary(County.Old)), ("liaison", County.Liaison(County.Usual)) })
        {
            var token = await db.Write(tx => ApiTokens.Create(tx, new NewToken("bench", Appointments.OfPerson(tx, person)[0].Id, OrgId: null, Days: 30)).Value.Secret);
            all.AddRange(Paths().Select(path => Get(name, token, path)));
        }

        return all;
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
    }

    private IEnumerable<string> Paths()
    {
        var routes = _app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.Routing.HttpMethodMetadata>()?.HttpMethods.Contains("GET") == true)
            .Select(endpoint => "/" + endpoint.RoutePattern.RawText!.Trim('/'))
            .Where(route => route.StartsWith("/api/", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal);
        return routes.Concat(Narrowed.Select(path => "/api/v1/" + path));
    }

    private Operation Get(string who, string token, string path)
    {
        var uri = Filled(path);
        return new Operation($"{who}: GET {path["/api/v1".Length..].Replace(":long", "", StringComparison.Ordinal)}", async probe =>
        {
            if (uri is null)
            {
                return;
            }

            using var request = new HttpRequestMessage(HttpMethod.Get, uri);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            probe.Start();
            using var answer = await _http.SendAsync(request);
            await answer.Content.ReadAsByteArrayAsync();
            probe.Stop();
            probe.Answered = (int)answer.StatusCode;
        });
    }

    private string? Filled(string path)
    {
        var isWhole = true;
        var filled = Placeholder().Replace(path, found =>
        {
            var kind = found.Groups["name"].Value == "id" ? path.Split('/')[3] : found.Groups["name"].Value;
            isWhole &= _things.Of(kind) is not null;
            return _things.Of(kind) ?? "";
        });
        return isWhole ? filled : null;
    }

    [GeneratedRegex(@"\{(?<name>[\w-]+)(?::\w+)?\}", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Placeholder();
}
