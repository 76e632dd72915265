using ChatGov.Access;
using ChatGov.Data;
using ChatGov.Demo;
using ChatGov.Papers;

namespace ChatGov;

/// <summary>The settings of the bot. A wrong one stops the start with one line that names it.</summary>
public sealed record BotSettings
{
    private static readonly string[] TelegramKnown = ["Token", "ApiUrl", "Mode"];
    private static readonly string[] TerminalKnown = ["FilesFolder"];

    public required DatabaseSettings Database { get; init; }

    /// <summary>Null when Telegram is not configured.</summary>
    public TelegramSettings? Telegram { get; init; }

    /// <summary>Where the terminal puts the files it is sent; in the user's data folder unless configured.</summary>
    public required string FilesFolder { get; init; }

    /// <summary>The demo banner and the terminal; on when neither database nor messenger is configured.</summary>
    public bool Demo { get; init; }

    public static BotSettings Read(IConfiguration configuration)
    {
        var database = DatabaseSettings.Read(configuration);
        var telegram = ReadTelegram(configuration.GetSection("Telegram"));
        return new BotSettings
        {
            Database = database,
            Telegram = telegram,
            FilesFolder = ReadFilesFolder(configuration.GetSection("Terminal")),
            Demo = DemoStart.IsWanted(configuration),
        };
    }

    /// <summary>What nobody has to set for a trial, and everybody once real people are served.</summary>
    public void SayWhatIsMissing(Db db, ILogger log)
    {
        if (Telegram is not null && db.Read(CheckAddress.IsLoopback))
        {
            log.LogWarning("Papers:CheckAddress is still this machine: nobody else can check a certificate");
        }

        if (Telegram is not null && db.Read(DeskAddress.IsLoopback))
        {
            log.LogWarning("Desk:Address is still this machine: links to sign in work nowhere else");
        }
    }

    private static TelegramSettings? ReadTelegram(IConfigurationSection section)
    {
        DatabaseSettings.RefuseUnknown(section, TelegramKnown);
        if (section["Mode"] is { } mode && mode != "polling")
        {
            throw new ConfigurationFault("Telegram:Mode has to be polling");
        }

        if (section["Token"] is not { } token)
        {
            return section["ApiUrl"] is null ? null : throw new ConfigurationFault("Telegram:Token is missing");
        }

        return new TelegramSettings(token, section["ApiUrl"]);
    }

    private static string ReadFilesFolder(IConfigurationSection section)
    {
        DatabaseSettings.RefuseUnknown(section, TerminalKnown);
        return section["FilesFolder"] is { Length: > 0 } folder ? folder : Path.Combine(DatabaseSettings.DataFolder(), "files");
    }
}

/// <summary>How to reach Telegram. Not a record: nothing prints the token by accident.</summary>
/// <param name="apiUrl">One's own Bot API server; null for Telegram's.</param>
public sealed class TelegramSettings(string token, string? apiUrl)
{
    public string Token { get; } = token;

    public string? ApiUrl { get; } = apiUrl;
}
