using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace ChatGov.Data;

/// <summary>
/// A secret that is shown once: a locator, by which its row is found, and a part that proves it, of which only the keyed
/// hash is kept. Letters and digits that are not taken for one another.
/// </summary>
public sealed record Secret(string Locator, string Proof)
{
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789";
    private const int UsualLocator = 10;
    private static readonly SearchValues<char> Letters = SearchValues.Create(Alphabet);

    public static Secret New(int proofLength, int locatorLength = UsualLocator) => new(
        RandomNumberGenerator.GetString(Alphabet, locatorLength), RandomNumberGenerator.GetString(Alphabet, proofLength));

    /// <returns>Null when the text cannot be one.</returns>
    public static Secret? Read(ReadOnlySpan<char> text, int proofLength, int locatorLength = UsualLocator) =>
        text.Length == locatorLength + proofLength && text.IndexOfAnyExcept(Letters) < 0
            ? new Secret(text[..locatorLength].ToString(), text[locatorLength..].ToString())
            : null;

    /// <summary>The same in capitals, for codes that are read aloud and typed.</summary>
    public Secret InCapitals() => new(Locator.ToUpperInvariant(), Proof.ToUpperInvariant());

    public string Hash(Vault vault) => vault.Hash(Proof);

    /// <summary>Takes as long for a wrong proof as for the right one, and for a locator that is not there.</summary>
    /// <param name="hash">What is kept; null when there is no such row.</param>
    public bool Proves(Vault vault, string? hash)
    {
        var kept = Encoding.ASCII.GetBytes(hash ?? vault.Hash(""));
        var proven = false;
        foreach (var candidate in vault.Hashes(Proof))
        {
            proven |= CryptographicOperations.FixedTimeEquals(kept, Encoding.ASCII.GetBytes(candidate));
        }

        return proven && hash is not null;
    }

    /// <summary>The two parts as one word. Named, so that no log prints it by accident.</summary>
    public string Reveal() => Locator + Proof;

    public override string ToString() => Locator;
}
