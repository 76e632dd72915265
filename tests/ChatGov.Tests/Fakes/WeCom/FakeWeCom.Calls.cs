using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace ChatGov.Tests.Fakes.WeCom;

/// <summary>The app's calls: who may call, what is called, and what is made to go wrong.</summary>
internal sealed partial class FakeWeCom
{
    private const string SendMethod = "message/send";
    private const string Folder = "/cgi-bin/";

    private readonly Dictionary<string, Queue<int>> _faults = new(StringComparer.Ordinal);
    private readonly Queue<TimeSpan> _pauses = new();

    /// <summary>The next calls that send are answered with these codes.</summary>
    public void Fail(params IEnumerable<int> codes) => FailCalls(SendMethod, codes);

    /// <summary>The next calls of one method, such as <c>media/get</c>, are answered with these codes.</summary>
    public void FailCalls(string method, params IEnumerable<int> codes) => Locked(() =>
    {
        _faults.TryAdd(method, new Queue<int>());
        foreach (var code in codes)
        {
            _faults[method].Enqueue(code);
        }
    });

    /// <summary>A coming send is done, and its answer comes so much later.</summary>
    public void AnswerLate(TimeSpan pause) => Locked(() => _pauses.Enqueue(pause));

    /// <summary>What waits to go wrong and has not yet.</summary>
    public int FaultsLeft => Locked(() => _faults.Values.Sum(codes => codes.Count) + _pauses.Count);

    private async Task Handle(HttpContext context)
    {
        var method = context.Request.Path.Value is { } path && path.StartsWith(Folder, StringComparison.Ordinal) ? path[Folder.Length..] : "";
        try
        {
            var call = await WeComCall.Read(method, context.Request);
            var answer = Locked(() => Answer(call));
            if (method == SendMethod && NextPause() is { } pause)
            {
                await Task.Delay(pause, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            await answer.Write(context.Response);
        }
        catch (WeComRefusal refusal)
        {
            await WeComAnswer.Of(new JsonObject(), refusal.Code, refusal.Message).Write(context.Response);
        }
    }

    private TimeSpan? NextPause() => Locked(() => _pauses.TryDequeue(out var pause) ? pause : (TimeSpan?)null);

    private WeComAnswer Answer(WeComCall call)
    {
        if (call.Method == "gettoken")
        {
            return WeComAnswer.Of(GiveToken(call));
        }

        _tokens.Check(call["access_token"]);
        if (_faults.TryGetValue(call.Method, out var faults) && faults.TryDequeue(out var fault))
        {
            throw new WeComRefusal(fault, fault == 60020 ? "not allow to access from your ip, hint: [1], from ip: 203.0.113.7, more info" : "fault");
        }

        return call.Method switch
        {
            SendMethod => WeComAnswer.Of(Send(call.Posted)),
            "message/update_template_card" => WeComAnswer.Of(UpdateCard(WeComFields.Parse(call.Posted))),
            "menu/create" => WeComAnswer.Of(MakeMenu(call)),
            "media/upload" => WeComAnswer.Of(Upload(call)),
            "media/get" => GiveMedia(call.Got["media_id"]),
            "auth/getuserinfo" => WeComAnswer.Of(_signIns.Use(call.Got["code"])),
            _ => throw new WeComRefusal(404, "no such method"),
        };
    }

    private JsonObject GiveToken(WeComCall call) =>
        call.Got["corpid"] != CorpId ? throw new WeComRefusal(40013, "invalid corpid")
        : call["corpsecret"] != Secret ? throw new WeComRefusal(40001, "invalid credential")
        : _tokens.Give();

    /// <summary>The app is named by a number, and by the one that the token is of.</summary>
    private static void CheckAgent(long? agent)
    {
        WeComRefusal.Unless(agent > 0, "agentid", 40056);
        WeComRefusal.Unless(agent == AgentId, "the token is not this agent's", 42009);
    }
}

/// <summary>One call, read.</summary>
internal sealed record WeComCall(string Method, bool IsPost, IQueryCollection Query, byte[] Body, (string Name, byte[] Content)? File)
{
    public string this[string name] => Query[name].ToString();

    /// <summary>Itself, where it came by GET.</summary>
    public WeComCall Got => IsPost ? throw new WeComRefusal(43001, "require GET method") : this;

    /// <summary>Its body, where it came by POST.</summary>
    public byte[] Posted => IsPost ? Body : throw new WeComRefusal(43002, "require POST method");

    public static async Task<WeComCall> Read(string method, HttpRequest request)
    {
        var isPost = HttpMethods.IsPost(request.Method);
        if (request.HasFormContentType)
        {
            // The real server reads headers by the letter: a quoted boundary or an encoded name is no file to it.
            var file = request.ContentType!.Contains("boundary=\"", StringComparison.Ordinal) ? null : (await request.ReadFormAsync()).Files["media"];
            file = file is not null && file.ContentDisposition.Contains("name=\"media\"", StringComparison.Ordinal) && !file.ContentDisposition.Contains("=?utf-8?", StringComparison.OrdinalIgnoreCase) ? file : null;
            return new WeComCall(method, isPost, request.Query, [], file is null ? null : (file.FileName, await ReadAll(file.OpenReadStream())));
        }

        return new WeComCall(method, isPost, request.Query, await ReadAll(request.Body), null);
    }

    private static async Task<byte[]> ReadAll(Stream stream)
    {
        using var content = new MemoryStream();
        await stream.CopyToAsync(content);
        return content.ToArray();
    }
}

/// <summary>What goes back; HTTP says 200 to everything.</summary>
/// <param name="Disposition">Under which name it is kept, where it is a file.</param>
internal sealed record WeComAnswer(byte[] Body, string ContentType, string? Disposition = null)
{
    public static WeComAnswer Of(JsonObject answer, int code = 0, string says = "ok")
    {
        answer["errcode"] = code;
        answer["errmsg"] = says;
        return new WeComAnswer(Encoding.UTF8.GetBytes(answer.ToJsonString()), "application/json; charset=UTF-8");
    }

    public async Task Write(HttpResponse response)
    {
        response.ContentType = ContentType;
        response.ContentLength = Body.Length;
        if (Disposition is not null)
        {
            response.Headers.ContentDisposition = Disposition;
        }

        await response.Body.WriteAsync(Body);
    }
}
