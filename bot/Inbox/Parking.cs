using ChatGov.Conversations;
using ChatGov.Data;
using ChatGov.Outbox;
using ChatGov.People;
using ChatGov.Texts;

namespace ChatGov.Inbox;

/// <summary>Sets a message aside that the program cannot handle: the person gets an apology with a number.</summary>
internal static class Parking
{
    public static void Park(Tx tx, Waiting message)
    {
        if (!InboxStore.Park(tx, message.Id))
        {
            return;
        }

        var incoming = message.Incoming;
        var session = SessionStore.Load(tx, message.Channel, incoming);
        tx.As(new Actor(session.PersonId, message.Id));
        var number = HelpRequests.Open(
            tx, HelpRequestKind.ParkedMessage, new AskedFrom(message.Channel, incoming.ChatId), text: null);
        tx.Reply(
            new ChatAddress(message.Channel, incoming.ChatId),
            session.PersonId,
            new Message(Catalog.Say(session.Language, "everyone.parked", ("number", number))));
    }
}
