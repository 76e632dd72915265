using ChatGov.Data;

namespace ChatGov.Access;

/// <summary>A key has to go at once: what rests on it ends, since nobody can make its hashes anew.</summary>
public static class KeyRetiring
{
    /// <summary>Ends the codes and tokens on another key than the current one, and whatever was made with them on any key.</summary>
    /// <returns>How many they were.</returns>
    public static int End(Tx tx)
    {
        var (codes, tokens) = (KeyedSecrets.OnOldKey("access_code"), KeyedSecrets.OnOldKey("api_token"));
        var holders = tx.All<long>($"SELECT DISTINCT person_id FROM api_token WHERE {tokens} ORDER BY person_id", KeyedSecrets.Args(tx));
        return holders.Sum(holder => EndOf(tx, holder, tokens)) + Codes.End(tx, codes, KeyedSecrets.Args(tx), "end_with_key");
    }

    private static int EndOf(Tx tx, long holder, string tokens) => ApiTokens.End(
        tx, holder, $"person_id = @holder AND {tokens}", new { holder, tx.Now, current = KeyedSecrets.Current(tx) }, "end_with_key");
}
