using ChatGov.Commands;
using ChatGov.Data;
using ChatGov.Settings;
using ChatGov.Tests.Support;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ChatGov.Tests.Programs;

/// <summary>What an operator types behind a program's name, and the names that both programs refuse wherever they stand.</summary>
public sealed class CommandLineTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("chatgov-words-").FullName;

    public static TheoryData<string> Programs => ["bot/ChatGov.Bot.dll", "admin/ChatGov.Admin.dll"];

    [Theory, MemberData(nameof(Programs))]
    public async Task Help_prints_settings_and_commands_and_starts_nothing(string program)
    {
        var isBot = program.StartsWith("bot", StringComparison.Ordinal);
        foreach (var asked in new[] { "--help", "-h", "help" })
        {
            await using var started = BotProcess.StartWith(program, _folder, [asked]);
            Assert.Equal(0, await started.Exit());
            Assert.Empty(started.Errors.Trim());
            Assert.All(SettingList.All, setting => Assert.Equal(
                setting.By.HasFlag(isBot ? ReadBy.Bot : ReadBy.Desk), started.Output.Contains($"--{setting.Name}", StringComparison.Ordinal)));
            Assert.All(Command.Usages, usage => Assert.Equal(!isBot, started.Output.Contains($"  {usage.Usage}\n", StringComparison.Ordinal)));
        }

        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    [Theory, MemberData(nameof(Programs))]
    public async Task The_version_is_that_of_the_program_and_of_its_schema(string program)
    {
        await using var started = BotProcess.StartWith(program, _folder, ["--version"]);
        Assert.Equal(0, await started.Exit());
        Assert.Matches($"^ChatGov\\.(Bot|Admin) [0-9.]+.*, schema {Migrator.CurrentVersion}$", started.Output.Trim());
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    [Theory]
    [InlineData("--Demoo true", "Demo was probably meant")]
    [InlineData("--Database:Providr=postgres", "Database:Provider was probably meant")]
    [InlineData("Databse:Provider=postgres", "Database:Provider was probably meant")]
    [InlineData("--Demo", "--Demo has no value")]
    [InlineData("--Demo --Telegram:Token x", "--Demo has no value")]
    [InlineData("--Urls http://127.0.0.1:5080", "the other program")]
    [InlineData("--Database:ConnectionString Host=db;Password=a SECRET", "word 3 of the command line")]
    [InlineData("--Database:ConnectionString Host=db;Password=a SECRET=b", "word 3 of the command line is not a setting")]
    [InlineData("--Database:ConnectionString Host=db;Password=a --SECRET b", "word 3 of the command line is not a setting")]
    [InlineData("--Database:ConnectionString Host=db;Password=a --SECRET", "word 3 of the command line is not a setting")]
    [InlineData("-d SECRET", "word 1 of the command line")]
    [InlineData("-d=SECRET", "word 1 of the command line")]
    [InlineData("SECRET", "known are: understand")]
    [InlineData("--Demo perhaps", "Demo has to be true or false")]
    public async Task A_word_that_nobody_would_read_stops_the_bot(string words, string why) => await Refuses("bot/ChatGov.Bot.dll", words, why);

    [Theory]
    [InlineData("backup --too x", "--to was probably meant")]
    [InlineData("backup --form x", "is not a setting")]
    [InlineData("backup --to a SECRET=b", "word 4 of the command line is not a setting")]
    [InlineData("token create --name a --SECRET_days 3", "word 5 of the command line is not")]
    [InlineData("backup --name x", "is not a setting")]
    [InlineData("backup", "--to is missing")]
    [InlineData("backup --to", "--to has no value")]
    [InlineData("restor --from x", "restore was probably meant")]
    [InlineData("SECRET --from x", "known are")]
    [InlineData("--to x", "is not a setting")]
    [InlineData("--Telegram:Token SECRET", "the other program")]
    [InlineData("--Demoo true", "Demo was probably meant")]
    public async Task A_word_that_nobody_would_read_stops_the_desk(string words, string why) => await Refuses("admin/ChatGov.Admin.dll", words, why);

    [Theory]
    [InlineData("Databse__Provider", "postgres", "Database:Provider")]
    [InlineData("DatabaseProvider", "postgres", "Database:Provider")]
    [InlineData("Demoo", "false", "Demo")]
    [InlineData("WeCom__CorporateId", "SECRET", "WeCom:CorpId")]
    [InlineData("TELEGRAM_TOKEN", "SECRET", "Telegram__Token")]
    [InlineData("ASPNETCORE_Databse__Provider", "postgres", "Database:Provider")]
    public async Task A_misspelt_variable_stops_both_programs_and_what_was_meant_is_said(string name, string value, string meant)
    {
        var known = name.StartsWith("ASPNETCORE", StringComparison.Ordinal) ? new[] { "admin/ChatGov.Admin.dll" } : ["bot/ChatGov.Bot.dll", "admin/ChatGov.Admin.dll"];
        foreach (var program in known)
        {
            await using var started = BotProcess.Start(program, _folder, [(name, value)]);
            await RefusesAs(started, meant);
        }
    }

    [Theory]
    [InlineData("bot/ChatGov.Bot.dll", """{"Telegrm":{"Token":"SECRET"}}""", "Telegram:Token")]
    [InlineData("bot/ChatGov.Bot.dll", """{"Provider":"postgres"}""", "Database:Provider")]
    [InlineData("admin/ChatGov.Admin.dll", """{"Urls":"http://127.0.0.1:0","Databases":{"Provider":"postgres"}}""", "Database:Provider")]
    [InlineData("admin/ChatGov.Admin.dll", """{"Urls":"http://127.0.0.1:0","SomethingElse":1}""", "--help lists")]
    public async Task A_misspelt_name_in_the_file_beside_the_program_stops_it(string program, string file, string meant)
    {
        var copy = Path.Combine(_folder, "program");
        BotProcess.CopyProgram(program, copy);
        await File.WriteAllTextAsync(Path.Combine(copy, "appsettings.json"), file);
        await using var started = BotProcess.Start(Path.Combine(copy, Path.GetFileName(program)), Path.Combine(_folder, "data"), []);
        await RefusesAs(started, meant);
    }

    /// <summary>Options come from the command line alone: a variable called TO would else say where a copy goes.</summary>
    [Fact]
    public async Task Variables_are_no_options_of_a_command()
    {
        await using var started = BotProcess.StartWith("admin/ChatGov.Admin.dll", _folder, ["backup"], ("to", Path.Combine(_folder, "copy")));
        await RefusesAs(started, "--to is missing");
    }

    [Fact]
    public async Task A_token_of_the_banner_s_office_lasts_and_covers_what_was_asked_for()
    {
        await Tells(0, "cgt_", "token", "create");
        await Tells(0, "cgt_", "token", "create", "--name", "a", "--days", "5", "--org", "1");
        await Tells(2, "", "token", "create", "--name", "b", "--org", "99999");
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(_folder, "chatgov", "chatgov.db")};Pooling=false");
        Assert.Equal(
            [(30, 1), (5, 1)],
            connection.Query<(long Days, long Org)>("SELECT (expires_at - created_at) / 86400000, org_id FROM api_token ORDER BY id").Select(each => ((int)each.Days, (int)each.Org)));
    }

    private async Task Tells(int exit, string begins, params string[] words)
    {
        await using var started = BotProcess.StartWith("admin/ChatGov.Admin.dll", _folder, words);
        Assert.Equal(exit, await started.Exit());
        Assert.StartsWith(begins, started.Output, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task Refuses(string program, string words, string why)
    {
        await using var started = BotProcess.StartWith(program, _folder, words.Split(' '));
        await RefusesAs(started, why);
        Assert.False(File.Exists(Path.Combine(_folder, "chatgov", "chatgov.db")));
    }

    private static async Task RefusesAs(BotProcess started, string why)
    {
        Assert.Equal(2, await started.Exit());
        var line = Assert.Single(started.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        Assert.StartsWith("ChatGov cannot start: ", line, StringComparison.Ordinal);
        Assert.Contains(why, line, StringComparison.Ordinal);
        Assert.DoesNotContain("SECRET", line, StringComparison.Ordinal);
        Assert.Empty(started.Output.Trim());
    }
}
