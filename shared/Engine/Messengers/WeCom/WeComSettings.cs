using ChatGov.Settings;

namespace ChatGov.Messengers.WeCom;

/// <summary>How to reach WeCom and how it reaches us. Not a record: nothing prints a secret by accident.</summary>
/// <param name="corpId">The company's id.</param>
/// <param name="agentId">The app's number in it.</param>
/// <param name="secret">The app's secret.</param>
public sealed class WeComSettings(string corpId, long agentId, string secret)
{
    public static readonly Messenger Messenger = new("WeCom",
    [
        new("WeCom:CorpId", ReadBy.Bot, Kind.Text, "ww…", "the company of a self-built app of WeCom ([how](bot/Messengers/WeCom/README.md))"),
        new("WeCom:AgentId", ReadBy.Bot, Kind.Count, "1000002", "the app's number"),
        new("WeCom:Secret", ReadBy.Bot, Kind.Secret, "…", "the app's secret"),
        new("WeCom:Token", ReadBy.Bot, Kind.Secret, "…", "how WeCom signs its calls"),
        new("WeCom:EncodingAesKey", ReadBy.Bot, Kind.Secret, "…", "how it encrypts them: 43 characters"),
        new("WeCom:ApiUrl", ReadBy.Bot, Kind.Server, "http://127.0.0.1:8083", "another server that speaks the same") { Default = "https://qyapi.weixin.qq.com" },
        new("WeCom:Markdown", ReadBy.Bot, Kind.Switch, "true", "first lines in bold; not where members read in the WeChat plug-in") { Default = "false" },
    ]);

    public string CorpId { get; } = corpId;

    public long AgentId { get; } = agentId;

    public string Secret { get; } = secret;

    /// <summary>Signs the callbacks.</summary>
    public required string CallbackToken { get; init; }

    /// <summary>Opens the callbacks: 43 letters.</summary>
    public required string EncodingAesKey { get; init; }

    /// <summary>Longer texts have their first line in bold; not for companies whose members read in the WeChat plug-in.</summary>
    public bool Markdown { get; init; }

    /// <summary>Another server that speaks the same, as tests have.</summary>
    public required Uri ApiUrl { get; init; }

    /// <returns>Null when WeCom is not configured.</returns>
    public static WeComSettings? Read(SettingValues values) => values.HasAny("WeCom")
        ? new WeComSettings(values.Required("WeCom:CorpId"), values.Count("WeCom:AgentId"), values.Required("WeCom:Secret"))
        {
            CallbackToken = values.Required("WeCom:Token"),
            EncodingAesKey = values.Required("WeCom:EncodingAesKey"),
            ApiUrl = new Uri(values.Required("WeCom:ApiUrl")),
            Markdown = values.IsOn("WeCom:Markdown"),
        }
        : null;
}
