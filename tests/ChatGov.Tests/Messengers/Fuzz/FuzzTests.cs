using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using ChatGov.Inbox;
using ChatGov.Media;
using ChatGov.Messengers.Telegram;
using ChatGov.Messengers.WeCom;
using ChatGov.Tests.Fakes.BotApi;
using ChatGov.Tests.Fakes.WeCom;
using ChatGov.Tests.Support;
using ChatGov.Texts;
using ChatGov.Webhooks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Telegram.Bot;
using Xunit.Abstractions;

namespace ChatGov.Tests.Messengers.Fuzz;

/// <summary>
/// Spoilt updates and callbacks, signed as if they were the messenger's, to the real server and on through the inbox into
/// the conversations: never a crash, a hang or a fault of ours. A short seeded form runs with the tests; the long one by
/// <c>tests/fuzz.sh</c>.
/// </summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    private const string Secret = "webhook-SECRET-0123456789";
    private const int Posters = 8;
    private const int People = 24;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly string[] Words =
    [
        .. Language.All.SelectMany(language => Catalog.Of(language)).Where(each => each.Key.StartsWith("words.", StringComparison.Ordinal))
            .SelectMany(each => each.Value.Split('|')).Select(word => word.TrimEnd('*')),
        "1", "2", "3", "同意", "是", "否", "跳过", "明天", "周末", "19900001234", "30", "2小时", "救命",
    ];

    [Fact]
    public async Task Nothing_that_is_sent_to_the_webhooks_is_a_fault_of_ours()
    {
        var (count, seed) = (Setting("COUNT", 3_000), Setting("SEED", 20261124));
        await using var stage = await FuzzStage.Start();
        var statuses = new ConcurrentDictionary<string, int>(StringComparer.Ordinal);
        await Task.WhenAll(Enumerable.Range(0, Posters).Select(poster => Task.Run(async () =>
        {
            var random = new Random(seed + poster);
            for (var i = poster; i < count; i += Posters)
            {
                var (name, status) = await (random.Next(2) == 0 ? stage.ToTelegram(random, i) : stage.ToWeCom(random));
                statuses.AddOrUpdate($"{name} {status}", 1, (_, before) => before + 1);
            }
        })));
        await stage.Settle();
        var left = stage.Database.Db.Read(tx => tx.All<string>("SELECT state || ' ' || COUNT(*) FROM inbox GROUP BY state ORDER BY state"));
        output.WriteLine($"{count} spoilt calls, seed {seed}: {string.Join(", ", statuses.OrderBy(each => each.Key).Select(each => $"{each.Key} × {each.Value}"))}; inbox: {string.Join(", ", left)}");

        // 400 and 414 are the server's own words for an address that is none, or has no end.
        Assert.All(statuses.Keys, key => Assert.Contains(key.Split(' ')[1], new[] { "200", "400", "403", "413", "414" }));
        Assert.DoesNotContain("failed:", stage.Log.All, StringComparison.Ordinal);
        Assert.StartsWith("Handled", Assert.Single(left), StringComparison.Ordinal);
        Assert.DoesNotContain("SECRET", stage.Log.All, StringComparison.Ordinal);
    }

    private static int Setting(string name, int normal) =>
        int.TryParse(Environment.GetEnvironmentVariable("CHATGOV_FUZZ_" + name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : normal;

    private static string Pick(Random random) => Words[random.Next(Words.Length)] + (random.Next(4) switch
    {
        0 => "",
        1 => " " + random.Next(40).ToString(CultureInfo.InvariantCulture),
        2 => " " + Words[random.Next(Words.Length)],
        _ => random.Next(40).ToString(CultureInfo.InvariantCulture),
    });

    /// <summary>Both webhooks, the inbox and the conversations, without a sender: what is answered stays in the outbox.</summary>
    private sealed class FuzzStage : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly HttpClient _http = new() { Timeout = Patience };
        private readonly BotClient _client;
        private readonly TelegramChannel _telegram;
        private readonly WeComChannel _wecom;
        private readonly WebhookServer _server;
        private readonly FakeBotApi _api;
        private readonly FakeWeCom _fake;
        private Task _receiving = Task.CompletedTask;
        private string[] _tokens = ["1.abc"];

        private FuzzStage(FakeBotApi api, FakeWeCom fake, TestDatabase database)
        {
            (_api, _fake, Database) = (api, fake, database);
            _client = new BotClient(new TelegramBotClientOptions(Telegram.TelegramSetup.Token, api.BaseUrl));
            _telegram = new TelegramChannel(_client, Telegram.TelegramSetup.Quick, Log.CreateLogger<TelegramChannel>(), new TelegramWebhook("http://127.0.0.1:9/telegram/webhook", Secret));
            _wecom = new WeComChannel(
                new WeComSettings(FakeWeCom.CorpId, FakeWeCom.AgentId, FakeWeCom.Secret)
                {
                    CallbackToken = FakeWeCom.CallbackToken, EncodingAesKey = FakeWeCom.EncodingAesKey, ApiUrl = new Uri(fake.BaseUrl),
                },
                TimeProvider.System,
                Log.CreateLogger<WeComChannel>());
            _server = WebhookServer.Of([_telegram, _wecom], new Uri("http://127.0.0.1:0"), NullLoggerFactory.Instance);
            Intake = new Intake(database.Db, new MediaFetcher(database.Db, [_telegram, _wecom], transcriber: null, Log.CreateLogger<MediaFetcher>()), Log.CreateLogger<Intake>());
        }

        public TestDatabase Database { get; }

        public Intake Intake { get; }

        public CapturedLog Log { get; } = new();

        public static async Task<FuzzStage> Start()
        {
            var stage = new FuzzStage(await FakeBotApi.StartAsync(Telegram.TelegramSetup.Token), await FakeWeCom.Start(), TestDatabase.Create(Provider.Sqlite));
            stage._api.Webhook.Route = () => null;
            var world = await World.Create(stage.Database.Db);
            await stage.Populate(world);
            await stage._server.StartAsync(CancellationToken.None);
            stage._fake.CallbackUrl = new Uri(stage._server.Address!, "/wecom/callback");
            stage._receiving = Task.WhenAll(
                stage._telegram.Receive((batch, token) => stage.Intake.Store("telegram", batch, token), stage._stop.Token),
                stage._wecom.Receive((batch, token) => stage.Intake.Store("wecom", batch, token), stage._stop.Token));
            await stage._api.WaitUntil(api => api.WebhookUrl.Length > 0 && api.Commands.Count > 1);
            return stage;
        }

        /// <summary>Waits until all is handled. What is tried again waits for the clock, which a test moves itself.</summary>
        public async Task Settle()
        {
            using var limit = new CancellationTokenSource(Patience);
            while (!Intake.WhenIdle().IsCompleted)
            {
                Assert.False(limit.IsCancellationRequested, "Not all was handled in time: " + Log.All);
                Database.Clock.MoveTo(Database.Clock.GetUtcNow().AddSeconds(1));
                await Task.Delay(50, CancellationToken.None);
            }
        }

        public async Task<(string Name, int Status)> ToTelegram(Random random, int number)
        {
            await Harvest(number);
            var mutations = new Mutations(random);
            var update = Updates.Telegram(random, number + 1, Pick(random), _tokens[random.Next(_tokens.Length)]);
            var body = random.Next(3) switch
            {
                0 => mutations.Bytes(Encoding.UTF8.GetBytes(update.ToJsonString())),
                1 => Encoding.UTF8.GetBytes(mutations.Shape(update)),
                _ => Encoding.UTF8.GetBytes(update.ToJsonString()),
            };
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_server.Address!, "/telegram/webhook")) { Content = new ByteArrayContent(body) };
            request.Headers.Add("X-Telegram-Bot-Api-Secret-Token", Secret);
            using var response = await _http.SendAsync(request);
            return ("telegram", (int)response.StatusCode);
        }

        public async Task<(string Name, int Status)> ToWeCom(Random random)
        {
            var mutations = new Mutations(random);
            var inner = Encoding.UTF8.GetBytes(Updates.WeCom(random, Pick(random), _tokens[random.Next(_tokens.Length)]));
            var (query, body) = FakeWeCom.Wrap(random.Next(2) == 0 ? mutations.Bytes(inner) : inner);
            var kind = random.Next(12);
            var status = await _fake.Post(
                kind == 0 ? Encoding.ASCII.GetString(mutations.Bytes(Encoding.ASCII.GetBytes(query))).Replace('\0', '0').Replace('#', '_') : query,
                kind == 1 ? mutations.Bytes(Encoding.UTF8.GetBytes(body)) : Encoding.UTF8.GetBytes(body));
            return ("wecom", (int)status);
        }

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await _receiving;
            await _server.StopAsync(CancellationToken.None);
            await _server.DisposeAsync();
            Intake.Stop();
            Intake.Dispose();
            _telegram.Dispose();
            _wecom.Dispose();
            _http.Dispose();
            _stop.Dispose();
            await _api.DisposeAsync();
            await _fake.DisposeAsync();
            await Database.DisposeAsync();
        }

        /// <summary>Members, staff and strangers, on both messengers.</summary>
        private async Task Populate(World world)
        {
            await world.Publish(world.Draft(Database.Clock.GetUtcNow().AddDays(3), places: 8));
            long[] known = [.. await world.Members(People / 2), world.Secretary, world.Liaison, world.BannerOffice];
            await Database.Db.Write(tx =>
            {
                foreach (var (person, i) in known.Select((person, i) => (person, i)))
                {
                    World.Bind(tx, "telegram", Updates.Account(i).ToString(CultureInfo.InvariantCulture), person);
                    World.Bind(tx, "wecom", Updates.UserId(i), person);
                }
            });
        }

        /// <summary>Real tokens of real buttons, so that presses reach what they stand for.</summary>
        private async Task Harvest(int number)
        {
            if (number % 200 == 0)
            {
                _tokens = [.. await Database.Db.Write(tx => tx.All<string>("SELECT id || '.' || secret FROM prompt ORDER BY id DESC LIMIT 60")), "1.abc"];
            }
        }
    }

    /// <summary>Well-formed updates and callbacks of every kind.</summary>
    private static class Updates
    {
        public static long Account(int person) => 7_001 + person;

        public static string UserId(int person) => "user" + person.ToString(CultureInfo.InvariantCulture);

        public static JsonObject Telegram(Random random, int id, string text, string token)
        {
            var account = Account(random.Next(People));
            var isGroup = random.Next(12) == 0;
            JsonObject From() => new() { ["id"] = account, ["is_bot"] = false, ["first_name"] = "某", ["language_code"] = random.Next(2) == 0 ? "zh" : "en" };
            JsonObject Chat() => new() { ["id"] = isGroup ? -100_500 : account, ["type"] = isGroup ? "supergroup" : "private" };
            JsonObject Message() => new() { ["message_id"] = id, ["date"] = 1_790_000_000, ["chat"] = Chat(), ["from"] = From() };
            var message = Message();
            switch (random.Next(9))
            {
                case 0:
                    return Update("callback_query", new JsonObject
                    {
                        ["id"] = id.ToString(CultureInfo.InvariantCulture), ["from"] = From(), ["message"] = message, ["chat_instance"] = "1",
                        ["data"] = token + "." + random.Next(12).ToString(CultureInfo.InvariantCulture),
                    });
                case 1:
                    var status = random.Next(2) == 0 ? "kicked" : "member";
                    return Update("my_chat_member", new JsonObject
                    {
                        ["chat"] = Chat(), ["from"] = From(), ["date"] = 1_790_000_000,
                        ["old_chat_member"] = new JsonObject { ["user"] = From(), ["status"] = "member" }, ["new_chat_member"] = new JsonObject { ["user"] = From(), ["status"] = status },
                    });
                case 2:
                    message["contact"] = new JsonObject { ["phone_number"] = "+86 199000 00007", ["first_name"] = "某", ["user_id"] = account };
                    break;
                case 3:
                    message["photo"] = new JsonArray(new JsonObject { ["file_id"] = random.Next(3) == 0 ? text : "AgAC", ["file_unique_id"] = "u", ["width"] = 90, ["height"] = 90, ["file_size"] = 1_200 });
                    message["caption"] = text;
                    break;
                case 4:
                    message["voice"] = new JsonObject { ["file_id"] = "AwAC", ["file_unique_id"] = "v", ["duration"] = 3, ["mime_type"] = "audio/ogg", ["file_size"] = 9_000 };
                    break;
                default:
                    message["text"] = (random.Next(6) == 0 ? "@chatgov_test_bot " : random.Next(6) == 0 ? "/" : "") + text;
                    message["entities"] = new JsonArray(new JsonObject { ["type"] = "mention", ["offset"] = 0, ["length"] = 17 });
                    break;
            }

            return Update("message", message);

            JsonObject Update(string kind, JsonObject payload) => new() { ["update_id"] = id, [kind] = payload };
        }

        public static string WeCom(Random random, string text, string token)
        {
            var user = UserId(random.Next(People));
            var key = random.Next(12).ToString(CultureInfo.InvariantCulture);
            var number = random.NextInt64(1, long.MaxValue).ToString(CultureInfo.InvariantCulture);
            return random.Next(10) switch
            {
                0 => FakeWeCom.Inner(user, "event", $"<Event><![CDATA[template_card_event]]></Event><EventKey>{key}</EventKey><TaskId>{token.Replace('.', '@')}</TaskId><CardType>button_interaction</CardType><ResponseCode>{number}</ResponseCode>"),
                1 => FakeWeCom.Inner(user, "event", $"<Event><![CDATA[template_card_event]]></Event><EventKey>submit</EventKey><TaskId>{token.Replace('.', '@')}</TaskId><CardType>vote_interaction</CardType><ResponseCode>{number}</ResponseCode><SelectedItems><SelectedItem><QuestionKey>choice</QuestionKey><OpitonIds><OpitonId>{key}</OpitonId></OpitonIds></SelectedItem></SelectedItems>"),
                2 => FakeWeCom.Inner(user, "event", $"<Event>{(random.Next(2) == 0 ? "subscribe" : "unsubscribe")}</Event>"),
                3 => FakeWeCom.Inner(user, "event", "<Event>click</Event><EventKey>list_tasks</EventKey>"),
                4 => FakeWeCom.Inner(user, "image", $"<PicUrl>http://x</PicUrl><MediaId>m</MediaId><MsgId>{number}</MsgId>"),
                6 => FakeWeCom.Inner(user, "voice", $"<MediaId>{text}</MediaId><Format>amr</Format><MsgId>{number}</MsgId>"),
                5 => FakeWeCom.Inner(user, "location", $"<Location_X>38.8</Location_X><Location_Y>105.7</Location_Y><MsgId>{number}</MsgId>"),
                _ => FakeWeCom.Inner(user, "text", $"<Content><![CDATA[{text}]]></Content><MsgId>{number}</MsgId>"),
            };
        }
    }
}
