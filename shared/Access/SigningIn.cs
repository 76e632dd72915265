using ChatGov.Data;
using ChatGov.Organisations;

namespace ChatGov.Access;

/// <summary>登录: staff ask the bot for a link that signs a browser in once, for a working day.</summary>
public static class SigningIn
{
    public static readonly TimeSpan LinkLife = TimeSpan.FromMinutes(10);
    public static readonly TimeSpan SessionLife = TimeSpan.FromHours(10);

    /// <summary>The secret part of a link for an appointment of the actor's.</summary>
    public static Outcome<string> Link(Tx tx, long staffRoleId) => tx.UseCase<string>(() =>
        Appointments.InForce(tx, staffRoleId) is { } appointment && appointment.PersonId == tx.Actor.RequiredPersonId
            ? OneTimeCodes.Issue(tx, OneTimeCodeKind.SignIn, appointment, LinkLife)
            : RefusalCode.NotFound);

    /// <summary>Uses the link up and makes the session's token.</summary>
    public static Outcome<IssuedToken> Begin(Tx tx, string code) => tx.UseCase<IssuedToken>(() =>
    {
        if (OneTimeCodes.Use(tx, OneTimeCodeKind.SignIn, code) is not { } appointment)
        {
            return RefusalCode.LinkUsed;
        }

        tx.As(Actor.Person(appointment.PersonId));
        return ApiTokens.Insert(tx, ApiTokenKind.Session, "登录", appointment, appointment.OrgId, tx.Now + SessionLife);
    });

    /// <summary>Ends the session behind the actor's grant.</summary>
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
