using System.Security.Cryptography;

namespace ChatGov.Data;

/// <summary>
/// A word that the database keeps sealed, so that a start with other keys is noticed before anything is written with them. It
/// moves to the current key last of all: as long as anything needs an old key, a start without that key is refused.
/// </summary>
internal static class KeyCheck
{
    private const string Word = "key_check";
    private const string Place = "setting.value\n" + Word;

    /// <summary>What of a database, or of a copy, tells its keys: the word as it stands in the table of settings.</summary>
    public static bool IsWord(string setting) => setting == Word;

    /// <summary>Before anything is written: to the database, or to the place where a copy of it is to stand.</summary>
    /// <param name="word">As it stands there; null where there is none yet.</param>
    /// <exception cref="ConfigurationFault">It was sealed with keys that the key file does not hold.</exception>
    public static void Verify(Vault vault, string? word)
    {
        if (word is not null)
        {
            OpenOrExplain(() => Convert.FromBase64String(word) is var kept && SealedFormat.IsBound(kept) ? vault.Open(kept, Place) : vault.OpenUnbound(kept));
        }
    }

    /// <summary>Written every time, so that a database that cannot be written says so at the start.</summary>
    /// <exception cref="ConfigurationFault">The database was sealed with keys that the key file does not hold.</exception>
    public static void Check(Tx tx)
    {
        SettingRows.PutOnce(tx, Word, Sealed(tx.Vault));
        OpenOrExplain(() => tx.Vault.Open(Kept(tx)!, Place));
    }

    /// <summary>The word of before schema 25, bound to its place from now on. A new database has none yet.</summary>
    public static void Bind(Tx tx)
    {
        if (Kept(tx) is { } kept && !SealedFormat.IsBound(kept))
        {
            OpenOrExplain(() => tx.Vault.OpenUnbound(kept));
            Write(tx);
        }
    }

    /// <summary>The word itself rests on another key than the current one: without that key no program starts.</summary>
    public static bool NeedsOldKey(Tx tx) => Kept(tx) is { } kept && !kept.AsSpan().StartsWith(tx.Vault.CurrentHead);

    /// <summary>Seals the word with the current key, once nothing else needs another: no value, no code, no token.</summary>
    public static void Renew(Tx tx)
    {
        if (NeedsOldKey(tx) && DataDictionary.Sealed.All(column => Resealing.CountLeft(tx, column) == 0) && KeyedSecrets.Left(tx).All(each => each.Values == 0))
        {
            Write(tx);
        }
    }

    private static void Write(Tx tx) => SettingRows.Put(tx, Word, Sealed(tx.Vault));

    private static string Sealed(Vault vault) => Convert.ToBase64String(vault.Seal("chatgov"u8, Place));

    private static byte[]? Kept(Tx tx) => SettingRows.Read(tx, Word) is { } kept ? Convert.FromBase64String(kept) : null;

    private static void OpenOrExplain(Func<byte[]> open)
    {
        try
        {
            open();
        }
        catch (Exception exception) when (exception is CryptographicException or FormatException)
        {
            throw new ConfigurationFault("the key file (Database:KeyFile) does not belong to this database: restore the right one", exception);
        }
    }
}
