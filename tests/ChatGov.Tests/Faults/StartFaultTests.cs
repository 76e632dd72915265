using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ChatGov.Data;
using ChatGov.Tests.Support;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ChatGov.Tests.Faults;

/// <summary>
/// What an operator can get wrong or meet at the start, on the program as it is started: one line on standard error
/// that names what to put right, an exit code that is not 0, and nothing of the values. Each fault is one that holds
/// for root too, whom file modes do not stop.
/// </summary>
public sealed class StartFaultTests : IDisposable
{
    private const string Token = "7000001:AAstart-SECRET_token";
    private readonly string _folder = Directory.CreateTempSubdirectory("chatgov-start-").FullName;

    private string DatabaseFile => Path.Combine(_folder, "a.db");

    private string KeyFile => Path.Combine(_folder, "keys.json");

    [Theory]
    [InlineData("")]
    [InlineData("{\"current\":1")]
    [InlineData("{\"current\":1,\"keys\":{\"1\":\"c2hvcnQ=\"}}")]
    [InlineData("{\"current\":2,\"keys\":{}}")]
    [InlineData("null")]
    public async Task A_key_file_that_cannot_be_read_is_named(string content)
    {
        File.WriteAllText(KeyFile, content);
        await Refuses("key file");
    }

    [Fact]
    public async Task A_folder_in_place_of_the_key_file_is_named_and_nothing_is_left_behind()
    {
        Directory.CreateDirectory(KeyFile);
        await Refuses("Database:KeyFile");
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task A_file_in_place_of_the_folder_of_the_key_file_is_named()
    {
        File.WriteAllText(KeyFile, "x");
        await Refuses("Database:KeyFile", ("Database__KeyFile", Path.Combine(KeyFile, "keys.json")));
    }

    [Fact]
    public async Task The_key_of_another_database_is_refused_and_the_database_is_left_as_it_was()
    {
        await Make();
        File.Delete(KeyFile);
        await Refuses("Database:KeyFile");
        Assert.Equal(0, Count("SELECT COUNT(*) FROM lease"));
    }

    [Fact]
    public async Task A_read_only_database_is_said_to_be_one()
    {
        await Make();
        await Refuses("read-only", ("Database__ConnectionString", $"Data Source={DatabaseFile};Mode=ReadOnly"));
    }

    [Fact]
    public async Task A_folder_in_place_of_the_database_file_is_named()
    {
        Directory.CreateDirectory(DatabaseFile);
        await Refuses("Database:ConnectionString");
    }

    [Fact]
    public async Task A_file_in_place_of_the_folder_of_the_database_is_named()
    {
        File.WriteAllText(DatabaseFile, "x");
        await Refuses("Database:ConnectionString", ("Database__ConnectionString", $"Data Source={DatabaseFile}/a.db"));
    }

    [Fact]
    public async Task A_folder_where_nothing_can_be_written_beside_the_database_stops_the_start()
    {
        await Make();
        Directory.CreateDirectory(DatabaseFile + "-wal");
        await Refuses("database");
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_said_to_be_none_and_left_alone()
    {
        var content = Enumerable.Range(0, 9_000).Select(i => (byte)(i * 7)).ToArray();
        File.WriteAllBytes(DatabaseFile, content);
        await Refuses("not a database");
        Assert.Equal(content, File.ReadAllBytes(DatabaseFile));
    }

    [Fact]
    public async Task A_damaged_database_is_said_to_be_damaged()
    {
        await Make();
        await using (var file = File.OpenWrite(DatabaseFile))
        {
            file.Position = 100;
            file.Write(Enumerable.Repeat((byte)0xA5, 4_000).ToArray());
        }

        await Refuses("damaged");
    }

    [Fact]
    public async Task A_database_newer_than_the_program_is_refused()
    {
        await Make();
        Change("INSERT INTO migration (number, checksum, applied_at) VALUES (9999, 'x', 0)");
        await Refuses("newer than this program");
    }

    [Fact]
    public async Task A_database_with_another_history_is_refused()
    {
        await Make();
        Change("UPDATE migration SET checksum = 'x' WHERE number = 2");
        await Refuses("migration 2");
    }

    [Fact]
    public async Task A_database_locked_by_another_program_is_said_to_be_locked()
    {
        await Make();
        using var other = Connect();
        other.Execute("BEGIN EXCLUSIVE;");
        await Refuses("locked");
    }

    [Theory]
    [InlineData("bot/ChatGov.Bot.dll")]
    [InlineData("admin/ChatGov.Admin.dll")]
    public async Task Told_to_stop_before_it_is_up_a_program_ends_by_itself(string program)
    {
        await Make();
        using var other = Connect();
        other.Execute("BEGIN EXCLUSIVE;");
        await using var started = BotProcess.Start(program, _folder, [.. Settings(), ("Urls", "http://127.0.0.1:0")]);
        await started.HasOpen(DatabaseFile);
        await started.Told();
        other.Execute("ROLLBACK;");
        Assert.Equal(0, await started.Exit());
    }

    /// <summary>The process may write no byte to a file, as on a disk without room. Standard error is a pipe.</summary>
    [Fact]
    public async Task A_disk_that_takes_nothing_is_named()
    {
        await Make();
        await using var bot = BotProcess.StartWithoutRoom(_folder, Settings());
        await RefusesAs(bot, "disk");
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_named() =>
        await Refuses("cannot be reached", Postgres("Host=127.0.0.1;Port=1"));

    [Theory]
    [InlineData("28P01", "user or password")]
    [InlineData("28000", "user or password")]
    [InlineData("3D000", "is not on the server")]
    [InlineData("57P03", "starting up")]
    [InlineData("53300", "no connection left")]
    [InlineData("53100", "disk of the PostgreSQL server is full")]
    [InlineData("42501", "42501")]
    public async Task What_a_server_refuses_is_said_without_its_words(string code, string named)
    {
        using var server = new RefusingPostgres(code);
        await Refuses(named, Postgres($"Host=127.0.0.1;Port={server.Port}"));
    }

    [Fact]
    public async Task Settings_that_cannot_be_read_are_named()
    {
        var program = Path.Combine(_folder, "program");
        BotProcess.CopyProgram("bot/ChatGov.Bot.dll", program);
        File.WriteAllText(Path.Combine(program, "appsettings.json"), "{");
        await using var bot = BotProcess.Start(Path.Combine(program, "ChatGov.Bot.dll"), _folder, Settings());
        await RefusesAs(bot, "appsettings.json");
    }

    [Fact]
    public async Task A_data_folder_that_cannot_be_made_is_named()
    {
        var file = Path.Combine(_folder, "file");
        File.WriteAllText(file, "x");
        await using var bot = BotProcess.Start(file, []);
        await RefusesAs(bot, "data folder");
    }

    [Theory]
    [InlineData("bot/ChatGov.Bot.dll")]
    [InlineData("admin/ChatGov.Admin.dll")]
    public async Task Both_programs_say_it_the_same_way(string program)
    {
        await using var started = BotProcess.Start(program, _folder, [("Database__Provider", "oracle")]);
        await RefusesAs(started, "Database:Provider");
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("http://203.0.113.9:5080")]
    public async Task An_address_that_cannot_be_listened_on_is_named(string url)
    {
        await using var admin = BotProcess.Start("admin/ChatGov.Admin.dll", _folder, [.. Settings(), ("Urls", url)]);
        await RefusesAs(admin, "Urls");
    }

    /// <summary>What is shown once must not be used up by a start that nobody could reach.</summary>
    [Fact]
    public async Task A_taken_port_uses_no_first_token_up()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        await using (var admin = BotProcess.Start("admin/ChatGov.Admin.dll", _folder, [.. Settings(), ("Urls", $"http://{taken.LocalEndpoint}")]))
        {
            await RefusesAs(admin, "Urls");
        }

        var url = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort.Find()}");
        await using var next = BotProcess.Start("admin/ChatGov.Admin.dll", _folder, [.. Settings(), ("Urls", url)]);
        await next.Expect("cgt_");
        var shown = next.Output;
        Assert.True(shown.IndexOf(url + "/docs", StringComparison.Ordinal) < shown.IndexOf("cgt_", StringComparison.Ordinal), shown);
        Assert.Equal(0, await next.Terminate());
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static (string, string)[] Postgres(string server) =>
    [
        ("Database__Provider", "postgres"),
        ("Database__ConnectionString", server + ";Username=SECRET_user;Password=SECRET_word;Database=SECRET_name;SSL Mode=Disable"),
    ];

    private async Task Refuses(string named, params (string Name, string Value)[] settings)
    {
        await using var bot = BotProcess.Start(_folder, [.. Settings(), .. settings]);
        await RefusesAs(bot, named);
    }

    private static async Task RefusesAs(BotProcess program, string named)
    {
        Assert.Equal(2, await program.Exit());
        var line = Assert.Single(program.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        Assert.StartsWith("ChatGov cannot start: ", line, StringComparison.Ordinal);
        Assert.Contains(named, line, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("SECRET", line, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", line, StringComparison.Ordinal);
        Assert.DoesNotContain(Path.GetTempPath(), line, StringComparison.Ordinal);
        Assert.Empty(program.Output.Trim());
    }

    private (string Name, string Value)[] Settings() =>
    [
        ("Telegram__Token", Token),
        ("Telegram__ApiUrl", "http://127.0.0.1:1"),
        ("Database__ConnectionString", $"Data Source={DatabaseFile}"),
        ("Database__KeyFile", KeyFile),
    ];

    /// <summary>A database as an earlier start of the program left it.</summary>
    private async Task Make()
    {
        var settings = Given.Settings(("Database:ConnectionString", $"Data Source={DatabaseFile}"), ("Database:KeyFile", KeyFile));
        await using var db = Databases.Open(DatabaseSettings.Read(settings), TimeProvider.System);
    }

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection($"Data Source={DatabaseFile};Pooling=False");
        connection.Open();
        return connection;
    }

    private void Change(string sql)
    {
        using var connection = Connect();
        connection.Execute(sql);
    }

    private long Count(string sql)
    {
        using var connection = Connect();
        return connection.ExecuteScalar<long>(sql);
    }

    /// <summary>
    /// As much of a PostgreSQL server as a refusal takes: it reads the start-up packet and answers with an error. The
    /// server of the tests asks for no password, so it cannot refuse a wrong one.
    /// </summary>
    private sealed class RefusingPostgres : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly string _code;
        private readonly Task _serving;

        public RefusingPostgres(string code)
        {
            _code = code;
            _listener.Start();
            _serving = Serve();
        }

        public string Port => ((IPEndPoint)_listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);

        public void Dispose() => _listener.Dispose();

        private async Task Serve()
        {
            try
            {
                while (true)
                {
                    using var client = await _listener.AcceptTcpClientAsync();
                    await Refuse(client.GetStream());
                }
            }
            catch (Exception ended) when (ended is SocketException or ObjectDisposedException or IOException)
            {
                // The test is over.
            }
        }

        private async Task Refuse(NetworkStream stream)
        {
            var length = new byte[4];
            await stream.ReadExactlyAsync(length);
            await stream.ReadExactlyAsync(new byte[BitConverter.ToInt32([.. length.Reverse()]) - 4]);
            var body = System.Text.Encoding.UTF8.GetBytes($"SFATAL\0VFATAL\0C{_code}\0Mthe server quotes SECRET_user here\0\0");
            var size = BitConverter.GetBytes(body.Length + 4).Reverse().ToArray();
            await stream.WriteAsync((byte[])[(byte)'E', .. size, .. body]);
        }
    }
}
