using ChatGov.Media;
using ChatGov.Outbox;
using ChatGov.Texts;

namespace ChatGov.Messengers;

/// <summary>A messenger: brings what people write, and takes them what we say.</summary>
public interface IChannel
{
    /// <summary>The name in the database: <c>terminal</c>, <c>telegram</c>, <c>wecom</c>.</summary>
    string Name { get; }

    SendLimits Limits { get; }

    /// <summary>How several programs on one database share it.</summary>
    Sharing Sharing { get; }

    /// <summary>
    /// Receives until cancelled. Each batch is handed to <paramref name="store"/>, and acknowledged to the messenger
    /// only after that returned; if it throws, nothing of the batch is acknowledged and it is asked for again.
    /// </summary>
    Task Receive(StoreIncoming store, CancellationToken cancel);

    /// <summary>The one chat this program can deliver to now, as a terminal shows one person at a time; null for all.</summary>
    string? OnlyChat { get; }

    /// <summary>What this chat is willing to take; kept over restarts and among programs.</summary>
    IReadOnlyList<CallWindow> WindowsOf(string chatId) => Limits.Windows;

    /// <summary>How many calls this message takes.</summary>
    int CallsFor(Message message) => 1;

    /// <summary>Sends one message, once: it never retries by itself. Fails only by its result.</summary>
    Task<SendResult> Send(string chatId, Message message, CancellationToken cancel);

    /// <summary>Fetches what a message brought, once: it never retries by itself. Fails only by its result.</summary>
    /// <param name="most">More bytes than these are not read.</param>
    Task<Fetched> Fetch(string mediaRef, int most, CancellationToken cancel) => Task.FromResult<Fetched>(new Fetched.Never(MediaFault.Gone));

    /// <summary>Shows for some seconds that something is being done; a courtesy that may fail in silence.</summary>
    /// <returns>False where the messenger has no sign for it: then words have to do.</returns>
    Task<bool> ShowBusy(string chatId, CancellationToken cancel) => Task.FromResult(false);
}

public enum Sharing
{
    /// <summary>Each program has people of its own, as a terminal has.</summary>
    Own,

    /// <summary>The messenger allows one consumer: one program serves it, the others stand by.</summary>
    Alone,

    /// <summary>All receive, as the messenger's calls come to whichever the proxy chooses; one sends.</summary>
    Together,
}

/// <summary>Puts a batch into the inbox; returns when it is committed.</summary>
public delegate Task StoreIncoming(IReadOnlyList<Incoming> batch, CancellationToken cancel);

/// <summary>What a messenger is willing to take.</summary>
/// <param name="PerSecond">Messages a second in all.</param>
/// <param name="ChatSpacing">The least time between two messages to one chat.</param>
/// <param name="Burst">So many messages to one chat may go without spacing after a rest.</param>
public sealed record SendLimits(int PerSecond, TimeSpan ChatSpacing, int Burst)
{
    /// <summary>
    /// The most calls to one chat within any so long, where the messenger drops the excess in silence. Kept over restarts
    /// and among programs.
    /// </summary>
    public IReadOnlyList<CallWindow> Windows { get; init; } = [];
}

/// <summary>At most so many calls in any stretch of that length.</summary>
public sealed record CallWindow(int Calls, TimeSpan Within);

/// <summary>One thing a person did in a messenger, decoded.</summary>
public sealed record Incoming
{
    /// <summary>Identifies it for ever within its channel: delivered again it has the same key.</summary>
    public required string DedupeKey { get; init; }

    public required string UserId { get; init; }

    public required string ChatId { get; init; }

    /// <summary>The part of the chat in which it was said, where the messenger has parts; the answer goes there.</summary>
    public string? Thread { get; init; }

    public IncomingKind Kind { get; init; }

    /// <summary>False in a group: there nothing personal is said.</summary>
    public bool IsPrivate { get; init; } = true;

    /// <summary>As the person wrote it, of any length, without what no text holds (<see cref="Legible"/>).</summary>
    public string Text
    {
        get;
        init => field = Legible.Of(value);
    } = "";

    /// <summary>A pressed button: the token of its message and its place there, counted from 0.</summary>
    public string? Token
    {
        get;
        init => field = value is null ? null : Legible.Of(value);
    }

    public int ChoiceIndex { get; init; }

    /// <summary>The places of all that were chosen, where several may be; then <see cref="ChoiceIndex"/> is the first.</summary>
    public IReadOnlyList<int> ChoiceIndexes { get; init; } = [];

    /// <summary>The message the button hangs on.</summary>
    public string? MessageRef { get; init; }

    /// <summary>A shared contact's number, and whether the messenger says that it is the sender's own.</summary>
    public string? Phone
    {
        get;
        init => field = value is null ? null : Legible.Of(value);
    }

    public bool PhoneIsOwn { get; init; }

    /// <summary>By which the messenger gives out a picture or a voice message.</summary>
    public string? MediaRef { get; init; }

    /// <summary>How many bytes it has, where the messenger says so.</summary>
    public long? MediaSize { get; init; }

    /// <summary>The name that an account has from now on which <see cref="IncomingKind.Left"/> its old one; null for none.</summary>
    public string? NewUserId { get; init; }

    /// <summary>When the messenger says it was; null where it does not matter.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>The messenger's language code for the sender.</summary>
    public string? LanguageCode
    {
        get;
        init => field = value is null ? null : Legible.Of(value);
    }
}

/// <remarks>Kept as a number with what waits to be handled: only ever added to, at the end.</remarks>
public enum IncomingKind
{
    Text,
    Button,
    Contact,

    /// <summary>The person blocked us or came back: nothing to answer, but it changes whether they can be reached.</summary>
    Blocked,
    Unblocked,

    /// <summary>A picture, perhaps with words; whether it is one is seen when it is fetched.</summary>
    Picture,
    Voice,

    /// <summary>A kind that no conversation takes, such as a sticker: answered with what can be sent instead.</summary>
    Other,

    /// <summary>The account left the company or the app, or was given another name: who has it next need not be who had it.</summary>
    Left,

    /// <summary>The account was given to somebody just now.</summary>
    Given,

    /// <summary>Words that were said before and changed now.</summary>
    Edited,

    /// <summary>Somebody opened the chat and said nothing: counts for whoever was never here, and is not kept of anybody else.</summary>
    Entered,
}

/// <summary>What became of one send. The sender decides what follows by class, never the channel.</summary>
public abstract record SendResult
{
    /// <param name="MessageRef">The messenger's reference, by which the message can be edited.</param>
    public sealed record Sent(string? MessageRef) : SendResult;

    /// <summary>The messenger asked to wait; nothing was sent.</summary>
    public sealed record Wait(TimeSpan For) : SendResult;

    /// <summary>Certainly not sent, worth trying again: no connection, or the messenger failed and said so.</summary>
    public sealed record NotSent(string ErrorCode) : SendResult;

    /// <summary>It may have arrived: the connection broke after the request was written.</summary>
    public sealed record Unknown(string ErrorCode) : SendResult;

    /// <summary>The person cannot be reached until they come back.</summary>
    public sealed record Unreachable(string ErrorCode) : SendResult;

    /// <summary>The messenger refuses this message and always will: our mistake, logged by its code.</summary>
    public sealed record Refused(string ErrorCode) : SendResult;

    /// <summary>The chat has another id now; send there.</summary>
    public sealed record Moved(string ChatId) : SendResult;
}
