using ChatGov.Data;
using ChatGov.Organisations;
using ChatGov.People;
using ChatGov.Texts;

namespace ChatGov.Access;

/// <summary>登录: staff ask the bot for a link that signs a browser in once, for a working day.</summary>
public static class SigningIn
{
    // A code: whoever reads it has a language of their own.
    private const string SessionName = "sign_in";

    [Limit("signedInHours")]
    private const int SignedInHours = 10;

    public static readonly TimeSpan LinkLife = TimeSpan.FromMinutes(10);
    public static readonly TimeSpan SessionLife = TimeSpan.FromHours(SignedInHours);
    private const int ProofLength = 22;

    /// <summary>The secret part of a link for an appointment of the actor's.</summary>
    /// <param name="askedIn">The chat account that asks: what comes of the link ends with it.</param>
    public static Outcome<string> Link(Tx tx, long staffRoleId, ChatOwner askedIn) => tx.UseCase<string>(() =>
    {
        if (Appointments.InForce(tx, staffRoleId) is not { } appointment || appointment.PersonId != tx.Actor.RequiredPersonId)
        {
            return RefusalCode.NotFound;
        }

        // Whoever signs out everywhere takes the person first as well, and then ends this link with the others.
        Persons.Lock(tx, appointment.PersonId);
        var identity = ChatsOf.Find(tx, askedIn);
        if (identity?.PersonId != appointment.PersonId)
        {
            return RefusalCode.NotFound;
        }

        var secret = Codes.NewSecret(tx, CodeKind.SignIn, () => Secret.New(ProofLength));
        Codes.Issue(tx, CodeKind.SignIn, new CodeSubject { StaffRoleId = appointment.Id, IdentityId = identity.Id }, secret, tx.Now + LinkLife);
        return secret.Reveal();
    });

    /// <summary>Uses the link up and makes the session's token.</summary>
    public static Outcome<IssuedToken> Begin(Tx tx, string text) => tx.UseCase<IssuedToken>(() =>
    {
        var code = Codes.Find(tx, CodeKind.SignIn, Secret.Read(text.Trim().ToLowerInvariant(), ProofLength));
        if (code?.IssuedBy is { } issuer)
        {
            Persons.Lock(tx, issuer);
        }

        if (code is null || !Codes.Use(tx, code.Id, code.IssuedBy) || Appointments.InForce(tx, code.StaffRoleId!.Value) is not { } appointment
            || appointment.PersonId != code.IssuedBy)
        {
            return AccessRefusal.LinkUsed;
        }

        tx.As(Actor.Person(appointment.PersonId));
        return ApiTokens.Insert(tx, ApiTokenKind.Session, SessionName, appointment, appointment.OrgId, tx.Now + SessionLife, code.IdentityId);
    });

    /// <summary>
    /// Ends the session behind the actor's grant, as who leaves a browser does. What they made in it on purpose stays: to end that as
    /// well, the session is ended from elsewhere.
    /// </summary>
    public static Outcome<bool> End(Tx tx) => tx.UseCase<bool>(() =>
    {
        var tokenId = tx.Actor.Grant?.TokenId;
        if (tx.Run("UPDATE api_token SET revoked_at = @Now WHERE id = @tokenId AND kind = 'Session' AND revoked_at IS NULL", new { tokenId, tx.Now }) == 1)
        {
            tx.Audit("api_token", tokenId!.Value, "sign_out");
        }

        return true;
    });
}
