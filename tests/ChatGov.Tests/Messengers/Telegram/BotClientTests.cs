using System.Net;
using ChatGov.Messengers;
using ChatGov.Messengers.Telegram;
using ChatGov.Outbox;
using ChatGov.Tests.Fakes.BotApi;
using Telegram.Bot;
using Telegram.Bot.Exceptions;

namespace ChatGov.Tests.Messengers.Telegram;

/// <summary>Where the package alone would lose, repeat or guess something.</summary>
public sealed class BotClientTests
{
    private const long User = 5_000_000_017;

    [Theory]
    [InlineData("my_chat_member", """{"chat":{"id":17,"type":"private"},"from":{"id":17},"date":1,"old_chat_member":{"status":"member"},"new_chat_member":{"status":"of_a_new_kind"}}""")]
    [InlineData("my_chat_member", """{"chat":{"id":17,"type":"private"},"from":{"id":17},"date":1,"new_chat_member":{}}""")]
    [InlineData("message", """{"message_id":1,"date":99999999999999,"text":"beyond time"}""")]
    [InlineData("message", """{"message_id":1,"date":-1,"text":"before time"}""")]
    [InlineData("message", """{"message_id":5000000000,"date":1,"text":"a number too large"}""")]
    [InlineData("message", """{"message_id":1,"date":1,"text":"half a letter \ud800"}""")]
    [InlineData("callback_query", """{"id":7,"from":[]}""")]
    public async Task An_update_that_cannot_be_read_holds_up_no_other(string kind, string payload)
    {
        await using var setup = await TelegramSetup.Start();
        setup.Api.UserSays(User, "before");
        setup.Api.Inject(kind, payload);
        setup.Api.UserSays(User, "after");

        setup.Receive();
        var stored = await setup.WaitForStored(2);
        await setup.Api.WaitUntil(api => api.PendingUpdates == 0);

        Assert.Equal(["before", "after"], stored.Select(each => each.Text));
        Assert.Equal(0, setup.Log.Count(Microsoft.Extensions.Logging.LogLevel.Error));
    }

    [Theory]
    [InlineData("""{"message_id":41,"date":99999999999999,"chat":{"id":17,"type":"private"}}""")]
    [InlineData("""{"message_id":41,"date":1,"chat":{"id":17,"type":"private"},"gift":{"gift":7}}""")]
    public async Task What_was_sent_is_sent_even_if_what_comes_back_of_it_cannot_be_read(string message)
    {
        await using var setup = await TelegramSetup.Start();
        setup.Api.Faults.Add(Moment.Received, "sendMessage", new Fault.Raw(200, $$"""{"ok":true,"result":{{message}}}"""));

        Assert.Equal(new SendResult.Sent("41"), await setup.Channel.Send("17", new Message("text"), CancellationToken.None));
    }

    [Theory]
    [InlineData(false, HttpRequestError.ConnectionError)]
    [InlineData(true, HttpRequestError.Unknown)]
    public async Task No_connection_in_time_and_no_answer_in_time_are_told_apart(bool isWritten, HttpRequestError expected)
    {
        using var http = new HttpClient(new Silent(isWritten));
        using var client = new BotClient(new TelegramBotClientOptions(TelegramSetup.Token), http) { Timeout = TimeSpan.FromMilliseconds(50) };

        var failure = await Assert.ThrowsAsync<RequestException>(() => client.SendMessage(User, "text"));

        Assert.Equal(expected, Assert.IsType<HttpRequestException>(failure.InnerException).HttpRequestError);
        Assert.DoesNotContain("SECRET", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_does_not_come_in_time_is_a_failure_and_no_end()
    {
        using var http = new HttpClient(new Silent(isRead: true));
        using var client = new BotClient(new TelegramBotClientOptions(TelegramSetup.Token), http) { Timeout = TimeSpan.FromMilliseconds(50) };
        using var destination = new MemoryStream();

        var failure = await Assert.ThrowsAsync<RequestException>(() => client.DownloadFile("photos/1.jpg", destination));

        Assert.DoesNotContain("SECRET", failure.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("第一行\n第二行.pdf", "第一行_第二行.pdf")]
    [InlineData("a\r\nX-Header: 1.pdf", "a__X-Header: 1.pdf")]
    public async Task A_file_name_of_two_lines_is_one_line(string name, string expected)
    {
        await using var setup = await TelegramSetup.Start();
        setup.Api.UserSays(User, "hello");

        await setup.Channel.Send($"{User}", new Message("好") { File = new MessageFile(name, "application/pdf", [1, 2, 3]) }, CancellationToken.None);

        Assert.Equal(expected, Assert.Single(setup.Api.AllSends).File!.Name);
    }

    /// <summary>Takes what is asked, or does not even begin to, and never answers.</summary>
    private sealed class Silent(bool isRead) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (isRead && request.Content is { } content)
            {
                await content.ReadAsByteArrayAsync(cancellationToken);
            }

            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            return new HttpResponseMessage(HttpStatusCode.OK);
        }
    }
}
