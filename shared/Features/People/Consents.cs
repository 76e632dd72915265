using ChatGov.Data;
using ChatGov.Texts;

namespace ChatGov.People;

public enum ConsentScope
{
    /// <summary>Keeping what registration and service need (PIPL art. 13, 14, 17).</summary>
    Service,

    /// <summary>The letter to the unit (PIPL art. 23: separate, naming the receiver).</summary>
    UnitLetter,
}

/// <summary>What a person agreed to, in which version of the notice, and whether they took it back.</summary>
public static class Consents
{
    /// <summary>After a no the question is not put again for so long (网络数据安全管理条例 art. 22).</summary>
    [Limit("declineDays")]
    public const int DaysAfterNo = 90;

    /// <summary>Raised when the notice says something new: then everybody is told once and asked.</summary>
    public const int CurrentVersion = 2;

    /// <summary>
    /// The oldest notice that is enough to go on with. What was new since (2: photos and voice, who else sees the list, how long)
    /// needs the newer one only where it is about that.
    /// </summary>
    public const int LowestVersion = 1;

    public static void Give(Tx tx, long personId, ConsentScope scope, int version)
    {
        var given = tx.Exists(
            "SELECT COUNT(*) FROM consent WHERE person_id = @personId AND scope = @scope AND version = @version AND withdrawn_at IS NULL",
            new { personId, scope = scope.ToString(), version });
        if (given)
        {
            return;
        }

        End(tx, personId, scope);
        var id = tx.Insert(
            "INSERT INTO consent (person_id, scope, version, given_at) VALUES (@personId, @scope, @version, @Now) RETURNING id",
            new { personId, scope = scope.ToString(), version, tx.Now });
        tx.Audit("consent", id, "give");
    }

    /// <summary>Notes that the person is told of the notice as it reads now.</summary>
    /// <returns>False when they were told before.</returns>
    public static bool MarkTold(Tx tx, long personId) => tx.Run(
        """
        UPDATE consent SET told_version = @version
        WHERE person_id = @personId AND scope = 'Service' AND withdrawn_at IS NULL AND version < @version AND COALESCE(told_version, 0) < @version
        """,
        new { personId, version = CurrentVersion }) == 1;

    /// <summary>The notice that a person agreed to; null without an agreement in force.</summary>
    public static long? VersionOf(Tx tx, long personId) => tx.First<long?>(
        "SELECT version FROM consent WHERE person_id = @personId AND scope = 'Service' AND withdrawn_at IS NULL", new { personId });

    /// <summary>The person behind a chat account agreed to the notice as it reads now.</summary>
    public static bool HasGiven(Tx tx, string channel, string userId) => tx.Exists(
        """
        SELECT COUNT(*) FROM known_chat i JOIN consent c ON c.person_id = i.person_id
        WHERE i.channel = @channel AND i.user_id = @userId AND c.scope = 'Service' AND c.withdrawn_at IS NULL AND c.version >= @version
        """,
        new { channel, userId, version = CurrentVersion });

    /// <summary>Takes an agreement back, at once and without a reason (PIPL art. 15).</summary>
    public static void Withdraw(Tx tx, long personId, ConsentScope scope)
    {
        if (End(tx, personId, scope) > 0)
        {
            tx.Audit("person", personId, "withdraw_consent", reason: scope.ToString());
        }
    }

    private static int End(Tx tx, long personId, ConsentScope scope) => tx.Run(
        "UPDATE consent SET withdrawn_at = @Now WHERE person_id = @personId AND scope = @scope AND withdrawn_at IS NULL",
        new { personId, scope = scope.ToString(), tx.Now });
}
