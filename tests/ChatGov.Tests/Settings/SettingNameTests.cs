using ChatGov.Data;
using ChatGov.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.EnvironmentVariables;

namespace ChatGov.Tests.Settings;

/// <summary>Names that nobody knows, wherever they stand, and the names of others, which are none of our business.</summary>
public sealed class SettingNameTests
{
    // What stands in the environment of machines that run other things too.
    private const string Foreign = """
        PATH HOME USER SHELL TERM TERMINAL LANG LC_ALL TZ PWD OLDPWD _ LS_COLORS EDITOR PAGER DISPLAY HOSTNAME LOGNAME MAIL XDG_DATA_HOME XDG_RUNTIME_DIR
        DATABASE_URL DATABASE DB_HOST POSTGRES_PASSWORD PGHOST PGPASSWORD REDIS_URL URL URI API API_KEY API_TOKEN TOKEN SECRET DEMO_DATA DENO DENO_DIR MODE
        BOT_TOKEN VOICE DESK DESKTOP_SESSION GNOME_DESKTOP_SESSION_ID TERM_PROGRAM TERMINAL_EMULATOR PAPERSIZE WEBHOOK_SECRET OPERATOR NAME
        DOTNET_ROOT DOTNET_CLI_HOME DOTNET_NOLOGO DOTNET_gcServer DOTNET_RUNNING_IN_CONTAINER ASPNETCORE_ENVIRONMENT ASPNETCORE_URLS NUGET_PACKAGES MSBUILD_EXE_PATH
        OTEL_SERVICE_NAME OTEL_EXPORTER_OTLP_HEADERS OTEL_EXPORTER_OTLP_PROTOCOL OTEL_EXPORTER_OTLP_TIMEOUT OTEL_EXPORTER_OTLP_METRICS_ENDPOINT OTEL_RESOURCE_ATTRIBUTES
        KUBERNETES_SERVICE_HOST KUBERNETES_PORT_443_TCP_ADDR JOURNAL_STREAM INVOCATION_ID NOTIFY_SOCKET CREDENTIALS_DIRECTORY STATE_DIRECTORY CI GITHUB_TOKEN
        npm_config__auth npm_config_user_agent __CF_USER_TEXT_ENCODING AIRFLOW__CORE__EXECUTOR GRAFANA__X__Y Serilog__MinimumLevel ConnectionStrings__Main BASH_FUNC_x%%
        CHATGOV_TEST_POSTGRES CHATGOV_TEST_REQUIRE_ALL CHATGOV_TODAY CHATGOV_WRITE_DOCS SSH_AUTH_SOCK http_proxy no_proxy JAVA_HOME VIRTUAL_ENV DISK__FREE
        """;

    [Theory]
    [InlineData("Demoo", "Demo")]
    [InlineData("DEMOO", "Demo")]
    [InlineData("Deom", "Demo")]
    [InlineData("Databse__Provider", "Database:Provider")]
    [InlineData("DatabaseProvider", "Database:Provider")]
    [InlineData("Database_Provider", "Database:Provider")]
    [InlineData("Database.Provider", "Database:Provider")]
    [InlineData("DATABASE_CONNECTION_STRING", "Database:ConnectionString")]
    [InlineData("Datbase__KeyFiel", "Database:KeyFile")]
    [InlineData("TELEGRAM_TOKEN", "Telegram:Token")]
    [InlineData("TelegramTokn", "Telegram:Token")]
    [InlineData("Telegram__Tokken", "Telegram:Token")]
    [InlineData("WeCom__CorporateId", "WeCom:CorpId")]
    [InlineData("Wecomm__CorpId", "WeCom:CorpId")]
    [InlineData("WeCom__EncodingAESKeys", "WeCom:EncodingAesKey")]
    [InlineData("CHATGOV_Database__Provider", "Database:Provider")]
    [InlineData("ChatGov__Demo", "Demo")]
    [InlineData("Loging__LogLevel__Default", "Logging:LogLevel:Default")]
    [InlineData("OTEL_EXPORTER_OLTP_ENDPOINT", "OTEL_EXPORTER_OTLP_ENDPOINT")]
    [InlineData("Desk__TrustedProxy", "Desk:TrustedProxies")]
    [InlineData("Database", "Database:Provider")]
    public void In_the_environment_what_looks_like_ours_is_refused_and_the_nearest_proposed(string name, string meant) =>
        Assert.Contains(meant, Refusal(InEnvironment(name)), StringComparison.Ordinal);

    [Fact]
    public void In_the_environment_the_names_of_others_are_left_alone() =>
        SettingValues.Read(InEnvironment(Foreign.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));

    [Theory]
    [InlineData("Databse:Provider", "Database:Provider")]
    [InlineData("Provider", "Database:Provider")]
    [InlineData("Url", "Urls")]
    [InlineData("Serilog:MinimumLevel", "--help")]
    [InlineData("Telegram", "known are")]
    [InlineData("WX:CorpId", "WeCom:CorpId")]
    [InlineData("DATABASE_URL", "--help")]
    [InlineData("Kestrell:Limits:MaxRequestBodySize", "Kestrel:Limits")]
    public void In_a_file_of_ours_every_name_is_checked(string name, string meant) => Assert.Contains(meant, Refusal(InFile(name)), StringComparison.Ordinal);

    [Theory]
    [InlineData("Logging:LogLevel:Default")]
    [InlineData("AllowedHosts")]
    [InlineData("Kestrel:Endpoints:Http:Url")]
    [InlineData("wecom:corpID")]
    [InlineData("Desk:TrustedProxies:1")]
    public void What_we_and_dotnet_know_is_taken(string name) => SettingValues.Read(InFile([(name, "127.0.0.1")]));

    /// <summary>Each letter of each name left out, doubled, and changed places with the next: no slip starts the program.</summary>
    [Fact]
    public void Every_slip_in_every_name_is_noticed_and_its_name_is_proposed()
    {
        var known = SettingList.All.Select(setting => setting.Name.ToUpperInvariant()).ToHashSet();
        var slips = SettingList.All.SelectMany(setting => Slips(setting.Name).Select(slip => (setting.Name, slip))).Where(each => !known.Contains(each.slip.ToUpperInvariant())).ToList();
        Assert.True(slips.Count > 1_000);
        var silent = slips.Where(each => TryRefusal(InFile(each.slip)) is not { } file || !file.Contains(each.Name, StringComparison.Ordinal)).ToList();
        Assert.Empty(silent);

        // A short word may be somebody else's there, and a section cut to three letters is none of ours.
        var unseen = slips.Where(each => each.slip.Length > 4 && TryRefusal(InEnvironment(each.slip.Replace(":", "__", StringComparison.Ordinal))) is null).ToList();
        Assert.All(unseen, each => Assert.StartsWith("A", each.slip, StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("")]
    [InlineData("perhaps")]
    public void A_value_that_is_none_of_its_kind_is_refused_and_not_repeated(string value)
    {
        var refusal = Refusal(InFile([("Demo", value)]));
        Assert.StartsWith("Demo ", refusal, StringComparison.Ordinal);
        Assert.DoesNotContain("perhaps", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_can_be_none_is_not_repeated() => Assert.DoesNotContain("SECRET", Refusal(InFile("pass word SECRET")), StringComparison.Ordinal);

    [Fact]
    public void A_name_that_the_list_does_not_have_cannot_be_read() => Assert.Throws<ArgumentException>(() => SettingValues.Read(InFile([])).Find("Telegram:Tokken"));

    private static IEnumerable<string> Slips(string name)
    {
        for (var i = 0; i < name.Length; i++)
        {
            if (char.IsLetter(name[i]))
            {
                yield return name.Remove(i, 1);
                yield return name.Insert(i, name[i..(i + 1)]);
            }

            if (i > 0 && char.IsLetter(name[i]) && char.IsLetter(name[i - 1]))
            {
                yield return name[..(i - 1)] + name[i] + name[i - 1] + name[(i + 1)..];
            }
        }
    }

    private static string Refusal(IConfiguration configuration) => TryRefusal(configuration) ?? throw new Xunit.Sdk.XunitException("nothing was refused");

    private static string? TryRefusal(IConfiguration configuration)
    {
        try
        {
            SettingValues.Read(configuration);
            return null;
        }
        catch (ConfigurationFault fault)
        {
            return fault.Message;
        }
    }

    private static IConfiguration InFile(string name) => InFile([(name, "true")]);

    private static IConfiguration InFile(IEnumerable<(string Name, string Value)> settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(each => KeyValuePair.Create(each.Name, (string?)each.Value))).Build();

    private static IConfiguration InEnvironment(params string[] names) => new ConfigurationRoot([new Environment(names)]);

    /// <summary>.NET's own reading of the environment, of another one.</summary>
    private sealed class Environment(string[] names) : EnvironmentVariablesConfigurationProvider
    {
        public override void Load() => Data = names.ToDictionary(name => name.Replace("__", ":", StringComparison.Ordinal), _ => (string?)"true", StringComparer.OrdinalIgnoreCase);
    }
}
