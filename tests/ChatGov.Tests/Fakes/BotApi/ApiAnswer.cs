using System.Text;
using System.Text.Json.Nodes;

namespace ChatGov.Tests.Fakes.BotApi;

/// <summary>What goes back over the wire.</summary>
internal sealed record ApiAnswer(int Status, byte[] Body, string ContentType = "application/json", int? RetryAfter = null)
{
    public string Description { get; private init; } = "";

    /// <summary>After so many bytes of the body the connection ends.</summary>
    public int? CutAt { get; init; }

    public static readonly ApiAnswer True = Ok("true"u8.ToArray());

    public static ApiAnswer Ok(byte[] result) => new(200, [.. "{\"ok\":true,\"result\":"u8, .. result, .. "}"u8]);

    public static ApiAnswer Ok(JsonNode result) => Ok(Encoding.UTF8.GetBytes(result.ToJsonString()));

    public static ApiAnswer No(int code, string description, int? retryAfter = null, long? migrateTo = null)
    {
        var answer = new JsonObject { ["ok"] = false, ["error_code"] = code, ["description"] = description };
        if (retryAfter is not null)
        {
            answer["parameters"] = new JsonObject { ["retry_after"] = retryAfter };
        }
        else if (migrateTo is not null)
        {
            answer["parameters"] = new JsonObject { ["migrate_to_chat_id"] = migrateTo };
        }

        return new ApiAnswer(code, Encoding.UTF8.GetBytes(answer.ToJsonString()), RetryAfter: retryAfter) { Description = description };
    }

    public static ApiAnswer Html(int status) => new(
        status,
        Encoding.UTF8.GetBytes($"<html><head><title>{status}</title></head><body><center><h1>{status}</h1></center></body></html>"),
        "text/html");
}

/// <summary>The server refuses a request.</summary>
internal sealed class ApiRefusal(int code, string description, long? migrateTo = null, int? retryAfter = null) : Exception(description)
{
    public ApiAnswer Answer => ApiAnswer.No(code, Message, retryAfter, migrateTo);

    public static ApiRefusal BadRequest(string what) => new(400, "Bad Request: " + what);
}
