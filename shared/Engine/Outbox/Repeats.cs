using ChatGov.Data;
using ChatGov.Deadlines;

namespace ChatGov.Outbox;

/// <summary>
/// What one person's acts send to another, whoever they are and whatever it says: doing and undoing something again and again floods
/// nobody. What says the same and still waits gives way to the newer; after the first few of a day the rest come with the full hour,
/// so that an hour brings each once; and past any number that people have to say to each other, the last of each kind. What
/// changed has changed all the same, and the last word is always among what comes.
/// </summary>
internal static class Repeats
{
    private const int OneByOneADay = 20;
    private const int EachADay = 60;

    /// <param name="says">All that the message is made of.</param>
    /// <returns>Null where nobody sends it to another: an answer, a timer, what one is told of one's own act.</returns>
    public static Repeat? Absorb(Tx tx, long receiver, string key, string says, SendOptions options)
    {
        // What has a key comes once anyway.
        if (tx.Actor.PersonId == receiver || options.DedupeKey is not null || Budgets.SenderOf(tx) is not { } sender)
        {
            return null;
        }

        var pair = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{sender} to {receiver}");
        var spent = Budgets.Count(tx, pair, Budgets.Day(tx.Now));
        var about = tx.Vault.Hash($"{pair} {key} {(spent > EachADay ? "" : says)}");
        Unsent.Expire(tx, "about = @about", new { about }, "said_anew");
        return new Repeat(about, spent > OneByOneADay ? tx.Now.AddMinutes(60 - Shanghai.Local(tx.Now).Minute) : tx.Now);
    }
}

/// <param name="About">Tells what says the same.</param>
/// <param name="NotBefore">When it may come.</param>
internal sealed record Repeat(string About, DateTimeOffset NotBefore);
