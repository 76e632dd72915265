using System.Text.Json;
using Telegram.Bot.Requests.Abstractions;

namespace ChatGov.Messengers.Telegram;

/// <summary>
/// One call on its way: the package asks what it asked, and it is known afterwards whether the request was begun to be
/// written. The result is left as it came, to be read by <see cref="BotClient"/>.
/// </summary>
internal sealed class WatchedCall : IRequest<JsonElement>
{
    private readonly IRequest _asked;
    private readonly WatchedContent _content;

    private WatchedCall(IRequest asked, HttpContent content) => (_asked, _content) = (asked, new WatchedContent(content));

    public HttpMethod HttpMethod => _asked.HttpMethod;

    public string MethodName => _asked.MethodName;

    public bool IsWebhookResponse { get; set; }

    public bool WasWritten => _content.WasWritten;

    /// <summary>In seconds, where the server says it beside its answer only.</summary>
    public int? RetryAfter { get; set; }

    public static async Task<WatchedCall> Of(IRequest asked, CancellationToken cancel)
    {
        // Without a body it would not be known whether the request was written.
        var content = asked.ToHttpContent() ?? new ByteArrayContent([]);
        if (content.Headers.ContentLength is null)
        {
            await content.LoadIntoBufferAsync(cancel);
        }

        return new WatchedCall(asked, content);
    }

    public HttpContent ToHttpContent() => _content;
}
