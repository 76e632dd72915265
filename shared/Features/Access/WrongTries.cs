using ChatGov.Data;
using ChatGov.Deadlines;

namespace ChatGov.Access;

/// <summary>
/// Five wrong tries of a secret a day for the account that tries, and never for what is tried: else whoever knows half of a
/// code, or an old one, could lock its owner out. A wrong one counts although it is refused. Of the account only a keyed hash is kept:
/// an erasure does not take back what protects others, and nobody guesses on behind one.
/// </summary>
internal static class WrongTries
{
    private const int TriesADay = 5;

    public static bool AreUsedUp(Tx tx, string subject) => tx.Vault.Hashes(subject).Any(hash => tx.Count(
        "SELECT COALESCE(MAX(tries), 0) FROM wrong_try WHERE subject = @hash AND day = @day",
        new { hash, day = Shanghai.DayKey(tx.Now) }) >= TriesADay);

    public static void Count(Tx tx, string subject) => tx.EvenIfRefused(() => tx.Run(
        """
        INSERT INTO wrong_try (subject, day, tries) VALUES (@subject, @day, 1)
        ON CONFLICT (subject, day) DO UPDATE SET tries = wrong_try.tries + 1
        """,
        new { subject = tx.Vault.Hash(subject), day = Shanghai.DayKey(tx.Now) }));
}
