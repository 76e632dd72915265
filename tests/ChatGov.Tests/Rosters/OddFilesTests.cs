using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using ChatGov.Tests.Support;
using Xunit.Abstractions;

namespace ChatGov.Tests.Rosters;

/// <summary>Two hundred odd files sent to the desk as it is built, whose memory is looked at from outside.</summary>
public sealed class OddFilesTests(ITestOutputHelper output) : IDisposable
{
    private const int Seed = 20261128;
    private const int Files = 200;
    private const int MostMegabytes = 200;
    private const int Page = 500;

    private readonly string _folder = Directory.CreateTempSubdirectory("chatgov-odd-").FullName;

    [Fact]
    public async Task Two_hundred_odd_files_are_each_read_as_shown_or_refused_in_one_sentence_and_none_takes_200_MB()
    {
        var token = await MakeDemo();
        await using var desk = Start();
        await desk.Expect("/docs");
        using var http = new HttpClient { BaseAddress = new Uri(Word(desk.Output, "http://127.0.0.1:").Replace("/docs", "/", StringComparison.Ordinal)), Timeout = TimeSpan.FromMinutes(5) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var units = JsonNode.Parse(await http.GetStringAsync("api/v1/organisations?kind=Unit&limit=1"))!;
        var (read, refused, most, mostMore) = (0, 0, 0L, 0L);
        foreach (var file in Made((string)units["items"]![0]!["name"]!))
        {
            var before = Memory(desk.Id, "VmRSS");
            ForgetPeak(desk.Id);
            using var answer = await http.PostAsync("api/v1/roster-imports", new ByteArrayContent(file.Bytes));
            var body = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
            var isRead = answer.StatusCode == HttpStatusCode.Created;
            (read, refused) = isRead ? (read + 1, refused) : (read, refused + 1);
            var peak = Memory(desk.Id, "VmHWM");
            if (peak - before > mostMore || peak > most)
            {
                output.WriteLine($"{peak} MB, {peak - before} more, with {file.Name} ({file.Bytes.Length / 1024} KB): {(isRead ? "read" : body["code"])}");
            }

            (most, mostMore) = (Math.Max(most, peak), Math.Max(mostMore, peak - before));
            Assert.True(isRead || IsRefusal(answer.StatusCode, body), $"{file.Name}: {(int)answer.StatusCode} {body}");
            if (!file.IsEither)
            {
                Assert.True(isRead == file.Shown is not null, $"{file.Name}: {(int)answer.StatusCode} {body}");
                var rows = isRead ? await Rows(http, body) : [];
                Assert.True(rows.SequenceEqual((file.Shown ?? []).Take(Page), StringComparer.Ordinal), $"{file.Name}: {string.Join(", ", rows)}");
            }
        }

        output.WriteLine($"{read} read, {refused} refused; the program at most {most} MB, at most {mostMore} MB more with one file, now {Memory(desk.Id, "VmRSS")} MB");
        Assert.True(mostMore <= MostMegabytes, $"{mostMore} MB");
        Assert.Equal(Files, read + refused);
        Assert.Equal(0, await desk.Terminate());
        Assert.DoesNotContain(" at ChatGov", desk.Errors, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private BotProcess Start() => BotProcess.Start("admin/ChatGov.Admin.dll", _folder, [("Demo", "true"), ("Urls", "http://127.0.0.1:0")]);

    /// <summary>Filling the demo takes memory too, and is no file's fault.</summary>
    private async Task<string> MakeDemo()
    {
        await using var desk = Start();
        await desk.Expect("cgt_");
        await desk.Expect("/docs");
        Assert.Equal(0, await desk.Terminate());
        return Word(desk.Output, "cgt_");
    }

    private static void ForgetPeak(int process) => File.WriteAllText($"/proc/{process}/clear_refs", "5");

    private static IEnumerable<OddFile> Made(string unit)
    {
        var odd = new OddFiles(Seed, unit);
        var good = new List<OddFile>();
        List<OddFile> hostile = [.. HostileFiles.All(), .. HostileFiles.Largest(unit)];
        for (var number = 1; number <= Files - hostile.Count; number++)
        {
            var file = good.Count > 0 && number % 6 == 0 ? odd.Damaged(good[number % good.Count], number) : odd.Mixed(number);
            if (!file.IsEither)
            {
                good.Add(file);
            }

            yield return file;
        }

        foreach (var file in hostile)
        {
            yield return file;
        }
    }

    private static bool IsRefusal(HttpStatusCode status, JsonNode body) =>
        status is HttpStatusCode.UnprocessableEntity or HttpStatusCode.RequestEntityTooLarge && (string?)body["detail"] is { Length: > 5 and < 150 };

    private static async Task<List<string>> Rows(HttpClient http, JsonNode import)
    {
        using var answer = await http.GetAsync($"api/v1/roster-imports/{import["id"]}/rows?limit={Page}");
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{import} {body}");
        var rows = JsonNode.Parse(body)!["items"]!.AsArray();
        return [.. rows.Where(row => row!["line"] is not null).Select(row => $"{row!["line"]} {row["name"]} {((string?)row["phone"])?[^4..]}{row["reason"]}")];
    }

    /// <summary>In megabytes, as the system counts it.</summary>
    private static long Memory(int process, string what)
    {
        var line = File.ReadLines($"/proc/{process}/status").First(each => each.StartsWith(what, StringComparison.Ordinal));
        return long.Parse(string.Concat(line.Where(char.IsAsciiDigit)), CultureInfo.InvariantCulture) / 1024;
    }

    private static string Word(string text, string beginning)
    {
        var start = text.IndexOf(beginning, StringComparison.Ordinal);
        var end = text.IndexOfAny([' ', '\r', '\n'], start);
        return end < 0 ? text[start..] : text[start..end];
    }
}
