using ChatGov.Data;
using ChatGov.People;

namespace ChatGov.Access;

/// <summary>How many ways into the desk are open to whoever has them.</summary>
public sealed record WaysIn(int Sessions, int Tokens, int Calendars)
{
    public bool Any => Sessions + Tokens + Calendars > 0;
}

/// <summary>下线: one word that ends all of one's own, for whoever fears that somebody else has one.</summary>
public static class SigningOut
{
    private const string OwnOpen = "person_id = @PersonId AND " + ApiTokens.Live;

    public static WaysIn Open(Tx tx)
    {
        var kinds = tx.All<string>($"SELECT kind FROM api_token WHERE {OwnOpen}", new { PersonId = tx.Actor.RequiredPersonId, tx.Now });
        return new WaysIn(Count(ApiTokenKind.Session), Count(ApiTokenKind.Token), Count(ApiTokenKind.Calendar));

        int Count(ApiTokenKind kind) => kinds.Count(each => each == kind.ToString());
    }

    /// <summary>Ends them, and the links and codes that would let somebody in again.</summary>
    /// <returns>What was open.</returns>
    public static Outcome<WaysIn> Everywhere(Tx tx) => tx.UseCase<WaysIn>(() =>
    {
        var args = new { PersonId = tx.Actor.RequiredPersonId, tx.Now };
        Persons.Lock(tx, args.PersonId);
        var open = Open(tx);
        ApiTokens.End(tx, args.PersonId, OwnOpen, args, "sign_out_everywhere");
        Codes.End(
            tx,
            "(kind = 'SignIn' AND issued_by = @PersonId OR kind = 'LinkChat' AND identity_id IN (SELECT i.id FROM chat_identity i WHERE i.person_id = @PersonId))",
            args,
            "sign_out_everywhere");
        tx.Audit("person", args.PersonId, "sign_out_everywhere");
        return open;
    });
}
