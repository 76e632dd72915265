using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ChatGov.Data;

namespace ChatGov.Http;

/// <summary>
/// <c>Idempotency-Key</c> on POST (draft-ietf-httpapi-idempotency-key-header): a request sent again under the same key has
/// no second effect and gets the first answer. The answer is kept, sealed, in the transaction of the effect, for a day.
/// </summary>
internal static class Idempotency
{
    public const string Header = "Idempotency-Key";
    public const int LongestKey = 200;
    private static readonly SealedColumn SealedAnswer = SealedColumn.Of("idempotency.answer");
    public static readonly TimeSpan Life = TimeSpan.FromHours(24);

    /// <summary>So that the body can be read once more for its hash.</summary>
    public static Task Prepare(HttpContext http, RequestDelegate next)
    {
        if (http.Request.Headers.ContainsKey(Header))
        {
            http.Request.EnableBuffering();
        }

        return next(http);
    }

    public static async Task<IResult> Once(HttpContext http, Db db, Desk desk, Func<Tx, Reply> act)
    {
        var cancel = http.RequestAborted;
        if (!http.Request.Headers.TryGetValue(Header, out var header))
        {
            return await db.Write(tx => act(tx.As(desk.Actor)), cancel);
        }

        var key = header.ToString();
        if (key.Length is 0 or > LongestKey)
        {
            return desk.Invalid(Header, "too_long", ("most", LongestKey));
        }

        var hash = await HashOf(http.Request, cancel);
        return await db.Write(tx => OnceUnder(tx.As(desk.Actor), desk, key, hash, act), cancel);
    }

    private static Reply OnceUnder(Tx tx, Desk desk, string key, string hash, Func<Tx, Reply> act)
    {
        var args = new { desk.Actor.Grant!.TokenId, key, hash, tx.Now, since = tx.Now - Life };
        tx.Run("DELETE FROM idempotency WHERE token_id = @TokenId AND idempotency_key = @key AND created_at < @since", args);

        // A second request at the same moment waits here until the first is done, and then finds its answer.
        var isFirst = tx.Run(
            """
            INSERT INTO idempotency (token_id, idempotency_key, request_hash, created_at) VALUES (@TokenId, @key, @hash, @Now)
            ON CONFLICT (token_id, idempotency_key) DO NOTHING
            """,
            args) == 1;
        if (!isFirst)
        {
            var kept = tx.First<Kept>("SELECT request_hash, answer FROM idempotency WHERE token_id = @TokenId AND idempotency_key = @key", args)!;
            return kept.RequestHash == hash
                ? JsonSerializer.Deserialize<Reply>(SealedAnswer.OpenBytes(tx.Vault, RowKeyOf(args.TokenId, key), kept.Answer))!
                : Reply.Of(Problems.Make(StatusCodes.Status422UnprocessableEntity, "IdempotencyKeyReused", desk.Language));
        }

        var reply = act(tx);
        tx.Run(
            "UPDATE idempotency SET answer = @answer WHERE token_id = @TokenId AND idempotency_key = @key",
            new { args.TokenId, key, answer = SealedAnswer.Seal(tx.Vault, RowKeyOf(args.TokenId, key), JsonSerializer.SerializeToUtf8Bytes(reply)) });
        return reply;
    }

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
