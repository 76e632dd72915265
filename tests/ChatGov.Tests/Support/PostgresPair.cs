using System.Diagnostics;
using System.Globalization;
using Dapper;
using Npgsql;

namespace ChatGov.Tests.Support;

/// <summary>Two clusters of PostgreSQL on loopback, set up as the operator's page says: a primary, and a stand-by without which it commits nothing.</summary>
internal sealed class PostgresPair : IAsyncDisposable
{
    private const string User = "chatgov";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly string _folder = Directory.CreateTempSubdirectory("chatgov-pair-").FullName;
    private readonly int[] _ports = [FreePort.Find(), FreePort.Find()];

    private PostgresPair()
    {
    }

    /// <summary>Where the newest programs of Debian's packages are; null where there are none.</summary>
    public static string? Programs { get; } = Find();

    /// <summary>Why no test of it can run; null where one can, and where nothing may be left out.</summary>
    public static string? IsMissing => Programs is null && Environment.GetEnvironmentVariable(DatabasesAttribute.RequireVariable) != "1"
        ? "needs PostgreSQL's programs in /usr/lib/postgresql"
        : null;

    /// <summary>Both hosts, and nothing about which of them writes.</summary>
    public string ConnectionString =>
        string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1:{_ports[0]},127.0.0.1:{_ports[1]};Username={User};Database=postgres");

    public static async Task<PostgresPair> Start()
    {
        var pair = new PostgresPair();
        try
        {
            await pair.MakePrimary();
            await pair.MakeStandby(of: 0, place: 1);
            return pair;
        }
        catch
        {
            await pair.DisposeAsync();
            throw;
        }
    }

    /// <summary>From now on nothing of the primary reaches the stand-by, as when the wire between them breaks.</summary>
    public async Task CutOff() => await Run("kill", ["-STOP", await Ask<string>(0, "SELECT CAST(pid AS TEXT) FROM pg_stat_replication")]);

    /// <summary>
    /// kill −9 to the server and all its processes in one call, as a machine goes whose power fails. Stopped before, it can neither
    /// start another nor tell them that one is gone.
    /// </summary>
    public async Task KillPrimary()
    {
        var server = (await File.ReadAllLinesAsync(Path.Combine(Data(0), "postmaster.pid")))[0];
        await Run("kill", ["-STOP", server]);
        var children = await File.ReadAllTextAsync($"/proc/{server}/task/{server}/children");
        await Run("kill", ["-KILL", .. children.Split(' ', StringSplitOptions.RemoveEmptyEntries), server], mayFail: true);
    }

    public Task Promote() => Server("pg_ctl", "promote", "-w", "-s", "-D", Data(1));

    /// <summary>What is left of the dead primary is thrown away; in its place comes a stand-by of the new one, which from then on waits for it.</summary>
    public async Task Rejoin()
    {
        Directory.Delete(Data(0), recursive: true);
        await Server("pg_ctl", "stop", "-m", "fast", "-s", "-D", Data(1));
        await Configure(1, Synchronous(0));
        await Launch(1);
        await MakeStandby(of: 1, place: 0);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var place in Enumerable.Range(0, _ports.Length).Where(place => File.Exists(Path.Combine(Data(place), "postmaster.pid"))))
        {
            await Run(Programs + "/pg_ctl", ["stop", "-m", "immediate", "-s", "-D", Data(place)], asServer: true, mayFail: true);
        }

        Directory.Delete(_folder, recursive: true);
    }

    private static string? Find() => Directory.Exists("/usr/lib/postgresql")
        ? Directory.EnumerateDirectories("/usr/lib/postgresql")
            .Select(folder => (Folder: Path.Combine(folder, "bin"), Version: int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0))
            .Where(each => File.Exists(Path.Combine(each.Folder, "initdb")))
            .OrderByDescending(each => each.Version).FirstOrDefault().Folder
        : null;

    private static string Name(int place) => string.Create(CultureInfo.InvariantCulture, $"machine{place + 1}");

    private static string Synchronous(int place) => $"synchronous_standby_names = '{Name(place)}'";

    private string Data(int place) => Path.Combine(_folder, Name(place));

    private async Task MakePrimary()
    {
        if (Environment.IsPrivilegedProcess)
        {
            // The server refuses to run as root: it runs as the user that its package made.
            await Run("chown", ["postgres", _folder]);
        }

        await Server("initdb", "-A", "trust", "-U", User, "-E", "UTF8", "--locale=C.UTF-8", "-D", Data(0));
        // The lock of a socket outlives who is killed, and its number may still be somebody's.
        await Configure(0, "listen_addresses = '127.0.0.1'", "unix_socket_directories = ''", "synchronous_commit = on", Synchronous(1));
        await Launch(0);
    }

    private async Task MakeStandby(int of, int place)
    {
        var primary = string.Create(CultureInfo.InvariantCulture, $"host=127.0.0.1 port={_ports[of]} user={User} application_name={Name(place)}");
        await Server("pg_basebackup", "-d", primary, "-D", Data(place), "-R", "-X", "stream", "-c", "fast");

        // The copy brings the primary's settings along: once promoted it would wait for itself.
        await Configure(place, "synchronous_standby_names = ''");
        await Launch(place);
        await UntilSynchronous(of);
    }

    private Task Configure(int place, params IEnumerable<string> lines) => File.AppendAllLinesAsync(
        Path.Combine(Data(place), "postgresql.conf"),
        [string.Create(CultureInfo.InvariantCulture, $"port = {_ports[place]}"), .. lines]);

    private Task Launch(int place) => Server("pg_ctl", "start", "-w", "-s", "-D", Data(place), "-l", Data(place) + ".log");

    private async Task UntilSynchronous(int primary)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (await Ask<long>(primary, "SELECT COUNT(*) FROM pg_stat_replication WHERE sync_state = 'sync'") != 1)
        {
            await Task.Delay(50, limit.Token);
        }
    }

    private async Task<T> Ask<T>(int place, string question)
    {
        await using var connection = new NpgsqlConnection(string.Create(
            CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={_ports[place]};Username={User};Database=postgres;Pooling=false"));
        return (await connection.ExecuteScalarAsync<T>(question))!;
    }

    private string Logs() => string.Concat(Directory.EnumerateFiles(_folder, "*.log").Order(StringComparer.Ordinal).Select(File.ReadAllText));

    private Task Server(string program, params string[] arguments) => Run($"{Programs}/{program}", arguments, asServer: true);

    private async Task Run(string program, string[] arguments, bool asServer = false, bool mayFail = false)
    {
        string[] words = asServer && Environment.IsPrivilegedProcess
            ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", program, .. arguments]
            : [program, .. arguments];
        using var run = Process.Start(new ProcessStartInfo(words[0], words[1..]) { WorkingDirectory = _folder, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        using var limit = new CancellationTokenSource(Patience);
        var said = Task.WhenAll(run.StandardOutput.ReadToEndAsync(limit.Token), run.StandardError.ReadToEndAsync(limit.Token));
        await run.WaitForExitAsync(limit.Token);
        Assert.True(mayFail || run.ExitCode == 0, $"{program}: {string.Concat(await said)}{Logs()}");
    }
}

/// <summary>Runs where PostgreSQL's own programs are; the gate installs them and forbids leaving it out.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PairFactAttribute : FactAttribute
{
    public PairFactAttribute() => Skip = PostgresPair.IsMissing;
}

/// <summary>As <see cref="PairFactAttribute"/>, for each row of data.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PairTheoryAttribute : TheoryAttribute
{
    public PairTheoryAttribute() => Skip = PostgresPair.IsMissing;
}
