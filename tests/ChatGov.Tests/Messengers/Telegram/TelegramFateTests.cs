using ChatGov.Media;
using ChatGov.Messengers;
using ChatGov.Messengers.Telegram;
using Microsoft.Extensions.Logging.Abstractions;
using Moq;
using Telegram.Bot;
using Telegram.Bot.Exceptions;
using Telegram.Bot.Requests;
using Telegram.Bot.Types;
using Message = ChatGov.Outbox.Message;

namespace ChatGov.Tests.Messengers.Telegram;

/// <summary>What became of a call, for failures that no server can be made to show: a name that is not found, a certificate, a proxy's tunnel.</summary>
public sealed class TelegramFateTests
{
    private readonly Mock<ITelegramBotClient> _client = new(MockBehavior.Strict);

    public static TheoryData<HttpRequestError, bool> Errors => new()
    {
        { HttpRequestError.ConnectionError, false },
        { HttpRequestError.NameResolutionError, false },
        { HttpRequestError.SecureConnectionError, false },
        { HttpRequestError.ProxyTunnelError, false },
        { HttpRequestError.ResponseEnded, true },
        { HttpRequestError.InvalidResponse, true },
        { HttpRequestError.ConfigurationLimitExceeded, true },
        { HttpRequestError.Unknown, true },
    };

    [Theory, MemberData(nameof(Errors))]
    public async Task Only_what_never_reached_the_server_was_certainly_not_sent(HttpRequestError error, bool mayHaveArrived)
    {
        Sends().ThrowsAsync(new RequestException("said to nobody", new HttpRequestException(error, "and this neither")));

        var result = await Send(new Message("text"));

        Assert.Equal(mayHaveArrived ? new SendResult.Unknown("no_answer") : new SendResult.NotSent($"not_connected_{error}"), result);
    }

    [Fact]
    public async Task A_piece_that_found_no_connection_behind_others_leaves_the_whole_unknown_and_ends_it()
    {
        _client.SetupSequence(client => client.SendRequest(It.IsAny<SendMessageRequest>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync(new global::Telegram.Bot.Types.Message { Id = 1 })
            .ThrowsAsync(new RequestException("", new HttpRequestException(HttpRequestError.ConnectionError)));

        Assert.Equal(new SendResult.Unknown("sent_in_part"), await Send(new Message(new string('长', 10_000))));
        _client.Verify(client => client.SendRequest(It.IsAny<SendMessageRequest>(), It.IsAny<CancellationToken>()), Times.Exactly(2));
    }

    [Theory]
    [InlineData(7, 7)]
    [InlineData(3_600, 3_600)]
    [InlineData(604_800, 3_600)]
    [InlineData(-1, 5)]
    public async Task Nobody_is_left_alone_for_longer_than_an_hour(int said, int seconds)
    {
        Sends().ThrowsAsync(new ApiRequestException("Too Many Requests", 429, new ResponseParameters { RetryAfter = said }));

        Assert.Equal(new SendResult.Wait(TimeSpan.FromSeconds(seconds)), await Send(new Message("text")));
    }

    [Fact]
    public async Task A_closed_topic_is_left_once_and_not_again_and_again()
    {
        var threads = new List<int?>();
        _client.Setup(client => client.SendRequest(It.IsAny<SendMessageRequest>(), It.IsAny<CancellationToken>()))
            .Callback((global::Telegram.Bot.Requests.Abstractions.IRequest<global::Telegram.Bot.Types.Message> request, CancellationToken _) =>
                threads.Add(((SendMessageRequest)request).MessageThreadId))
            .ThrowsAsync(new ApiRequestException("Bad Request: TOPIC_CLOSED", 400));

        Assert.Equal(new SendResult.Refused("telegram_400"), await Send(new Message("text") { Thread = "9" }));
        Assert.Equal([9, null], threads);
    }

    [Theory]
    [InlineData(null, 10L, MediaFault.Gone)]
    [InlineData("", 10L, MediaFault.Gone)]
    [InlineData("/", 10L, MediaFault.Gone)]
    [InlineData("photos/1.jpg", 1_000L, MediaFault.TooLarge)]
    public async Task A_file_without_a_place_or_too_large_is_not_even_begun(string? path, long size, MediaFault expected)
    {
        _client.Setup(client => client.SendRequest(It.IsAny<GetFileRequest>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync(new TGFile { FileId = "id", FilePath = path, FileSize = size });

        using var channel = Channel();

        Assert.Equal(new Fetched.Never(expected), await channel.Fetch("id", most: 100, CancellationToken.None));
    }

    private TelegramChannel Channel() => new(_client.Object, TelegramSetup.Quick, NullLogger<TelegramChannel>.Instance);

    private Moq.Language.Flow.ISetup<ITelegramBotClient, Task<global::Telegram.Bot.Types.Message>> Sends() =>
        _client.Setup(client => client.SendRequest(It.IsAny<SendMessageRequest>(), It.IsAny<CancellationToken>()));

    private async Task<SendResult> Send(Message message)
    {
        using var channel = Channel();
        return await channel.Send("-4000000001", message, CancellationToken.None);
    }
}
