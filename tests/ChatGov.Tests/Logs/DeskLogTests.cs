using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Logs;

/// <summary>
/// The desk as it is started, with everything that can log made to: whatever callers write, and wherever, stays out of its log and
/// of what it sends by OpenTelemetry.
/// </summary>
public sealed class DeskLogTests : IDisposable
{
    private static readonly string[] Elsewhere = ["sign-in/", "calendar/", "check/", "check?number=", "docs/", "openapi/", "", "health/live?"];
    private readonly string _folder = Directory.CreateTempSubdirectory("chatgov-log-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory, Databases]
    public async Task Nothing_of_what_callers_write_is_logged_or_sent(Provider provider)
    {
        var (database, settings) = Marked.Open(provider, _folder);
        await using var opened = database;
        await World.Create(database.Db);
        await Marked.Poison(database, "org", "INSERT");
        await using var receiver = await OtlpReceiver.Start();
        await using var desk = await DeskProcess.Start(
            _folder, [.. settings, .. Marked.LogsAll, ("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.Url), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"), ("Desk__TrustedProxies", "127.0.0.1"), ("Api__RequestsPerMinute", "1000000")]);

        var calls = await Operations(desk);
        Assert.True(calls.Count > 150, $"{calls.Count} operations");
        foreach (var (method, path) in calls)
        {
            await Try(desk, method, path);
        }

        foreach (var path in Elsewhere)
        {
            await Send(desk, HttpMethod.Get, path + Marked.Word + "%0d%0afail: forged %1b[31m" + Uri.EscapeDataString(Marked.Han), body: null);
            await Send(desk, HttpMethod.Post, path + Marked.Word, new FormUrlEncodedContent([new(Marked.Word, Marked.Han)]));
        }

        var codes = new List<string>();
        foreach (var request in Marked.OddRequests)
        {
            codes.Add(await Marked.Raw(desk.Http.BaseAddress!, request));
        }

        Assert.Contains(codes, answer => answer.StartsWith("HTTP/1.1 400", StringComparison.Ordinal));
        Assert.Contains(codes, answer => answer.StartsWith("HTTP/1.1 431", StringComparison.Ordinal));
        Assert.Contains(codes, answer => answer.StartsWith("HTTP/1.1 414", StringComparison.Ordinal));
        var fault = await Send(desk, HttpMethod.Post, "api/v1/organisations", Json($$"""{"kind":"Unit","parentId":1,"name":"{{Marked.Han}}"}"""));
        Assert.Equal(HttpStatusCode.InternalServerError, fault);
        Assert.Equal(0, await desk.Process.Terminate());

        Marked.IsIn(desk.Process.Errors, "fail: ChatGov.Desk[0] Request ", provider == Provider.Sqlite ? " failed: SqliteException 1811 in " : " failed: PostgresException P0001 in ", "OrgTree.");
        foreach (var word in new[] { Marked.Word, Marked.Han, Uri.EscapeDataString(Marked.Han) })
        {
            Assert.DoesNotContain(word, receiver.Traces + receiver.Metrics, StringComparison.OrdinalIgnoreCase);
        }

        Assert.Contains("/api/v1/organisations", receiver.Traces, StringComparison.Ordinal);
    }

    private static async Task<List<(HttpMethod Method, string Path)>> Operations(DeskProcess desk)
    {
        var document = JsonNode.Parse(await desk.Http.GetStringAsync("openapi/v1.json"))!;
        return [.. document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(operation => (new HttpMethod(operation.Key.ToUpperInvariant()), path.Key.TrimStart('/'))))];
    }

    /// <summary>A body that is none, one of a field that is none, one of a wrong kind; a parameter in the path and in the query; a type that is none.</summary>
    private static async Task Try(DeskProcess desk, HttpMethod method, string path)
    {
        // The first token is the one that asks.
        var there = System.Text.RegularExpressions.Regex.Replace(path, @"\{[^}]*\}", path.Contains("revoke", StringComparison.Ordinal) ? "999" : "1", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1));
        var marked = path.Replace("{", Marked.Word, StringComparison.Ordinal).Replace("}", Uri.EscapeDataString(Marked.Han), StringComparison.Ordinal);
        await Send(desk, method, $"{there}?{Marked.Word}={Marked.Word}&limit={Marked.Word}&after={Marked.Word}&kind={Marked.Word}&orgId={Marked.Word}&from={Marked.Word}&format={Marked.Word}&state={Marked.Word}", Json($"\"{Marked.Word}"));
        await Send(desk, method, marked, body: null);
        if (method != HttpMethod.Get)
        {
            await Send(desk, method, there, Json($$"""{"{{Marked.Word}}":1}"""));
            await Send(desk, method, there, Json($$"""{"kind":"{{Marked.Word}}","name":7,"reason":["{{Marked.Han}}"],"ids":"{{Marked.Word}}","startsAt":"{{Marked.Word}}"}"""));
            await Send(desk, method, there, new StringContent(Marked.Han, Encoding.UTF8, "application/" + Marked.Word));
        }
    }

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");

    private static async Task<HttpStatusCode> Send(DeskProcess desk, HttpMethod method, string path, HttpContent? body)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = body };
        foreach (var (name, value) in new[]
        {
            ("Idempotency-Key", Guid.NewGuid().ToString("N") + Marked.Word), ("If-Match", Marked.Word), ("If-None-Match", Marked.Word), ("Accept-Language", Marked.Word), ("Accept", Marked.Word),
            ("Cookie", $"chatgov={Marked.Word}; {Marked.Word}={Marked.Word}"), ("User-Agent", Marked.Word), ("Referer", "http://x/" + Marked.Word), ("Origin", Marked.Word), ("X-Forwarded-For", Marked.Word),
            ("X-Forwarded-Proto", Marked.Word), ("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"), ("tracestate", $"a={Marked.Word}"), ("baggage", $"a={Marked.Word}"),
            ("X-Request-Id", Marked.Word), ("Range", Marked.Word),
        })
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var answer = await desk.Http.SendAsync(request);
        return answer.StatusCode;
    }
}
