using ChatGov.Data;
using ChatGov.HelpRequests;
using ChatGov.Outbox;
using ChatGov.Texts;

namespace ChatGov.Inbox;

/// <summary>
/// Sets a message aside that the program cannot handle: the person gets an apology with a number, staff see it, and
/// the conversation begins afresh, because what it stands on may be what fails.
/// </summary>
internal static class Parking
{
    public static void Park(Tx tx, Waiting message)
    {
        if (!InboxStore.Park(tx, message.Id))
        {
            return;
        }

        var (chat, user) = (message.Incoming.ChatId, message.Incoming.UserId);
        var speaker = tx.First<Speaker>(
            """
            SELECT i.person_id, COALESCE(p.language, s.language) AS language
            FROM session s
            LEFT JOIN known_chat i ON i.channel = s.channel AND i.user_id = s.user_id
            LEFT JOIN person p ON p.id = i.person_id
            WHERE s.channel = @Channel AND s.chat_id = @chat AND s.user_id = @user
            """,
            new { message.Channel, chat, user }) ?? new Speaker { Language = Language.For(message.Incoming.LanguageCode) };
        tx.As(new Actor(speaker.PersonId, message.Id));
        tx.Run(
            """
            UPDATE session SET flow = NULL, step = NULL, data = NULL, row_version = row_version + 1
            WHERE channel = @Channel AND chat_id = @chat AND user_id = @user
            """,
            new { message.Channel, chat, user });
        var apology = HelpRequestActs.Open(tx, HelpRequestKind.ParkedMessage, new AskedFrom(message.Channel, chat), text: null).Match(
            receipt => Catalog.Say(speaker.Language, "everyone.parked", ("number", receipt.Number)),
            _ => Catalog.Say(speaker.Language, "everyone.parked_again"));
        tx.Reply(new ChatAddress(message.Channel, chat), speaker.PersonId, new Message(apology));
    }

    private sealed record Speaker
    {
        public long? PersonId { get; init; }

        public string Language { get; init; } = "";
    }
}
