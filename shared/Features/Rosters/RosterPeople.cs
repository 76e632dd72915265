using ChatGov.Data;

namespace ChatGov.Rosters;

/// <summary>What becomes of the rows of a roster when the person, or the unit, is no more.</summary>
internal static class RosterPeople
{
    /// <summary>The row belongs to the unit, and is no longer tied to anybody.</summary>
    public static void Untie(Tx tx, long personId) => tx.Run("UPDATE roster SET person_id = NULL WHERE person_id = @personId", new { personId });

    /// <summary>Who is on both is on one.</summary>
    public static void GoOver(Tx tx, long from, long into)
    {
        var args = new { from, into, tx.Now };
        tx.Run(
            """
            UPDATE roster SET left_at = @Now WHERE unit_id = @from AND left_at IS NULL AND person_id IS NOT NULL
              AND EXISTS (SELECT 1 FROM roster r WHERE r.unit_id = @into AND r.person_id = roster.person_id AND r.left_at IS NULL)
            """,
            args);
        tx.Run("UPDATE roster SET unit_id = @into WHERE unit_id = @from AND left_at IS NULL", args);
    }
}
