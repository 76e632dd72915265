using ChatGov.Data;

namespace ChatGov.Outbox;

/// <summary>What waits to be sent, and is to be sent no more.</summary>
internal static class Unsent
{
    /// <param name="where">Over the outbox's own columns.</param>
    /// <param name="why">A code, for whoever reads the outbox.</param>
    public static void Expire(Tx tx, string where, object args, string why) =>
        tx.Run($"UPDATE outbox SET state = 'Expired', body = NULL, error_code = '{why}' WHERE state = 'Waiting' AND {where}", args);
}
