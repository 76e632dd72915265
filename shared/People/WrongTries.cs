using ChatGov.Data;
using ChatGov.Deadlines;

namespace ChatGov.People;

/// <summary>
/// Five wrong tries of a secret a day for the account that tries, and never for what is tried: else whoever knows half of a
/// code, or an old one, could lock its owner out. A wrong one counts although it is refused.
/// </summary>
internal static class WrongTries
{
    private const int TriesADay = 5;

    public static bool AreUsedUp(Tx tx, string subject) => tx.Count(
        "SELECT COALESCE(MAX(tries), 0) FROM wrong_try WHERE subject = @subject AND day = @day",
        new { subject, day = Shanghai.DayKey(tx.Now) }) >= TriesADay;

    public static void Count(Tx tx, string subject) => tx.EvenIfRefused(() => tx.Run(
        """
        INSERT INTO wrong_try (subject, day, tries) VALUES (@subject, @day, 1)
        ON CONFLICT (subject, day) DO UPDATE SET tries = wrong_try.tries + 1
        """,
        new { subject, day = Shanghai.DayKey(tx.Now) }));
}
