using ChatGov.Data;
using ChatGov.Messengers;

namespace ChatGov.Outbox;

/// <summary>A message that may go out now, and the chat it was resolved to.</summary>
internal sealed record Due
{
    public long Id { get; init; }

    public string ChatId { get; init; } = "";

    public DateTimeOffset? ExpiresAt { get; init; }

    public string Kind { get; init; } = "";

    /// <summary>It was written as taken, and need not be taken any more.</summary>
    public Message? Taken { get; init; }

    public DateTimeOffset TakenAt { get; init; }

    public bool IsBroadcast => Kind == nameof(OutboxKind.Broadcast);

    /// <summary>Among chats: answers to who waits for one, then what a person is told, then what many are told.</summary>
    public int Rank => IsBroadcast ? 2 : Kind == nameof(OutboxKind.Reply) ? 0 : 1;
}

/// <summary>A message taken for sending.</summary>
internal sealed record Taken
{
    public string RowKey { get; init; } = "";

    /// <summary>What it says, where that is known and need not be opened.</summary>
    public Message? Message { get; init; }

    public byte[] Body { get; init; } = [];

    public long Attempts { get; init; }

    /// <summary>The timer to set at the moment of delivery, if any.</summary>
    public string? OnDelivery { get; init; }

    public long? OnDeliveryId { get; init; }
}

/// <summary>Which chat a message is taken for, and how many calls it takes; 0 where the messenger counts none.</summary>
internal sealed record TakenFor(string Channel, string ChatId, int Calls);

internal sealed record MadeCalls
{
    public DateTimeOffset TakenAt { get; init; }

    public long Calls { get; init; }
}

/// <summary>The SQL of the outbox. Every step is guarded by the state it starts from, so two senders cannot both act.</summary>
internal static class OutboxStore
{
    private const int MaxDue = 2_000;
    private const int MaxDueOfChat = 5;

    /// <summary>
    /// What is due for a channel, answers first and broadcasts last, in order, and of each chat the first few: a chat that is told
    /// more than it can take hides nobody else's. A message to a person goes to the messenger they
    /// used last, or to another of theirs when they blocked us there. An answer does not overtake an earlier one that
    /// waits, nor one that another program, perhaps gone, still has in its hands.
    /// </summary>
    /// <param name="onlyChat">The one chat the channel can reach now; null for all.</param>
    public static List<Due> FindDue(Tx tx, string channel, string? onlyChat, string owner) => tx.All<Due>(
        $"""
        SELECT id, chat_id, expires_at, kind FROM (
        SELECT o.id, COALESCE(o.chat_id, i.chat_id) AS chat_id, o.expires_at, o.kind,
               ROW_NUMBER() OVER (PARTITION BY COALESCE(o.chat_id, i.chat_id) ORDER BY CASE o.kind WHEN 'Broadcast' THEN 1 ELSE 0 END, o.id) AS place
        FROM outbox o
        LEFT JOIN known_chat i ON o.channel IS NULL AND i.id = ({Reachable})
        WHERE o.state = 'Waiting' AND o.not_before <= @Now
          AND COALESCE(o.channel, i.channel) = @channel
          AND (@onlyChat IS NULL OR COALESCE(o.chat_id, i.chat_id) = @onlyChat)
          AND NOT EXISTS (
              SELECT 1 FROM outbox e
              WHERE e.state = 'Waiting' AND e.channel = o.channel AND e.chat_id = o.chat_id
                AND e.id < o.id AND e.not_before > @Now)
          AND NOT EXISTS (
              SELECT 1 FROM outbox s
              WHERE s.state = 'Sending' AND s.owner <> @owner
                AND s.sent_channel = @channel AND s.sent_chat_id = COALESCE(o.chat_id, i.chat_id))
        ) due
        WHERE place <= {MaxDueOfChat}
        ORDER BY CASE kind WHEN 'Reply' THEN 0 WHEN 'Broadcast' THEN 2 ELSE 1 END, id
        LIMIT {MaxDue}
        """,
        new { tx.Now, channel, onlyChat, owner });

    /// <summary>Ends what is due to people who have no messenger any more on which they can be reached.</summary>
    public static int EndUnreachable(Tx tx) => tx.Run(
        $"""
        UPDATE outbox SET state = 'Unreachable', body = NULL, error_code = 'no_messenger'
        WHERE state = 'Waiting' AND channel IS NULL AND not_before <= @Now
          AND NOT EXISTS (SELECT 1 FROM known_chat c WHERE c.person_id = outbox.person_id AND NOT c.unreachable)
        """,
        new { tx.Now });

    private const string Reachable =
        """
        SELECT c.id FROM known_chat c WHERE c.person_id = o.person_id AND NOT c.unreachable
        ORDER BY c.is_current DESC, c.id DESC LIMIT 1
        """;

    /// <summary>What a message says, before it is taken; null when it is gone.</summary>
    public static Message? Waiting(Tx tx, long id) =>
        tx.First<Taken>("SELECT row_key, body FROM outbox WHERE id = @id AND state = 'Waiting'", new { id }) is { } kept
            ? SealedMessages.TryOpen(tx.Vault, kept.RowKey, kept.Body)
            : null;

    /// <summary>
    /// Takes a message for sending; null when another sender was first, or when an earlier answer of the chat waits again or is not in the
    /// chat's hands yet, which a look of a moment ago could not know.
    /// </summary>
    public static Taken? Take(Tx tx, long id, string owner, TakenFor chat) => tx.RunReturning<Taken>(
        """
        UPDATE outbox SET state = 'Sending', owner = @owner, attempts = attempts + 1,
            taken_at = @Now, calls = @Calls, sent_channel = @Channel, sent_chat_id = @ChatId
        WHERE id = @id AND state = 'Waiting'
          AND NOT EXISTS (
              SELECT 1 FROM outbox e
              WHERE e.state = 'Waiting' AND e.channel = outbox.channel AND e.chat_id = outbox.chat_id AND e.id < outbox.id
                AND NOT (e.kind = 'Broadcast' AND outbox.kind <> 'Broadcast'))
          AND NOT EXISTS (
              SELECT 1 FROM outbox s
              WHERE s.state = 'Sending' AND s.sent_channel = @Channel AND s.sent_chat_id = @ChatId AND s.id < outbox.id)
        RETURNING row_key, body, attempts, on_delivery, on_delivery_id
        """,
        new { id, owner, tx.Now, chat.Calls, chat.Channel, chat.ChatId });

    /// <summary>How long the chat has to rest before so many calls fit into each window; zero when they fit now.</summary>
    public static TimeSpan Rest(Tx tx, TakenFor chat, IReadOnlyList<CallWindow> windows)
    {
        if (windows.Count == 0)
        {
            return TimeSpan.Zero;
        }

        var made = tx.All<MadeCalls>(
            """
            SELECT taken_at, calls FROM outbox
            WHERE sent_channel = @Channel AND sent_chat_id = @ChatId AND taken_at > @since AND calls > 0 ORDER BY taken_at
            """,
            new { chat.Channel, chat.ChatId, since = tx.Now - windows.Max(window => window.Within) });
        return windows.Max(window => Rest(made, chat.Calls, window, tx.Now));
    }

    private static TimeSpan Rest(List<MadeCalls> made, int calls, CallWindow window, DateTimeOffset now)
    {
        var within = made.SkipWhile(each => each.TakenAt <= now - window.Within).ToList();
        var excess = within.Sum(each => each.Calls) + calls - window.Calls;
        foreach (var each in within)
        {
            if (excess <= 0)
            {
                break;
            }

            excess -= each.Calls;
            if (excess <= 0)
            {
                return each.TakenAt + window.Within - now;
            }
        }

        return TimeSpan.Zero;
    }

    // Whoever was erased leaves no address behind, not even that of the farewell.
    private const string AddressKept =
        """
        chat_id = CASE WHEN EXISTS (SELECT 1 FROM person p WHERE p.id = outbox.person_id AND p.erased_at IS NOT NULL) THEN NULL ELSE chat_id END,
        sent_chat_id = CASE WHEN EXISTS (SELECT 1 FROM person p WHERE p.id = outbox.person_id AND p.erased_at IS NOT NULL) THEN NULL ELSE sent_chat_id END
        """;

    /// <summary>Where it went is known since it was taken.</summary>
    public static void MarkSent(Tx tx, long id, string owner, string? messageRef) => tx.Run(
        $"""
        UPDATE outbox SET state = 'Sent', body = NULL, sent_at = @Now, message_ref = @messageRef, {AddressKept}
        WHERE id = @id AND state = 'Sending' AND owner = @owner
        """,
        new { id, owner, messageRef, tx.Now });

    public static void PutBack(Tx tx, long id, string owner, DateTimeOffset notBefore, string? errorCode) => tx.Run(
        """
        UPDATE outbox SET state = 'Waiting', owner = NULL, not_before = @notBefore, error_code = @errorCode
        WHERE id = @id AND state = 'Sending' AND owner = @owner
        """,
        new { id, owner, notBefore, errorCode });

    /// <returns>False when it is not ours any more: we were silent for so long that another took it over.</returns>
    public static bool IsStillTaken(Tx tx, long id, string owner) => tx.Run(
        "UPDATE outbox SET taken_at = @Now WHERE id = @id AND state = 'Sending' AND owner = @owner", new { id, owner, tx.Now }) == 1;

    /// <summary>It was taken and never tried.</summary>
    public static void GiveBack(Tx tx, long id, string owner) => tx.Run(
        "UPDATE outbox SET state = 'Waiting', owner = NULL, attempts = attempts - 1 WHERE id = @id AND state = 'Sending' AND owner = @owner",
        new { id, owner });

    /// <summary>What is for a person, and certainly did not reach them here, goes to another messenger of theirs.</summary>
    /// <returns>False for an answer, which belongs to the chat that asked, and where there is no other.</returns>
    public static bool TryElsewhere(Tx tx, long id, string owner) => tx.Run(
        """
        UPDATE outbox SET state = 'Waiting', owner = NULL, not_before = @Now
        WHERE id = @id AND state = 'Sending' AND owner = @owner AND channel IS NULL
          AND EXISTS (SELECT 1 FROM known_chat c WHERE c.person_id = outbox.person_id AND NOT c.unreachable)
        """,
        new { id, owner, tx.Now }) == 1;

    /// <summary>It waits its turn: nothing was tried.</summary>
    public static void Postpone(Tx tx, long id, DateTimeOffset notBefore) => tx.Run(
        "UPDATE outbox SET not_before = @notBefore WHERE id = @id AND state = 'Waiting'", new { id, notBefore });

    /// <summary>Ends a message that was not delivered: Failed, Expired, Unreachable.</summary>
    public static void End(Tx tx, long id, string owner, string state, string? errorCode) => tx.Run(
        $"""
        UPDATE outbox SET state = @state, body = NULL, error_code = @errorCode, {AddressKept}
        WHERE id = @id AND (state = 'Waiting' OR (state = 'Sending' AND owner = @owner))
        """,
        new { id, owner, state, errorCode });

    /// <summary>
    /// A send whose fate is unknown: receipts, choices, reminders and answers go once more, broadcasts never.
    /// </summary>
    /// <param name="before">Only where it was taken before; null whenever it was.</param>
    public static void Doubt(Tx tx, long id, string owner, string errorCode, DateTimeOffset? before = null)
    {
        const string isMeant = "id = @id AND state = 'Sending' AND owner = @owner AND COALESCE(taken_at, 0) < @before";
        var args = new { id, owner, tx.Now, errorCode, before = before ?? DateTimeOffset.MaxValue };

        var again = tx.Run(
            $"""
            UPDATE outbox SET state = 'Waiting', owner = NULL, uncertain = uncertain + 1, not_before = @Now, error_code = @errorCode
            WHERE {isMeant} AND uncertain = 0 AND kind <> 'Broadcast'
            """,
            args);
        if (again == 0)
        {
            tx.Run(
                $"""
                UPDATE outbox SET state = 'Uncertain', uncertain = uncertain + 1, body = NULL, error_code = @errorCode, {AddressKept}
                WHERE {isMeant}
                """,
                args);
        }
    }

    /// <summary>What a sender that no longer runs had in its hands: its fate is unknown.</summary>
    public static void DoubtOfGone(Tx tx, string owner)
    {
        var owners = tx.All<string>(
            "SELECT DISTINCT owner FROM outbox WHERE state = 'Sending' AND owner <> @owner", new { owner });
        foreach (var gone in owners.Where(each => !Leases.IsAlive(tx, each)))
        {
            foreach (var id in tx.All<long>("SELECT id FROM outbox WHERE state = 'Sending' AND owner = @gone", new { gone }))
            {
                Doubt(tx, id, gone, "sender_gone");
            }
        }
    }

    /// <summary>
    /// Taken by this program a while ago: what it does not have in its hands was taken by a commit whose outcome it never learnt,
    /// or left by a fault.
    /// </summary>
    public static List<long> TakenLongAgo(Tx tx, string owner, DateTimeOffset before) => tx.All<long>(
        "SELECT id FROM outbox WHERE state = 'Sending' AND owner = @owner AND taken_at < @before ORDER BY id", new { owner, before });

    public static void MarkUnreachable(Tx tx, string channel, string chatId) => tx.Run(
        "UPDATE chat_identity SET unreachable = TRUE WHERE channel = @channel AND chat_id = @chatId",
        new { channel, chatId });

    /// <summary>The messenger gave a chat another id: it is the same chat everywhere.</summary>
    public static void MoveChat(Tx tx, string channel, string from, string to)
    {
        tx.Run("UPDATE chat_identity SET chat_id = @to WHERE channel = @channel AND chat_id = @from", new { channel, from, to });
        tx.Run(
            "UPDATE outbox SET chat_id = @to WHERE channel = @channel AND chat_id = @from AND state IN ('Waiting', 'Sending')",
            new { channel, from, to });
    }
}
