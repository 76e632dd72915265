using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using ChatGov.Data;
using ChatGov.Deadlines;
using ChatGov.Texts;

namespace ChatGov.Outbox;

/// <summary>Writes messages in the transaction of the change that causes them. Nothing is sent from here.</summary>
public static class Outgoing
{
    private const int SecretBytes = 12;
    private static readonly TimeSpan PromptLife = TimeSpan.FromDays(30);

    /// <summary>The answer in the chat that asked.</summary>
    /// <param name="dedupeKey">Written once for each key; null for no such check.</param>
    public static void Reply(this Tx tx, ChatAddress chat, long? personId, Message message, string? dedupeKey = null) => Write(
        tx, personId, chat, OutboxKind.Reply, message, tx.Now, expiresAt: null, dedupeKey);

    /// <summary>
    /// A message to a person in their own language; the messenger is chosen when it is sent. It rests in the quiet
    /// hours unless it is urgent.
    /// </summary>
    /// <param name="key">The text, and under it the words; choices are labelled by their own keys.</param>
    public static void Send(this Tx tx, long personId, OutboxKind kind, string key, (string Name, object Value)[] args,
        SendOptions? options = null)
    {
        var language = tx.First<string>("SELECT language FROM person WHERE id = @personId AND erased_at IS NULL", new { personId });
        if (language is null)
        {
            return;
        }

        options ??= SendOptions.None;
        if (options.Of is { } news && NewsSwitches.IsOff(tx, personId, news))
        {
            return;
        }

        var message = new Message(Catalog.Say(language, key, args))
        {
            Choices = [.. options.Choices.Select(choice => new Choice(Catalog.Say(language, choice.LabelKey, choice.Args), choice.Action))],
            Numbered = false,
        };
        var repeat = Repeats.Absorb(tx, personId, key, string.Join('\n', message.Choices.Select(choice => choice.Action).Prepend(message.Text)), options);
        var earliest = new[] { options.NotBefore, repeat?.NotBefore, tx.Now }.Max()!.Value;
        Write(tx, personId, chat: null, kind, message,
            options.Urgent ? earliest : QuietHours.NextOpen(earliest), options.ExpiresAt, options.DedupeKey, options.OnDelivery, repeat?.About);
    }

    private static void Write(Tx tx, long? personId, ChatAddress? chat, OutboxKind kind, Message message,
        DateTimeOffset notBefore, DateTimeOffset? expiresAt, string? dedupeKey, TimerOnDelivery? onDelivery = null, string? about = null)
    {
        if (message.Choices.Count > 0)
        {
            message = message with { Token = KeepChoices(tx, personId, chat, message.Choices) };
        }

        var outlet = tx.Db.Outlet;
        var rowKey = RowKey.New();
        var row = new
        {
            personId,
            chat?.Channel,
            chat?.ChatId,
            kind = kind.ToString(),
            body = SealedMessages.Seal(tx.Vault, rowKey, message),
            rowKey,
            tx.Now,
            notBefore,
            expiresAt,
            dedupeKey,
            tx.Actor.InboxId,
            onDelivery = onDelivery?.Kind,
            onDeliveryId = onDelivery?.EntityId,
            about,
            owner = outlet?.Owner,
        };
        if (chat is not null && kind == OutboxKind.Reply && outlet?.IsFree(chat.Channel, chat.ChatId) == true)
        {
            if (tx.RunReturning<Written>(InsertTaken, row) is { IsTaken: true } taken)
            {
                tx.AfterCommit(() => outlet.Send(chat, taken.Id, message, tx.Now));
                return;
            }
        }
        else
        {
            tx.Run(Insert, row);
        }

        tx.Db.AnnounceOutbox(tx);
    }

    private const string Columns =
        "person_id, channel, chat_id, kind, body, row_key, created_at, not_before, expires_at, dedupe_key, inbox_id, on_delivery, on_delivery_id, about";

    private const string Values =
        "@personId, @Channel, @ChatId, @kind, @body, @rowKey, @Now, @notBefore, @expiresAt, @dedupeKey, @InboxId, @onDelivery, @onDeliveryId, @about";

    private const string Insert =
        $"""
        INSERT INTO outbox ({Columns}, state)
        VALUES ({Values}, 'Waiting')
        ON CONFLICT DO NOTHING
        """;

    /// <summary>As taken for sending, unless something the person is to be told before it waits, or is in another program's hands: then it waits behind it.</summary>
    private const string InsertTaken =
        $"""
        INSERT INTO outbox ({Columns},
            owner, attempts, taken_at, calls, sent_channel, sent_chat_id, state)
        VALUES ({Values},
            @owner, 1, @Now, 0, @Channel, @ChatId,
            CASE WHEN EXISTS (SELECT 1 FROM outbox e WHERE e.state = 'Waiting' AND e.channel = @Channel AND e.chat_id = @ChatId AND e.kind <> 'Broadcast')
                   OR EXISTS (SELECT 1 FROM outbox s WHERE s.state = 'Sending' AND s.sent_channel = @Channel AND s.sent_chat_id = @ChatId AND s.owner <> @owner)
                   OR EXISTS (SELECT 1 FROM outbox p WHERE p.state = 'Waiting' AND p.channel IS NULL AND p.person_id = @personId AND p.kind <> 'Broadcast' AND p.not_before <= @Now)
                 THEN 'Waiting' ELSE 'Sending' END)
        ON CONFLICT DO NOTHING
        RETURNING id, state = 'Sending' AS is_taken
        """;

    private sealed record Written
    {
        public long Id { get; init; }

        public bool IsTaken { get; init; }
    }

    private static string KeepChoices(Tx tx, long? personId, ChatAddress? chat, IReadOnlyList<Choice> choices)
    {
        // The number finds the row, and rows are added at the end; the secret is what nobody can guess.
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        var id = tx.Insert(
            """
            INSERT INTO prompt (secret, session_id, person_id, flow, step, choices_cipher, created_at, expires_at)
            VALUES (@secret, @SessionId, @personId, @Flow, @Step, @choices, @Now, @expiresAt) RETURNING id
            """,
            new
            {
                secret,
                chat?.SessionId,
                personId,
                chat?.Flow,
                chat?.Step,
                choices = SealedMessages.SealChoices(tx.Vault, secret, choices),
                tx.Now,
                expiresAt = tx.Now + PromptLife,
            });
        return PromptToken.Write(id, secret);
    }
}

/// <summary>What a button carries to name its prompt: <c>17.c2VjcmV0</c>.</summary>
public static class PromptToken
{
    public static string Write(long id, string secret) => string.Create(CultureInfo.InvariantCulture, $"{id}.{secret}");

    public static bool TryRead(string? token, out long id, out string secret)
    {
        var parts = (token ?? "").Split('.', 2);
        secret = parts[^1];
        return long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out id) && parts.Length == 2;
    }
}

/// <summary>The chat a reply goes to, and where its conversation stands: a button is good for that step only.</summary>
public sealed record ChatAddress(string Channel, string ChatId, long? SessionId = null, string? Flow = null, string? Step = null);

public sealed record SendOptions
{
    public static readonly SendOptions None = new();

    /// <summary>Not sent before this instant.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>Worth nothing after this instant: then it is dropped and marked so.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Written once for each key, however often it is asked.</summary>
    public string? DedupeKey { get; init; }

    /// <summary>Goes out in the quiet hours too: about a task today that the person claimed.</summary>
    public bool Urgent { get; init; }

    /// <summary>What may be switched off: then it is not written for those who did.</summary>
    public News? Of { get; init; }

    /// <summary>The timer that is due at the moment the messenger has taken the message.</summary>
    public TimerOnDelivery? OnDelivery { get; init; }

    public IReadOnlyList<LabelledChoice> Choices { get; init; } = [];
}

public sealed record TimerOnDelivery(string Kind, long EntityId);

public sealed record LabelledChoice(string LabelKey, string Action, params (string Name, object Value)[] Args);
