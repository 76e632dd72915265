using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;

namespace ChatGov.Benchmarks.Growth;

/// <summary>Somebody who asks the desk, with a token of theirs.</summary>
internal sealed partial class DeskCaller(HttpClient http, string name, string token, Things things)
{
    public const string Api = "/api/v1/";

    public string Name => name;

    /// <returns>Null where there is none of what the path names.</returns>
    public Operation? Get(string path) => Filled(path) is { } uri ? Asks(HttpMethod.Get, path, uri, body: null) : null;

    /// <inheritdoc cref="Get"/>
    public Operation? Do(HttpMethod method, string path, string? body) => Filled(path) is { } uri ? Asks(method, path, uri, body) : null;

    private Operation Asks(HttpMethod method, string path, string uri, string? body) =>
        new($"{name}: {method} /{path[Api.Length..].Replace(":long", "", StringComparison.Ordinal)}", async probe =>
        {
            using var request = new HttpRequestMessage(method, uri);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);

            // What was just filled has not been changed since.
            request.Headers.TryAddWithoutValidation("If-Match", "\"1\"");
            request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
            probe.Start();
            using var answer = await http.SendAsync(request);
            await answer.Content.ReadAsByteArrayAsync();
            probe.Stop();
            probe.Answered = (int)answer.StatusCode;
        });

    private string? Filled(string path)
    {
        var isWhole = true;
        var filled = Placeholder().Replace(path, found =>
        {
            var kind = found.Groups["name"].Value == "id" ? path.Split('/')[3] : found.Groups["name"].Value;
            isWhole &= things.Of(kind) is not null;
            return things.Of(kind) ?? "";
        });
        return isWhole ? filled : null;
    }

    [GeneratedRegex(@"\{(?<name>[\w-]+)(?::\w+)?\}", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Placeholder();
}
