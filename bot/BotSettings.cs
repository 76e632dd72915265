using ChatGov.Access;
using ChatGov.Data;
using ChatGov.Media;
using ChatGov.Messengers;
using ChatGov.Messengers.Terminal;
using ChatGov.Papers;
using ChatGov.Settings;

namespace ChatGov;

/// <summary>The settings of the bot. A wrong one stops the start with one line that names it.</summary>
public sealed record BotSettings
{
    public required DatabaseSettings Database { get; init; }

    /// <summary>The messengers that are configured.</summary>
    public required IReadOnlyList<MakeChannel> Messengers { get; init; }

    public required TerminalSettings Terminal { get; init; }

    /// <summary>Where the bot listens for messengers that call it; a proxy that speaks TLS stands before it.</summary>
    public required Uri Listen { get; init; }

    /// <summary>Null when voice messages are answered with the wish to type.</summary>
    public VoiceSettings? Voice { get; init; }

    /// <summary>Null when nobody else is asked what a sentence means.</summary>
    public ServedModelSettings? Model { get; init; }

    public static BotSettings Read(SettingValues values) => new()
    {
        Database = DatabaseSettings.Read(values),
        Messengers = ChannelList.Read(values),
        Terminal = TerminalSettings.Read(values),
        Listen = new Uri(values.Find("Webhooks:Listen")!),
        Voice = ReadVoice(values),
        Model = values.HasAny("Sentences")
            ? new ServedModelSettings(new Uri(values.Required("Sentences:ModelUrl")), values.Required("Sentences:Model"), values.Find("Sentences:ApiKey"))
            : null,
    };

    /// <summary>What nobody has to set for a trial, and everybody once real people are served.</summary>
    public void SayWhatIsMissing(Db db, ILogger log)
    {
        if (ServesPeople && db.Read(CheckAddress.IsLoopback))
        {
            log.LogWarning("Papers:CheckAddress is still this machine: nobody else can check a certificate");
        }

        if (ServesPeople && db.Read(DeskAddress.IsLoopback))
        {
            log.LogWarning("Desk:Address is still this machine: links to sign in work nowhere else");
        }
    }

    private bool ServesPeople => Messengers.Count > 0;

    private static VoiceSettings? ReadVoice(SettingValues values) => values.HasAny("Voice")
        ? new VoiceSettings(new Uri(values.Required("Voice:TranscriptionUrl")), values.Required("Voice:Model"), values.Find("Voice:ApiKey"))
        : null;
}
