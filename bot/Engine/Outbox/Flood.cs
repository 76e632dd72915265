using ChatGov.Messengers;

namespace ChatGov.Outbox;

/// <summary>
/// A messenger that asks one chat to wait means that chat; one that asks several in a row means us: then nothing goes to
/// any of them until the time is over.
/// </summary>
internal sealed class Flood
{
    private const int ChatsInARow = 3;

    private readonly Lock _gate = new();
    private readonly HashSet<string> _chats = new(StringComparer.Ordinal);
    private DateTimeOffset _until = DateTimeOffset.MinValue;

    /// <summary>Nothing is sent before.</summary>
    public DateTimeOffset Until
    {
        get
        {
            lock (_gate)
            {
                return _until;
            }
        }
    }

    public void Note(string chat, SendResult result, DateTimeOffset now)
    {
        lock (_gate)
        {
            if (result is SendResult.Sent)
            {
                _chats.Clear();
            }
            else if (result is SendResult.Wait wait)
            {
                _chats.Add(chat);
                _until = _chats.Count >= ChatsInARow && _until < now + wait.For ? now + wait.For : _until;
            }
        }
    }
}
