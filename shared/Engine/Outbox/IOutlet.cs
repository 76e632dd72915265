namespace ChatGov.Outbox;

/// <summary>
/// Who sends in this program, for those who write answers: what can leave at once is written as taken already, and need not be looked for
/// in the database, taken by another write and opened again.
/// </summary>
public interface IOutlet
{
    /// <summary>Under this name a message is taken.</summary>
    string Owner { get; }

    /// <summary>An answer to the chat would leave at once. Whoever is told so once may not be the next time: the messenger's pace counts.</summary>
    bool IsFree(string channel, string chatId);

    /// <summary>An answer that was written as taken at that time, once it is committed.</summary>
    void Send(ChatAddress chat, long id, Message message, DateTimeOffset takenAt);
}
