using Microsoft.AspNetCore.Http;

namespace ChatGov.Webhooks;

/// <summary>A messenger that calls us: it says where, and answers one call.</summary>
internal interface IWebhook
{
    /// <summary>Such as <c>/telegram/webhook</c>.</summary>
    string Path { get; }

    /// <summary>The largest body it takes.</summary>
    int LargestBody { get; }

    /// <summary>
    /// Answers one call, GET or POST. What came is in the inbox before a success is answered; the body has been read.
    /// </summary>
    Task<IResult> Answer(HttpRequest request, ReadOnlyMemory<byte> body, CancellationToken cancel);
}

/// <summary>A channel that may be called instead of asking.</summary>
internal interface ICalled
{
    /// <summary>Null while it asks.</summary>
    IWebhook? Webhook { get; }
}
