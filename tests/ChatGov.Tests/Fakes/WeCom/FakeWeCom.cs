using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace ChatGov.Tests.Fakes.WeCom;

/// <summary>What reached a member: a text, a card, or a file.</summary>
internal sealed record WeComSend(DateTimeOffset At, string User, string Kind, JsonElement Content)
{
    /// <summary>All words of it that a person reads.</summary>
    public string Words { get; init; } = "";
}

/// <summary>
/// A strict WeCom server on loopback, for one app: tokens that end, cards that keep the rules, codes that work once, members
/// whose excess vanishes, and callbacks that are signed, sealed and repeated. It shares no code with our channel.
/// </summary>
internal sealed class FakeWeCom : IAsyncDisposable
{
    public const string CorpId = "ww0123456789abcdef";
    public const string Secret = "app-SECRET-of-the-tests";
    public const string CallbackToken = "CallbackSECRETtoken";
    public const long AgentId = 1000002;
    public const string EncodingAesKey = "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C";
    private const int MostAMinute = 30;
    private const int MostAnHour = 1_000;
    private const int Tries = 3;
    private const int SmallestFile = 6;
    private const int LargestFile = 20 * 1024 * 1024;
    private static readonly TimeSpan WaitAtMost = TimeSpan.FromSeconds(20);

    private readonly WebApplication _app;
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(5) };
    private readonly Lock _gate = new();
    private readonly List<WeComSend> _sends = [];
    private readonly Dictionary<string, List<DateTimeOffset>> _reached = new(StringComparer.Ordinal);
    private readonly Queue<TimeSpan> _pauses = new();
    private readonly HashSet<string> _taskIds = new(StringComparer.Ordinal);
    private readonly HashSet<string> _responseCodes = new(StringComparer.Ordinal);
    private readonly Queue<int> _faults = new();
    private readonly Dictionary<string, (string Name, byte[] Content)> _media = new(StringComparer.Ordinal);
    private string _token = NewToken();
    private int _next;

    private FakeWeCom()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Run(Handle);
    }

    public string BaseUrl { get; private set; } = "";

    /// <summary>Where the callbacks go.</summary>
    public Uri? CallbackUrl { get; set; }

    public HashSet<string> Unreachable { get; } = [];

    /// <summary>The most messages to one member within a minute and within an hour, by this server's own clock.</summary>
    public (int AMinute, int AnHour) Most { get; private set; }

    public int TokensGiven { get; private set; }

    public int Vanished { get; private set; }

    public bool HasMenu { get; private set; }

    /// <summary>What was sent from a place on.</summary>
    public IReadOnlyList<WeComSend> SendsFrom(int first)
    {
        lock (_gate)
        {
            return [.. _sends.Skip(first)];
        }
    }

    public IReadOnlyList<WeComSend> Sends
    {
        get
        {
            lock (_gate)
            {
                return [.. _sends];
            }
        }
    }

    public int SendCount
    {
        get
        {
            lock (_gate)
            {
                return _sends.Count;
            }
        }
    }

    public int CardsUpdated { get; private set; }

    /// <summary>A file that was uploaded.</summary>
    public (string Name, byte[] Content) Media(string id)
    {
        lock (_gate)
        {
            return _media[id];
        }
    }

    public static async Task<FakeWeCom> Start()
    {
        var fake = new FakeWeCom();
        await fake._app.StartAsync();
        fake.BaseUrl = fake._app.Urls.First();
        return fake;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _http.Dispose();
    }

    /// <summary>The token is ended early, as WeCom may.</summary>
    public void EndToken()
    {
        lock (_gate)
        {
            _token = NewToken();
        }
    }

    /// <summary>The next calls that send are answered with these codes.</summary>
    public void Fail(params IEnumerable<int> codes)
    {
        lock (_gate)
        {
            foreach (var code in codes)
            {
                _faults.Enqueue(code);
            }
        }
    }

    /// <summary>A coming send is done, and its answer comes so much later.</summary>
    public void AnswerLate(TimeSpan pause)
    {
        lock (_gate)
        {
            _pauses.Enqueue(pause);
        }
    }

    /// <summary>What waits to go wrong and has not yet.</summary>
    public int FaultsLeft
    {
        get
        {
            lock (_gate)
            {
                return _faults.Count + _pauses.Count;
            }
        }
    }

    public Task<HttpStatusCode> Says(string user, string text) => Call(Text(user, text));

    public string Text(string user, string text) => Inner(user, "text", $"<Content><![CDATA[{text}]]></Content><MsgId>{Interlocked.Increment(ref _next) + 7_000_000_000}</MsgId>");

    public Task<HttpStatusCode> Event(string user, string name, string key = "") =>
        Call(Inner(user, "event", $"<Event><![CDATA[{name}]]></Event><EventKey><![CDATA[{key}]]></EventKey>"));

    /// <summary>Presses a button, or chooses and submits, on a card that was sent.</summary>
    /// <param name="isSpeltAsInTheSample">OpitonIds, as the documentation's own sample has it.</param>
    public Task<HttpStatusCode> Chooses(string user, WeComSend card, int index, bool isSpeltAsInTheSample = false) => Call(Choice(user, card, index, isSpeltAsInTheSample));

    public string Choice(string user, WeComSend card, int index, bool isSpeltAsInTheSample = false)
    {
        string code;
        lock (_gate)
        {
            code = NewToken();
            _responseCodes.Add(code);
        }

        var kind = card.Content.GetProperty("card_type").GetString();
        var (ids, id) = isSpeltAsInTheSample ? ("OpitonIds", "OpitonId") : ("OptionIds", "OptionId");
        var (key, selected) = kind == "button_interaction"
            ? (card.Content.GetProperty("button_list")[index].GetProperty("key").GetString(), "")
            : (card.Content.GetProperty("submit_button").GetProperty("key").GetString(),
                $"<SelectedItems><SelectedItem><QuestionKey>choice</QuestionKey><{ids}><{id}>{index}</{id}></{ids}></SelectedItem></SelectedItems>");
        return Inner(user, "event", $"<Event><![CDATA[template_card_event]]></Event><EventKey><![CDATA[{key}]]></EventKey><TaskId><![CDATA[{CardRules.TaskId(card.Content)}]]></TaskId><CardType><![CDATA[{kind}]]></CardType><ResponseCode><![CDATA[{code}]]></ResponseCode>{selected}");
    }

    public async Task<WeComSend> WaitForSend(Func<WeComSend, bool> matches)
    {
        using var limit = new CancellationTokenSource(WaitAtMost);
        while (!limit.IsCancellationRequested)
        {
            if (Sends.LastOrDefault(matches) is { } found)
            {
                return found;
            }

            await Task.Delay(5, CancellationToken.None);
        }

        throw new TimeoutException("No such message was sent. The last ones: " + string.Join(" | ", Sends.TakeLast(5).Select(send => send.Words)));
    }

    /// <summary>Tries out the address, as the settings page does.</summary>
    public async Task<(HttpStatusCode Status, string Body)> Verify(string echo)
    {
        var (query, cipher) = Seal(Encoding.UTF8.GetBytes(echo));
        using var response = await _http.GetAsync(new Uri($"{CallbackUrl}?{query}&echostr={Uri.EscapeDataString(cipher)}"));
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <summary>One delivery of an inner message, tried again while it is not taken.</summary>
    public async Task<HttpStatusCode> Call(string inner)
    {
        var status = HttpStatusCode.ServiceUnavailable;
        for (var i = 0; i < Tries && status != HttpStatusCode.OK; i++)
        {
            status = await Deliver(inner);
        }

        return status;
    }

    public async Task<HttpStatusCode> Deliver(string inner)
    {
        var (query, body) = Wrap(Encoding.UTF8.GetBytes(inner));
        return await Post(query, body);
    }

    /// <summary>
    /// Delivers until it is taken, to whichever bot stands behind the address now; what was not answered in time comes again,
    /// as does what was answered and whose answer was lost.
    /// </summary>
    public async Task DeliverThrough(string inner, Func<Uri?> route, int tries, CancellationToken cancel)
    {
        for (var i = 0; i < tries; i++)
        {
            cancel.ThrowIfCancellationRequested();
            var (query, body) = Wrap(Encoding.UTF8.GetBytes(inner));
            if (await IsTaken(route(), query, body))
            {
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(300), cancel);
        }

        throw new TimeoutException("A callback was never taken");
    }

    private async Task<bool> IsTaken(Uri? address, string query, string body)
    {
        try
        {
            return address is not null && await Post(new Uri(address, "/wecom/callback"), query, Encoding.UTF8.GetBytes(body)) == HttpStatusCode.OK;
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException or IOException)
        {
            return false;
        }
    }

    /// <summary>A message, whatever it is, signed and sealed as a call carries it.</summary>
    public static (string Query, string Body) Wrap(byte[] inner)
    {
        var (query, cipher) = Seal(inner);
        return (query, $"<xml><ToUserName><![CDATA[{CorpId}]]></ToUserName><AgentID>{AgentId}</AgentID><Encrypt><![CDATA[{cipher}]]></Encrypt></xml>");
    }

    public Task<HttpStatusCode> Post(string query, string body) => Post(query, Encoding.UTF8.GetBytes(body));

    public Task<HttpStatusCode> Post(string query, byte[] body) => Post(CallbackUrl!, query, body);

    private async Task<HttpStatusCode> Post(Uri address, string query, byte[] body)
    {
        using var content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("text/xml") } };
        using var response = await _http.PostAsync(new Uri($"{address}?{query}"), content);
        return response.StatusCode;
    }

    public static string Inner(string user, string kind, string rest) =>
        $"<xml><ToUserName><![CDATA[{CorpId}]]></ToUserName><FromUserName><![CDATA[{user}]]></FromUserName><CreateTime>{Now.ToUnixTimeSeconds()}</CreateTime><MsgType><![CDATA[{kind}]]></MsgType>{rest}<AgentID>{AgentId}</AgentID></xml>";

    private static (string Query, string Cipher) Seal(byte[] message)
    {
        var key = Convert.FromBase64String(EncodingAesKey + "=");
        var head = new byte[20];
        RandomNumberGenerator.Fill(head.AsSpan(0, 16));
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(16), message.Length);
        byte[] plain = [.. head, .. message, .. Encoding.UTF8.GetBytes(CorpId)];
        var pad = 32 - (plain.Length % 32);
        plain = [.. plain, .. Enumerable.Repeat((byte)pad, pad)];
        using var aes = Aes.Create();
        aes.Key = key;
        var cipher = Convert.ToBase64String(aes.EncryptCbc(plain, key[..16], PaddingMode.None));
        var (time, nonce) = (Now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), NewToken()[..10]);
        var signed = new[] { CallbackToken, time, nonce, cipher }.Order(StringComparer.Ordinal);
#pragma warning disable CA5350
        var signature = Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(string.Concat(signed))));
#pragma warning restore CA5350
        return ($"msg_signature={signature}&timestamp={time}&nonce={nonce}", cipher);
    }

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    private static string NewToken() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    private async Task Handle(HttpContext context)
    {
        JsonObject answer;
        try
        {
            answer = context.Request.HasFormContentType
                ? Answer(context.Request, [], (await context.Request.ReadFormAsync()).Files["media"])
                : Answer(context.Request, await ReadAll(context.Request.Body), upload: null);
            if (context.Request.Path.Value!.EndsWith("/send", StringComparison.Ordinal) && NextPause() is { } pause)
            {
                await Task.Delay(pause, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            answer["errcode"] = 0;
            answer["errmsg"] = "ok";
        }
        catch (WeComRefusal refusal)
        {
            answer = new JsonObject { ["errcode"] = refusal.Code, ["errmsg"] = refusal.Message };
        }

        context.Response.ContentType = "application/json; charset=UTF-8";
        await context.Response.WriteAsync(answer.ToJsonString());
    }

    private static async Task<byte[]> ReadAll(Stream stream)
    {
        using var content = new MemoryStream();
        await stream.CopyToAsync(content);
        return content.ToArray();
    }

    private TimeSpan? NextPause()
    {
        lock (_gate)
        {
            return _pauses.TryDequeue(out var pause) ? pause : null;
        }
    }

    private JsonObject Answer(HttpRequest request, byte[] body, IFormFile? upload)
    {
        var method = request.Path.Value!["/cgi-bin/".Length..];
        lock (_gate)
        {
            if (method == "gettoken")
            {
                return request.Query["corpid"] != CorpId ? throw new WeComRefusal(40013, "invalid corpid")
                    : request.Query["corpsecret"] != Secret ? throw new WeComRefusal(40001, "invalid credential")
                    : Token();
            }

            if (request.Query["access_token"] != _token)
            {
                throw new WeComRefusal(40014, "invalid access_token");
            }

            return method switch
            {
                "message/send" => Send(JsonElement.Parse(body)),
                "message/update_template_card" => Update(JsonElement.Parse(body)),
                "menu/create" => Menu(JsonElement.Parse(body)),
                "media/upload" => Upload(request, upload),
                "auth/getuserinfo" => request.Query["code"] == "good" ? new JsonObject { ["userid"] = "zhangsan" } : throw new WeComRefusal(40029, "invalid code"),
                _ => throw new WeComRefusal(404, "no such method"),
            };
        }
    }

    /// <summary>A file that is uploaded: one part by the name "media", with the name under which it is shown.</summary>
    private JsonObject Upload(HttpRequest request, IFormFile? file)
    {
        if (request.Query["type"] != "file")
        {
            throw new WeComRefusal(40004, "invalid media type");
        }

        if (file is null || file.FileName.Length == 0)
        {
            throw new WeComRefusal(41005, "media data missing");
        }

        if (file.Length is < SmallestFile or > LargestFile)
        {
            throw new WeComRefusal(file.Length < SmallestFile ? 40006 : 45001, "invalid media size");
        }

        using var content = new MemoryStream();
        file.CopyTo(content);
        var id = NewToken();
        _media[id] = (file.FileName, content.ToArray());
        return new JsonObject { ["type"] = "file", ["media_id"] = id };
    }

    private JsonObject Token()
    {
        TokensGiven++;
        return new JsonObject { ["access_token"] = _token, ["expires_in"] = 7_200 };
    }

    private JsonObject Send(JsonElement message)
    {
        if (_faults.TryDequeue(out var fault))
        {
            throw new WeComRefusal(fault, fault == 60020 ? "not allow to access from your ip, hint: [1], from ip: 203.0.113.7, more info" : "fault");
        }

        var user = message.GetProperty("touser").GetString()!;
        if (Unreachable.Contains(user))
        {
            throw new WeComRefusal(81013, "user & party & tag all invalid");
        }

        var kind = message.GetProperty("msgtype").GetString()!;
        var content = message.GetProperty(kind);
        var words = Words(kind, content, message);
        if (!MayReach(user))
        {
            Vanished++;
            return new JsonObject { ["msgid"] = NewToken() };
        }

        _sends.Add(new WeComSend(Now, user, kind, content.Clone()) { Words = words });
        var code = NewToken();
        _responseCodes.Add(code);
        return new JsonObject { ["msgid"] = NewToken(), ["response_code"] = code, ["invaliduser"] = "" };
    }

    private bool MayReach(string user)
    {
        _reached.TryAdd(user, []);
        var times = _reached[user];
        times.Add(Now);
        times.RemoveAll(at => at <= Now.AddHours(-1));
        var most = (AMinute: times.Count(at => at > Now.AddMinutes(-1)), AnHour: times.Count);
        Most = (Math.Max(Most.AMinute, most.AMinute), Math.Max(Most.AnHour, most.AnHour));
        return most.AMinute <= MostAMinute && most.AnHour <= MostAnHour;
    }

    private string Words(string kind, JsonElement content, JsonElement message)
    {
        switch (kind)
        {
            case "text":
                var text = content.GetProperty("content").GetString()!;
                return text.Length == 0 ? throw new WeComRefusal(44004, "empty content")
                    : Encoding.UTF8.GetByteCount(text) > CardRules.LongestText ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)[..CardRules.LongestText])
                    : text;
            case "template_card":
                CardRules.Check(content);
                return _taskIds.Add(CardRules.TaskId(content)) ? content.ToString() : throw new WeComRefusal(42014, "task_id is used");
            case "file":
                var media = content.GetProperty("media_id").GetString()!;
                return _media.ContainsKey(media) ? media : throw new WeComRefusal(40007, "invalid media_id");
            default:
                throw new WeComRefusal(40008, "invalid message type: " + message.GetProperty("msgtype"));
        }
    }

    private JsonObject Update(JsonElement update)
    {
        if (!_responseCodes.Remove(update.GetProperty("response_code").GetString()!))
        {
            throw new WeComRefusal(40086, "invalid response_code");
        }

        CardsUpdated++;
        return [];
    }

    private JsonObject Menu(JsonElement menu)
    {
        foreach (var button in menu.GetProperty("button").EnumerateArray())
        {
            Name(button, most: 16);
            if (button.TryGetProperty("sub_button", out var below))
            {
                foreach (var sub in below.EnumerateArray())
                {
                    Name(sub, most: 40);
                }
            }
        }

        HasMenu = menu.GetProperty("button").GetArrayLength() is >= 1 and <= 3 ? true : throw new WeComRefusal(40058, "button");
        return [];
    }

    private static void Name(JsonElement button, int most)
    {
        var length = Encoding.UTF8.GetByteCount(button.GetProperty("name").GetString()!);
        if (length == 0 || length > most)
        {
            throw new WeComRefusal(40018, "invalid button name size");
        }
    }
}
