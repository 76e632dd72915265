using ChatGov.Data;
using ChatGov.Outbox;

namespace ChatGov.People;

/// <summary>
/// What a person's chats leave in the rows that carry messages: the account in lanes, addresses and counters, half-said
/// answers, what buttons stand for, words that wait to be sent or that nobody could handle.
/// </summary>
internal static class ChatTraces
{
    /// <summary>Takes all of it out. What is being handled now, and the farewell, leave by their own ends.</summary>
    public static void Forget(Tx tx, long personId)
    {
        tx.Run("DELETE FROM prompt WHERE person_id = @personId", new { personId });
        Unsent.Expire(tx, "person_id = @personId", new { personId }, "erased");
        tx.Run("UPDATE outbox SET chat_id = NULL, sent_chat_id = NULL WHERE person_id = @personId AND state <> 'Sending'", new { personId });
        foreach (var account in tx.All<AccountRow>("SELECT channel, user_id, chat_id FROM chat_identity WHERE person_id = @personId", new { personId }))
        {
            ForgetAccount(tx, new ChatOwner(account.Channel, account.UserId, account.ChatId));
        }
    }

    public static void ForgetAccount(Tx tx, ChatOwner account)
    {
        const string sessions = "SELECT id FROM session WHERE channel = @Channel AND user_id = @UserId";
        tx.Run($"DELETE FROM prompt WHERE session_id IN ({sessions})", account);
        tx.Run("DELETE FROM session WHERE channel = @Channel AND user_id = @UserId", account);

        // Its key stays for as long as the messenger may deliver it once more.
        tx.Run(
            "UPDATE inbox SET state = 'Handled', payload = NULL, lane = '' WHERE channel = @Channel AND " + EndsWith("lane") + " AND state <> 'Waiting'",
            new { account.Channel, suffix = $"/{account.UserId}" });
        tx.Run(
            "UPDATE outbox SET chat_id = NULL, sent_chat_id = NULL WHERE person_id IS NULL AND state NOT IN ('Waiting', 'Sending') AND (channel = @Channel AND chat_id = @ChatId OR sent_channel = @Channel AND sent_chat_id = @ChatId)",
            account);
        new ChatForgotten(account).Tell(tx);
        tx.Run("DELETE FROM departure WHERE channel = @Channel AND user_id = @UserId", account);
    }

    // Not LIKE: an account may hold its wildcards.
    private static string EndsWith(string column) => $"substr({column}, length({column}) - length(@suffix) + 1) = @suffix";

    private sealed record AccountRow
    {
        public string Channel { get; init; } = "";

        public string UserId { get; init; } = "";

        public string ChatId { get; init; } = "";
    }
}
