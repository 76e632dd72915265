using ChatGov.Messengers;

namespace ChatGov.Settings;

/// <summary>
/// Every setting of every program, once. Names that are not here stop the start; help and the table in README.md are made
/// of it; <see cref="SettingValues"/> reads by it. A new one is a line here, and read where it is needed; those of a messenger stand with it.
/// </summary>
public static class SettingList
{
    public static readonly IReadOnlyList<Setting> All =
    [
        new("Database:Provider", ReadBy.Both, Kind.OneOf("sqlite", "postgres"), "postgres", "`sqlite` or `postgres`") { Default = "sqlite" },
        new("Database:ConnectionString", ReadBy.Both, Kind.Secret, "Data Source=/var/lib/chatgov/chatgov.db", "for SQLite `Data Source=/path/chatgov.db`, for PostgreSQL `Host=…;Database=…;Username=…;Password=…`") { Otherwise = "a file in your data folder" },
        new("Database:KeyFile", ReadBy.Both, Kind.Text, "/etc/chatgov/keys.json", "the keys of the encrypted columns, made at the first start with mode 0600; **back it up apart from the database**") { Otherwise = "`keys.json` in your data folder" },
        new("Demo", ReadBy.Both, Kind.Switch, "true", "fills an empty database with the demo banner and opens the terminal; a demo serves no messenger, and what served one never becomes a demo") { Otherwise = "the bot: `true` where neither a database nor a messenger is set; the desk: `false`" },
        new("Operator:Name", ReadBy.Both, Kind.Text, "某旗委社会工作部", "who runs this, as the privacy notice says it; demanded before a messenger is served. Told to either program, it holds for both") { Otherwise = "in the demo the banner's name" },
        new("Answers:File", ReadBy.Bot, Kind.Text, "/etc/chatgov/answers.txt", "answers to questions about the programme, by community where they differ ([how it is written](shared/Features/HelpRequests/README.md)); kept in the database when the bot starts") { Otherwise = "those that hold everywhere" },
        .. MessengerList.All.SelectMany(messenger => messenger.Settings),
        new("Voice:TranscriptionUrl", ReadBy.Bot, Kind.Server, "http://127.0.0.1:9000/v1/audio/transcriptions", "turns voice messages into text ([what it has to speak](shared/Features/Photos/README.md))"),
        new("Voice:Model", ReadBy.Bot, Kind.Text, "whisper-1", "what that server is asked for") { Default = "whisper-1" },
        new("Voice:ApiKey", ReadBy.Bot, Kind.Secret, "…", "the key it wants"),
        new("Sentences:ModelUrl", ReadBy.Bot, Kind.Server, "http://127.0.0.1:8000/v1/chat/completions", "asks a language model about sentences that were not understood ([what it sees](bot/Engine/Sentences/README.md#a-model-served-elsewhere))"),
        new("Sentences:Model", ReadBy.Bot, Kind.Text, "qwen2.5-7b-instruct", "what that server is asked for"),
        new("Sentences:ApiKey", ReadBy.Bot, Kind.Secret, "…", "the key it wants"),
        new("Webhooks:Listen", ReadBy.Bot, Kind.Listen, "http://127.0.0.1:8082", "where the bot listens for messengers that call it; a proxy that speaks TLS stands before it") { Default = "http://127.0.0.1:8082" },
        new("Urls", ReadBy.Desk, Kind.Text, "http://127.0.0.1:5080", "where the desk listens") { Otherwise = "`http://127.0.0.1:5080`" },
        new("Desk:Address", ReadBy.Both, Kind.Address, "https://desk.example.org", "where staff reach the desk: the link that the bot gives them after `登录`, calendars; with `https` its cookie goes over TLS only. Told to either program, it holds for both") { Otherwise = "where the desk listens" },
        new("Desk:TrustedProxies", ReadBy.Desk, Kind.Networks, "127.0.0.1,10.20.0.0/16", "the proxies before the desk: who calls is taken from their `X-Forwarded-For` and from nobody else's ([behind a proxy](admin/README.md#behind-a-proxy))"),
        new("Papers:CheckAddress", ReadBy.Both, Kind.Address, "https://desk.example.org/check", "the address in the QR code of certificates; told to either program, it holds for both") { Otherwise = "where the desk listens, `/check`" },
        new("Papers:ChecksPerMinute", ReadBy.Desk, Kind.Count, "30", "wrong numbers a minute from one address, and comparisons with one paper") { Default = "30" },
        new("Api:RequestsPerMinute", ReadBy.Desk, Kind.Count, "1200", "requests a minute for a token, or for an address without one") { Default = "1200" },
        new("Api:WrongTokensPerMinute", ReadBy.Desk, Kind.Count, "20", "wrong tokens a minute from one address; more are told to wait. A right one always gets in") { Default = "20" },
        new("OTEL_EXPORTER_OTLP_ENDPOINT", ReadBy.Both, Kind.Server, "http://127.0.0.1:4317", "where figures and traces go by OpenTelemetry; the other `OTEL_…` variables of the standard hold too. Nothing in them names a person") { MayBeEmpty = true },
    ];

    /// <exception cref="ArgumentException">The program asks for one that is not in the list.</exception>
    public static Setting Get(string name) => Find(name) ?? throw new ArgumentException($"SettingList does not know {name}", nameof(name));

    public static Setting? Find(string name) => All.FirstOrDefault(setting => setting.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
