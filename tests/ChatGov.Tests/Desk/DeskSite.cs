using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using ChatGov.Access;
using ChatGov.Data;
using ChatGov.Organisations;
using ChatGov.People;
using ChatGov.Rights;
using ChatGov.Rosters;
using ChatGov.Settings;
using ChatGov.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ChatGov.Tests.Desk;

/// <summary>The desk on a real Kestrel over a small banner, and tokens for its people.</summary>
public sealed class DeskSite : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly World? _world;
    private readonly bool _ownsDatabase;

    private DeskSite(TestDatabase database, World? world, WebApplication app)
    {
        Database = database;
        _world = world;
        _ownsDatabase = world is not null;
        _app = app;
    }

    public TestDatabase Database { get; }

    public World World => _world ?? throw new InvalidOperationException("the database was not filled as a small banner");

    public required CapturedLog Log { get; init; }

    public HttpClient Http { get; } = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false });

    internal FileReadings Readings => _app.Services.GetRequiredService<FileReadings>();

    public IEnumerable<RouteEndpoint> Endpoints =>
        _app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    public static Task<DeskSite> Start(Provider provider, params (string Name, string Value)[] settings) => Start(provider, World.Create, settings);

    /// <param name="fill">What is in the database before the desk opens.</param>
    public static async Task<DeskSite> Start(Provider provider, Func<Db, Task<World>> fill, params (string Name, string Value)[] settings)
    {
        var database = TestDatabase.Create(provider);
        return await Open(database, await fill(database.Db), settings);
    }

    /// <summary>The desk over a database that is there, and stays.</summary>
    public static Task<DeskSite> Open(TestDatabase database) => Open(database, world: null);

    private static async Task<DeskSite> Open(TestDatabase database, World? world, params (string Name, string Value)[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        var log = new CapturedLog();
        builder.Services.AddSingleton<ILoggerFactory>(log);
        builder.Configuration.AddInMemoryCollection(settings.Append(("Api:RequestsPerMinute", "1000000"))
            .DistinctBy(each => each.Item1).Select(each => KeyValuePair.Create(each.Item1, (string?)each.Item2)));
        builder.WebHost.ConfigureKestrel(server => server.Listen(IPAddress.Loopback, 0));
        builder.Services.AddSingleton(database.Db);
        builder.AddDesk(SettingValues.Read(builder.Configuration));
        var app = builder.Build();
        app.UseDesk();
        app.MapDesk();
        await app.StartAsync();
        var site = new DeskSite(database, world, app) { Log = log };
        site.Http.BaseAddress = new Uri(app.Urls.First());
        return site;
    }

    /// <summary>A token of a person's first appointment.</summary>
    public Task<string> TokenOf(long personId, int days = 30) => TokenOf(personId, role: null, days);

    public Task<string> TokenOf(long personId, Role? role, int days = 30) => Database.Db.Write(tx =>
    {
        var appointment = Appointments.OfPerson(tx, personId).First(each => role is null || each.Role == role);
        return ApiTokens.Create(tx, new NewToken("test", appointment.Id, OrgId: null, days)).Value.Secret;
    });

    /// <summary>What a browser shows that signed in by the link which a person's chat account asked for.</summary>
    public async Task<string> SessionOf(long personId, string? channel = null)
    {
        var account = Database.Db.Read(tx => tx.First<Account>(
            "SELECT channel, user_id, chat_id FROM chat_identity WHERE person_id = @personId AND (@channel IS NULL OR channel = @channel) ORDER BY id", new { personId, channel })!);
        var appointment = Database.Db.Read(tx => Appointments.OfPerson(tx, personId))[0];
        var code = await World.As(personId, tx => SigningIn.Link(tx, appointment.Id, new ChatOwner(account.Channel, account.UserId, account.ChatId)).Value);
        var signedIn = (await Post("/sign-in/" + code, null)).Is(HttpStatusCode.Found);
        return signedIn.Headers["Set-Cookie"].Split(';')[0].Split('=')[1];
    }

    private sealed record Account
    {
        public string Channel { get; init; } = "";

        public string UserId { get; init; } = "";

        public string ChatId { get; init; } = "";
    }

    public async Task<Answer> Send(HttpMethod method, string path, string? token, object? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        request.Content = body switch
        {
            null => null,
            string raw => new StringContent(raw, Encoding.UTF8, "application/json"),
            HttpContent content => content,
            _ => new StringContent(System.Text.Json.JsonSerializer.Serialize(body), Encoding.UTF8, "application/json"),
        };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await Http.SendAsync(request);
        return new Answer(response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers.ETag?.ToString(),
            response.Content.Headers.ContentType?.MediaType, response.Headers.Location?.ToString(),
            response.Headers.ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase));
    }

    public Task<Answer> Get(string path, string? token) => Send(HttpMethod.Get, path, token);

    public async Task<byte[]> Bytes(string path, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        using var response = await Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsByteArrayAsync();
    }

    public Task<Answer> Post(string path, string? token, object? body = null, params (string Name, string Value)[] headers) =>
        Send(HttpMethod.Post, path, token, body, headers);

    public Task<Answer> Put(string path, string? token, object body, string? version) =>
        Send(HttpMethod.Put, path, token, body, version is null ? [] : [("If-Match", version)]);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
        if (_ownsDatabase)
        {
            await Database.DisposeAsync();
        }
    }

    /// <param name="Text">The body as it came.</param>
    public sealed record Answer(HttpStatusCode Status, string Text, string? ETag, string? MediaType, string? Location, Dictionary<string, string> Headers)
    {
        public JsonNode Json => JsonNode.Parse(Text)!;

        /// <summary>The rows of a list.</summary>
        public JsonArray Items => Json["items"]!.AsArray();

        public string? Code => (string?)Json["code"];

        public long Id => (long)Json["id"]!;

        public Answer Is(HttpStatusCode status)
        {
            Assert.True(status == Status, $"{(int)Status} {Text}");
            return this;
        }

        /// <summary>A problem+json with this status and code, a sentence, and nothing of our insides.</summary>
        public Answer IsProblem(HttpStatusCode status, string? code = null)
        {
            Is(status);
            Assert.Equal("application/problem+json", MediaType);
            Assert.Equal((int)status, (int)Json["status"]!);
            Assert.False(string.IsNullOrWhiteSpace((string?)Json["detail"]));
            if (code is not null)
            {
                Assert.Equal(code, Code);
            }

            Assert.DoesNotContain("   at ", Text, StringComparison.Ordinal);
            Assert.DoesNotContain("Exception", Text, StringComparison.Ordinal);
            return this;
        }
    }
}
