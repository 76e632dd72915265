using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using ChatGov.Data;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Logs;

/// <summary>Words that only a caller writes, and the proof that a log holds none of them.</summary>
internal static partial class Marked
{
    public const string Word = "qzmarkqz";
    public const string Han = "暗号欧阳";

    /// <summary>Everything that may log does.</summary>
    public static IReadOnlyList<(string Name, string Value)> LogsAll { get; } =
    [
        .. new[] { "Default", "Microsoft", "Microsoft.AspNetCore", "Microsoft.AspNetCore.Diagnostics", "Microsoft.Extensions.Hosting.Internal.Host", "System.Net.Http", "Npgsql" }
            .Select(category => ("Logging__LogLevel__" + category, "Trace")),
    ];

    /// <summary>What the log says is of this program: every line was begun by it, and none holds what callers wrote.</summary>
    public static void IsIn(string log, params string[] said)
    {
        Assert.Contains("trce:", log, StringComparison.Ordinal);
        Assert.Contains("dbug: Microsoft.AspNetCore.", log, StringComparison.Ordinal);
        Assert.All(said, each => Assert.Contains(each, log, StringComparison.Ordinal));
        foreach (var line in log.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            Assert.Matches(LogLine(), line.TrimEnd('\r'));
        }

        foreach (var word in new[] { Word, Han, Uri.EscapeDataString(Han), Convert.ToHexString(Encoding.UTF8.GetBytes(Word)), Convert.ToHexString(Encoding.UTF8.GetBytes(Han)), Convert.ToBase64String(Encoding.UTF8.GetBytes(Word)) })
        {
            var at = log.IndexOf(word, StringComparison.OrdinalIgnoreCase);
            Assert.True(at < 0, at < 0 ? "" : log[Math.Max(0, log.LastIndexOf('\n', at))..Math.Min(log.Length, at + 100)]);
        }
    }

    /// <summary>Bytes as no client library would send them.</summary>
    /// <returns>The answer, as far as it came within two seconds.</returns>
    public static async Task<string> Raw(Uri server, string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(server.Host, server.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.UTF8.GetBytes(request));
        var answer = new byte[4_096];
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        try
        {
            return Encoding.UTF8.GetString(answer, 0, await stream.ReadAsync(answer, patience.Token));
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
            return "";
        }
    }

    public static IReadOnlyList<string> OddRequests { get; } =
    [
        $"{Word} / HTTP/1.1\r\nHost: x\r\n\r\n",
        $"GET /{Word} HTTP/{Word}\r\nHost: x\r\n\r\n",
        $"GET {Word} HTTP/1.1\r\nHost: x\r\n\r\n",
        $"GET /{Han}\u001b[31m HTTP/1.1\r\nHost: x\r\n\r\n",
        $"GET / HTTP/1.1\r\nHost: {Word}\u001b[31m\r\n\r\n",
        $"GET / HTTP/1.1\r\nHost: x\r\nX-{Word}: a\u001b[31m\rinfo: forged {Word}\r\n\r\n",
        $"GET / HTTP/1.1\r\nHost: x\r\n{Word} no colon\r\n\r\n",
        $"GET / HTTP/1.1\r\nHost: x\r\nX-Big: {new string('a', 40_000)}{Word}\r\n\r\n",
        $"GET /{new string('a', 10_000)}{Word} HTTP/1.1\r\nHost: x\r\n\r\n",
        $"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: {Word}\r\n\r\n{Word}",
        $"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n{Word}\r\n",
        $"POST /api/v1/tasks HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 900\r\n\r\n{{\"{Word}",
    ];

    /// <summary>From now on the database answers with the words it was given whenever a name of ours is written.</summary>
    public static async Task Poison(TestDatabase database, string table, string change)
    {
        if (database.Db.Dialect.Name == "sqlite")
        {
            await database.Execute($"CREATE TRIGGER poison_{table} BEFORE {change} ON {table} WHEN NEW.name LIKE '%{Han}%' BEGIN SELECT RAISE(ABORT, NEW.name); END");
            return;
        }

        await database.Execute($"CREATE FUNCTION poison_{table}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '%', NEW.name USING DETAIL = NEW.name, HINT = NEW.name; END $$");
        await database.Execute($"CREATE TRIGGER poison_{table} BEFORE {change} ON {table} FOR EACH ROW WHEN (NEW.name LIKE '%{Han}%') EXECUTE FUNCTION poison_{table}()");
    }

    /// <summary>The database that a program of its own opens, with the keys beside it; its clock is the machine's.</summary>
    public static (TestDatabase Database, (string Name, string Value)[] Settings) Open(Provider provider, string folder)
    {
        var keys = Path.Combine(folder, "keys.json");
        var database = TestDatabase.Create(provider, Vault.FromFile(keys), TimeProvider.System.GetUtcNow());
        return (database, [("Database__Provider", database.Db.Dialect.Name), ("Database__ConnectionString", database.ConnectionString), ("Database__KeyFile", keys)]);
    }

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ (trce|dbug|info|warn|fail|crit): [A-Za-z0-9_.`<>+]+\[-?\d+\][^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]*$", RegexOptions.None, 1000)]
    private static partial Regex LogLine();
}
