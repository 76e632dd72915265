using System.Net.Http.Headers;

namespace ChatGov.Tests.Support;

/// <summary>The desk as a process, and whoever holds its first token.</summary>
internal sealed class DeskProcess(BotProcess process, HttpClient http, string token) : IAsyncDisposable
{
    public BotProcess Process => process;

    public HttpClient Http => http;

    public string Token => token;

    public static async Task<DeskProcess> Start(string folder, params (string Name, string Value)[] settings)
    {
        var process = BotProcess.Start("admin/ChatGov.Admin.dll", folder, [.. settings, ("Urls", "http://127.0.0.1:0")]);
        await process.Expect("cgt_");
        await process.Expect("/docs");
        var token = Word(process.Output, "cgt_");
        var address = Word(process.Output, "http://127.0.0.1:");
        var http = new HttpClient { BaseAddress = new Uri(address[..address.IndexOf("/docs", StringComparison.Ordinal)] + "/") };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return new DeskProcess(process, http, token);
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await process.DisposeAsync();
    }

    private static string Word(string text, string beginning)
    {
        var start = text.IndexOf(beginning, StringComparison.Ordinal);
        var end = text.IndexOfAny([' ', '\r', '\n'], start);
        return end < 0 ? text[start..] : text[start..end];
    }
}
