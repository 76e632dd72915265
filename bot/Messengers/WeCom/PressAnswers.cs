using ChatGov.Texts;

namespace ChatGov.Messengers.WeCom;

/// <summary>
/// Shows on the card that the press arrived, so that it is not pressed again: once, beside the answering. The code of a
/// press works once and is used here; what follows is a new card. A courtesy: nothing is repeated.
/// </summary>
internal sealed class PressAnswers(WeComClient client, long agentId, ILogger log)
{
    private readonly UnderWay _underWay = new();

    public void Begin(Callback callback)
    {
        if (callback.ResponseCode.Length > 0)
        {
            _underWay.Add(Answer(callback.From, callback.ResponseCode));
        }
    }

    public Task End(TimeSpan within) => _underWay.End(within);

    private async Task Answer(string user, string code)
    {
        try
        {
            await client.Post(
                "message/update_template_card",
                new { agentid = agentId, userids = new[] { user }, response_code = code, button = new { replace_name = Catalog.Say(Language.Chinese, "wecom.pressed") } },
                CancellationToken.None);
        }
        catch (WeComFault fault)
        {
            log.LogDebug("A pressed card was not updated: {Code}", fault.Code);
        }
    }
}
