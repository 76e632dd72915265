using System.Text.Json;
using System.Text.Json.Serialization;
using ChatGov.Data;
using ChatGov.Messengers;

namespace ChatGov.Inbox;

/// <summary>A message that is stored and waits to be handled.</summary>
public sealed record Waiting(long Id, string Channel, string Lane, Incoming Incoming);

/// <summary>Whether a message may be handled.</summary>
public enum Turn
{
    Now,

    /// <summary>What came before it in its lane is not handled.</summary>
    Later,

    /// <summary>It was handled: nothing more may be done for it.</summary>
    Over,
}

/// <summary>
/// The durable inbox: what a messenger delivers is here, once, before it is acknowledged. The payload is sealed, and
/// blanked by the transaction that handles it.
/// </summary>
public static class InboxStore
{
    private static readonly SealedColumn SealedPayload = SealedColumn.Of("inbox.payload");

    /// <summary>Stores what is new of a batch and gives it back with its numbers, in order.</summary>
    public static List<Waiting> Add(Tx tx, string channel, string owner, IReadOnlyList<Incoming> batch)
    {
        var added = new List<Waiting>(batch.Count);
        foreach (var incoming in batch.Where(each => each.Kind != IncomingKind.Entered || IsNew(tx, channel, each)))
        {
            // A group has many people: each keeps a lane, so that one cannot hold up the others.
            var lane = $"{incoming.ChatId}/{incoming.UserId}";
            var id = tx.RunReturning<long?>(
                """
                INSERT INTO inbox (channel, dedupe_key, lane, owner, received_at, payload, state)
                VALUES (@channel, @DedupeKey, @lane, @owner, @Now, @payload, 'Waiting')
                ON CONFLICT (channel, dedupe_key) DO NOTHING
                RETURNING id
                """,
                new { channel, incoming.DedupeKey, lane, owner, tx.Now, payload = Seal(tx.Vault, channel, incoming) });
            if (id is { } number)
            {
                added.Add(new Waiting(number, channel, lane, incoming));
            }
        }

        return added;
    }

    /// <summary>When people who are known open the chat is nobody's business.</summary>
    private static bool IsNew(Tx tx, string channel, Incoming incoming) => !tx.Exists(
        """
        SELECT (SELECT COUNT(*) FROM session WHERE channel = @channel AND chat_id = @ChatId AND user_id = @UserId)
             + (SELECT COUNT(*) FROM chat_identity WHERE channel = @channel AND user_id = @UserId)
        """,
        new { channel, incoming.ChatId, incoming.UserId });

    /// <summary>Takes over what a program that no longer runs has left of a channel, in order.</summary>
    public static List<Waiting> Adopt(Tx tx, string channel, string owner)
    {
        var adopted = new List<Waiting>();
        foreach (var gone in OwnersGone(tx, channel, owner))
        {
            adopted.AddRange(tx.All<Row>(
                    "SELECT id, dedupe_key, lane, payload FROM inbox WHERE state = 'Waiting' AND channel = @channel AND owner = @gone ORDER BY id",
                    new { channel, gone })
                .Select(row => Open(tx.Vault, channel, row)));
            tx.Run(
                "UPDATE inbox SET owner = @owner WHERE state = 'Waiting' AND channel = @channel AND owner = @gone",
                new { channel, owner, gone });
        }

        adopted.Sort((one, other) => one.Id.CompareTo(other.Id));
        return adopted;
    }

    /// <summary>What waits for this program since before an instant, without what it knows of.</summary>
    public static List<Waiting> Own(Tx tx, string channel, string owner, DateTimeOffset before, Func<long, bool> known) => tx.All<long>(
        "SELECT id FROM inbox WHERE state = 'Waiting' AND channel = @channel AND owner = @owner AND received_at < @before ORDER BY id",
        new { channel, owner, before })
        .Where(id => !known(id))
        .Select(id => tx.First<Row>("SELECT id, dedupe_key, lane, payload FROM inbox WHERE id = @id", new { id })!)
        .Select(row => Open(tx.Vault, channel, row))
        .ToList();

    /// <summary>Programs that no longer run and have left something of a channel.</summary>
    public static IEnumerable<string> OwnersGone(Tx tx, string channel, string owner) => tx.All<string>(
        "SELECT DISTINCT owner FROM inbox WHERE state = 'Waiting' AND channel = @channel AND owner <> @owner",
        new { channel, owner }).Where(each => !Leases.IsAlive(tx, each));

    /// <summary>Something came before it in its lane and is not handled yet, by this program or another.</summary>
    public static bool HasEarlier(Tx tx, Waiting message) => tx.Exists(
        "SELECT COUNT(*) FROM inbox WHERE channel = @Channel AND lane = @Lane AND id < @Id AND state = 'Waiting'", new { message.Channel, message.Lane, message.Id });

    /// <summary>Marks it handled, unless it was, or something before it in its lane is not yet.</summary>
    public static Turn TakeTurn(Tx tx, Waiting message)
    {
        var taken = tx.Run(
            """
            UPDATE inbox SET state = 'Handled', handled_at = @Now, payload = NULL
            WHERE id = @Id AND state = 'Waiting' AND NOT EXISTS (
                SELECT 1 FROM inbox e WHERE e.channel = @Channel AND e.lane = @Lane AND e.id < @Id AND e.state = 'Waiting')
            """,
            new { message.Id, message.Channel, message.Lane, tx.Now });
        return taken == 1 ? Turn.Now
            : tx.Exists("SELECT COUNT(*) FROM inbox WHERE id = @Id AND state = 'Waiting'", new { message.Id }) ? Turn.Later
            : Turn.Over;
    }

    /// <summary>Counts one more failed try and tells how many there were.</summary>
    public static long CountTry(Tx tx, long id) => tx.RunReturning<long>(
        "UPDATE inbox SET attempts = attempts + 1 WHERE id = @id RETURNING attempts", new { id });

    /// <summary>Sets a message aside that failed again and again; its payload stays, sealed, for whoever looks into it.</summary>
    public static bool Park(Tx tx, long id) => tx.Run(
        "UPDATE inbox SET state = 'Parked', handled_at = @Now WHERE id = @id AND state = 'Waiting'",
        new { id, tx.Now }) == 1;

    private static byte[] Seal(Vault vault, string channel, Incoming incoming) =>
        SealedPayload.Seal(vault, $"{channel}/{incoming.DedupeKey}", JsonSerializer.SerializeToUtf8Bytes(incoming, IncomingJson.Default.Incoming));

    private static Waiting Open(Vault vault, string channel, Row row) => new(
        row.Id,
        channel,
        row.Lane,
        JsonSerializer.Deserialize(SealedPayload.OpenBytes(vault, $"{channel}/{row.DedupeKey}", row.Payload), IncomingJson.Default.Incoming)!);

    private sealed record Row
    {
        public long Id { get; init; }

        public string DedupeKey { get; init; } = "";

        public string Lane { get; init; } = "";

        public byte[] Payload { get; init; } = [];
    }
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(Incoming))]
internal sealed partial class IncomingJson : JsonSerializerContext;
