using ChatGov.Access;
using ChatGov.Data;
using ChatGov.Messengers;

namespace ChatGov.Conversations;

/// <summary>
/// Which messenger reaches a person: the one they used last, unless they blocked us there. No time of use is kept.
/// </summary>
internal static class Reachability
{
    /// <summary>What a messenger says of an account, whether anybody here knows it or not.</summary>
    public static void Departed(Tx tx, string channel, Incoming incoming)
    {
        if (incoming.Kind == IncomingKind.Left)
        {
            Departures.Note(tx, channel, incoming.UserId);
        }

        var given = incoming.Kind == IncomingKind.Given ? incoming.UserId : incoming.NewUserId;
        if (given is not null)
        {
            Departures.NoteNew(tx, channel, given, incoming.At ?? tx.Now);
        }
    }

    public static void Update(Tx tx, Session session, Incoming incoming)
    {
        if (session.PersonId is not { } personId || !incoming.IsPrivate)
        {
            return;
        }

        if (incoming.Kind == IncomingKind.Blocked)
        {
            tx.Run(
                "UPDATE chat_identity SET unreachable = TRUE WHERE channel = @Channel AND user_id = @UserId",
                new { session.Channel, session.UserId });
            return;
        }

        if (session.WasUnreachable || !session.IsCurrentIdentity)
        {
            tx.Run(
                "UPDATE chat_identity SET is_current = FALSE WHERE person_id = @personId AND is_current",
                new { personId });
            tx.Run(
                "UPDATE chat_identity SET unreachable = FALSE, is_current = TRUE, chat_id = @ChatId WHERE channel = @Channel AND user_id = @UserId",
                new { session.Channel, session.UserId, session.ChatId });
        }
    }
}
