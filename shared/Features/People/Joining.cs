using ChatGov.Data;

namespace ChatGov.People;

/// <summary>A chat account: the messenger, the account there, and the chat in which we talk.</summary>
public sealed record ChatOwner(string Channel, string UserId, string ChatId);

/// <summary>A person comes into being by agreeing to the notice, and by nothing else.</summary>
public static class Joining
{
    /// <summary>
    /// Records the agreement of the person behind a chat account; makes the person where the account is new. Their
    /// name and phone come later, from their registration.
    /// </summary>
    /// <returns>The person's id.</returns>
    public static long Agree(Tx tx, ChatOwner owner, string language)
    {
        var personId = tx.First<long?>(
            "SELECT person_id FROM known_chat WHERE channel = @Channel AND user_id = @UserId",
            owner) ?? Create(tx, owner, language);
        Consents.Give(tx, personId, ConsentScope.Service, Consents.CurrentVersion);
        return personId;
    }

    private static long Create(Tx tx, ChatOwner owner, string language)
    {
        var personId = tx.Insert(
            "INSERT INTO person (name, language, created_at) VALUES ('', @language, @Now) RETURNING id",
            new { language, tx.Now });
        tx.Insert(
            """
            INSERT INTO chat_identity (channel, user_id, chat_id, person_id, linked_at)
            VALUES (@Channel, @UserId, @ChatId, @personId, @Now) RETURNING id
            """,
            new { owner.Channel, owner.UserId, owner.ChatId, personId, tx.Now });

        // What was asked in this chat before is theirs too: they see it, and it goes with them.
        tx.Run(
            "UPDATE help_request SET person_id = @personId WHERE person_id IS NULL AND channel = @Channel AND chat_id = @ChatId",
            new { personId, owner.Channel, owner.ChatId });
        tx.Audit("person", personId, "join");
        return personId;
    }
}
