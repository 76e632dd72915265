using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ChatGov.Tests.Fakes.BotApi;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Fakes;

/// <summary>Files in both directions as the real Bot API server treats them, seen through a plain HTTP client.</summary>
public sealed class FakeBotFilesTests : IAsyncLifetime
{
    private const string Token = "42:test";
    private const long User = 17;
    private const long TooLarge = (20 * 1024 * 1024) + 1;

    private static readonly HttpClient Http = new();

    private readonly TestClock _clock = new();
    private FakeBotApi _api = null!;

    public async Task InitializeAsync() => _api = await FakeBotApi.StartAsync(Token, _clock);

    public async Task DisposeAsync() => await _api.DisposeAsync();

    [Fact]
    public async Task A_photo_comes_in_sizes_and_the_last_is_the_whole()
    {
        var picture = Pictures.Png(640, 480);
        _api.UserSendsPhoto(User, picture, "/word 看看");

        var message = await NextMessage();
        var sizes = message.GetProperty("photo").EnumerateArray().ToList();
        Assert.Equal("/word 看看", message.GetProperty("caption").GetString());
        Assert.Equal("bot_command", message.GetProperty("caption_entities")[0].GetProperty("type").GetString());
        Assert.False(message.TryGetProperty("text", out _));
        Assert.Equal([90, 640], sizes.Select(size => size.GetProperty("width").GetInt32()));
        Assert.Equal(picture.Length, sizes[^1].GetProperty("file_size").GetInt32());
        Assert.Equal(picture, await Fetch(sizes[^1]));
        Assert.NotEqual(picture, await Fetch(sizes[0]));
        Assert.Equal(2, sizes.Select(size => size.GetProperty("file_unique_id").GetString()).Distinct().Count());
    }

    [Fact]
    public async Task Documents_and_voices_say_what_they_are()
    {
        _api.UserSendsDocument(User, "名单.xlsx", "application/vnd.ms-excel", [1, 2, 3]);
        _api.UserSendsVoice(User, [4, 5], seconds: 7);

        var document = (await NextMessage()).GetProperty("document");
        var voice = (await NextMessage()).GetProperty("voice");
        Assert.Equal(("名单.xlsx", "application/vnd.ms-excel", 3), (Text(document, "file_name"), Text(document, "mime_type"), document.GetProperty("file_size").GetInt32()));
        Assert.Equal(("audio/ogg", 7), (Text(voice, "mime_type"), voice.GetProperty("duration").GetInt32()));
        Assert.Equal([1, 2, 3], await Fetch(document));
        Assert.Equal([4, 5], await Fetch(voice));
    }

    [Fact]
    public async Task An_album_is_several_messages_of_one_group()
    {
        _api.UserSendsAlbum(User, "一起的", Pictures.Jpeg(10, 20), Pictures.WebP(30, 40));

        var messages = new[] { await NextMessage(), await NextMessage() };
        Assert.Single(messages.Select(message => Text(message, "media_group_id")).Distinct());
        Assert.Equal([true, false], messages.Select(message => message.TryGetProperty("caption", out _)));
        Assert.Equal([20, 40], messages.Select(message => message.GetProperty("photo")[1].GetProperty("height").GetInt32()));
    }

    [Fact]
    public async Task What_is_too_large_or_unknown_has_no_link()
    {
        _api.UserSendsPhoto(User, Pictures.Png(1, 1), size: TooLarge);
        _api.UserSendsDocument(User, "a.zip", "application/zip", [1], size: TooLarge);
        _api.UserSendsVoice(User, [1], seconds: 1, size: TooLarge);

        Assert.Equal(TooLarge, (await NextMessage()).GetProperty("photo")[1].GetProperty("file_size").GetInt64());
        foreach (var field in new[] { "document", "voice" })
        {
            AssertRefused(await Link((await NextMessage()).GetProperty(field)), 400, "Bad Request: file is too big");
        }

        AssertRefused(await Call("getFile", new { file_id = "no such file" }), 400, "Bad Request: wrong file_id or the file is temporarily unavailable");
        AssertRefused(await Call("getFile", new { }), 400, "Bad Request: invalid file_id");
    }

    [Fact]
    public async Task A_link_works_for_an_hour_and_a_new_one_after_it()
    {
        _api.UserSendsVoice(User, [1, 2], seconds: 1);
        var voice = (await NextMessage()).GetProperty("voice");
        var path = Text((await Link(voice)).GetProperty("result"), "file_path");

        _clock.Advance(TimeSpan.FromMinutes(59));
        Assert.Equal(HttpStatusCode.OK, await Get($"/file/bot{Token}/{path}"));
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.NotFound, await Get($"/file/bot{Token}/{path}"));
        Assert.Equal([1, 2], await Fetch(voice));
        _api.EndFileLinks();
        Assert.Equal(HttpStatusCode.NotFound, await Get($"/file/bot{Token}/{path}"));
    }

    [Fact]
    public async Task A_link_needs_the_token_and_a_path_that_was_given_out()
    {
        _api.UserSendsVoice(User, [1, 2], seconds: 1);
        var path = Text((await Link((await NextMessage()).GetProperty("voice"))).GetProperty("result"), "file_path");

        Assert.Equal(HttpStatusCode.OK, await Get($"/file/bot{Token}/{path}"));
        Assert.Equal(HttpStatusCode.Unauthorized, await Get($"/file/bot42:other/{path}"));
        Assert.Equal(HttpStatusCode.Unauthorized, await Get($"/file/bot42/{path}"));
        Assert.Equal(HttpStatusCode.NotFound, await Get($"/file/bot{Token}/voice/none.oga"));
        Assert.Equal(HttpStatusCode.NotFound, await Get($"/file/{path}"));
        Assert.Equal(HttpStatusCode.NotFound, await Get($"/bot{Token}/file"));
    }

    [Fact]
    public async Task Faults_strike_links_and_their_making()
    {
        _api.UserSendsVoice(User, new byte[1_000], seconds: 1);
        var voice = (await NextMessage()).GetProperty("voice");
        _api.Faults.Add(Moment.Received, "getFile", new Fault.Api(429, "Too Many Requests: retry after 2", 2));
        AssertRefused(await Link(voice), 429, "retry after 2");
        var path = $"/file/bot{Token}/" + Text((await Link(voice)).GetProperty("result"), "file_path");

        _api.Faults.Add(Moment.Received, FakeBotApi.Download, new Fault.Html(502));
        Assert.Equal(HttpStatusCode.BadGateway, await Get(path));
        _api.Faults.Add(Moment.BeforeAnswer, FakeBotApi.Download, new Fault.Drop());
        await Assert.ThrowsAsync<HttpRequestException>(() => Get(path));
        _api.Faults.Add(Moment.BeforeAnswer, FakeBotApi.Download, new Fault.Cut(500));
        await Assert.ThrowsAsync<HttpRequestException>(() => Get(path));
        Assert.Equal(HttpStatusCode.OK, await Get(path));
    }

    [Fact]
    public async Task A_photo_that_the_bot_sends_is_kept_with_its_words_and_buttons()
    {
        _api.UserSays(User, "hello");
        var picture = Pictures.Jpeg(300, 400);

        var answer = await SendPhoto(picture, ("caption", "码"), ("reply_markup", """{"inline_keyboard":[[{"text":"好","callback_data":"d"}]]}"""));

        var sent = Assert.Single(_api.AllSends);
        Assert.Equal(picture, sent.File!.Content);
        Assert.Equal(("a.jpg", "码", true, "d"), (sent.File.Name, sent.Text, sent.IsPhoto, Assert.Single(sent.Buttons).Data));
        Assert.Equal(400, answer.GetProperty("result").GetProperty("photo")[1].GetProperty("height").GetInt32());
        Assert.Equal(picture, await Fetch(answer.GetProperty("result").GetProperty("photo")[1]));
        AssertRefused(await Call("editMessageText", new { chat_id = User, message_id = sent.MessageId, text = "x" }), 400, "no text in the message");
    }

    [Fact]
    public async Task A_photo_against_the_rules_is_refused()
    {
        _api.UserSays(User, "hello");
        (byte[] Content, string Caption, string Why)[] wrong =
        [
            ([], "", "file must be non-empty"),
            ([.. "%PDF-1.7"u8], "", "IMAGE_PROCESS_FAILED"),
            (Pictures.Png(5_001, 5_000), "", "PHOTO_INVALID_DIMENSIONS"),
            (Pictures.WebP(2_100, 100), "", "PHOTO_INVALID_DIMENSIONS"),
            ([.. Pictures.Png(10, 10), .. new byte[10 * 1024 * 1024]], "", "is too big for a photo; the maximum size is 10485760 bytes"),
            (Pictures.Png(10, 10), new string('字', 1_025), "message caption is too long"),
        ];

        foreach (var (content, caption, why) in wrong)
        {
            AssertRefused(await SendPhoto(content, ("caption", caption)), 400, why);
        }

        Assert.Equal(0, _api.SendCount);
    }

    [Fact]
    public async Task A_photo_at_the_limits_is_taken()
    {
        _api.UserSays(User, "hello");
        foreach (var picture in new[] { Pictures.Png(5_000, 5_000), Pictures.Jpeg(2_000, 100), Pictures.WebP(100, 2_000) })
        {
            Assert.Equal(200, (await SendPhoto(picture, ("caption", new string('字', 1_024)))).GetProperty("code").GetInt32());
        }

        AssertRefused(await Call("sendPhoto", new { chat_id = User }), 400, "there is no photo in the request");
        AssertRefused(await Call("sendPhoto", new { chat_id = User, photo = "no such id" }), 400, "wrong file identifier");
    }

    [Fact]
    public async Task A_sign_of_work_is_counted_and_is_no_message()
    {
        _api.UserSays(User, "hello");

        Assert.Equal(200, (await Call("sendChatAction", new { chat_id = User, action = "upload_document" })).GetProperty("code").GetInt32());
        AssertRefused(await Call("sendChatAction", new { chat_id = User, action = "dancing" }), 400, "wrong parameter action in request");
        AssertRefused(await Call("sendChatAction", new { chat_id = 99, action = "typing" }), 400, "chat not found");
        Assert.Equal((User, "upload_document"), (Assert.Single(_api.ChatActions).ChatId, _api.ChatActions[0].Action));
        Assert.Equal(0, _api.SendCount);
    }

    private async Task<JsonElement> NextMessage()
    {
        var update = (await Call("getUpdates", new { limit = 1 })).GetProperty("result")[0];
        await Call("getUpdates", new { offset = update.GetProperty("update_id").GetInt32() + 1, limit = 1 });
        return update.GetProperty("message");
    }

    private Task<JsonElement> Link(JsonElement file) => Call("getFile", new { file_id = Text(file, "file_id") });

    private async Task<byte[]> Fetch(JsonElement file) =>
        await Http.GetByteArrayAsync(new Uri($"{_api.BaseUrl}/file/bot{Token}/{Text((await Link(file)).GetProperty("result"), "file_path")}"));

    private async Task<HttpStatusCode> Get(string path)
    {
        using var response = await Http.GetAsync(new Uri(_api.BaseUrl + path));
        return response.StatusCode;
    }

    private async Task<JsonElement> SendPhoto(byte[] content, params (string Name, string Value)[] others)
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent(User.ToString(CultureInfo.InvariantCulture)), "chat_id" },
            { new ByteArrayContent(content), "photo", "a.jpg" },
        };
        foreach (var (name, value) in others)
        {
            form.Add(new StringContent(value), name);
        }

        using var response = await Http.PostAsync(new Uri($"{_api.BaseUrl}/bot{Token}/sendPhoto"), form);
        return await Read(response);
    }

    private async Task<JsonElement> Call(string method, object parameters)
    {
        using var response = await Http.PostAsJsonAsync(new Uri($"{_api.BaseUrl}/bot{Token}/{method}"), parameters);
        return await Read(response);
    }

    /// <summary>The answer, with the status beside it.</summary>
    private static async Task<JsonElement> Read(HttpResponseMessage response)
    {
        var body = await response.Content.ReadAsStringAsync();
        return JsonElement.Parse(string.Create(CultureInfo.InvariantCulture, $"{body[..^1]},\"code\":{(int)response.StatusCode}}}"));
    }

    private static string Text(JsonElement of, string name) => of.GetProperty(name).GetString()!;

    private static void AssertRefused(JsonElement answer, int code, string description)
    {
        Assert.Equal(code, answer.GetProperty("code").GetInt32());
        Assert.Contains(description, Text(answer, "description"), StringComparison.Ordinal);
    }
}
