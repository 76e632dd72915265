using System.Text.Json;

namespace Telegram.Bot.Requests.Abstractions;

public interface IRequest<TResponse>
{
    string MethodName { get; }

    HttpContent ToHttpContent();

    /// <exception cref="JsonException">The result is not of the form it should have.</exception>
    TResponse? ReadResult(ReadOnlySpan<byte> json);
}
