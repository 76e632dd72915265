using ChatGov.Data;
using ChatGov.Outbox;
using ChatGov.People;

namespace ChatGov.Access;

/// <summary>A chat account that is somebody's.</summary>
internal sealed record ChatIdentity
{
    public long Id { get; init; }

    public long PersonId { get; init; }

    public bool IsSuspended { get; init; }
}

/// <summary>Chat accounts, and all that hangs on one.</summary>
internal static class ChatsOf
{
    /// <summary>Who is known by it.</summary>
    public static ChatIdentity? Find(Tx tx, ChatOwner owner) => tx.First<ChatIdentity>(
        "SELECT id, person_id FROM known_chat WHERE channel = @Channel AND user_id = @UserId", owner);

    /// <summary>Whose it is, though it may have left.</summary>
    public static ChatIdentity? FindAny(Tx tx, ChatOwner owner) => tx.First<ChatIdentity>(
        "SELECT id, person_id, suspended_at IS NOT NULL AS is_suspended FROM chat_identity WHERE channel = @Channel AND user_id = @UserId", owner);

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
        var personId = tx.First<long>("SELECT person_id FROM chat_identity WHERE id = @identityId", args);
        Persons.Lock(tx, personId);
        EndWhatWaits(tx, identityId);
        ApiTokens.End(tx, personId, "identity_id = @identityId", args, "end_with_account");
        tx.Run("UPDATE api_token SET identity_id = NULL WHERE identity_id = @identityId", args);
        tx.Run("DELETE FROM access_code WHERE identity_id = @identityId", args);
        tx.Run("DELETE FROM chat_identity WHERE id = @identityId", args);
    }

    /// <summary>What is half said there, on its buttons, or on its way there, and the codes that were asked for there.</summary>
    /// <remarks>The conversation that speaks just now keeps its own row: it saves at its end what it knows by then.</remarks>
    public static void EndWhatWaits(Tx tx, long identityId)
    {
        var args = new { identityId, tx.Actor.InboxId };
        tx.Run(
            """
            DELETE FROM prompt WHERE session_id IN (
                SELECT s.id FROM session s JOIN chat_identity i ON i.channel = s.channel AND i.user_id = s.user_id WHERE i.id = @identityId)
            """,
            args);
        tx.Run(
            """
            UPDATE session SET flow = NULL, step = NULL, data = NULL, row_version = row_version + 1
            WHERE id IN (SELECT s.id FROM chat_identity i JOIN session s ON s.channel = i.channel AND s.user_id = i.user_id WHERE i.id = @identityId)
              AND NOT EXISTS (SELECT 1 FROM inbox m WHERE m.id = @InboxId AND m.channel = session.channel AND m.lane = session.chat_id || '/' || session.user_id)
            """,
            args);
        Unsent.Expire(
            tx, "EXISTS (SELECT 1 FROM chat_identity i WHERE i.id = @identityId AND i.channel = outbox.channel AND i.chat_id = outbox.chat_id)", args, "account_ended");
        Codes.End(tx, "identity_id = @identityId", args, "end_with_account");
    }
}
