using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Programs;

/// <summary>The programs as those who run them see them: their health, their figures, their logs and their end.</summary>
public sealed class OperationsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("chatgov-operations-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_bot_sends_figures_and_traces_and_neither_they_nor_the_log_hold_what_people_say()
    {
        await using var receiver = await OtlpReceiver.Start();
        await using var bot = BotProcess.Start(
            _folder,
            ("Demo", "true"), ("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.Url), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"), ("Logging__LogLevel__Default", "Trace"));
        Assert.Equal(0, await bot.Say("报到", "1", "DEMO-WALK-2026", "贺兰山", "1", "转人工 我的电话是19912345678", "任务"));

        Assert.Contains("chatgov.messages.handled", receiver.Metrics, StringComparison.Ordinal);
        Assert.Contains("chatgov.outbox.sent", receiver.Metrics, StringComparison.Ordinal);
        Assert.Contains("message", receiver.Traces, StringComparison.Ordinal);
        foreach (var secret in new[] { "DEMO-WALK", "WALK2026", "贺兰山", "报到", "1991234", "19900", "member" })
        {
            Assert.DoesNotContain(secret, receiver.Metrics + receiver.Traces + bot.Errors, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task The_desk_tells_its_health_sends_figures_and_logs_no_name_no_secret_and_no_path()
    {
        await using var receiver = await OtlpReceiver.Start();
        await using var desk = await DeskProcess.Start(
            _folder,
            ("Demo", "true"),
            ("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.Url), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"), ("Logging__LogLevel__Default", "Trace"), ("Logging__LogLevel__Microsoft", "Trace"));
        Assert.Equal("ok", await desk.Http.GetStringAsync("health/live"));
        var ready = JsonNode.Parse(await desk.Http.GetStringAsync("health/ready"))!;
        Assert.Equal("ok not seen", $"{ready["database"]} {ready["bot"]}");

        var made = await desk.Http.PostAsJsonAsync("api/v1/organisations", new { kind = "Unit", parentId = 1, name = "保密单位" });
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        var calendar = JsonNode.Parse(await (await desk.Http.PostAsJsonAsync("api/v1/calendars", new { name = "保密日历" })).Content.ReadAsStringAsync())!;
        Assert.StartsWith(desk.Http.BaseAddress!.ToString(), (string)calendar["url"]!, StringComparison.Ordinal);
        var address = new Uri((string)calendar["url"]!).AbsolutePath;
        Assert.Equal(HttpStatusCode.OK, (await desk.Http.GetAsync(address.TrimStart('/'))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await desk.Http.PostAsync("api/v1/tasks", new StringContent("{\"title\":\"保密", Encoding.UTF8, "application/json"))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await desk.Http.GetAsync("sign-in-x/保密")).StatusCode);

        Assert.Equal(0, await desk.Process.Terminate());
        Assert.Contains("http.server.request.duration", receiver.Metrics, StringComparison.Ordinal);
        Assert.Contains("POST", receiver.Traces, StringComparison.Ordinal);
        foreach (var secret in new[] { "保密", address[10..^4], desk.Token, "19900" })
        {
            Assert.DoesNotContain(secret, receiver.Metrics + receiver.Traces + desk.Process.Errors, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task Told_to_stop_the_desk_finishes_what_it_has_begun()
    {
        await using var desk = await DeskProcess.Start(_folder, ("Demo", "true"));
        var begun = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        var upload = desk.Http.PostAsync("api/v1/roster-imports", new SlowContent(begun, goOn.Task));
        await begun.Task;

        // Connections are taken in their order: when a later one is answered the upload is in the desk's hands.
        using var later = new HttpClient { BaseAddress = desk.Http.BaseAddress };
        (await later.GetAsync("health/live")).EnsureSuccessStatusCode();
        var stopped = desk.Process.Terminate();
        await Task.Delay(500);
        Assert.False(stopped.IsCompleted);
        goOn.SetResult();
        var answer = await upload;
        Assert.True(answer.StatusCode == HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        Assert.Equal(0, await stopped);
    }

    [Fact]
    public async Task A_body_that_is_too_big_is_refused_in_words()
    {
        await using var desk = await DeskProcess.Start(_folder, ("Demo", "true"));
        var answer = await desk.Http.PostAsync("api/v1/tasks", new StringContent("{\"title\":\"" + new string('长', 600_000), Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Equal("TooLarge", (string?)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["code"]);
    }

    [Theory]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "not an address")]
    public async Task A_wrong_setting_is_named_in_one_line(string name, string value)
    {
        await using var bot = BotProcess.Start(_folder, (name, value));
        Assert.Equal(2, await bot.Exit());
        Assert.Contains(name, bot.Errors, StringComparison.Ordinal);
    }

    /// <summary>A file that arrives in two parts.</summary>
    private sealed class SlowContent(TaskCompletionSource begun, Task goOn) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync("单位,姓名,手机\n"u8.ToArray());
            await stream.FlushAsync();
            await Task.Delay(300);
            begun.SetResult();
            await goOn;
            await stream.WriteAsync("没有的单位,周新来,19912340001\n"u8.ToArray());
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
