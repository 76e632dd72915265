using System.Text.Json;
using ChatGov.Outbox;

namespace ChatGov.Messengers.WeCom;

/// <summary>Sends one message, once, and tells what became of it.</summary>
internal sealed class Delivery(WeComClient client, WeComSettings settings, ILogger log)
{
    private const int LargestFile = 20 * 1024 * 1024;
    private const int LargestImage = 10 * 1024 * 1024;
    private const int SmallestFile = 6;
    private const int TaskIdTaken = 42014;
    private const int AddressNotAllowed = 60020;
    private const int MostSeconds = 14_400;
    private static readonly TimeSpan RateWindow = TimeSpan.FromMinutes(1);
    private static readonly int[] Gone = [81013, 60111, 60011, 46004, 40003, 40031];
    private static readonly int[] Configuration = [40001, 40013, 40056, 60020, 301002, 48002, 42009, 40014, 42001, 41001];

    public static int CallsFor(Message message)
    {
        var (texts, card) = Rendering.Render(message);
        return texts.Count + (card is null ? 0 : 1) + (message.File is null ? 0 : 1);
    }

    public async Task<SendResult> Deliver(string user, Message message, CancellationToken cancel)
    {
        var (texts, card) = Rendering.Render(message);
        var bodies = texts.Select(text => Words(user, text))
            .Concat(card is null ? [] : [Once(Body(user, "template_card", "template_card", card))]).ToList();
        if (message.File is { } file && file.Content.Length is < SmallestFile or > LargestFile)
        {
            return new SendResult.Refused("file_size");
        }

        if (bodies.Count == 0 && message.File is null)
        {
            return new SendResult.Refused("text_empty");
        }

        var done = 0;
        try
        {
            foreach (var body in bodies)
            {
                if (await Post(body, cancel) is { } refused)
                {
                    return refused;
                }

                done++;
            }

            return message.File is null ? new SendResult.Sent(null) : await SendFile(user, message.File, cancel) ?? new SendResult.Sent(null);
        }
        catch (WeComFault fault)
        {
            var result = OfFault(fault);
            return done > 0 && result is (SendResult.NotSent or SendResult.Wait) ? new SendResult.Unknown("sent_in_part") : result;
        }
        catch (OperationCanceledException)
        {
            return new SendResult.Unknown("cancelled");
        }
    }

    private async Task<SendResult?> SendFile(string user, MessageFile file, CancellationToken cancel)
    {
        var kind = file.MediaType is "image/jpeg" or "image/png" && file.Content.Length <= LargestImage ? "image" : "file";
        var media = await client.Upload(kind, file.Name, file.Content, cancel);
        return await Post(Body(user, kind, kind, new { media_id = media }), cancel);
    }

    /// <summary>Success may still name the person as one who was not reached.</summary>
    private async Task<SendResult?> Post(Dictionary<string, object> body, CancellationToken cancel)
    {
        JsonElement answer;
        try
        {
            answer = await client.Post("message/send", body, cancel);
        }
        catch (WeComFault fault) when (fault.Code == TaskIdTaken)
        {
            // Only this very card has that id: the try before, whose answer was lost, has brought it. What follows it may still be missing.
            return null;
        }

        return answer.TryGetProperty("invaliduser", out var invalid) && invalid.ValueKind == JsonValueKind.String && invalid.GetString()!.Length > 0
            ? new SendResult.Unreachable("invalid_user")
            : null;
    }

    private Dictionary<string, object> Words(string user, string text) => settings.Markdown && Markdown.Of(text) is { } marked
        ? Body(user, "markdown", "markdown", new { content = marked })
        : Body(user, "text", "text", new { content = text });

    private Dictionary<string, object> Body(string user, string kind, string name, object content) => new(StringComparer.Ordinal)
    {
        ["touser"] = user, ["msgtype"] = kind, ["agentid"] = settings.AgentId, [name] = content,
    };

    /// <summary>A card is like no other by its task_id, so the server's own check can tell a second try. Two texts may be alike.</summary>
    private static Dictionary<string, object> Once(Dictionary<string, object> body)
    {
        body["enable_duplicate_check"] = 1;
        body["duplicate_check_interval"] = MostSeconds;
        return body;
    }

    private SendResult OfFault(WeComFault fault)
    {
        switch (fault.Code)
        {
            case WeComFault.NoAnswer:
                return fault.MayHaveArrived ? new SendResult.Unknown(fault.Message) : new SendResult.NotSent(fault.Message);
            case 45009:
                return new SendResult.Wait(RateWindow);
            case -1 or 45033:
                return new SendResult.NotSent(Code(fault));
            case var code when Gone.Contains(code):
                return new SendResult.Unreachable(Code(fault));
            case var code when Configuration.Contains(code):
                Say(fault);
                return new SendResult.NotSent(Code(fault));
            default:
                return new SendResult.Refused(Code(fault));
        }
    }

    /// <summary>One line of what the operator can mend.</summary>
    public void Say(WeComFault fault)
    {
        if (!Configuration.Contains(fault.Code))
        {
            log.LogWarning("WeCom does not answer as it should ({Code})", Code(fault));
        }
        else if (fault.Code == AddressNotAllowed)
        {
            log.LogError("WeCom does not take calls from this machine: add {Address} to the app's trusted addresses (企业可信IP)", Trouble.AddressIn(fault.Message));
        }
        else
        {
            log.LogError("WeCom refuses the app's settings ({Code}): see WeCom:CorpId, WeCom:AgentId, WeCom:Secret", fault.Code);
        }
    }

    public static string Code(WeComFault fault) => fault.Code == WeComFault.NoAnswer ? fault.Message : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"wecom_{fault.Code}");
}
