namespace ChatGov.Messengers.WeCom;

/// <summary>How to reach WeCom and how it reaches us. Not a record: nothing prints a secret by accident.</summary>
/// <param name="corpId">The company's id.</param>
/// <param name="agentId">The app's number in it.</param>
/// <param name="secret">The app's secret.</param>
public sealed class WeComSettings(string corpId, long agentId, string secret)
{
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
}
