using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using ChatGov.Messengers;
using ChatGov.Outbox;
using ChatGov.Tests.Fakes.BotApi;

namespace ChatGov.Tests.Messengers.Telegram;

/// <summary>Files go out by sendDocument, with the words under them.</summary>
public sealed class TelegramFileTests
{
    private const long User = 5_000_000_017;
    private static readonly MessageFile Paper = new("证明-王小明 \"1\".pdf", "application/pdf", [.. "%PDF-1.7 "u8, 0, 255, 13, 10, 26]);

    [Fact]
    public async Task A_file_arrives_byte_by_byte_with_its_name_words_and_buttons()
    {
        await using var setup = await Start();

        var result = await Send(setup, new Message("这是你的证明。")
        {
            File = Paper,
            Choices = [new Choice("网页版", "paper_page:1")],
            Token = "tok",
        });

        var sent = Assert.Single(setup.Api.AllSends);
        Assert.Equal(Paper.Content, sent.File!.Content);
        Assert.Equal("证明-王小明 _1_.pdf", sent.File.Name);
        Assert.Equal("这是你的证明。", sent.Text);
        Assert.Equal("tok.0", Assert.Single(sent.Buttons).Data);
        Assert.Equal(new SendResult.Sent(sent.MessageId.ToString(CultureInfo.InvariantCulture)), result);
    }

    [Theory]
    [InlineData(1_024, 1)]
    [InlineData(1_025, 2)]
    [InlineData(5_000, 3)]
    public async Task Words_too_long_for_a_caption_go_before_the_file(int length, int parts)
    {
        await using var setup = await Start();

        await Send(setup, new Message(new string('长', length)) { File = Paper, Choices = [new Choice("好", "x")], Token = "tok" });

        Assert.Equal(parts, setup.Api.SendCount);
        Assert.Equal(length, setup.Api.AllSends.Sum(sent => sent.Text.Length));
        Assert.NotNull(setup.Api.AllSends[^1].File);
        Assert.Single(setup.Api.AllSends[^1].Buttons);
        Assert.All(setup.Api.AllSends.SkipLast(1), sent => Assert.Null(sent.File));
    }

    [Fact]
    public async Task A_file_without_words_has_no_caption()
    {
        await using var setup = await Start();

        Assert.IsType<SendResult.Sent>(await Send(setup, new Message("") { File = Paper }));
        Assert.Equal("", Assert.Single(setup.Api.AllSends).Text);
    }

    [Fact]
    public async Task A_file_that_failed_behind_its_words_may_have_arrived_in_part()
    {
        await using var setup = await Start();
        setup.Api.Faults.Add(Moment.Received, "sendDocument", new Fault.Api(429, "Too Many Requests: retry after 3", 3));

        Assert.IsType<SendResult.Unknown>(await Send(setup, new Message(new string('长', 2_000)) { File = Paper }));
    }

    [Fact]
    public async Task A_lone_file_that_has_to_wait_was_not_sent()
    {
        await using var setup = await Start();
        setup.Api.Faults.Add(Moment.Received, "sendDocument", new Fault.Api(429, "Too Many Requests: retry after 3", 3));

        Assert.Equal(new SendResult.Wait(TimeSpan.FromSeconds(3)), await Send(setup, new Message("好") { File = Paper }));
        Assert.Empty(setup.Api.AllSends);
    }

    [Fact]
    public async Task Files_of_an_impossible_size_are_refused_before_they_are_sent()
    {
        await using var setup = await Start();

        foreach (var size in new[] { 0, (50 * 1024 * 1024) + 1 })
        {
            Assert.Equal(new SendResult.Refused("file_size"), await Send(setup, new Message("好") { File = Paper with { Content = new byte[size] } }));
        }

        Assert.DoesNotContain(setup.Api.Calls, call => call.Method == "sendDocument");
    }

    [Fact]
    public async Task A_list_after_a_file_is_sent_anew()
    {
        await using var setup = await Start();
        var file = (SendResult.Sent)await Send(setup, new Message("好") { File = Paper });

        Assert.IsType<SendResult.Sent>(await Send(setup, new Message("第二页") { Replaces = file.MessageRef }));
        Assert.Equal("第二页", setup.Api.AllSends[^1].Text);
    }

    [Fact]
    public async Task The_fake_refuses_what_the_real_server_refuses()
    {
        await using var setup = await Start();
        using var http = new HttpClient();

        async Task<string> Post(Action<MultipartFormDataContent> fill)
        {
            using var form = new MultipartFormDataContent { { new StringContent(User.ToString(CultureInfo.InvariantCulture)), "chat_id" } };
            fill(form);
            using var answer = await http.PostAsync(new Uri($"{setup.Api.BaseUrl}/bot{TelegramSetup.Token}/sendDocument"), form);
            var said = JsonElement.Parse(await answer.Content.ReadAsStringAsync());
            return answer.StatusCode == HttpStatusCode.OK ? "ok" : said.GetProperty("description").GetString()!;
        }

        var content = new byte[] { 1, 2, 3 };
        Assert.Equal("ok", await Post(form => form.Add(new ByteArrayContent(content), "document", "a.pdf")));
        Assert.Equal("ok", await Post(form =>
        {
            form.Add(new StringContent("attach://0"), "document");
            form.Add(new ByteArrayContent(content), "0", "a.pdf");
        }));
        Assert.Contains("wrong file identifier", await Post(form =>
        {
            form.Add(new StringContent("attach://1"), "document");
            form.Add(new ByteArrayContent(content), "0", "a.pdf");
        }), StringComparison.Ordinal);
        Assert.Contains("no document", await Post(_ => { }), StringComparison.Ordinal);
        Assert.Contains("wrong file identifier", await Post(form => form.Add(new StringContent("abc"), "document")), StringComparison.Ordinal);
        Assert.Contains("non-empty", await Post(form => form.Add(new ByteArrayContent([]), "document", "a.pdf")), StringComparison.Ordinal);
        Assert.Contains("caption is too long", await Post(form =>
        {
            form.Add(new ByteArrayContent(content), "document", "a.pdf");
            form.Add(new StringContent(new string('a', 1_025), Encoding.UTF8), "caption");
        }), StringComparison.Ordinal);
    }

    private static async Task<TelegramSetup> Start()
    {
        var setup = await TelegramSetup.Start();
        setup.Api.UserSays(User, "hello");
        return setup;
    }

    private static Task<SendResult> Send(TelegramSetup setup, Message message) =>
        setup.Channel.Send(User.ToString(CultureInfo.InvariantCulture), message, CancellationToken.None);
}
