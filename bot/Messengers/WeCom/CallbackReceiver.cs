using ChatGov.Webhooks;
using Microsoft.AspNetCore.Http;

namespace ChatGov.Messengers.WeCom;

/// <summary>
/// WeCom calls us. Only what carries its signature is opened; it is in the inbox before 200 with an empty body is answered,
/// and 500 while that cannot be done. What nobody can read is acknowledged.
/// </summary>
internal sealed class CallbackReceiver(Envelope envelope, string agentId, PressAnswers presses, TimeProvider time, ILogger log) : IWebhook
{
    // What comes later than this is no retry of WeCom's; what was handled is remembered for longer.
    private static readonly TimeSpan LongestDelay = TimeSpan.FromHours(1);
    private readonly Mailbox _mailbox = new();

    public string Path => "/wecom/callback";

    public int LargestBody => 128 * 1024;

    public Task Run(StoreIncoming store, CancellationToken cancel) => _mailbox.Open(store, cancel);

    public Task<IResult> Answer(HttpRequest request, ReadOnlyMemory<byte> body, CancellationToken cancel) =>
        HttpMethods.IsGet(request.Method) ? Task.FromResult(Verify(request)) : Take(request, body, cancel);

    /// <summary>The address is tried out when it is entered: the answer is what was sealed, and nothing else.</summary>
    private IResult Verify(HttpRequest request) =>
        Opened(request, request.Query["echostr"].ToString()) is { } plain ? Results.Bytes(plain, "text/plain") : Refused;

    private async Task<IResult> Take(HttpRequest request, ReadOnlyMemory<byte> body, CancellationToken cancel)
    {
        if (CallbackXml.Cipher(body) is not { } cipher || Opened(request, cipher) is not { } message)
        {
            return Refused;
        }

        if (CallbackXml.Read(message) is not { } callback || (callback.AgentId.Length > 0 && callback.AgentId != agentId) || Decoder.Decode(callback) is not { } incoming)
        {
            return Results.Ok();
        }

        if (!await _mailbox.TryPut(incoming, log, cancel))
        {
            return Results.StatusCode(StatusCodes.Status500InternalServerError);
        }

        presses.Begin(callback);
        return Results.Ok();
    }

    private static IResult Refused => Results.StatusCode(StatusCodes.Status403Forbidden);

    private byte[]? Opened(HttpRequest request, string cipher)
    {
        var (timestamp, nonce) = (request.Query["timestamp"].ToString(), request.Query["nonce"].ToString());
        return cipher.Length > 0 && envelope.IsSigned(request.Query["msg_signature"].ToString(), timestamp, nonce, cipher) && IsRecent(timestamp)
            ? envelope.Open(cipher)
            : null;
    }

    private bool IsRecent(string timestamp) => CallbackXml.Time(timestamp) is { } sent && (time.GetUtcNow() - sent).Duration() <= LongestDelay;
}
