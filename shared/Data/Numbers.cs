using System.Globalization;

namespace ChatGov.Data;

/// <summary>Numbers that people read aloud: a prefix, the year and a running number without gaps in use.</summary>
public static class Numbers
{
    /// <summary>BD-2026-000123: the next number of its prefix and year.</summary>
    public static string Next(Tx tx, string prefix)
    {
        var year = Deadlines.Shanghai.Local(tx.Now).Year;
        var name = string.Create(CultureInfo.InvariantCulture, $"{prefix}-{year}");
        var next = tx.RunReturning<long>(
            """
            INSERT INTO counter (name, next_value) VALUES (@name, 2)
            ON CONFLICT (name) DO UPDATE SET next_value = counter.next_value + 1
            RETURNING next_value
            """,
            new { name });
        return string.Create(CultureInfo.InvariantCulture, $"{name}-{next - 1:000000}");
    }
}
