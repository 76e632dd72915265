using ChatGov.Access;

namespace ChatGov.Data;

/// <summary>
/// Codes and tokens, of which only a keyed hash is kept: the hash names its key, and nobody can make it anew with another.
/// They end by themselves, or are ended when their key is to go at once (<see cref="KeyRetiring"/>).
/// </summary>
public static class KeyedSecrets
{
    internal static readonly IReadOnlyList<KeyedSecret> All =
    [
        new("access_code", "secret_hash", Codes.Open),
        new("api_token", "secret_hash", ApiTokens.Live),
    ];

    /// <summary>Where such hashes are kept.</summary>
    public static IEnumerable<string> Columns => All.Select(secret => $"{secret.Table}.{secret.Column}");

    internal static IEnumerable<NeedsOldKey> Left(Tx tx) => All.Select(secret => new NeedsOldKey(
        $"{secret.Table}.{secret.Column}",
        tx.Count($"SELECT COUNT(*) FROM {secret.Table} WHERE {OnOldKey(secret)}", Args(tx))));

    /// <summary>A condition over a table of <see cref="All"/>: it still opens something, and rests on another key than the current one.</summary>
    internal static string OnOldKey(string table) => OnOldKey(All.Single(secret => secret.Table == table));

    internal static object Args(Tx tx) => new { tx.Now, current = Current(tx) };

    /// <summary>How the hashes of the current key begin.</summary>
    internal static string Current(Tx tx) => $"{tx.Vault.CurrentKeyId}:%";

    // Before schema 25 a hash did not name its key.
    private static string OnOldKey(KeyedSecret secret) => $"{secret.Alive} AND {secret.Column} NOT LIKE @current";
}

/// <param name="Alive">Which of its rows still open something.</param>
internal sealed record KeyedSecret(string Table, string Column, string Alive);
