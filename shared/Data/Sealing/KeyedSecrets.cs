namespace ChatGov.Data;

/// <summary>
/// Codes and tokens, of which only a keyed hash is kept: the hash names its key, and nobody can make it anew with another.
/// They end by themselves, or are ended when their key is to go at once.
/// </summary>
public static class KeyedSecrets
{
    internal static readonly IReadOnlyList<KeyedSecret> All =
    [
        new("access_code", "secret_hash", "used_at IS NULL AND ended_at IS NULL AND (expires_at IS NULL OR expires_at > @Now)", "ended_at = @Now"),
        new("api_token", "secret_hash", "revoked_at IS NULL AND expires_at > @Now", "revoked_at = @Now"),
    ];

    /// <summary>Where such hashes are kept.</summary>
    public static IEnumerable<string> Columns => All.Select(secret => $"{secret.Table}.{secret.Column}");

    /// <summary>Ends all that rests on another key than the current one.</summary>
    /// <returns>How many that were.</returns>
    public static int End(Tx tx) => All.Sum(secret => End(tx, secret));

    internal static IEnumerable<NeedsOldKey> Left(Tx tx) => All.Select(secret => new NeedsOldKey(
        $"{secret.Table}.{secret.Column}",
        tx.Count($"SELECT COUNT(*) FROM {secret.Table} WHERE {OnOldKey(secret)}", Args(tx))));

    private static int End(Tx tx, KeyedSecret secret)
    {
        var ended = tx.Run($"UPDATE {secret.Table} SET {secret.End} WHERE {OnOldKey(secret)}", Args(tx));
        if (ended > 0)
        {
            tx.Audit(secret.Table, 0, "end_with_key");
        }

        return ended;
    }

    // Before schema 25 a hash did not name its key.
    private static string OnOldKey(KeyedSecret secret) => $"{secret.Alive} AND {secret.Column} NOT LIKE @current";

    private static object Args(Tx tx) => new { tx.Now, current = $"{tx.Vault.CurrentKeyId}:%" };
}

/// <param name="Alive">Which of its rows still open something.</param>
/// <param name="End">What is set where one is ended.</param>
internal sealed record KeyedSecret(string Table, string Column, string Alive, string End);
