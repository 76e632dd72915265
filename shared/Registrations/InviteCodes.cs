using System.Security.Cryptography;
using ChatGov.Data;
using ChatGov.Deadlines;
using ChatGov.Organisations;
using ChatGov.People;

namespace ChatGov.Registrations;

/// <summary>
/// One-time codes tied to one roster row: 4 characters that find the row and 8 that prove it, from an alphabet
/// without look-alikes. The secret is kept as a keyed hash. Wrong tries are counted for the account that tries, five a day,
/// and for nothing that somebody else needs: 31^8 secrets (8.5e11) take 4.7e8 years of one account's days, half of that on average.
/// </summary>
public static class InviteCodes
{
    private const string Alphabet = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";
    private const int LocatorLength = 4;
    private const int SecretLength = 8;
    private static readonly TimeSpan Life = TimeSpan.FromDays(30);

    /// <summary>Makes a code for a roster row of a unit that the actor speaks for. It is shown this once.</summary>
    public static Outcome<string> Issue(Tx tx, long rosterId, RegistrationKind kind) => tx.UseCase<string>(() =>
    {
        var unitId = tx.First<long?>(
            "SELECT unit_id FROM roster WHERE id = @rosterId AND left_at IS NULL AND person_id IS NULL", new { rosterId });
        if (unitId is null || (!tx.Actor.IsSystem && !Scope.Covers(tx, unitId.Value, Role.UnitLiaison, Role.BannerOffice)))
        {
            return RefusalCode.NotFound;
        }

        return Create(tx, rosterId, kind, UnusedLocator(tx) + RandomText(SecretLength));
    });

    /// <summary>Whether something looks like a code at all: forgiving about spaces, dashes and case.</summary>
    public static string? Read(string text)
    {
        var plain = new string([.. text.ToUpperInvariant().Where(char.IsAsciiLetterOrDigit)]);
        return plain.Length == LocatorLength + SecretLength ? plain : null;
    }

    /// <summary>Checks a code for a chat identity, counting a wrong one even though it refuses.</summary>
    public static Outcome<InviteMatch> Check(Tx tx, string text, string identityKey)
    {
        var identity = "identity " + identityKey;
        var code = Read(text) ?? "";
        var row = code.Length == 0 ? null : Find(tx, code[..LocatorLength]);
        if (WrongTries.AreUsedUp(tx, identity))
        {
            return RefusalCode.TooManyTries;
        }

        if (row is null || !tx.Vault.Hashes(code[LocatorLength..]).Contains(row.SecretHash, StringComparer.Ordinal))
        {
            WrongTries.Count(tx, identity);
            return RefusalCode.InviteCodeWrong;
        }

        // A row has one person: who proved it by another code, by their own contact or by their account came first.
        if (row.UsedAt is not null || (row.PersonId is { } owner && owner != tx.Actor.PersonId))
        {
            return RefusalCode.InviteCodeUsed;
        }

        return row.ExpiresAt <= tx.Now
            ? RefusalCode.InviteCodeExpired
            : new InviteMatch(row.Id, row.RosterId, row.RegistrationId, row.Name, row.UnitName);
    }

    internal static string Create(Tx tx, long rosterId, RegistrationKind kind, string code)
    {
        var invited = tx.First<long?>(
            "SELECT id FROM registration WHERE roster_id = @rosterId AND kind = @kind AND state = 'Invited'",
            new { rosterId, kind = kind.ToString() });
        var registrationId = invited ?? RegistrationRows.Add(
            tx, new Registration { Kind = kind, RosterId = rosterId, State = RegistrationState.Invited }, Who.System, "invite").Id;
        var expiresAt = tx.Now + Life;
        var id = tx.Insert(
            """
            INSERT INTO invite_code (roster_id, registration_id, locator, secret_hash, expires_at)
            VALUES (@rosterId, @registrationId, @locator, @hash, @expiresAt) RETURNING id
            """,
            new { rosterId, registrationId, locator = code[..LocatorLength], hash = tx.Vault.Hash(code[LocatorLength..]), expiresAt });
        tx.Audit("invite_code", id, "issue");
        Timers.Move(tx, RegistrationTimers.InviteExpires, registrationId, expiresAt);
        return $"{code[..4]}-{code[4..8]}-{code[8..]}";
    }

    /// <summary>The invitation that waits for a row, of this kind rather than another: who proves the row without a code uses it up.</summary>
    internal static long? InvitationOf(Tx tx, long rosterId, RegistrationKind kind) => tx.First<long?>(
        """
        SELECT id FROM registration WHERE roster_id = @rosterId AND state = 'Invited'
        ORDER BY CASE kind WHEN @kind THEN 0 ELSE 1 END, id LIMIT 1
        """,
        new { rosterId, kind = kind.ToString() });

    /// <summary>Uses a code up; false when another message was first.</summary>
    internal static bool Consume(Tx tx, InviteMatch match, long personId) => tx.Run(
        "UPDATE invite_code SET used_at = @Now, used_by = @personId WHERE id = @CodeId AND used_at IS NULL",
        new { match.CodeId, personId, tx.Now }) == 1;

    private static Row? Find(Tx tx, string locator) => tx.First<Row>(
        """
        SELECT c.id, c.roster_id, c.registration_id, c.secret_hash, c.expires_at, c.used_at, m.name, m.person_id, u.name AS unit_name
        FROM invite_code c
        JOIN roster m ON m.id = c.roster_id
        JOIN org u ON u.id = m.unit_id
        WHERE c.locator = @locator AND m.left_at IS NULL
        """,
        new { locator });

    // Among thousands of codes two short parts meet by chance.
    private static string UnusedLocator(Tx tx)
    {
        var locator = RandomText(LocatorLength);
        return tx.Exists("SELECT COUNT(*) FROM invite_code WHERE locator = @locator", new { locator }) ? UnusedLocator(tx) : locator;
    }

    private static string RandomText(int length) => RandomNumberGenerator.GetString(Alphabet, length);

    private sealed record Row
    {
        public long Id { get; init; }

        public long RosterId { get; init; }

        public long RegistrationId { get; init; }

        public string SecretHash { get; init; } = "";

        public DateTimeOffset ExpiresAt { get; init; }

        public DateTimeOffset? UsedAt { get; init; }

        public long? PersonId { get; init; }

        public string Name { get; init; } = "";

        public string UnitName { get; init; } = "";
    }
}

/// <summary>The roster row a right code belongs to.</summary>
public sealed record InviteMatch(long CodeId, long RosterId, long RegistrationId, string Name, string UnitName);
