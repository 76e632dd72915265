using ChatGov.Data;

namespace ChatGov.People;

/// <summary>One member on a unit's roster (名册).</summary>
public sealed record RosterRow
{
    public long Id { get; init; }

    public long UnitId { get; init; }

    public string Name { get; init; } = "";

    public long? PersonId { get; init; }
}

/// <summary>The units' rosters: the unit's yes in advance to a member's registration.</summary>
public static class Roster
{
    internal static readonly SealedColumn SealedPhone = SealedColumn.Of("roster.phone_cipher");

    public static RosterRow? Find(Tx tx, long id) => tx.First<RosterRow>(
        "SELECT id, unit_id, name, person_id FROM roster WHERE id = @id AND left_at IS NULL", new { id });

    /// <summary>
    /// The row with this number, if it is free or already this person's. A number that stands on two rows proves nothing,
    /// whoever has the other: it may be the other one's.
    /// </summary>
    public static RosterRow? FindByPhone(Tx tx, string phone, long personId) => Only(
        [.. tx.Vault.Hashes(Phone.Normalise(phone)).SelectMany(hash => tx.All<RosterRow>(
            "SELECT id, unit_id, name, person_id FROM roster WHERE phone_hash = @hash AND left_at IS NULL LIMIT 2", new { hash }))],
        personId);

    /// <summary>
    /// The row that gives this account, if it is free or already this person's. An account that stands on two rows proves
    /// nothing, whoever has the other; nor does one of another messenger that happens to be called the same. One that left was taken
    /// off its row.
    /// </summary>
    public static RosterRow? FindByAccount(Tx tx, ChatOwner account, long personId)
    {
        var userId = account.Channel == WeComAccount.Channel ? WeComAccount.Read(account.UserId) : null;
        var found = userId is null ? [] : tx.All<RosterRow>(
            "SELECT id, unit_id, name, person_id FROM roster WHERE wecom_user_id = @userId AND left_at IS NULL LIMIT 2", new { userId });
        return Only(found, personId);
    }

    // All that fit are counted before anything is asked of one of them.
    private static RosterRow? Only(List<RosterRow> found, long personId) =>
        found.Count == 1 && (found[0].PersonId is null || found[0].PersonId == personId) ? found[0] : null;

    /// <returns>False when the row is somebody else's by now.</returns>
    public static bool Bind(Tx tx, long id, long personId)
    {
        var bound = tx.Run(
            "UPDATE roster SET person_id = @personId WHERE id = @id AND (person_id IS NULL OR person_id = @personId)",
            new { id, personId }) == 1;
        if (bound)
        {
            tx.Audit("roster", id, "bind");
        }

        return bound;
    }

    public static void MarkLeft(Tx tx, long id)
    {
        tx.Run("UPDATE roster SET left_at = @Now WHERE id = @id AND left_at IS NULL", new { id, tx.Now });
        tx.Audit("roster", id, "left_unit");
    }

    /// <param name="weComUserId">As <see cref="WeComAccount.Read"/> gives it.</param>
    public static long Add(Tx tx, long unitId, string name, string? phone, string? weComUserId = null)
    {
        var number = phone is null ? null : Phone.Normalise(phone);
        var id = tx.NextId("roster");
        tx.Run(
            """
            INSERT INTO roster (id, unit_id, name, phone_cipher, phone_hash, phone_last4, wecom_user_id, imported_at)
            VALUES (@id, @unitId, @name, @cipher, @hash, @last4, @weComUserId, @Now)
            """,
            new
            {
                id,
                unitId,
                name = PersonName.Clean(name),
                cipher = SealedPhone.SealWords(tx.Vault, id, number),
                hash = number is null ? null : tx.Vault.Hash(number),
                last4 = number?[^4..],
                weComUserId,
                tx.Now,
            });
        tx.Audit("roster", id, "add");
        return id;
    }
}
