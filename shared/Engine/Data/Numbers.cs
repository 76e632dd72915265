using System.Globalization;

namespace ChatGov.Data;

/// <summary>Numbers that people read aloud: a prefix, the year and a running number without gaps in use.</summary>
public static class Numbers
{
    /// <summary>BD-2026-000123: the next number of its prefix and year.</summary>
    public static string Next(Tx tx, string prefix)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{prefix}-{Deadlines.Shanghai.Local(tx.Now).Year}");
        return string.Create(CultureInfo.InvariantCulture, $"{name}-{Count(tx, name):000000}");
    }

    /// <summary>1, 2, 3 under a name.</summary>
    /// <param name="numberedBefore">Of what was numbered before it was counted here: SQL over <c>@name</c> for how many there are.</param>
    public static long Count(Tx tx, string name, string numberedBefore = "SELECT 0") => tx.RunReturning<long>(
        $"""
        INSERT INTO counter (name, next_value) VALUES (@name, 2 + ({numberedBefore}))
        ON CONFLICT (name) DO UPDATE SET next_value = counter.next_value + 1
        RETURNING next_value
        """,
        new { name }) - 1;
}
