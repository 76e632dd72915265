using System.Globalization;
using System.Text;
using ChatGov.Data;
using ChatGov.Tests.Fakes.BotApi;
using ChatGov.Tests.Fakes.WeCom;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Logs;

/// <summary>
/// The bot as it is started, called by both messengers, with everything that can log made to: neither what people say nor what
/// anybody sends to its address is in its log.
/// </summary>
public sealed class BotLogTests : IDisposable
{
    private const string Token = "7000001:AAlog-SECRET_token";
    private const string Secret = "webhook-SECRET-0123456789";
    private const long Person = 501;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);
    private readonly string _folder = Directory.CreateTempSubdirectory("chatgov-log-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory, Databases]
    public async Task Nothing_of_what_people_and_callers_write_is_logged(Provider provider)
    {
        var (database, settings) = Marked.Open(provider, _folder);
        await using var opened = database;
        await World.Create(database.Db);
        await Marked.Poison(database, "person", "UPDATE");
        await using var api = await FakeBotApi.StartAsync(Token);
        await using var wecom = await FakeWeCom.Start();
        var listen = new Uri($"http://127.0.0.1:{FreePort.Find()}");
        await using var bot = BotProcess.Start(
            _folder,
            [
                .. settings, .. Marked.LogsAll, ("Webhooks__Listen", listen.ToString()),
                ("Telegram__Token", Token), ("Telegram__ApiUrl", api.BaseUrl), ("Telegram__Mode", "webhook"), ("Telegram__WebhookUrl", listen + "telegram/webhook"), ("Telegram__WebhookSecret", Secret),
                ("WeCom__CorpId", FakeWeCom.CorpId), ("WeCom__AgentId", FakeWeCom.AgentId.ToString(CultureInfo.InvariantCulture)), ("WeCom__Secret", FakeWeCom.Secret),
                ("WeCom__Token", FakeWeCom.CallbackToken), ("WeCom__EncodingAesKey", FakeWeCom.EncodingAesKey), ("WeCom__ApiUrl", wecom.BaseUrl),
            ]);
        await api.WaitUntil(each => each.WebhookUrl.Length > 0 && each.Commands.Count > 1, Patience);

        // A name that the database will not have, and quotes as it refuses it; then refusals of the messenger that quote as well.
        foreach (var (word, answer) in new[] { ("报到", "同意吗"), ("同意", "邀请码"), ("1", "哪个社区"), ("我住贺兰", "是下面哪一个"), ("1", "名字") })
        {
            api.UserSays(Person, word);
            await api.WaitForSend(send => send.ChatId == Person && send.Text.Contains(answer, StringComparison.Ordinal), Patience);
        }

        api.UserSays(Person, Marked.Han);
        await api.WaitForSend(send => send.ChatId == Person && send.Text.Contains("是你的姓名吗", StringComparison.Ordinal), Patience);
        api.UserSays(Person, "是");
        await api.WaitUntil(_ => database.Db.Read(tx => tx.Exists("SELECT COUNT(*) FROM inbox WHERE state = 'Parked'")), Patience);
        api.Faults.Add(Moment.BeforeAnswer, "sendMessage", new Fault.Raw(400, $$"""{"ok":false,"error_code":400,"description":"Bad Request: {{Marked.Word}}"}"""));
        api.UserSays(Person, "帮助 " + Marked.Han);
        await api.WaitUntil(_ => database.Db.Read(tx => tx.Exists("SELECT COUNT(*) FROM outbox WHERE state = 'Failed'")), Patience);
        await CallWebhooks(listen);
        api.UserSays(Person, "帮助");
        await api.WaitForSend(send => send.ChatId == Person && send.Text.Contains("可以回数字", StringComparison.Ordinal), Patience);
        Assert.Equal(0, await bot.Terminate());

        Marked.IsIn(bot.Errors, "fail: ChatGov.Inbox.Intake[0] Message ", provider == Provider.Sqlite ? " failed: SqliteException 1811 in " : " failed: PostgresException P0001 in ", "Persons.KeepName", "was refused: ");
        Assert.DoesNotContain("SECRET", bot.Errors, StringComparison.Ordinal);
    }

    private static async Task CallWebhooks(Uri listen)
    {
        using var http = new HttpClient { BaseAddress = listen };
        string[] bodies =
        [
            Marked.Word, $"{{\"{Marked.Word}", $$"""{"update_id":"{{Marked.Word}}"}""", $$"""{"update_id":7,"message":{"message_id":1,"date":"{{Marked.Word}}","text":["{{Marked.Han}}"]} }""",
            $$"""{"update_id":8,"callback_query":{"id":"{{Marked.Word}}","data":"{{Marked.Word}}","from":{"id":"{{Marked.Word}}"} } }""", $"<xml><Encrypt>{Marked.Word}</Encrypt></xml>", $"<!DOCTYPE {Marked.Word}><xml>", new string('[', 9_000) + Marked.Word,
        ];
        foreach (var path in new[] { "telegram/webhook", $"telegram/webhook?{Marked.Word}={Marked.Word}", $"wecom/callback?msg_signature={Marked.Word}&timestamp={Marked.Word}&nonce={Marked.Word}&echostr={Marked.Word}", Marked.Word })
        {
            foreach (var (secret, body) in bodies.Select(body => (Secret, body)).Append((Marked.Word, bodies[0])))
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = new StringContent(body, Encoding.UTF8, "application/" + Marked.Word) };
                foreach (var (name, value) in new[] { ("X-Telegram-Bot-Api-Secret-Token", secret), ("Cookie", $"{Marked.Word}={Marked.Word}"), ("User-Agent", Marked.Word), ("tracestate", $"a={Marked.Word}") })
                {
                    request.Headers.TryAddWithoutValidation(name, value);
                }

                using var answer = await http.SendAsync(request);
            }

            using var asked = await http.GetAsync(new Uri(path, UriKind.Relative));
        }

        foreach (var request in Marked.OddRequests)
        {
            await Marked.Raw(listen, request);
        }
    }
}
