using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ChatGov.Access;
using ChatGov.Data;

namespace ChatGov.Http;

/// <summary>
/// <c>Idempotency-Key</c> on POST (draft-ietf-httpapi-idempotency-key-header): a request sent again under the same key has
/// no second effect and gets the first answer. The answer is kept, sealed, in the transaction of the effect, for a day.
/// </summary>
internal static class Idempotency
{
    public const string Header = "Idempotency-Key";
    public const string ReplayedHeader = "Idempotency-Replayed";
    public const int LongestKey = 200;
    private static readonly SealedColumn SealedAnswer = SealedColumn.Of("idempotency.answer");
    public static readonly TimeSpan Life = TimeSpan.FromHours(24);

    /// <summary>
    /// What was answered is answered again before anything of the request is looked at, however much of its form has changed since; and
    /// the body can be read once more for its hash.
    /// </summary>
    public static async Task Prepare(HttpContext http, RequestDelegate next)
    {
        if (!http.Request.Headers.TryGetValue(Header, out var key) || http.Features.Get<Entrance>() is not { Actor: var actor })
        {
            await next(http);
            return;
        }

        http.Request.EnableBuffering();
        var db = http.RequestServices.GetRequiredService<Db>();
        if (actor.Grant is { } grant && db.Read(tx => Find(tx, grant.TokenId, key.ToString(), tx.Now - Life)) is { Answer.Length: > 0 } kept
            && kept.RequestHash == await HashOf(http.Request, http.RequestAborted))
        {
            await db.Read(tx => Again(tx, grant.TokenId, key.ToString(), kept)).ExecuteAsync(http);
            return;
        }

        http.Request.Body.Position = 0;
        await next(http);
    }

    public static async Task<IResult> Once(HttpContext http, Db db, Desk desk, Func<Tx, Reply> act)
    {
        var cancel = http.RequestAborted;
        if (!http.Request.Headers.TryGetValue(Header, out var header))
        {
            return await db.Write(tx => act(tx.As(desk.Actor)), cancel);
        }

        var key = header.ToString();
        if (string.IsNullOrWhiteSpace(key))
        {
            return desk.Invalid(Header, "empty");
        }

        if (key.Length > LongestKey)
        {
            return desk.Invalid(Header, "too_long", ("most", LongestKey));
        }

        var hash = await HashOf(http.Request, cancel);
        return await db.Write(tx => OnceUnder(tx.As(desk.Actor), desk, key, hash, act), cancel);
    }

    private static Reply OnceUnder(Tx tx, Desk desk, string key, string hash, Func<Tx, Reply> act)
    {
        var args = new { desk.Actor.Grant!.TokenId, key, hash, tx.Now, since = tx.Now - Life };

        // A second request at the same moment waits here until the first is done, and then finds its answer.
        var isFirst = tx.Run(
            """
            INSERT INTO idempotency (token_id, idempotency_key, request_hash, created_at) VALUES (@TokenId, @key, @hash, @Now)
            ON CONFLICT (token_id, idempotency_key) DO UPDATE SET request_hash = EXCLUDED.request_hash, created_at = EXCLUDED.created_at, answer = NULL
            WHERE idempotency.created_at < @since
            """,
            args) == 1;
        if (!isFirst)
        {
            var kept = Find(tx, args.TokenId, key, args.since)!;
            return kept.RequestHash == hash
                ? Again(tx, args.TokenId, key, kept)
                : Reply.Of(Problems.At(StatusCodes.Status422UnprocessableEntity, "IdempotencyKeyReused", Header, desk.Language));
        }

        var reply = act(tx);
        tx.Run(
            "UPDATE idempotency SET answer = @answer WHERE token_id = @TokenId AND idempotency_key = @key",
            new { args.TokenId, key, answer = SealedAnswer.Seal(tx.Vault, RowKeyOf(args.TokenId, key), JsonSerializer.SerializeToUtf8Bytes(reply)) });
        return reply;
    }

    private static Kept? Find(Tx tx, long tokenId, string key, DateTimeOffset since) => tx.First<Kept>(
        "SELECT request_hash, answer FROM idempotency WHERE token_id = @tokenId AND idempotency_key = @key AND created_at >= @since", new { tokenId, key, since });

    private static Reply Again(Tx tx, long tokenId, string key, Kept kept) =>
        JsonSerializer.Deserialize<Reply>(SealedAnswer.OpenBytes(tx.Vault, RowKeyOf(tokenId, key), kept.Answer))! with { IsReplayed = true };

    private static string RowKeyOf(long tokenId, string key) => string.Create(CultureInfo.InvariantCulture, $"{tokenId}/{key}");

    private static async Task<string> HashOf(HttpRequest request, CancellationToken cancel)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Method} {request.Path}{request.QueryString}\n"));
        request.Body.Position = 0;
        var buffer = new byte[16 * 1024];
        for (int read; (read = await request.Body.ReadAsync(buffer, cancel)) > 0;)
        {
            hash.AppendData(buffer, 0, read);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private sealed record Kept
    {
        public string RequestHash { get; init; } = "";

        public byte[] Answer { get; init; } = [];
    }
}
