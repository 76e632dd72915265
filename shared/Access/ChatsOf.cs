using ChatGov.Data;
using ChatGov.People;

namespace ChatGov.Access;

/// <summary>A chat account that is somebody's.</summary>
internal sealed record ChatIdentity
{
    public long Id { get; init; }

    public long PersonId { get; init; }
}

/// <summary>Chat accounts, and all that hangs on one.</summary>
internal static class ChatsOf
{
    public static ChatIdentity? Find(Tx tx, ChatOwner owner) => tx.First<ChatIdentity>(
        "SELECT id, person_id FROM chat_identity WHERE channel = @Channel AND user_id = @UserId", owner);

    /// <summary>The account is this person's from now on, and the one they are reached by.</summary>
    public static void Add(Tx tx, ChatOwner owner, long personId)
    {
        tx.Run("UPDATE chat_identity SET is_current = FALSE WHERE person_id = @personId", new { personId });
        tx.Insert(
            """
            INSERT INTO chat_identity (channel, user_id, chat_id, person_id, linked_at)
            VALUES (@Channel, @UserId, @ChatId, @personId, @Now) RETURNING id
            """,
            new { owner.Channel, owner.UserId, owner.ChatId, personId, tx.Now });
        tx.Audit("person", personId, "bind_chat");
    }

    /// <summary>The account is nobody's again. What was begun there, asked for there, or signed in from there ends with it.</summary>
    public static void Remove(Tx tx, long identityId)
    {
        var args = new { identityId };
        EndSessions(tx, identityId);
        ApiTokens.End(tx, "identity_id = @identityId", args, "end_with_account");
        tx.Run("UPDATE api_token SET identity_id = NULL WHERE identity_id = @identityId", args);
        tx.Run("DELETE FROM access_code WHERE identity_id = @identityId", args);
        tx.Run("DELETE FROM chat_identity WHERE id = @identityId", args);
    }

    private static void EndSessions(Tx tx, long identityId) => tx.Run(
        """
        UPDATE session SET flow = NULL, step = NULL, data = NULL, row_version = row_version + 1
        WHERE EXISTS (SELECT 1 FROM chat_identity i WHERE i.id = @identityId AND i.channel = session.channel AND i.user_id = session.user_id)
        """,
        new { identityId });
}
